"""The command ``match``: what an enterprise qualifies for."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal
from corpus.quantities.quantity import display

if TYPE_CHECKING:
    from collections.abc import Sequence

    from app.eligibility import Catalogue, Field, Match, NoTotal, Outcome, Total
    from app.eligibility.batch import Batch
    from app.eligibility.tables import Row

_LONGEST = 1_000_000  # bytes of a profile
_ORDER = ("met", "unknown", "unmet")
_STYLES = {"met": "green", "unmet": "red", "unknown": "yellow"}


def match(
    profile: Annotated[
        Path | None, typer.Option("--profile", metavar="FILE.json", help="企业的情况；不写则列出要填的项")
    ] = None,
    document: Annotated[
        list[str] | None, typer.Option("--document", metavar="ID", help="只看这份文件（可写多次）；默认为全部有效文件")
    ] = None,
    batch: Annotated[
        Path | None, typer.Option("--batch", metavar="FILE.csv", help="一行一个企业的表格，表头是要填的项")
    ] = None,
    output: Annotated[
        Path | None,
        typer.Option("--output", "-o", metavar="FILE", help="结果写成 .xlsx 或 .csv；没有企业时写批量模板"),
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """一个企业符合哪些条款、能得多少、还缺什么。 What an enterprise qualifies for."""
    if profile is not None and batch is not None:
        raise WrongUse("--profile 和 --batch 只能取一。")
    if output is not None and output.suffix.lower() not in {".xlsx", ".csv"}:
        raise WrongUse(f"“{output}”不是 .xlsx 或 .csv；请改文件名的后缀。")
    from app.eligibility import catalogue_of, choose
    from index.library import open_library

    with Terminal(as_json=as_json, language=lang) as terminal:
        with open_library(home_directory(home)) as library:
            catalogue = catalogue_of(choose(library.everything(), document or []))
        if batch is not None:
            _run_batch(terminal, catalogue, batch, output)
        elif profile is not None:
            _run_profile(terminal, catalogue, profile, output)
        else:
            _run_form(terminal, catalogue, output)


def _run_form(terminal: Terminal, catalogue: "Catalogue", output: Path | None) -> None:
    from app.contract import form_json
    from app.eligibility.batch import template

    if output is not None:
        _write(terminal, output, [], template(catalogue.form))
    elif terminal.as_json:
        terminal.document(form_json(catalogue))
    else:
        for field in catalogue.form:
            _show_field(terminal, field)
        terminal.say(terminal.words("match_form" if catalogue.form else "no_benefits"), style="dim")


def _run_profile(terminal: Terminal, catalogue: "Catalogue", profile: Path, output: Path | None) -> None:
    from app.contract import match_json
    from app.eligibility import parse_profile
    from app.eligibility.tables import COLUMNS, rows_of

    outcome = catalogue.outcome(parse_profile(_text(profile), str(profile)))
    for name in outcome.profile.unused:
        terminal.note(terminal.words("unused").format(name))
    if output is not None:
        _write(terminal, output, rows_of(outcome.matches, catalogue.form), COLUMNS)
    if terminal.as_json:
        terminal.document(match_json(catalogue, outcome))
    elif output is None:
        _show_outcome(terminal, catalogue, outcome)


def _run_batch(terminal: Terminal, catalogue: "Catalogue", file: Path, output: Path | None) -> None:
    from app.contract import batch_json
    from app.eligibility.batch import MOST_BYTES, read_batch
    from app.eligibility.tables import COLUMNS, as_csv, rows_of

    batch = read_batch(_read(file, MOST_BYTES), catalogue.form)
    found = [(e.name, e.row, catalogue.of(e.profile)) for e in batch.enterprises]
    rows = [row for name, _, o in found for row in rows_of(o.matches, catalogue.form, name=name)]
    if output is not None:
        _write(terminal, output, rows, COLUMNS)
    if terminal.as_json:
        terminal.document(batch_json(batch, found))
    elif output is None:
        terminal.say(as_csv(rows).decode("utf-8-sig").rstrip())
    _tell_problems(terminal, file, batch)
    if batch.bad:
        raise typer.Exit(1)


def _tell_problems(terminal: Terminal, file: Path, batch: "Batch") -> None:
    for bad in batch.bad:
        terminal.note(f"“{file}”{bad}")
    for name in batch.unused:
        terminal.note(terminal.words("unused").format(name))


def _show_outcome(terminal: Terminal, catalogue: "Catalogue", outcome: "Outcome") -> None:
    from app.eligibility.findings import UNREVIEWED, standing

    labels = {field.key: field.label for field in catalogue.form}
    for parsed in catalogue.documents:
        own = [m for m in outcome.matches if m.offer.document.id == parsed.document.id]
        if not own:
            continue
        terminal.say(f"《{parsed.document.title}》", style="bold")
        notes = (standing(parsed.document), "" if all(m.offer.benefit.confirmed for m in own) else UNREVIEWED)
        terminal.say(*filter(None, notes), style="yellow")
        for found in sorted(own, key=lambda m: _ORDER.index(str(m.status))):
            _show_match(terminal, found, labels)
    for total in outcome.totals:
        _show_total(terminal, total)


def _show_match(terminal: Terminal, found: "Match", labels: dict[str, str]) -> None:
    from app.eligibility.findings import gist, remarks
    from app.eligibility.tables import MARKS, condition_line

    offer, words = found.offer, terminal.words
    status = str(found.status)
    head = f"{MARKS[found.status]} {words(f'match_{status}')}  {offer.title}：{gist(offer)}  {_given(found)}"
    terminal.say(head.rstrip(), style=_STYLES[status])
    for checked in found.conditions:
        terminal.say(f"    {condition_line(checked)}")
    if found.missing:
        terminal.say(f"    {words('match_missing')}{'、'.join(labels[k] for k in found.missing)}")
    terminal.say(*(f"    {line}" for line in remarks(found)), style="yellow")
    terminal.say(f"    {offer.clause.label}", style="dim")


def _given(found: "Match") -> str:
    if found.amount is not None:
        most = "最高" if found.amount.at_most else ""
        return f"→ {most}{display(found.amount.value, '元')}：{found.amount.formula}"
    return ""


def _show_total(terminal: Terminal, total: "Total | NoTotal") -> None:
    from app.eligibility import Total

    words = terminal.words
    if isinstance(total, Total):
        terminal.say(f"{words('match_total')}{display(total.value, '元')}（{total.formula}）", style="bold")
    else:
        terminal.say(f"{words('match_no_total')}{total.reason}", style="bold")
    if total.citation is not None:
        terminal.say(f"    {total.citation.clause.label}：{total.citation.quote}", style="dim")


def _show_field(terminal: Terminal, field: "Field") -> None:
    about = f"（{field.about}）" if field.about else ""
    unit = f"  [{field.unit}]" if field.unit else ""
    options = f"  {'/'.join(field.options)}" if field.options else ""
    terminal.say(f"{field.label}{about}  {terminal.words(f'field_{field.kind}')}{unit}{options}", style="bold")
    terminal.say(f"    {field.key}", f"    {field.help}", style="dim")


def _text(file: Path) -> str:
    try:
        return _read(file, _LONGEST).decode("utf-8-sig")
    except UnicodeDecodeError as exc:
        raise WrongUse(f"“{file}”不是 UTF-8 文字；请另存为 UTF-8 的 JSON。") from exc


def _read(file: Path, longest: int) -> bytes:
    with file.open("rb") as stream:
        data = stream.read(longest + 1)
    if len(data) > longest:
        raise WrongUse(f"“{file}”超过{longest // 1_000_000}MB；请核对是不是选错了文件。")
    return data


def _write(terminal: Terminal, path: Path, rows: "Sequence[Row]", columns: "Sequence[str]") -> None:
    from app.eligibility.tables import as_csv, as_xlsx

    make = as_xlsx if path.suffix.lower() == ".xlsx" else as_csv
    path.write_bytes(make(rows, columns))
    terminal.note(f"{terminal.words('written')} {path}")
