"""The routes of the page. Its framework offers more (uploads, a proxy, files, an editor of its own source)."""

from app.access.route import POST, Route

ROUTES = (
    Route("/", marked=True),
    Route(r"/(?:theme\.css|robots\.txt|config/?)"),
    Route(r"/favicon\.ico", open=True),
    Route(r"/(?:static|assets|svelte)/[\w./@-]+", kept=True),
    Route(r"/gradio_api/(?:queue/data|startup-events|heartbeat/\w+|app_id/?)"),
    Route(r"/gradio_api/(?:queue/join|cancel/?|reset/?)", POST),
)
