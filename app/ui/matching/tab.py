"""The tab that matches: an empty frame that its script fills from the server."""

from typing import Any

import gradio as gr

from app.ui.escaping import escape
from app.ui.matching.words import WORDS, MatchWords
from app.ui.tab import LISTENER, html
from app.ui.words import Language


class MatchingTab:
    """One place of HTML; the questions, answers and results never pass through the framework's events."""

    def __init__(self, language: Any, tab: Any) -> None:
        self._language = language
        self._tab = tab
        self._frame = html(render_frame(Language.CHINESE), elem_id="pq-matching")

    def connect(self, blocks: Any) -> None:
        """Draw the frame in the language that is chosen; the script fills it again."""
        del blocks
        self._language.change(self._translate, inputs=[self._language], outputs=[self._tab, self._frame], **LISTENER)

    def _translate(self, language: str) -> list[Any]:
        chosen = Language(language)
        return [gr.update(label=WORDS[chosen].tab), render_frame(chosen)]


def render_frame(language: Language) -> str:
    """The frame in one language: documents, form, batch on the left, results on the right."""
    words = WORDS[language]
    return (
        f'<div class="pq-match" data-language="{language}" data-file="{words.file}">'
        f'<p class="pq-match-intro">{words.intro}</p><div class="pq-match-columns">'
        f'<div class="pq-match-left">{_form(words)}{_batch(words)}</div>'
        f'<section class="pq-match-right" aria-label="{words.results}">{_results(words)}</section></div>'
        f'<p class="pq-match-jump"><span></span>{_button("jump", words.jump)}</p></div>'
    )


def _form(words: MatchWords) -> str:
    return (
        f'<div class="pq-match-documents"></div><form class="pq-match-form" aria-label="{words.form}">'
        f'<div class="pq-match-bar"><h2>{words.form}</h2>{_button("save", words.save)}{_button("load", words.load)}'
        f'{_button("clear", words.clear)}</div><input type="file" class="pq-match-profile" accept=".json" hidden>'
        f'<p class="pq-match-unfold" hidden>{_button("unfold", words.unfold)}{_button("fold", words.fold)}</p>'
        f'<div class="pq-match-questions"></div></form>'
    )


def _batch(words: MatchWords) -> str:
    return (
        f'<section class="pq-match-batch"><h2>{words.batch}</h2><p>{words.batch_help}</p>'
        f'<div class="pq-match-bar">{_button("template", words.template)}{_button("batch", words.upload)}'
        f"{_button('batch-file', words.download, hidden=True)}</div>"
        f'<input type="file" class="pq-match-firms" accept=".csv,.txt" hidden><div class="pq-match-told"></div></section>'
    )


def _results(words: MatchWords) -> str:
    return (
        f'<div class="pq-match-bar"><h2>{words.results}</h2>{_button("xlsx", words.xlsx)}{_button("csv", words.csv)}'
        f'{_button("print", words.print)}</div><div class="pq-match-results"></div>'
    )


def _button(does: str, label: str, *, hidden: bool = False) -> str:
    return f'<button type="button" data-match="{does}"{" hidden" if hidden else ""}>{escape(label)}</button>'
