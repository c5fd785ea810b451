"""The page's head."""

from app.ui.words import WORDS, Language


def render_head(language: Language) -> str:
    """Name and promise; the way past them by keyboard; and the place where the page's script tells of an answer, once."""
    words = WORDS[language]
    return (
        f'<a class="pq-skip" href="#pq-question">{words.to_question}</a>'
        f'<header class="pq-top"><h1>PolicyQA <span>{words.title}</span></h1><p>{words.promise}</p></header>'
        '<p id="pq-live" class="pq-unseen" role="status"></p>'
    )
