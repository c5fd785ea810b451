"""The page that people use: ``app.ui.page.Page``. The only package that imports gradio."""
