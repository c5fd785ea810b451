"""The page's head."""

from app.ui.words import WORDS, Language


def render_head(language: Language) -> str:
    """Name and promise."""
    words = WORDS[language]
    return f'<header class="pq-top"><h1>PolicyQA <span>{words.title}</span></h1><p>{words.promise}</p></header>'
