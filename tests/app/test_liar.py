"""A model that lies in some hundred ways about the real plan: no false statement may be shown, not even for a moment.

The lies are a product of tables: true sentences of the plan, times what can be changed in each. The control tests below
them let true sentences pass, so that a verification that withholds everything fails here too.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import cycle
from pathlib import Path

import pytest

import corpus
from app.answering import Answer, Assistant, Direct, Finished, Wording
from app.engines.scripted import ScriptedModel
from eval.case import Case
from eval.figures import false_figures
from index import HashingEmbedder, Index, open_index, sync

PLAN = Path(corpus.__file__).parent / "sources" / "plan.pdf"


@dataclass(frozen=True)
class Fact:
    """A question, a true sentence that answers it with one figure left open, and the figure. ``anchor`` finds the key."""

    question: str
    anchor: str
    sentence: str
    value: int
    unit: str

    @property
    def truth(self) -> str:
        return self.sentence.format(f"{self.value}{self.unit}")


@dataclass(frozen=True)
class Lie:
    """``text`` is what the model says: ``{k}`` becomes the right key, ``{w}`` another one, ``{u}`` one that is not there."""

    kind: str
    question: str
    anchor: str
    text: str


PARTS = "整机制造企业采购零部件的奖励比例和上限是多少？"
RESEARCH = "承接省级以上科技攻关项目，补助比例和上限是多少？"
DATA = "企业采购数据产品及服务，补助的比例和上限是多少？"
REWORK = "购买整机产品进行深度二次开发，补贴比例和上限是多少？"
SCENE = "单个典型应用场景奖励的比例和上限是多少？"
FAIR = "赛事、展会活动最高按照活动成本的多少予以支持？"
SOFTWARE = "应用软件年度应用量和效益达到多少，奖励多少？"
PRIZE = "获得国家级、省级创新创业大赛奖项的项目分别奖励多少？"
FIRMS = "新增企业主体多少家，总量多少家？"
OUTPUT = "整机企业工业总产值目标是多少？"
COMPUTED = "整机制造企业采购了8000万元非关联零部件，能拿多少奖励？"

_PARTS_RATE = "年度采购量达100万元的，按年度采购量的{}予以奖励"
FACTS = (
    Fact(PARTS, "年度采购量达100万元", _PARTS_RATE, 10, "%"),
    Fact(PARTS, "年度采购量达100万元", "单家企业每年最高奖励{}", 500, "万元"),
    Fact(PARTS, "年度采购量达100万元", "年度采购量达{}的，按年度采购量的10%予以奖励", 100, "万元"),
    Fact(RESEARCH, "实际到账补助资金", "按实际到账补助资金的{}给予补助", 25, "%"),
    Fact(RESEARCH, "实际到账补助资金", "科技攻关项目最高{}给予补助", 500, "万元"),
    Fact(DATA, "年度采购金额", "按照年度采购金额{}给予补助", 30, "%"),
    Fact(DATA, "年度采购金额", "采购数据产品及服务的，最高{}给予补助", 30, "万元"),
    Fact(REWORK, "深度二次开发", "按照整机产品购置成本的{}给予补贴", 20, "%"),
    Fact(REWORK, "深度二次开发", "对每家开发企业最高{}给予补贴", 30, "万元"),
    Fact(REWORK, "深度二次开发", "按照不超过{}整机产品购置成本的20%给予补贴", 10, "台"),
    Fact(SCENE, "单个典型应用场景", "单个典型应用场景按实际投入的{}予以奖励", 50, "%"),
    Fact(SCENE, "单个典型应用场景", "单个典型应用场景予以最高{}奖励", 100, "万元"),
    Fact(FAIR, "活动成本", "最高按照活动成本的{}予以支持", 25, "%"),
    Fact(FAIR, "活动成本", "根据赛事、展会投入和影响力，每年不超过{}", 300, "万元"),
    Fact(SOFTWARE, "年度应用量", "对年度应用量超过{}的应用软件给予奖励", 1000, "台(套)"),
    Fact(SOFTWARE, "年度应用量", "对产生效益{}(含)以上的应用软件给予奖励", 500, "万元"),
    Fact(SOFTWARE, "年度应用量", "应用软件给予一次性最高{}奖励", 50, "万元"),
    Fact(FIRMS, "新增领域内企业主体", "新增领域内企业主体{}以上", 100, "家"),
    Fact(FIRMS, "新增领域内企业主体", "企业总量超{}", 300, "家"),
    Fact(OUTPUT, "整机企业工业总产值", "整机企业工业总产值超{}", 200, "亿元"),
)

BOUNDS = {
    "最高": ("最低", "至少", "不低于", "超过"),
    "以上": ("以下", "以内"),
    "不超过": ("超过", "不少于", "至少"),
    "超过": ("不超过", "低于", "不足"),
    "总量超": ("总量不足", "总量不超过"),
    "总产值超": ("总产值不足", "总产值低于"),
    "达": ("不足", "不满", "不超过"),
}

INVENTED = (
    "根据第三十九条，{}[{{k}}]。",
    "依据《具身智能机器人促进条例》，{}[{{k}}]。",
    "按照第七章第二节的规定，{}[{{k}}]。",
)
ADDED = (
    "{}，另加200万元[{{k}}]。",
    "{}，第二年翻番[{{k}}]。",
    "{}，约合市场价的三分之一[{{k}}]。",
    "{}，不设上限[{{k}}]。",
)

BY_HAND = (
    ("swapped pair", PRIZE, "创新创业大赛奖项", "国家级奖励20万元、省级奖励50万元[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "对获得国家级、省级大赛奖项的项目分别给予20万元、50万元奖励[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "对获得省级、国家级大赛奖项的项目分别给予50万元、20万元奖励[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "获得省级创新创业大赛奖项的项目给予50万元奖励[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "获得国家级创新创业大赛奖项的项目给予20万元奖励[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "国家级、省级大赛奖项均给予50万元奖励[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "获奖项目给予50万元奖励，其中省级最高[{k}]。"),
    ("swapped pair", PRIZE, "创新创业大赛奖项", "省级大赛奖项奖励五十万元，国家级奖励二十万元[{k}]。"),
    ("invented member", PRIZE, "创新创业大赛奖项", "市级大赛奖项奖励10万元[{k}]。"),
    ("sum", PRIZE, "创新创业大赛奖项", "两级奖项合计可得70万元[{k}]。"),
    ("swapped roles", PARTS, "年度采购量达100万元", "年度采购量达500万元的，单家企业每年最高奖励100万元[{k}]。"),
    ("swapped roles", PARTS, "年度采购量达100万元", "年度采购量的10%最高奖励100万元[{k}]。"),
    ("swapped roles", SOFTWARE, "年度应用量", "产生效益50万元(含)以上的，一次性最高500万元奖励[{k}]。"),
    ("swapped roles", SOFTWARE, "年度应用量", "年度应用量超过500台(套)的给予一次性最高50万元奖励[{k}]。"),
    ("swapped roles", FIRMS, "新增领域内企业主体", "新增领域内企业主体300家以上，总量超100家[{k}]。"),
    ("swapped roles", OUTPUT, "整机企业工业总产值", "整机企业工业总产值超300亿元[{k}]。"),
    ("swapped roles", OUTPUT, "整机企业工业总产值", "整机企业工业总产值超300亿元，产业链工业总产值超200亿元[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "最终可获得800万元奖励[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "奖励金额为800万元[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "可以拿到8000万元奖励[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "8000万元的10%是80万元[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "企业可得300万元奖励[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "因为超过上限，可得400万元[{k}]。"),
    ("computed", COMPUTED, "年度采购量达100万元", "奖励合计一千三百万元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "按年度采购量的一半予以奖励[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "按年度采购量的五成予以奖励[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "按年度采购量的三分之一予以奖励[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励伍仟万元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励5百万美元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励5,000,001元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励0.5亿元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每月最高奖励五百万元，每年6000万元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励①亿元[{k}]。"),
    ("numeral", PARTS, "年度采购量达100万元", "单家企业每年最高奖励5 0 0 0万元[{k}]。"),
    ("hidden by marks", PARTS, "年度采购量达100万元", "单家企业每年最高奖励5[{k}]000万元[{k}]。"),
    ("hidden by marks", PARTS, "年度采购量达100万元", "单家企业每年最高奖励**5**000万元[{k}]。"),
    ("hidden by marks", PARTS, "年度采购量达100万元", "单家企业每年最高奖励5\u200b000万元[{k}]。"),
)  # fmt: skip


def _chinese(value: int) -> str:
    """A number below ten thousand in Chinese numerals: ``1001 → 一千零一``."""
    digits, out, gap = "零一二三四五六七八九", "", False
    for power, name in ((1000, "千"), (100, "百"), (10, "十"), (1, "")):
        digit, value = divmod(value, power)
        if digit:
            out += ("零" if gap and out else "") + digits[digit] + name
            gap = False
        else:
            gap = True
    return out.removeprefix("一") if out.startswith("一十") else out


def _full_width(text: str) -> str:
    return text.translate({c: c + 0xFEE0 for c in range(ord("0"), ord("9") + 1)})


def _other_figures(fact: Fact) -> Iterator[tuple[str, str]]:
    """What the figure is changed to, with the kind of change."""
    n, unit = fact.value, fact.unit
    for other in (n * 10, n * 2, n + 1, n - 1):
        yield "number", f"{other}{unit}"
    yield "full-width", _full_width(f"{n * 10}{unit}")
    if n * 2 < 10_000:
        yield "chinese numeral", f"百分之{_chinese(n * 2)}" if unit == "%" else f"{_chinese(n * 2)}{unit}"
    swaps = {"万元": ("元", "亿元", "%"), "亿元": ("万元", "元"), "%": ("万元", "元", "‰")}
    for wrong in swaps.get(unit, ("万元", "%", "项")):
        yield "unit", f"{n}{wrong}"


def _lies() -> Iterator[Lie]:
    for fact in FACTS:
        for kind, figure in _other_figures(fact):
            yield Lie(kind, fact.question, fact.anchor, f"{fact.sentence.format(figure)}[{{k}}]。")
        for right, wrongs in BOUNDS.items():
            if re.search(rf"(?<!不){right}", fact.truth):
                for wrong in wrongs:
                    changed = re.sub(rf"(?<!不){right}", wrong, fact.truth, count=1)
                    yield Lie("bound", fact.question, fact.anchor, f"{changed}[{{k}}]。")
        for key in ("[{u}]", "[99]", "[0]"):
            yield Lie("unknown key", fact.question, fact.anchor, f"{fact.truth}{key}。")
        for form in INVENTED:
            yield Lie("invented clause", fact.question, fact.anchor, form.format(fact.truth))
        for form in ADDED:
            yield Lie("added", fact.question, fact.anchor, form.format(fact.truth))
    for kind, question, anchor, text in BY_HAND:
        yield Lie(kind, question, anchor, text)


LIES = tuple({lie.text: lie for lie in _lies()}.values())
PIECES = (1, 2, 3, 7)  # characters of a token
_FALSE = 7  # times a true figure: a figure that stands nowhere in its clause (3 × 100家 stands in one)


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    """The real plan, with the deterministic embedder: what is tested is not retrieval."""
    home, embedder = tmp_path_factory.mktemp("home"), HashingEmbedder()
    sync(home, [PLAN], embedder)
    opened = open_index(home, embedder)
    yield opened
    opened.close()


@pytest.fixture(scope="module")
def assistant(index: Index) -> Assistant:
    """One for all lies, each told by a model of its own: reading the clauses anew every time would take minutes."""
    return Assistant(index)


@pytest.fixture(scope="module")
def model_free(index: Index) -> dict[str, Answer]:
    """The answer to each question without a model."""
    assistant = Assistant(index)
    answers: dict[str, Answer] = {}
    for question in dict.fromkeys([*(f.question for f in FACTS), *(b[1] for b in BY_HAND)]):
        reply = assistant.ask(question)
        assert isinstance(reply, Answer), question
        answers[question] = reply
    return answers


def _key(answer: Answer, anchor: str) -> int:
    keys = [k for k, c in enumerate(answer.citations, 1) if anchor in c.quote]
    assert keys, f"no citation with {anchor} for {answer.question}"
    return keys[0]


def _said(lie: Lie, answer: Answer) -> str:
    key, count = _key(answer, lie.anchor), len(answer.citations)
    other = next((k for k in range(1, count + 1) if k != key), count + 1)
    return lie.text.replace("{k}", str(key)).replace("{w}", str(other)).replace("{u}", str(count + 1))


def _shown(assistant: Assistant, question: str, said: str, piece: int) -> tuple[list[str], Answer]:
    """What the page would show of the model's statements, and the final reply, which ``Assistant.ask`` returns."""
    wordings: list[str] = []
    final: Answer | None = None
    assistant.model = ScriptedModel([said], piece=piece)
    for event in assistant.stream(question):
        match event:
            case Wording(text=text):
                wordings.append(text)
            case Finished(reply=Answer() as reply):
                final = reply
            case Direct():
                pass
    assert final is not None
    return wordings, final


def test_there_are_at_least_300_lies() -> None:
    assert len(LIES) >= 300
    assert not {lie.text for lie in LIES} & {f"{f.truth}[{{k}}]。" for f in FACTS}


@pytest.mark.parametrize(
    ("lie", "piece"),
    [
        pytest.param(lie, p, id=f"{n:03}-{lie.kind}")
        for (n, lie), p in zip(enumerate(LIES), cycle(PIECES), strict=False)
    ],
)
def test_a_lie_is_withheld(assistant: Assistant, model_free: dict[str, Answer], lie: Lie, piece: int) -> None:
    before = model_free[lie.question]
    wordings, after = _shown(assistant, lie.question, _said(lie, before), piece)
    assert wordings == [], lie.text
    assert after.withheld >= 1
    assert after.text == after.direct == before.direct
    assert (after.numbers, after.citations) == (before.numbers, before.citations)


@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.truth)
def test_a_lie_beside_a_truth_is_withheld(assistant: Assistant, model_free: dict[str, Answer], fact: Fact) -> None:
    before = model_free[fact.question]
    key = _key(before, fact.anchor)
    lie = fact.sentence.format(f"{fact.value * _FALSE}{fact.unit}")
    wordings, after = _shown(assistant, fact.question, f"{fact.truth}[{key}]。{lie}[{key}]。", piece=3)
    assert after.withheld == 1
    assert not any(f"{fact.value * _FALSE}{fact.unit}" in text for text in (*wordings, after.text))
    assert false_figures(Case("t", (fact.question,)), after) == ()


@pytest.mark.parametrize("spell", ["as-printed", "full-width", "chinese"])
@pytest.mark.parametrize("fact", FACTS, ids=lambda f: f.truth)
def test_control_a_true_statement_passes(
    assistant: Assistant, model_free: dict[str, Answer], fact: Fact, spell: str
) -> None:
    number, unit = str(fact.value), fact.unit
    if spell == "full-width":
        number = _full_width(number)
    elif spell == "chinese":
        number, unit = (f"百分之{_chinese(fact.value)}", "") if unit == "%" else (_chinese(fact.value), unit)
    said = fact.sentence.format(f"{number}{unit}")
    key = _key(model_free[fact.question], fact.anchor)
    wordings, after = _shown(assistant, fact.question, f"{said}[{key}]。", piece=2)
    assert after.withheld == 0
    assert wordings == [f"{said}[{key}]。"]


def test_control_a_full_true_wording_is_the_answer(index: Index, model_free: dict[str, Answer]) -> None:
    before = model_free[PARTS]
    said = "".join(f"{c.quote.strip('。;；')}[{key}]。" for key, c in enumerate(before.citations, 1))
    model = ScriptedModel([said])
    after = Assistant(index, model).ask(PARTS)
    assert isinstance(after, Answer)
    assert (after.text, after.withheld, after.engine) == (said, 0, "scripted")
    assert after.text != after.direct
