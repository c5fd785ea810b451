"""What the interfaces publish of their JSON is what the contract's functions make."""

import json
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from types import ModuleType
from typing import Any

import pytest
from pydantic import ValidationError

from app.contract import library_json, reply_json
from app.contract.clauses import clause_json
from app.contract.schemas import ClausePage, Library, Reply
from corpus.document import Succession
from corpus.lineage.tracing import trace

LATER = Succession("green-2026", "新的行动方案", None, date(2026, 3, 1))


def answer(samples: ModuleType) -> Any:
    return reply_json(samples.goal())


def superseded(samples: ModuleType) -> Any:
    parsed = samples.document()
    parsed = replace(parsed, document=replace(parsed.document, superseded_by=LATER))
    return reply_json(replace(samples.reward(parsed), incomplete="模型中断。", withheld=1, model="m", engine="ollama"))


def refusal(samples: ModuleType) -> Any:
    return reply_json(samples.refusal())


@pytest.mark.parametrize("made", [answer, superseded, refusal])
def test_replies_are_what_their_schema_says(samples: ModuleType, made: Callable[[ModuleType], Any]) -> None:
    reply = made(samples)
    assert Reply.model_validate_json(_text(reply)).model_dump(mode="json", by_alias=True, exclude_unset=True) == reply


def test_a_clause_is_what_its_schema_says(samples: ModuleType) -> None:
    parsed = samples.document()
    page = clause_json(parsed, parsed.clauses[2])
    assert ClausePage.model_validate_json(_text(page)).model_dump(mode="json", by_alias=True) == page


def test_the_library_is_what_its_schema_says(samples: ModuleType) -> None:
    document = replace(samples.document().document, superseded_by=LATER)
    library = library_json([document], [], trace([document]))
    assert Library.model_validate_json(_text(library)).model_dump(mode="json", by_alias=True) == library


@pytest.mark.parametrize(
    "change",
    [
        pytest.param({"surprise": 1}, id="a-field-nobody-published"),
        pytest.param({"numbers": [{"value": 500}]}, id="a-number-that-is-no-string"),
        pytest.param({"direct": None}, id="nothing-for-text"),
    ],
)
def test_a_schema_refuses_what_is_not_the_contract(samples: ModuleType, change: dict[str, Any]) -> None:
    with pytest.raises(ValidationError):
        Reply.model_validate_json(_text({**answer(samples), **change}))


def _text(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)
