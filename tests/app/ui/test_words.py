import re
from dataclasses import fields

import pytest

from app.settings import ENGINES
from app.ui.words import WORDS, Language, Words
from corpus import Status


@pytest.mark.parametrize("language", Language)
def test_every_status_and_engine_has_a_label(language: Language) -> None:
    assert set(WORDS[language].statuses) == set(Status)
    assert set(WORDS[language].engines) == set(ENGINES) - {"auto", "extractive"}


@pytest.mark.parametrize("name", [f.name for f in fields(Words) if f.name not in {"statuses", "engines"}])
def test_both_languages_fill_in_the_same(name: str) -> None:
    texts = [getattr(WORDS[language], name) for language in Language]
    assert all(texts)
    assert len({frozenset(re.findall(r"\{(\w+)\}", text)) for text in texts}) == 1
    assert not any(set("<>&") & set(text) for text in texts)
