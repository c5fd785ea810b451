"""Managing: the menu below the list of conversations, to rename or export the one that is shown, or delete all."""

from dataclasses import dataclass
from urllib.parse import quote

from app.records import Conversation
from app.ui.escaping import escape
from app.ui.words import Language


@dataclass(frozen=True, slots=True)
class _Words:
    menu: str
    title: str
    rename: str
    export: str
    clear: str
    clearing: str
    confirm: str
    renamed: str


_WORDS = {
    Language.CHINESE: _Words(
        menu="管理对话",
        title="这段对话的名称",
        rename="改名",
        export="导出这段对话：",
        clear="删除全部对话…",
        clearing="你的全部对话都会删除，不能恢复；别人的对话和已提交的反馈不受影响。",
        confirm="确定全部删除",
        renamed="已改名。",
    ),
    Language.ENGLISH: _Words(
        menu="Manage conversations",
        title="Name of this conversation",
        rename="Rename",
        export="Export it:",
        clear="Delete all conversations…",
        clearing="All your conversations will be deleted for good; those of others and feedback that was given stay.",
        confirm="Delete all of them",
        renamed="Renamed.",
    ),
}
_FORMS = (("md", "Markdown"), ("json", "JSON"))


def render_menu(
    shown: Conversation | None, language: Language, *, any_kept: bool, note: str = "", is_open: bool = False
) -> str:
    """The menu, for the conversation that is shown where there is one; nothing where none is kept."""
    words = _WORDS[language]
    if not any_kept:
        return ""
    state = " open" if is_open else ""
    return (
        f'<details class="pq-manage"{state}><summary>{words.menu}</summary>{note}'
        f"{_one(shown, words) if shown else ''}"
        f'<details class="pq-clearing"><summary>{words.clear}</summary><p>{words.clearing}</p>'
        f'<button type="button" data-act="clear">{words.confirm}</button></details></details>'
    )


def renamed(language: Language) -> str:
    """What is said when a conversation has its new name."""
    return f'<p class="pq-notice pq-notice-done" role="status">{_WORDS[language].renamed}</p>'


def _one(conversation: Conversation, words: _Words) -> str:
    address = f"conversations/{quote(conversation.id)}"
    links = " ".join(f'<a class="pq-export" href="{address}.{form}" download>{name}</a>' for form, name in _FORMS)
    return (
        f'<div data-form><label>{words.title}<input name="title" value="{escape(conversation.title)}" maxlength="80">'
        f'</label><button type="button" data-act="rename" data-of="{escape(conversation.id)}">{words.rename}</button>'
        f"</div><p>{words.export} {links}</p>"
    )
