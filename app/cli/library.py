"""Commands about documents: sync, parse, quantities, benefits."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.failure import WrongUse
from app.cli.log import record_sync
from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal
from app.cli.versions import show_questions
from corpus import Bound, Clause, ParsedDocument, Quantity
from corpus.quantities.quantity import display

if TYPE_CHECKING:
    from index import SyncReport

File = Annotated[Path, typer.Argument(metavar="FILE", help="TXT、Markdown、HTML、DOCX 或 PDF 文件", show_default=False)]
Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar="[PATH]…", help="文件或目录；默认为随程序提供的 corpus/sources", show_default=False),
]


def sync(
    paths: Paths = None,
    rebuild: Annotated[bool, typer.Option("--rebuild", help="丢弃旧索引，全部重新向量化")] = False,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """读取、切分并索引文件，只处理有变化的部分。 Index what changed."""
    from app.cli.progress import Progress
    from app.contract import sync_json
    from app.settings import load_settings
    from index import make_embedder
    from index import sync as index_documents

    with Terminal(as_json=as_json, language=lang) as terminal:
        folder = home_directory(home)
        embedder = make_embedder(load_settings(folder).index)
        with Progress(quiet=as_json) as progress:
            report = index_documents(folder, paths or [default_sources()], embedder, rebuild=rebuild, progress=progress)
        record_sync(folder, report)
        for skipped in report.skipped:
            terminal.note(f"{terminal.words('skipped')} {skipped.path}：{skipped.reason}")
        if as_json:
            terminal.document(sync_json(report))
        else:
            show_report(terminal, report)
    if any(d.error is not None for d in report.documents):
        raise typer.Exit(1)


def parse(file: File, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """显示文件的条款结构。 Show the clause tree."""
    from app.contract import parse_json

    with Terminal(as_json=as_json, language=lang) as terminal:
        parsed = _parsed(file, home)
        if as_json:
            terminal.document(parse_json(parsed))
        else:
            _show_clauses(terminal, parsed)


def quantities(file: File, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出文件中的每一个数量。 List every figure."""
    from app.contract import quantities_json
    from corpus.quantities.conventions import find_conventions
    from corpus.quantities.finding import find_quantities

    with Terminal(as_json=as_json, language=lang) as terminal:
        parsed = _parsed(file, home)
        conventions = find_conventions(parsed.document.text)
        found = [
            (clause, quantity.shift(clause.span.start))
            for clause in parsed.clauses
            for quantity in find_quantities(clause.text, conventions)
        ]
        if as_json:
            terminal.document(quantities_json(found))
        else:
            _show_quantities(terminal, found)


def benefits(
    file: File,
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="YAML", help="写入文件，供人工核对；已有的文件不覆盖")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """列出文件给予的支持（YAML，供人工核对；核对后存为 FILE.benefits.yaml）。 List the benefits for review."""
    from app.contract import benefits_json
    from corpus.benefits.finding import find_benefits
    from corpus.benefits.reviews import draft_reviews

    with Terminal(as_json=as_json, language=lang) as terminal:
        parsed = _parsed(file, home)
        found = [(c, b) for c in parsed.clauses for b in find_benefits(parsed.document, c)]
        if as_json:
            terminal.document(benefits_json(found))
            return
        for warning in (w for w in parsed.warnings if w.code == "benefits.stale"):
            terminal.note(warning.message)
        if not found:
            terminal.note(terminal.words("no_benefits"))
        text = draft_reviews(parsed.document, parsed.clauses, [b for _, b in found])
        if output is None:
            terminal.say(*text.splitlines())
        else:
            _write_new(output, text)
            terminal.say(f"{terminal.words('written')} {output}")


def default_sources() -> Path:
    """The documents that come with the program."""
    import corpus

    return Path(corpus.__file__).parent / "sources"


def _parsed(file: Path, home: Path | None) -> ParsedDocument:
    from corpus.parsing import parse as parse_file

    home_directory(home)  # accepted everywhere, and wrong everywhere in the same way
    return parse_file(file)


def show_report(terminal: Terminal, report: "SyncReport") -> None:
    """Each file with what became of it, then what is to be asked about versions."""
    words = terminal.words
    for document in report.documents:
        status = words(str(document.status))
        terminal.say(f"{status}  {document.id}  {document.clauses} {words('clauses')}  {document.path}")
        if document.error is not None:
            terminal.say(f"    {document.error}", style="red")
    if not report.documents:
        terminal.say(words("no_documents"))
    terminal.say(
        f"{len(report.documents)} {words('documents')}，{words('generation')} {report.generation}，"
        f"{report.seconds:.1f} {words('seconds')}",
        style="dim",
    )
    terminal.say(*report.problems, style="yellow")
    show_questions(terminal, report.questions)


def _show_clauses(terminal: Terminal, parsed: ParsedDocument) -> None:
    document = parsed.document
    terminal.say(document.title, style="bold")
    facts = [document.issuer, document.number, terminal.words(str(document.status)), document.id]
    terminal.say(" · ".join(f for f in facts if f), style="dim")
    for clause in parsed.clauses:
        indent = "  " * max(len(clause.path) - 1, 0)
        terminal.say(f"{indent}{clause.id}", style="dim")
        terminal.say(*(indent + line for line in clause.text.splitlines()))
    if parsed.warnings:
        terminal.say("", terminal.words("warnings"), style="yellow")
        terminal.say(*(f"- {w.message}" for w in parsed.warnings))


def _show_quantities(terminal: Terminal, found: list[tuple[Clause, Quantity]]) -> None:
    if not found:
        terminal.say(terminal.words("no_figures"))
    last = None
    for clause, quantity in found:
        if clause.id != last:
            terminal.say(clause.label or clause.id, style="bold")
            last = clause.id
        terminal.say(f"  {quantity.raw}  {quantity.kind}  {_reading(quantity)}  {quantity.subject}".rstrip())


def _reading(quantity: Quantity) -> str:
    """How a figure was understood: ``<= 500万元``."""
    if quantity.bound is Bound.RANGE and quantity.low is not None and quantity.high is not None:
        return f"{display(quantity.low, quantity.unit)} – {display(quantity.high, quantity.unit)}"
    return f"{quantity.bound} {display(quantity.value, quantity.unit)}"


def _write_new(path: Path, text: str) -> None:
    """Writes a file that is not there yet: what a person has reviewed is never overwritten."""
    try:
        with path.open("x", encoding="utf-8") as file:
            file.write(text)
    except FileExistsError as exc:
        raise WrongUse(f"“{path}”已存在，里面可能有人工核对的内容；请另选文件名，或先移走它。") from exc
    except OSError as exc:
        raise WrongUse(f"无法写入“{path}”（{exc.strerror or exc}）；请换一个位置。") from exc
