import re
from dataclasses import fields
from typing import Any

import pytest

import app.ui.asking.words as asking
import app.ui.words as page
from app.settings import ENGINES
from app.ui.words import STATUSES, Language
from corpus import Status

TEXTS = [pytest.param(t.WORDS, f.name, id=f"{t.__name__.split('.')[-2]}-{f.name}")
         for t in (page, asking) for f in fields(t.Words) if f.type == "str" or f.type is str]  # fmt: skip


@pytest.mark.parametrize("language", Language)
def test_every_status_and_engine_has_a_label(language: Language) -> None:
    assert set(STATUSES[language]) == set(Status)
    assert set(asking.WORDS[language].engines) == set(ENGINES) - {"auto", "extractive"}


@pytest.mark.parametrize(("words", "name"), TEXTS)
def test_both_languages_fill_in_the_same(words: dict[Language, Any], name: str) -> None:
    texts = [getattr(words[language], name) for language in Language]
    assert all(texts)
    assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in texts}) == 1
    assert not any(set("<>&") & set(text) for text in texts)
