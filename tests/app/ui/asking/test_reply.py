from collections.abc import Callable
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from types import ModuleType

import pytest

from app.answering.answer import Answer, Refusal, Reply
from app.desk import Inquiry
from app.desk.loading import Opened
from app.desk.scripted import ScriptedAssistant
from app.records import changes
from app.ui.asking.conversation import Exchange, render_earlier, render_question, turns
from app.ui.asking.reply import render_direct, render_reply, render_support, render_wording
from app.ui.asking.screen import notice
from app.ui.asking.status import render_failed, render_loaded, render_shelf
from app.ui.escaping import clean
from app.ui.words import Language
from corpus import ParsedDocument, Status
from corpus.document import Succession

ZH, EN = Language.CHINESE, Language.ENGLISH
TAGS = {"a", "article", "b", "button", "dd", "del", "details", "div", "dl", "dt", "footer", "h2", "h3", "header", "ins", "li", "mark", "ol", "p", "q",
        "section", "span", "summary", "ul"}  # fmt: skip
ATTRIBUTES = {"aria-live", "class", "data-act", "data-done", "data-of", "data-text", "data-turn", "href", "id", "rel", "role", "target",
              "title", "type"}  # fmt: skip


class Read(HTMLParser):
    """Tags, attributes and texts as a browser would see them."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.tags: set[str] = set()
        self.attributes: list[tuple[str, str]] = []
        self.texts: dict[str, list[str]] = {}
        self._open: list[str] = []
        self.feed(html)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes += [(name, value or "") for name, value in attrs]
        self._open.append(dict(attrs).get("class") or tag)
        self.texts.setdefault(self._open[-1], []).append("")

    def handle_endtag(self, _tag: str) -> None:
        self._open.pop()

    def handle_data(self, data: str) -> None:
        for name in set(self._open):
            self.texts[name][-1] += data


def shown(reply: Reply, language: Language = ZH) -> Read:
    return Read(render_reply(reply, language))


def test_computed_answer(samples: ModuleType) -> None:
    read = shown(samples.reward())
    assert read.texts["pq-figure pq-computed"][0] == "600万元"
    assert read.texts["pq-figure pq-asked"][0] == "5000万元"
    assert "300万元" in read.texts["pq-figure pq-quoted"]
    assert samples.FORMULA in read.texts["pq-line pq-reckoned"][0]
    assert read.texts["pq-status pq-status-draft"] == ["征求意见稿", "征求意见稿"]
    assert "pq-formula" not in read.texts  # the line spells it out already


def test_formula_that_no_line_spells_out(samples: ModuleType) -> None:
    answer = replace(samples.reward(), direct="最高可得300万元[1]")
    assert samples.FORMULA in shown(answer).texts["pq-formula"][0]


def test_quote_is_marked_exactly_in_the_whole_clause(samples: ModuleType) -> None:
    answer = samples.reward()
    read = shown(answer)
    citation = answer.citations[0]
    assert read.texts["mark"] == [samples.REWARD]
    assert read.texts["pq-clause"] == [citation.clause.span.of(citation.document.text)]
    assert read.texts["pq-path"] == [citation.clause.label]
    assert read.texts["pq-page"] == ["第 1 页"]
    assert ("id", "t0-c1") in read.attributes


def test_invisible_characters_do_not_move_the_mark(samples: ModuleType) -> None:
    clauses = (
        (("一",), ("一、奖励",), "一、奖\u200b励\u202e：\ufeff先\x07导。最高\u200b奖励5\u200b0万元。其余另行规定。"),
    )
    parsed = samples.document(clauses=clauses)
    answer = replace(samples.reward(), citations=(samples.cite(parsed, "最高\u200b奖励5\u200b0万元。"),))
    read = shown(answer)
    assert read.texts["mark"] == ["最高奖励50万元。"]
    assert read.texts["pq-clause"] == ["一、奖励：先导。最高奖励50万元。其余另行规定。"]


def test_conflict_is_a_box_and_not_a_line(samples: ModuleType) -> None:
    read = shown(samples.goal())
    assert "40家以上" in read.texts["pq-conflict"][0]
    assert "30家以上" in read.texts["pq-conflict"][0]
    assert not any("注意" in line for line in read.texts["pq-line"])
    assert [v for n, v in read.attributes if n == "href" and v[0] == "#"] == ["#t0-c1", "#t0-c1", "#t0-c2"]


def test_conflict_without_marks_gets_both(samples: ModuleType) -> None:
    answer = samples.goal()
    bare = replace(answer.conflicts[0], message="前后不一致。")
    html = render_direct(replace(answer, conflicts=(bare,)), ZH)
    assert html.count('href="#t0-c2"') >= 1


@pytest.mark.parametrize("language", Language)
def test_refusal_names_the_nearest_clause_and_whom_to_ask(samples: ModuleType, language: Language) -> None:
    refusal = samples.refusal()
    read = shown(refusal, language)
    assert refusal.message in read.texts["pq-refusal"][0]
    assert "市经信局、市财政局" in read.texts["pq-department"][0]
    assert read.texts["pq-quote"] == [samples.REWARD]
    assert "pq-evidence" not in read.texts
    assert "pq-evidence pq-near" in read.texts


def test_refusal_over_an_empty_index() -> None:
    read = shown(Refusal("问", "empty_index", "索引里没有可用的文件。"))
    assert "pq-card" not in read.texts
    assert "索引里没有可用的文件。" in read.texts["pq-refusal"][0]


@pytest.mark.parametrize(
    ("status", "label"),
    [
        (Status.DRAFT, "征求意见稿"),
        (Status.IN_FORCE, "现行有效"),
        (Status.EXPIRED, "已失效"),
        (Status.UNKNOWN, "状态不明"),
    ],
)
def test_status_label(samples: ModuleType, status: Status, label: str) -> None:
    parsed = samples.document(status=status)
    assert shown(samples.goal(parsed)).texts[f"pq-status pq-status-{status.value}"][0] == label


@pytest.mark.parametrize(
    ("since", "said"),
    [(date(2026, 1, 1), "《新三年行动方案》（自 2026-01-01 起）"), (None, "《新三年行动方案》")],
)
def test_a_superseded_document_names_what_took_its_place(samples: ModuleType, since: date | None, said: str) -> None:
    parsed = samples.document(status=Status.SUPERSEDED)
    by = Succession("new", "新三年行动方案", None, since)
    parsed = replace(parsed, document=replace(parsed.document, superseded_by=by))
    assert f"<dt>后续版本</dt><dd>{said}</dd>" in render_reply(samples.goal(parsed), ZH)


def worded(answer: Answer, **changes: object) -> Answer:
    return replace(answer, engine="embedded", model="qwen-1.5b", **changes)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("changes", "options", "expected", "absent"),
    [
        pytest.param({}, {"speaking": True}, ["正在改写"], ["qwen"], id="waiting"),
        pytest.param(
            {}, {"speaking": True, "said": "每年最高300万元[1]。"}, ["300万元", "正在改写"], ["qwen"], id="speaking"
        ),
        pytest.param(
            {"text": "最高300万元[1]。"}, {}, ["300万元", "由 qwen-1.5b（本机模型）改写"], ["没有显示"], id="done"
        ),
        pytest.param({"text": "最高300万元[1]。", "withheld": 2}, {}, ["另有 2 句没有通过核对"], [], id="withheld"),
        pytest.param({"withheld": 3}, {}, ["没有通过核对，没有显示"], ["由 qwen"], id="nothing-held"),
        pytest.param(
            {"incomplete": "模型中途退出。"}, {}, ["回答不完整", "模型中途退出。"], ["没有通过核对"], id="incomplete"
        ),
        pytest.param(
            {"incomplete": "模型中途退出。"},
            {"said": "最高300万元[1]。"},
            ["300万元", "回答不完整"],
            [],
            id="broke-off",
        ),
        pytest.param({}, {"stopped": True}, ["已停止改写"], ["没有通过核对"], id="stopped-early"),
        pytest.param({}, {"stopped": True, "said": "最高300万元[1]。"}, ["300万元", "已停止改写"], [], id="stopped"),
    ],
)
def test_wording(
    samples: ModuleType, changes: dict[str, object], options: dict[str, object], expected: list[str], absent: list[str]
) -> None:
    html = render_wording(worded(samples.reward(), **changes), ZH, **options)  # type: ignore[arg-type]
    text = Read(html).texts["pq-wording"][0]
    assert all(part in text for part in expected)
    assert not any(part in text for part in absent)


def test_without_a_model(samples: ModuleType) -> None:
    assert "没有使用语言模型" in render_wording(samples.reward(), ZH)


def test_every_kind_of_reply_uses_known_tags_only(samples: ModuleType) -> None:
    for language in Language:
        for reply in (
            samples.reward(),
            samples.goal(),
            samples.refusal(),
            worded(samples.reward(), incomplete="断了。"),
        ):
            read = shown(reply, language)
            assert read.tags <= TAGS
            assert {name for name, _ in read.attributes} <= ATTRIBUTES


def test_earlier_exchanges_have_links_of_their_own(samples: ModuleType) -> None:
    exchanges = (Exchange(1, Inquiry("一"), samples.reward()), Exchange(2, Inquiry("二"), samples.goal()))
    ids = [v for n, v in Read(render_earlier(exchanges, ZH)).attributes if n == "id"]
    assert ids == ["t1-c1", "t2-c1", "t2-c2"]


def test_turns_carry_what_was_answered(samples: ModuleType) -> None:
    exchanges = tuple(Exchange(n, Inquiry(f"问{n}"), samples.refusal()) for n in range(9))
    assert [t.question for t in turns(exchanges)] == ["问3", "问4", "问5", "问6", "问7", "问8"]
    assert turns(exchanges)[0].answer == samples.refusal().message


PAYLOADS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mi xlink:href='javascript:alert(1)'>",
    "<iframe src='javascript:alert(1)'></iframe>",
    "<iframe srcdoc='&lt;script&gt;alert(1)&lt;/script&gt;'>",
    "<a href='javascript:alert(1)'>x</a>",
    "[链接](javascript:alert(1))",
    "![图](http://203.0.113.9/a.png)",
    "<link rel=stylesheet href=//203.0.113.9/a.css>",
    "<style>@import 'http://203.0.113.9/a.css';</style>",
    "<div style='background:url(http://203.0.113.9/)'>",
    "<base href='http://203.0.113.9/'>",
    "<meta http-equiv=refresh content='0;url=http://203.0.113.9/'>",
    "<form action=http://203.0.113.9/><input autofocus onfocus=alert(1)>",
    "<details open ontoggle=alert(1)>",
    "<video><source onerror=alert(1)></video>",
    "<object data='http://203.0.113.9/'></object><embed src='//203.0.113.9'>",
    "</div></details></section></article><b>",
    "\"><img src=x onerror=alert(1)>",
    "' onmouseover='alert(1)",
    "\" onfocus=\"alert(1)\" autofocus=\"",
    "</mark><script>alert(1)</script><mark>",
    "<!--<img src=x onerror=alert(1)>-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<scr\x00ipt>alert(1)</scr\x00ipt>",
    "<\u200bscript>alert(1)</script>",
    "＜script＞alert(1)＜/script＞",
    "&lt;script&gt;alert(1)&lt;/script&gt;",
    "&#60;script&#62;alert(1)",
    "{{7*7}}{{constructor.constructor('alert(1)')()}}",
    "${alert(1)}`${alert(2)}`",
    "{% import os %}{{ os.system('id') }}",
    "\u202e<gpj.exe>\u202c",
    "\ud83d<b>\udc00",
    "<x" + "\u0300" * 300 + " onclick=alert(1)>",
    "<button onclick=alert(1) class=pq-copy data-done='<img src=x>'>",
    "<a class=pq-chip href=http://203.0.113.9/>1</a>",
    "\n\r\n<plaintext><xmp><noscript><p title='</noscript><img src=x onerror=alert(1)>'>",
]  # fmt: skip


def hostile(samples: ModuleType, text: str) -> tuple[Answer, Refusal, str]:
    """Replies with ``text`` in the question, the title, the issuer, the heading, the clause, the model and the errors."""
    quote = f"前{text}后5万元。"
    clauses = ((("一",), (f"一、{text}",), f"一、{text}。{quote}{text}(责任单位:{text})"),)
    parsed = samples.document(title=text, clauses=clauses)
    hostile_document = replace(parsed.document, issuer=text, number=text, version=text, department=text)
    parsed = replace(parsed, document=hostile_document)
    citation = samples.cite(parsed, quote)
    answer = replace(
        samples.goal(), question=text, direct=f"{quote}[1]", text=f"{text}[1]", citations=(citation, citation),
        model=text, engine=text, incomplete=text, withheld=1,
        numbers=(samples.number(text, 1, "元", samples.Origin.COMPUTED, 1, f"{text}=1"),),
        conflicts=(replace(samples.goal().conflicts[0], message=text),),
    )  # fmt: skip
    refusal = replace(samples.refusal(parsed=None), question=text, message=text)
    near = replace(refusal.nearest[0], document=citation.document, clause=citation.clause, sentences=())
    return answer, replace(refusal, nearest=(near,)), quote


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("text", PAYLOADS, ids=range(len(PAYLOADS)))
def test_nothing_foreign_becomes_markup(samples: ModuleType, text: str, language: Language) -> None:
    answer, refusal, quote = hostile(samples, text)
    opened = Opened(ScriptedAssistant({}), lambda: (replace(samples.document(title=text)),), model=text)
    parts = [
        render_reply(answer, language, said=text),
        render_support(answer, language),
        render_reply(refusal, language),
        render_question(Exchange(1, Inquiry(text), refusal), language),
        render_earlier((Exchange(1, Inquiry(text), answer, said=text), Exchange(2, Inquiry(text), refusal)), language),
        notice(text, "error"),
        render_failed(text),
        render_loaded(opened, language),
        render_shelf(opened, language),
    ]
    for html in parts:
        read = Read(html)
        assert read.tags <= TAGS
        assert {name for name, _ in read.attributes} <= ATTRIBUTES
        assert all(value.startswith(("#t", "documents/green")) for name, value in read.attributes if name == "href")
        assert not any(c in html for c in "{}$`\x00\u200b\u202e")
        html.encode()
    assert set(Read(parts[1]).texts["mark"]) == {clean(quote)}  # and nothing of it is lost
    assert Read(parts[3]).texts["pq-topic"] == [clean(text)]


@pytest.mark.parametrize(
    ("edit", "said", "absent"),
    [
        pytest.param(lambda d: d, "引用的条款至今没有变化", "再问一次", id="unchanged"),
        pytest.param(lambda _: None, "[1] 文件已移除", "至今没有变化", id="gone"),
        pytest.param(
            lambda d: replace(d, document=replace(d.document, status=Status.SUPERSEDED)),
            "[1] 文件的状态已变",
            "至今没有变化",
            id="superseded-since",
        ),
    ],
)
def test_a_kept_answer_says_what_has_become_of_its_clauses(
    samples: ModuleType, edit: Callable[[ParsedDocument], ParsedDocument | None], said: str, absent: str
) -> None:
    parsed = samples.document()
    reply = samples.reward(parsed)
    now = edit(parsed)
    kept = Exchange(1, Inquiry("问"), reply, reopened=True, changes=changes(reply, {"green": now}.get))
    html = render_question(kept, ZH)
    assert said in html
    assert absent not in html
    assert "pq-kept" not in render_question(replace(kept, reopened=False), ZH)


@pytest.mark.parametrize(("lines", "listed"), [(9, True), (4, True), (3, False)])
def test_many_lines_of_the_document_are_a_numbered_list(samples: ModuleType, *, lines: int, listed: bool) -> None:
    answer = replace(samples.goal(), direct="\n".join([f"{samples.GOAL}[1]"] * lines), conflicts=())
    read = Read(render_direct(answer, ZH))
    assert ("ol" in read.tags) is listed
    assert len(read.texts["pq-line"]) == lines
