"""Switches that keep the libraries from calling out; imported before any of them.

It lives in the lowest layer because whatever is imported from PolicyQA imports ``corpus`` first. The values are
forced, not defaults: a user's environment cannot turn the calls on by accident. Evidence for each switch: the
library's own source, and the network test under ``tests/``, whose canaries fail without them.
"""

import os

SWITCHES: dict[str, str] = {
    "GRADIO_ANALYTICS_ENABLED": "False",  # version check and analytics at Blocks(); read at import of gradio
    "GRADIO_SHARE": "False",
    "ANONYMIZED_TELEMETRY": "False",  # chromadb
    "FASTAPI_OTEL_AUTO_CONFIGURE": "false",  # exporters to whatever OTEL_EXPORTER_OTLP_ENDPOINT names
    "OTEL_SDK_DISABLED": "true",  # the same for chromadb and whoever else asks OpenTelemetry
    "ORT_DISABLE_TELEMETRY": "1",  # onnxruntime >= 1.29 uploads from native code at import
    "HF_HUB_OFFLINE": "1",
    "TRANSFORMERS_OFFLINE": "1",
    "HF_HUB_DISABLE_TELEMETRY": "1",
    "HF_HUB_DISABLE_UPDATE_CHECK": "1",
    "DO_NOT_TRACK": "1",
    "OLLAMA_NO_CLOUD": "1",
}

UNSET: tuple[str, ...] = (
    "CHROMA_OTEL_COLLECTION_ENDPOINT",
    "GRADIO_ROOT_PATH",  # another address in the page's own links
    "NLTK_DATA",  # llama-index-core downloads into it when it is empty
    "TIKTOKEN_CACHE_DIR",
    "OPENAI_API_KEY",  # read implicitly by libraries; ours comes from the settings
    "OPENAI_ADMIN_KEY",
    "OPENAI_BASE_URL",
    "OPENAI_CUSTOM_HEADERS",
    "OPENAI_ORG_ID",
    "OPENAI_PROJECT_ID",
    "OPENAI_LOG",  # at debug it writes prompts to the log
    "OLLAMA_API_KEY",  # the client would send it to whatever server the settings name
)

_LOOPBACK = ("localhost", "127.0.0.1", "::1")


def apply() -> None:
    """Force every switch in this process and, by inheritance, in its children."""
    os.environ.update(SWITCHES)
    for name in UNSET:
        os.environ.pop(name, None)
    for name in ("NO_PROXY", "no_proxy"):  # gradio's and our own loopback calls must not go to an office proxy
        present = [p for p in os.environ.get(name, "").split(",") if p]
        os.environ[name] = ",".join([*present, *(h for h in _LOOPBACK if h not in present)])


apply()
