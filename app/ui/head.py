"""The page's head."""

from app.access import LOCAL, Role, User
from app.ui.escaping import escape
from app.ui.words import WORDS, Language


def render_head(language: Language, user: User = LOCAL, *, prefix: str = "") -> str:
    """Name and promise; the way past them by keyboard; who has logged in, and how to log out; and the place where the
    page's script tells of an answer, once. Links begin with ``prefix``.
    """
    words = WORDS[language]
    return (
        f'<a class="pq-skip" href="#pq-question">{words.to_question}</a>'
        f'<header class="pq-top"><h1>PolicyQA <span>{words.title}</span></h1><p>{words.promise}</p>'
        f"{'' if user == LOCAL else _logged_in(language, user, prefix)}</header>"
        '<p id="pq-live" class="pq-unseen" role="status"></p>'
    )


def _logged_in(language: Language, user: User, prefix: str) -> str:
    words = WORDS[language]
    role = words.editor if user.role is Role.EDITOR else words.reader
    return (
        f'<p class="pq-user"><span>{escape(user.name)}</span> <span class="pq-role">{role}</span> '
        f'<a href="{escape(prefix)}/logout?lang={language}">{words.log_out}</a></p>'
    )
