"""Which documents are versions of one another: titles and texts that must be told together, and those that must not."""

from datetime import date
from itertools import pairwise

import pytest

from corpus import Document, Status
from corpus.revisions.names import carried_title, number_key, version_name
from corpus.revisions.versions import Likelihood, Profile, find_kin, kinship

RULES = (
    "对新引进的博士给予每人十二万元安家补贴，分三年发放。",
    "用人单位应当在入职后六个月内向区人社局提出申请。",
    "租住公共租赁住房的，每月补贴八百元，最长三十六个月。",
    "申请人提供虚假材料的，追回已发补贴并列入信用记录。",
    "博士后工站每年可以获得二十万元运行经费。",
)
OTHER = (
    "河道管理范围内禁止倾倒垃圾渣土和其他废弃物。",
    "跨汛期施工的单位应当编制度汛方案并报水务部门备案。",
    "违反规定占用滩地的，由水务部门责令限期清除。",
    "水工程管护单位应当每季度巡查一次并公布结果。",
    "汛期水位超过警戒线时，临河道路可以临时封闭。",
)


def document(title: str, lines: tuple[str, ...] = RULES, **facts: object) -> Document:
    text = "\n".join((title, *lines))
    return Document("doc-" + str(abs(hash((title, lines)))), title, text, "x.txt", "0", "0", **facts)  # type: ignore[arg-type]


def judged(one: Document, other: Document) -> Likelihood:
    return kinship(Profile(one), Profile(other)).likelihood


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("东岭市人才安居办法", "东岭市人才安居办法（征求意见稿）", id="draft"),
        pytest.param("东岭市人才安居暂行办法", "东岭市人才安居办法", id="暂行"),
        pytest.param("东岭市人才安居办法（试行）", "东岭市人才安居办法（2024年修订）", id="试行-and-修订"),
        pytest.param("东岭市人才安居行动方案（2021-2023年）", "东岭市人才安居行动方案（2024—2026年）", id="periods"),
        pytest.param("2023年东岭市人才安居若干政策", "2024年东岭市人才安居若干措施", id="政策-and-措施"),
        pytest.param("东岭市人民政府关于印发东岭市人才安居办法的通知", "东岭市人才安居办法", id="carried-by-a-notice"),
        pytest.param("关于修订印发《东岭市人才安居办法》的通知", "东岭市人才安居办法", id="carried-in-quotes"),
        pytest.param("东岭市人才安居条例", "东岭市人才安居管理条例", id="generic-word-added"),
    ],
)
def test_one_lineage_by_title(one: str, other: str) -> None:
    assert judged(document(one), document(other, RULES[1:])) is Likelihood.LIKELY
    assert judged(document(one), document(other, OTHER)) is Likelihood.NONE  # only the name is alike


@pytest.mark.parametrize(
    ("one", "other"),
    [
        pytest.param("东岭市人才安居办法", "东岭市人才安居办法实施细则", id="细则"),
        pytest.param("东岭市人才安居办法", "《东岭市人才安居办法》解读", id="解读"),
        pytest.param("东岭市人才安居办法", "东岭市人才安居办法问答", id="问答"),
        pytest.param("东岭市人才安居办法", "西岭市人才安居办法", id="another-city"),
        pytest.param("东岭市人才安居办法", "东岭市工匠安居办法", id="another-subject"),
        pytest.param("东岭市人才名单（第一批）公告", "东岭市人才名单（第二批）公告", id="batches"),
        pytest.param("东岭市章程修正案（2019年）", "东岭市章程修正案（2024年）", id="amendments"),
        pytest.param(
            "东岭市人才安居办法", "东岭市就《东岭市人才安居办法（征求意见稿）》公开征求意见", id="notice-of-a-draft"
        ),
    ],
)
def test_another_document_whatever_the_text(one: str, other: str) -> None:
    assert judged(document(one), document(other, RULES[1:])) is Likelihood.NONE


def test_a_longer_title_of_the_same_kind_is_possible() -> None:
    one, other = document("东岭市器官移植条例"), document("东岭市器官捐献移植条例", RULES[1:])
    assert judged(one, other) is Likelihood.POSSIBLE
    assert judged(one, document("东岭市器官捐献移植办法", RULES[1:])) is Likelihood.NONE


def test_without_a_title_the_text_decides() -> None:
    scan = document("scan_0012", RULES[1:])
    assert judged(scan, document("东岭市人才安居办法")) is Likelihood.POSSIBLE
    assert judged(scan, document("东岭市河道管理办法", OTHER)) is Likelihood.NONE


def test_issuers_of_other_places_are_no_lineage() -> None:
    one, other = (
        document("关于支持工业发展的若干政策", i, issuer=f"{p}县人民政府")
        for p, i in (("东岭", RULES), ("西岭", RULES[1:]))
    )
    assert judged(one, other) is Likelihood.NONE


def test_the_same_text_is_no_version() -> None:
    assert judged(document("办法扫描件一号文"), document("办法扫描件一号文")) is Likelihood.SAME


@pytest.mark.parametrize(
    ("new", "known", "newer"),
    [
        pytest.param({"effective_from": date(2024, 1, 1)}, {"effective_from": date(2021, 1, 1)}, True, id="later"),
        pytest.param({"issued": date(2020, 1, 1)}, {"effective_from": date(2021, 1, 1)}, False, id="earlier"),
        pytest.param({}, {"status": Status.DRAFT}, True, id="final-after-draft"),
        pytest.param({"status": Status.DRAFT}, {}, False, id="draft-before-final"),
        pytest.param({}, {}, None, id="not-known"),
    ],
)
def test_which_is_newer(new: dict[str, object], known: dict[str, object], newer: bool | None) -> None:
    one, other = document("东岭市人才安居办法", **new), document("东岭市人才安居暂行办法", RULES[1:], **known)
    assert kinship(Profile(one), Profile(other)).newer is newer


def test_reasons_are_in_words() -> None:
    one = document("东岭市人才安居办法", number="东政办发〔2024〕8号")
    found = kinship(Profile(one), Profile(document("东岭市人才安居暂行办法", RULES[1:], number="东政办发〔2021〕3号")))
    assert found.reasons[0].startswith("标题相同")
    assert "文号同属“东政办发”" in found.reasons


def test_blocks_find_every_pair_that_comparing_all_finds() -> None:
    library = [
        Profile(document(t, RULES[n % 3 :]))
        for n, t in enumerate(
            ("东岭市人才安居办法", "东岭市人才安居暂行办法", "人才_v3", "东岭市人才安居办法细则", "西岭市河道条例")
        )
    ]
    paired = {frozenset({a.document.id, b.document.id}) for a, b, _ in find_kin(library, library)}
    every = {
        frozenset({a.document.id, b.document.id})
        for i, a in enumerate(library)
        for b in library[i + 1 :]
        if kinship(a, b).likelihood is not Likelihood.NONE
    }
    assert paired == every
    assert len(every) == 5


@pytest.mark.parametrize(
    ("printed", "key"),
    [
        pytest.param("某政办发〔2021〕19号", ("某政办发", "2021", "19"), id="usual"),
        pytest.param("某委发[2014]年1号", ("某委发", "2014", "1"), id="年-after-the-bracket"),
        pytest.param("某政办发（2021） 019 号", ("某政办发", "2021", "19"), id="blanks-and-zeros"),
        pytest.param("某部令第35号", ("某部令", "", "35"), id="order"),
        pytest.param("无文号", None, id="none"),
    ],
)
def test_numbers_as_others_print_them(printed: str, key: tuple[str, str, str] | None) -> None:
    assert number_key(printed) == key


def test_a_notice_carries_a_title() -> None:
    assert carried_title("东岭市政府关于印发《东岭市人才办法》的通知") == "东岭市人才办法"
    assert carried_title("关于做好春耕的通知") == "关于做好春耕的通知"


def test_stems_forget_years_only() -> None:
    stems = [version_name(t).stem for t in ("2023年某县稻米补贴办法", "某县稻米补贴办法（2024版）", "某县稻米补贴办法")]
    assert all(a == b for a, b in pairwise(stems))
