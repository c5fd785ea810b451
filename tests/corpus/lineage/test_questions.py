"""What is asked about a library, and how the answer is written down."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest

from corpus import Document, InvalidMetadata
from corpus.facts.metadata import load_metadata
from corpus.lineage.noting import note_apart, note_supersedes
from corpus.lineage.questions import open_questions
from corpus.lineage.tracing import trace

TEXT = "种粮大户每亩补贴一百二十元，由乡镇农业站核实面积后发放，每年九月底前拨付到户，不得截留挪用，接受群众监督。"


def document(name: str, year: int, **facts: object) -> Document:
    text = f"{TEXT}本办法自{year}年起试用。"
    return Document(name, f"某县种粮补贴办法（{year}年）", text, "x", "0", "0", issued=date(year, 1, 1), **facts)  # type: ignore[arg-type]


def asked(*documents: Document, among: set[str] | None = None) -> list[tuple[str, str]]:
    return [(q.new.id, q.old.id) for q in open_questions(documents, trace(documents), among)]


def test_the_later_one_may_be_a_new_version() -> None:
    assert asked(document("new", 2024), document("old", 2021)) == [("new", "old")]
    assert asked(document("new", 2024), document("old", 2021), among={"old"}) == [("new", "old")]


def test_only_the_last_version_is_asked_about() -> None:
    known = (document("v1", 2018), document("v2", 2021, supersedes=("v1",)))
    assert asked(*known, document("v3", 2024), among={"v3"}) == [("v3", "v2")]


@pytest.mark.parametrize(
    "facts", [{"supersedes": ("old",)}, {"not_a_version_of": ("old",)}], ids=["told", "told-apart"]
)
def test_what_a_person_has_said_is_not_asked_again(facts: dict[str, object]) -> None:
    assert asked(document("new", 2024, **facts), document("old", 2021)) == []


def test_the_question_is_one_sentence_with_its_reasons() -> None:
    documents = (document("new", 2024), document("old", 2021))
    (question,) = open_questions(documents, trace(documents))
    assert question.text.startswith(
        "《某县种粮补贴办法（2024年）》（new）很可能是《某县种粮补贴办法（2021年）》（old）的新版：标题相同"
    )
    assert question.text.endswith("的文字相同。")


def test_without_dates_it_may_be_either_way_round() -> None:
    one, other = replace(document("a", 2024), issued=None), document("b", 2021)
    (question,) = open_questions((one, other), trace((one, other)))
    assert not question.ordered
    assert "很可能是同一份文件的两个版本，看不出先后：标题相同" in question.text


def test_an_answer_is_written_beside_the_document(tmp_path: Path) -> None:
    path = tmp_path / "新.pdf"
    beside = note_supersedes(path, ["old"], own_id="doc-1-2024")
    assert beside.read_text(encoding="utf-8") == 'id = "doc-1-2024"\nsupersedes = "old"\n'
    note_supersedes(path, ["older"])
    note_apart(path, ["other"])
    told = load_metadata(path)
    assert (told.id, told.supersedes, told.not_a_version_of) == ("doc-1-2024", ("old", "older"), ("other",))


def test_what_a_person_wrote_stays(tmp_path: Path) -> None:
    path = tmp_path / "新.txt"
    beside = tmp_path / "新.txt.toml"
    beside.write_text('# 手写\nsupersedes = [\n  "a",  # 旧的\n  "b",\n]\nissuer = "某局"', encoding="utf-8")
    note_supersedes(path, ["c"], own_id="x")
    text = beside.read_text(encoding="utf-8")
    assert text == 'id = "x"\n# 手写\nsupersedes = ["a", "b", "c"]\nissuer = "某局"'


def test_opposites_are_refused_and_nothing_is_written(tmp_path: Path) -> None:
    path = tmp_path / "新.txt"
    note_apart(path, ["old"])
    with pytest.raises(InvalidMetadata, match="相反"):
        note_supersedes(path, ["old"])
    assert load_metadata(path).supersedes is None
    assert [p.name for p in tmp_path.iterdir()] == ["新.txt.toml"]
