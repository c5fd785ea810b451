"""Enterprises with hand-computed statuses and amounts; see ``profiles.yaml``."""

from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.eligibility import Match, Offer, Total, form_of, match, read_offers, read_profile, totals
from corpus import ParsedDocument, parse

ROOT = Path(__file__).resolve().parents[3]
GOLD: dict[str, Any] = yaml.safe_load((Path(__file__).parent / "profiles.yaml").read_text(encoding="utf-8"))
NAMES = {key: name for name, key in GOLD["fields"].items()}


@pytest.fixture(scope="session")
def documents(tmp_path_factory: pytest.TempPathFactory) -> Callable[[str], ParsedDocument]:
    folder, read = tmp_path_factory.mktemp("documents"), dict[str, ParsedDocument]()

    def get(name: str) -> ParsedDocument:
        if name not in read:
            text = GOLD["documents"][name]
            file = ROOT / text if "\n" not in text else folder / f"{name}.txt"
            if "\n" in text:
                file.write_text(text, encoding="utf-8")
            read[name] = parse(file)
        return read[name]

    return get


def name_of(offer: Offer) -> str:
    words, variant = offer.benefit.span.of(offer.document.text), offer.benefit.variant
    found = [
        name for name, b in GOLD["benefits"].items()
        if b["words"] in words and ("variant" not in b or b["variant"] == variant)
    ]  # fmt: skip
    assert len(found) == 1, (words, variant, found)
    return found[0]


def outcome(m: Match) -> str:
    parts = [str(m.status)]
    if m.amount is not None:
        parts.append(f"{'<=' if m.amount.at_most else ''}{m.amount.value.normalize():f}")
    elif m.ceiling is not None:
        parts += ["cap", f"{m.ceiling.normalize():f}"]
    return " ".join(parts)


@pytest.mark.parametrize("case", GOLD["profiles"], ids=lambda c: c["id"])
def test_each_enterprise_gets_what_was_computed_by_hand(
    case: dict[str, Any], documents: Callable[[str], ParsedDocument]
) -> None:
    parsed = documents(case["document"])
    offers = read_offers(parsed)
    answers = {GOLD["fields"].get(name, name): value for name, value in case["answers"].items()}
    profile = read_profile(answers, form_of(offers))
    assert not set(profile.unused) & set(GOLD["fields"].values()), "a saved profile lost its meaning"
    matches = match(offers, profile.values)
    found = {name_of(m.offer): m for m in matches}
    for name, wanted in case["expect"].items():
        said, _, missing = wanted.partition("lacks")
        assert outcome(found[name]) == said.strip(), name
        if missing:
            assert [NAMES[key] for key in found[name].missing] == missing.split(), name
    for name, m in found.items():
        if name not in case["expect"]:
            assert (str(m.status), m.amount) == ("unknown", None), name
    check_total(case, parsed, matches)


def check_total(case: dict[str, Any], parsed: ParsedDocument, matches: tuple[Match, ...]) -> None:
    found = totals([parsed], matches)
    wanted = str(case.get("total", ""))
    if not wanted:
        assert len([m for m in matches if m.amount is not None]) < 2 or "total" in case, "say what the total is"
        assert found == ()
    elif wanted.startswith("no "):
        assert not isinstance(found[0], Total)
        assert wanted.removeprefix("no ") in found[0].reason
    else:
        assert isinstance(found[0], Total)
        assert found[0].value == Decimal(wanted)
