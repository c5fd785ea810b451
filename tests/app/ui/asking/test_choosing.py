from dataclasses import replace
from types import ModuleType

import pytest

from app.ui.asking.choosing import choices_of
from app.ui.words import Language
from corpus import Document, Status

ZH = Language.CHINESE


@pytest.fixture
def documents(samples: ModuleType) -> list[Document]:
    made = samples.document().document
    return [
        replace(made, id="a", title="青川市人才办法", number="青政〔2024〕1号"),
        replace(made, id="b", title="青川市稻米办法", status=Status.SUPERSEDED, version="2021版"),
        replace(made, id="c", title="Talent rules", status=Status.IN_FORCE),
    ]


@pytest.mark.parametrize(
    ("sought", "ticked", "ids"),
    [
        pytest.param("", (), ["a", "b", "c"], id="all"),
        pytest.param("办法", (), ["a", "b"], id="a-word-of-the-title"),
        pytest.param("办法 稻米", (), ["b"], id="every-word"),
        pytest.param("2024〕1号", (), ["a"], id="number"),
        pytest.param("已被新版替代", (), ["b"], id="status"),
        pytest.param("2021版", (), ["b"], id="version"),
        pytest.param("talent", (), ["c"], id="case"),
        pytest.param("talent", ("b",), ["b", "c"], id="ticked-ones-stay"),
        pytest.param("没有", (), [], id="none"),
    ],
)
def test_found(documents: list[Document], sought: str, ticked: tuple[str, ...], ids: list[str]) -> None:
    choices = choices_of(documents, sought, ticked, ZH)
    assert [i for _, i in choices.offered] == ids
    assert choices.ticked == ticked


def test_labels_name_status_and_version(documents: list[Document]) -> None:
    labels = {i: label for label, i in choices_of(documents, "", (), ZH).offered}
    assert labels["b"] == "《青川市稻米办法》 · 已被新版替代 2021版 2025"


def test_a_document_that_was_removed_is_ticked_no_more(documents: list[Document]) -> None:
    assert choices_of(documents, "", ("gone",), ZH).ticked == ()


def test_of_a_large_library_some_are_listed_and_the_rest_counted(documents: list[Document]) -> None:
    many = [replace(documents[0], id=f"d{n}") for n in range(1000)]
    choices = choices_of(many, "", ("d999",), ZH)
    assert len(choices.offered) == 41
    assert "还有 959 份没有列出" in choices.note
