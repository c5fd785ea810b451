"""LlamaIndex's engine as it is, over two small documents, with a scripted model and the embedder without one."""

from pathlib import Path

import pytest

from app.engines.scripted import ScriptedModel
from app.errors import AnswerCut
from corpus import Document
from index import HashingEmbedder

FAIRS = "青禾县企业参展补助办法\n第一条 企业参加国际展会的,按展位费的40%给予补助。"
LEASES = "白杨县厂房租金减免办法\n第一条 承租标准厂房的企业,每月每平方米减免租金5元。"


def document(document_id: str, text: str) -> Document:
    return Document(document_id, text.partition("\n")[0], text, f"{document_id}.txt", "0" * 64, "1" * 64)


def ask(model: ScriptedModel, cache: Path, *, document_id: str | None = None, steps: list[int] | None = None):
    from eval.bench.answers.citation_engine import Limits, open_engine

    engine = open_engine(
        [document("fairs", FAIRS), document("leases", LEASES)],
        HashingEmbedder(),
        model,
        limits=Limits(4096, 64),
        cache=cache,
        step=lambda done, _: (steps if steps is not None else []).append(done),
    )
    return engine.ask("展位费的补助比例是多少？", document=document_id)


def test_the_answer_comes_with_its_numbered_passages(tmp_path: Path) -> None:
    model = ScriptedModel(["比例为40%[1]。"])
    cited = ask(model, tmp_path)
    assert cited.text == "比例为40%[1]。"
    assert [(p.document_id, p.text) for p in cited.passages] == [("fairs", FAIRS), ("leases", LEASES)]


def test_the_prompt_is_the_librarys_own_and_its_sources_are_the_keys(tmp_path: Path) -> None:
    model = ScriptedModel(["好。"])
    ask(model, tmp_path)
    (prompt,) = model.prompts
    assert "based solely on the provided sources" in prompt.user
    assert FAIRS in prompt.user
    assert "document: fairs" not in prompt.user
    assert prompt.keys == 2


def test_one_document_alone_can_be_asked(tmp_path: Path) -> None:
    cited = ask(ScriptedModel(["5元[1]。"]), tmp_path, document_id="leases")
    assert [p.document_id for p in cited.passages] == ["leases"]


def test_vectors_are_kept(tmp_path: Path) -> None:
    first: list[int] = []
    second: list[int] = []
    one = ask(ScriptedModel(["好[1]。"]), tmp_path / "vectors", steps=first)
    other = ask(ScriptedModel(["好[1]。"]), tmp_path / "vectors", steps=second)
    assert (first, second) == ([0, 1], [])
    assert one == other


def test_vectors_that_are_there_are_kept_when_the_rest_is_missing(tmp_path: Path) -> None:
    from eval.bench.answers.citation_engine import Limits, open_engine

    def embedded(*texts: str) -> list[int]:
        steps: list[int] = []
        documents = [document(f"d{n}", text) for n, text in enumerate(texts)]
        engine = open_engine(
            documents,
            HashingEmbedder(),
            ScriptedModel(["5元[1]。"]),
            limits=Limits(4096, 64),
            cache=tmp_path / "vectors",
            step=lambda done, _: steps.append(done),
        )
        assert len(engine.ask("租金减免多少？").passages) == len(texts)
        return steps

    assert (embedded(FAIRS), embedded(FAIRS, LEASES), embedded(FAIRS, LEASES)) == ([0], [1], [])


class Cut(ScriptedModel):
    """Breaks off after its first piece, as an engine at its limit does."""

    def stream(self, *_, **__):
        yield "比例为40%"
        raise AnswerCut("达到上限")


@pytest.mark.parametrize("model", [pytest.param(Cut(["？"]), id="cut-at-the-limit")])
def test_what_was_written_before_the_limit_is_the_answer(tmp_path: Path, model: ScriptedModel) -> None:
    assert ask(model, tmp_path).text == "比例为40%"
