"""The login and logout pages: HTML of our own that needs no script, Chinese first, English by a link."""

import html
from dataclasses import dataclass
from urllib.parse import urlencode


@dataclass(frozen=True, slots=True)
class _Words:
    lang: str
    title: str
    promise: str
    name: str
    password: str
    enter: str
    wrong: str
    wait: str
    leave: str
    leaving: str
    back: str
    help: str
    other: str  # the other language, in its own words


_WORDS = {
    "zh": _Words(
        lang="zh-CN",
        title="政策问答",
        promise="没有条款，就没有数字。请登录后使用。",
        name="账号",
        password="口令",  # noqa: S106 - the word for it
        enter="登录",
        wrong="账号或口令不对；请再试一次，忘记口令时请找管理员重设。",
        wait="输错的次数太多，请等 {} 后再试；忘记口令时请找管理员重设。",
        leave="退出登录",
        leaving="“{}”，确定要退出登录吗？",
        back="返回",
        help="没有账号？请管理员在服务器上运行 policyqa user add。",
        other="English",
    ),
    "en": _Words(
        lang="en",
        title="Policy answers",
        promise="No number without its clause. Please log in.",
        name="Account",
        password="Password",  # noqa: S106 - the word for it
        enter="Log in",
        wrong="Wrong account or password; try again, or ask the administrator for a new password.",
        wait="Too many wrong passwords; wait {}, or ask the administrator for a new password.",
        leave="Log out",
        leaving="“{}”, do you want to log out?",
        back="Back",
        help="No account? The administrator makes one with policyqa user add on the server.",
        other="中文",
    ),
}


def login_page(*, prefix: str, following: str, lang: str, name: str = "", wait: int = 0, failed: bool = False) -> str:
    """The login form. ``following`` is the own path that the login leads to, ``wait`` in seconds."""
    words = _WORDS[lang]
    said = words.wait.format(_duration(wait, lang)) if wait else words.wrong if failed else ""
    other = urlencode({"lang": _other(lang), "next": following})
    body = f"""<form method="post" action="{_e(prefix)}/login">
{_alert(said)}<label for="name">{words.name}</label>
<input id="name" name="name" value="{_e(name)}" autocomplete="username" autocapitalize="none" spellcheck="false"
 maxlength="64" required{"" if name else " autofocus"}>
<label for="password">{words.password}</label>
<input id="password" name="password" type="password" autocomplete="current-password" maxlength="256"
 required{" autofocus" if name else ""}>
<input type="hidden" name="next" value="{_e(following)}"><input type="hidden" name="lang" value="{lang}">
<button>{words.enter}</button>
</form>
<p class="help">{words.help}</p>
<p class="lang"><a href="{_e(prefix)}/login?{_e(other)}" lang="{_WORDS[_other(lang)].lang}">{words.other}</a></p>"""
    return _page(words, prefix, words.enter, words.promise, body)


def logout_page(*, prefix: str, lang: str, name: str) -> str:
    """The question whether to log out: a page that does it by being opened could be opened by others."""
    words = _WORDS[lang]
    body = f"""<form method="post" action="{_e(prefix)}/logout"><input type="hidden" name="lang" value="{lang}">
<button>{words.leave}</button></form>
<p class="lang"><a href="{_e(prefix)}/">{words.back}</a></p>"""
    return _page(words, prefix, words.leave, words.leaving.format(_e(name)), body)


def language(text: str) -> str:
    """``zh`` or ``en``; anything else is Chinese."""
    return "en" if text == "en" else "zh"


def _page(words: _Words, prefix: str, title: str, lead: str, body: str) -> str:
    return f"""<!doctype html>
<html lang="{words.lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark"><title>{title} · PolicyQA {words.title}</title>
<link rel="icon" href="{_e(prefix)}/favicon.ico"><link rel="stylesheet" href="{_e(prefix)}/login.css"></head>
<body><main><h1>PolicyQA <span>{words.title}</span></h1><p class="lead">{lead}</p>
{body}
</main></body></html>
"""


def _alert(text: str) -> str:
    return f'<p class="alert" role="alert">{text}</p>\n' if text else ""


def _duration(seconds: int, lang: str) -> str:
    minutes = -(-seconds // 60)
    if lang == "en":
        return f"{seconds} seconds" if seconds <= 90 else f"{minutes} minutes"
    return f"{seconds} 秒" if seconds <= 90 else f"{minutes} 分钟"


def _other(lang: str) -> str:
    return "zh" if lang == "en" else "en"


def _e(text: str) -> str:
    return html.escape(text, quote=True)
