"""Writes cases as the YAML that ``casefile`` reads."""

from collections.abc import Iterable, Sequence
from decimal import Decimal

import yaml

from corpus.quantities.quantity import plain
from eval.case import Case, Figure, Place

Yaml = dict[str, object]


def cases_yaml(cases: Iterable[tuple[Case, Sequence[str]]], *, head: Sequence[str] = ()) -> str:
    """A case file: each case under its lines of comment; ``head`` are lines of comment at the top."""
    lines = [*(f"# {line}" for line in head), "cases:"]
    for case, remarks in cases:
        lines += [f"  # {remark}" for remark in remarks]
        body = yaml.safe_dump([case_yaml(case)], allow_unicode=True, sort_keys=False, width=110)
        lines += [f"  {line}" for line in body.splitlines()]
    return "\n".join(lines) + "\n"


def case_yaml(case: Case) -> Yaml:
    """One case with the keys of ``casefile``; what is empty is left out."""
    found: Yaml = {"id": case.id}
    found |= {"question": case.question} if len(case.questions) == 1 else {"conversation": list(case.questions)}
    found["refuse"] = case.refusal
    found["expect"] = [_figure(f) for f in case.expect]
    found["steps"] = [_figure(f) for f in case.steps]
    found["not"] = [_figure(f) for f in case.never]
    found["cite"] = [_group(g) for g in case.cite]
    found["may"] = [_place(p) for p in case.may]
    found["quotes"] = list(case.quotes)
    found["only"] = case.only
    found["tags"] = list(case.tags)
    found["among"] = sorted(case.among)
    found["draft"] = case.draft
    found["version"] = case.version
    found["hash"] = case.digest
    return {key: value for key, value in found.items() if value}


def _figure(figure: Figure) -> Yaml:
    value = {"low": _text(figure.low), "high": _text(figure.high)} if figure.is_range else {"value": _text(figure.low)}
    found: Yaml = {**value, "unit": figure.unit}
    if figure.bound is not None:
        found["bound"] = str(figure.bound)
    if figure.what:
        found["what"] = figure.what
    if figure.computed:
        found["computed"] = True
    return found


def _text(value: Decimal) -> str:
    return plain(value)


def _group(group: tuple[Place, ...]) -> object:
    return _place(group[0]) if len(group) == 1 else {"any": [_place(p) for p in group]}


def _place(place: Place) -> Yaml:
    found: Yaml = {"document": place.document}
    if place.path is not None:
        found["path"] = list(place.path)
    if place.heading:
        found["heading"] = place.heading
    return found
