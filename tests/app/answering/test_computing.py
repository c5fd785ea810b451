"""Which clause of several is computed from: the case that is left out, the sentence beside, two ways, another document."""

from collections.abc import Sequence
from hashlib import sha256

import pytest

from app.answering.comparing import TOGETHER
from app.answering.computing import computed_lines
from app.answering.evidence import Evidence
from app.answering.facts import clause_facts
from app.answering.question import read_question
from app.answering.terms import question_terms
from app.answering.vocabulary import build_vocabulary
from corpus import Clause, Document, Span, Status


def _weighed(question: str, documents: dict[str, Sequence[str]]) -> tuple[Evidence, ...]:
    """Every sentence of the clauses of invented documents, weighed by the question's own words alone."""
    texts = [c for clauses in documents.values() for c in clauses]
    terms = question_terms(read_question(question).search, build_vocabulary(texts))
    rows = []
    for name, clauses in documents.items():
        text = "\n".join(clauses)
        digest = sha256(text.encode()).hexdigest()
        document = Document(name, f"{name}办法", text, f"{name}.txt", digest, digest, status=Status.IN_FORCE)
        at = 0
        for number, words in enumerate(clauses, 1):
            label = f"第{number}条"
            clause = Clause(f"{name}#{number}", name, ("二", label), ("二", label), words, Span(at, at + len(words)))
            facts = clause_facts(document, clause)
            for sentence in facts.sentences:
                own = terms.coverage(sentence.norm)
                rows.append(Evidence(facts, sentence, own, own, own, None, True, False, own))
            at += len(words) + 1
    return tuple(sorted(rows, key=lambda e: -e.score))


def _lines(question: str, documents: dict[str, Sequence[str]], shown: int = 1) -> list[str]:
    evidence = _weighed(question, documents)
    asked = read_question(question)
    texts = [c for clauses in documents.values() for c in clauses]
    terms = question_terms(asked.search, build_vocabulary(texts))
    return [line.line for line, _ in computed_lines(asked, terms, evidence[:shown], evidence)]


MERGERS = (
    "并购境外科技型企业的项目，按并购金额的10%给予补助。",
    "并购省外科技型企业的项目，按并购金额的4%给予补助。",
    "并购省外非科技型企业的项目，不在本办法支持范围。",
)
CONGRESS = (
    "举办行业会议的，按会议营业额的10%给予奖励。参会人数在200人以上、且营业额达到50万元以上的大型会议，一次性给予12万元奖励。",
)
ENTRY = (
    "引进工艺包的企业，按核定后工艺包支付金额的20%给予补助，最高300万元。",
    "申请本项补助的，工艺包支付总额不低于200万元。",
    "申请企业的注册资本不低于5000万元。",
)
OFFICE = (
    "租赁自用办公用房的，按房租的50%给予补贴，每年最高30万元；购置自用办公用房的，按购买房价的10%一次性给予补贴，最高500万元。",
)
MADE = (
    "第二类项目，不便测算的，认定金额不超过1000万元。第一类项目，资助标准不高于产品订货合同的20%。"
    "第二类项目，资助标准不超过认定金额的10%，资助金额最高不超过50万元。",
)
BUILT = ("支持算力发展，培育算力服务企业，最高给予500万元奖励。鼓励建设算力中试基地，按建设总投入经费的50%给予补助。",)
MADE_OR_USED = (
    "对列入名单的船型给予生产资助，资助标准不高于产品订货合同的20%。",
    "对列入生产资助名单的船型首次订购使用的，给予风险补贴，补贴标准不超过产品订货合同的10%。",
)
PAID = (
    "给予生产资助，资助金额最高不超过500万元。计划下达后，区财政分期预拨资金，预拨总额不超过资助金额的70%，项目通过验收后，再拨付剩余的30%。",
    "对列入生产资助名单的船型首次使用的，给予风险补贴，补贴标准不超过合同金额的10%。",
)
RAISED = ("按照实际投资额的10%给予补助，其中省级示范项目补助比例提高5个百分点，最高200万元。",)
FIRM = ("每家企业获得的年度补助总额不超过30万元。采购工业软件的企业，按采购金额的20%给予补助。",)


@pytest.mark.parametrize(
    ("question", "documents", "words"),
    [
        pytest.param(
            "并购外省一家非科技型企业的项目，并购金额5000万，补多少", {"甲": MERGERS}, "不在支持之列", id="left-out"
        ),
        pytest.param(
            "并购省外科技型企业的项目，并购金额5000万，补多少", {"甲": MERGERS}, "可得200万元", id="not-left-out"
        ),
        pytest.param(
            "办行业会议，参会人数300人，营业额80万，按营业额的比例奖和大型会议一次性奖励，哪个拿得多",
            {"甲": CONGRESS},
            "定额的更多：12万元高于8万元，相差4万元",
            id="two-ways",
        ),
        pytest.param(
            "采购工业软件花了200万，补多少", {"甲": FIRM}, "40万元超过上限30万元，最高可得30万元", id="overall"
        ),
        pytest.param("引进工艺包支付了150万，补多少", {"甲": ENTRY}, "还差50万元", id="condition-of-another-clause"),
        pytest.param("引进工艺包支付了400万，补多少", {"甲": ENTRY}, "可得80万元", id="condition-is-met"),
        pytest.param("购置办公用房花了2000万，补贴多少", {"甲": OFFICE}, "可得200万元", id="bought-is-not-rented"),
        pytest.param("租赁办公用房的房租40万，补贴多少", {"甲": OFFICE}, "可得20万元", id="rented"),
        pytest.param("第二类项目认定金额300万，资助多少", {"甲": MADE}, "最高可得30万元", id="base-by-name"),
        pytest.param("第一类项目产品订货合同300万，资助多少", {"甲": MADE}, "最高可得60万元", id="other-base"),
        pytest.param("船型的风险补贴，产品订货合同300万，补多少", {"甲": MADE_OR_USED}, "30万元", id="support-by-name"),
        pytest.param(
            "列入生产资助名单的船型，资助核定了200万，验收之前先到手多少",
            {"甲": PAID},
            "最高可得140万元",
            id="in-advance",
        ),
        pytest.param("省级示范项目实际投资1000万，补多少", {"甲": RAISED}, "另行调整比例", id="raised"),
        pytest.param("我们的项目实际投资1000万，补多少", {"甲": RAISED}, "可得100万元", id="not-raised"),
        pytest.param("不是省级示范项目，实际投资1000万，补多少", {"甲": RAISED}, "可得100万元", id="denied"),
        pytest.param("船型的生产资助，产品订货合同300万，资助多少", {"甲": MADE_OR_USED}, "60万元", id="the-other-one"),
    ],
)
def test_lines(question: str, documents: dict[str, Sequence[str]], words: str) -> None:
    assert words in "".join(_lines(question, documents))


def test_what_was_spent_is_no_sum_that_nothing_says_it_is() -> None:
    assert _lines("培育算力服务企业花了600万，最高奖励多少", {"甲": BUILT}) == []
    assert "300万元" in "".join(_lines("建设算力中试基地花了600万，补助多少", {"甲": BUILT}))


def test_a_limit_that_is_not_reached_is_not_mentioned() -> None:
    lines = _lines("采购工业软件花了100万，补多少", {"甲": FIRM})
    assert len(lines) == 1
    assert "可得20万元" in lines[0]


def test_documents_that_differ_are_not_chosen_from() -> None:
    one = ("企业采购工业软件的，按采购金额的20%给予补助。",)
    other = ("企业采购工业软件的，按采购金额的15%给予补助。",)
    question = "企业采购工业软件，采购金额100万，补多少"
    assert "没有写明是哪一份文件" in "".join(_lines(question, {"甲": one, "乙": other}))
    assert "可得20万元" in "".join(_lines(question, {"甲": one, "乙": ("企业参加展会的，按展位费的50%给予补贴。",)}))


@pytest.mark.parametrize(
    ("question", "asked"),
    [
        pytest.param("买数据70万，买设备50万，一共能补多少？", True, id="一共"),
        pytest.param("两场加起来最多能拿多少？", True, id="加起来"),
        pytest.param("两项总共多少钱？", True, id="总共"),
        pytest.param("买数据用了70万，又买5台设备，5台总共60万，两样各补多少？", False, id="a-total-is-told"),
        pytest.param("一共花了六十万，能补多少？", False, id="spent-in-all"),
        pytest.param("合计用了 300 万元，奖多少？", False, id="with-blanks"),
    ],
)
def test_a_total_that_is_told_is_no_sum_that_is_asked_for(question: str, asked: bool) -> None:
    assert bool(TOGETHER.search(question)) is asked
