"""Parsing: from files of every format to the same clauses, and what a metadata file changes."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pytest

from corpus import Clause, Metadata, ParsedDocument, RawDocument, Status, UnreadableFile, parse
from corpus.parsing import interpret

TODAY = date(2026, 11, 22)

# Written by hand from the plan: id, path and heading of every clause.
PLAN = (
    ("0", "序", "序言"),
    ("1", "一", "一、主要目标"),
    ("1.1", "一/(一)", "(一)形成一个产品矩阵"),
    ("1.2", "一/二", "- 二.做强一个产业集群"),
    ("1.3", "一/(三)", "(三)构建三大服务平台"),
    ("1.3b", "一/(三)", "(三)完成四大工作指标"),
    ("1.3b.1", "一/(三)/1", "1.市场主体引育"),
    ("1.3b.2", "一/(三)/2", "2.核心技术攻关"),
    ("1.3b.3", "一/(三)/3", "3.应用场景建设"),
    ("1.3b.4", "一/(三)/4", "4.规上工业产值"),
    ("3", "三", "三、重点任务"),
    ("3.1", "三/(一)", "(一)实施创新链强化提升工程"),
    ("3.1.1", "三/(一)/1", "1.加快核心关键技术攻关"),
    ("3.1.2", "三/(一)/2", "2.发挥企业科技创新主体作用"),
    ("3.1.3", "三/(一)/3", "3.强化高质量数据供给支撑"),
    ("3.1.4", "三/(一)/4", "4.加快打造创新服务支撑体系"),
    ("3.2", "三/(二)", "(二)实施产业链集群培育工程"),
    ("3.2.1", "三/(二)/1", "1.加大主体引育力度"),
    ("3.2.2", "三/(二)/2", "2.强化整零协同发展"),
    ("3.2.3", "三/(二)/3", "3.促进软硬协同发展"),
    ("3.2.4", "三/(二)/4", "4.推动产业集群建设"),
    ("3.3", "三/(三)", "(三)实施创新创业生态圈建设工程"),
    ("3.3.1", "三/(三)/1", "1.积极打造示范应用场景"),
    ("3.3.2", "三/(三)/2", "2.推动打造开发者社区"),
    ("3.3.3", "三/(三)/3", "3.营造良好创新创业氛围"),
    ("4", "四", "四、保障措施"),
)


def outline_of(clauses: Sequence[Clause]) -> tuple[tuple[str, str, str], ...]:
    return tuple((c.id.partition("#")[2], "/".join(c.path), c.headings[-1]) for c in clauses)


def numbering(parsed: ParsedDocument) -> list[str]:
    return [warning.code for warning in parsed.warnings if warning.code.startswith("numbering.")]


@pytest.mark.shared
@pytest.mark.parametrize("name", ["plan.txt", "plan.html", "plan.docx", "plan.pdf"])
def test_the_plan_has_the_same_clauses_in_every_format(plans: Path, name: str) -> None:
    parsed, text = parse(plans / name, today=TODAY), (plans / "plan.txt").read_text("utf-8").strip()

    assert outline_of(parsed.clauses) == PLAN
    assert [c.text for c in parsed.clauses] == [c.text for c in parse(plans / "plan.txt", today=TODAY).clauses]
    assert "\n".join(c.text for c in parsed.clauses) == parsed.document.text == text
    assert numbering(parsed) == ["numbering.style", "numbering.duplicate", "numbering.missing"]
    assert parsed.document.status is Status.DRAFT


@pytest.mark.shared
@pytest.mark.timeout(600)
def test_the_scanned_plan_has_the_same_clauses(scanned_plan: RawDocument, plans: Path) -> None:
    parsed = interpret(scanned_plan, Metadata(), today=TODAY)

    assert outline_of(parsed.clauses) == PLAN
    assert parsed.document.id == parse(plans / "plan.txt", today=TODAY).document.id
    assert {page for clause in parsed.clauses for page in clause.pages} == set(range(1, 9))


@pytest.mark.shared
def test_pages_stand_with_the_clauses_of_a_pdf(plans: Path) -> None:
    pages = [clause.pages for clause in parse(plans / "plan.pdf", today=TODAY).clauses]

    assert pages == sorted(pages)
    assert pages[0] == (1,)


def test_the_documents_of_the_project_are_known_by_their_metadata() -> None:
    sources = Path(__file__).parents[2] / "corpus" / "sources"
    plan, notice = parse(sources / "plan.pdf", today=TODAY), parse(sources / "notice.txt", today=TODAY)

    assert outline_of(plan.clauses) == PLAN
    assert (plan.document.id, plan.document.status) == ("plan", Status.DRAFT)
    assert [(clause.id, clause.path) for clause in notice.clauses] == [("notice#0", ("序",))]


def test_a_metadata_file_wins_over_the_text(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某市扶持办法\n（征求意见稿）\n第一条 甲。\n", "utf-8")
    told = tmp_path / "a.txt.toml"
    told.write_text('id = "aid"\ntitle = "某市企业扶持办法"\nstatus = "in_force"\n', "utf-8")

    document = parse(path, today=TODAY).document

    assert (document.id, document.title, document.status) == ("aid", "某市企业扶持办法", Status.IN_FORCE)


def test_without_metadata_the_text_speaks(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("某市扶持办法\n（征求意见稿）\n第一条 甲。\n", "utf-8")

    document = parse(path, today=TODAY).document

    assert (document.title, document.status) == ("某市扶持办法（征求意见稿）", Status.DRAFT)
    assert document.id.startswith("doc-")


def test_a_document_without_a_title_is_called_like_its_file(tmp_path: Path) -> None:
    path = tmp_path / "扶持办法.txt"
    path.write_text("第一条 甲。\n第二条 乙。\n", "utf-8")

    assert parse(path, today=TODAY).document.title == "扶持办法"


def test_parsing_twice_gives_the_same(tmp_path: Path) -> None:
    path = tmp_path / "a.md"
    path.write_text("# 某市扶持办法\n\n## 第一章 总则\n\n第一条 甲。\n\n乙。\n\n## 附则\n\n第二条 丙。\n", "utf-8")

    assert parse(path, today=TODAY) == parse(path, today=TODAY)
    assert [clause.id.partition("#")[2] for clause in parse(path).clauses] == ["0", "1", "1.1", "1.1.p2", "2", "2.2"]


def test_a_file_that_cannot_be_read_is_one_sentence(tmp_path: Path) -> None:
    path = tmp_path / "空.txt"
    path.write_bytes(b"")

    with pytest.raises(UnreadableFile, match=r"“空\.txt”"):
        parse(path)


# --- other people's documents ---------------------------------------------------------------------------------------


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        pytest.param("03_ganjingzi_zongbu_jingji.txt", {"2.2.3": "第二章/第二条/（三）", "7.14.1.8": "总部企业申报指南/第十四条/（一）/8", "8.22": "第八章/第二十二条"}, id="chapter-title-without-number"),
        pytest.param("01_ganjingzi_jingji_jiangli.txt", {"4.1": "第四章/第一条", "5.1": "第五章/第一条", "6.1": "第六章/第一条"}, id="articles-restart"),
        pytest.param("45_guowuyuan_cujin_jiuye.txt", {"1.2": "一/（二）", "2.3": "二/（三）", "5.15": "五/（十五）"}, id="items-run-on"),
        pytest.param("17_liuhe_zhongdian_chanye_2023.txt", {"2.1.2": "二/(一)/第2条", "2.5.11": "二/(五)/第11条"}, id="articles-below-items"),
        pytest.param("15_liaoning_jishu_chuangxin_zijin.txt", {"3.17.4": "支持引进海外先进适用技术/第十七条/4"}, id="number-without-its-dot"),
        pytest.param("37_guangzhou_changhuxian.txt", {"12.1.2.3": "第十二条/（一）/2/（3）", "13.p2.2": "第十三条/第二款/2"}, id="款-with-items"),
        pytest.param("31_guangzhou_chuangye_daikuan_faq.txt", {"5.1.4": "五/（一）/4", "7": "七"}, id="questions"),
    ],
)  # fmt: skip
def test_real_policies(shared: Path, tmp_path: Path, name: str, expected: dict[str, str]) -> None:
    path = tmp_path / name
    path.write_text((shared / "policies" / name).read_text("utf-8").partition("\n")[2], "utf-8")
    found = {clause.id.partition("#")[2]: "/".join(clause.path) for clause in parse(path, today=TODAY).clauses}

    assert {key: found.get(key) for key in expected} == expected


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "articles", "last"),
    [
        pytest.param("刑法/刑法.md", 452, "3.452", id="编章节条-and-附则"),
        pytest.param("经济法/耕地占用税法(2018-12-29).md", 16, "16", id="articles-alone"),
        pytest.param("经济法/对外贸易法(2022-12-30).md", 69, "11.69", id="articles-run-on-through-chapters"),
    ],
)
def test_laws(shared: Path, name: str, articles: int, last: str) -> None:
    parsed = parse(shared / "public" / "laws" / name, today=TODAY)
    found = [c for c in parsed.clauses if c.path[-1].startswith("第") and c.path[-1].endswith("条")]

    assert len(found) == articles
    assert found[-1].id.partition("#")[2] == last
