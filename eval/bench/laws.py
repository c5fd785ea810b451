"""Laws: what reading them costs, whether their articles are numbered without a gap, and what is left without line breaks."""

import gc
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus import Block, Metadata, ParsedDocument, RawDocument, parse
from corpus.parsing import interpret
from corpus.references.tree import label_number
from corpus.structure.labels import LabelKind
from eval.bench.agreement import Tally
from eval.bench.gold_figures import share_measure
from eval.bench.material import TODAY
from eval.bench.measure import Measure

_SECONDS = 30.0  # of one core for all laws
_CONTIGUOUS, _PERFECT = 740, 730  # of 746
_STARTS = 0.99
_TIMES = (1, 4, 16)
_GROWTH = 1.5  # seconds per character of the longest, of those of the shortest
_TRIALS = 3
_TYPICAL = 20_000  # characters of the law that is repeated
Progress = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class Laws:
    """The laws as they were parsed, the seconds of one core that it took, and their files."""

    files: tuple[Path, ...]
    parsed: tuple[ParsedDocument, ...]
    seconds: float


def parse_laws(files: Sequence[Path], progress: Progress) -> Laws:
    """Read and parse every file in this process."""
    parsed: list[ParsedDocument] = []
    start = time.process_time()
    for done, file in enumerate(files):
        progress(done, len(files))
        parsed.append(parse(file, today=TODAY))
    return Laws(tuple(files), tuple(parsed), time.process_time() - start)


def measure_laws(laws: Laws) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """Seconds, and the laws whose articles are numbered without a gap; of the others, what the parser warned of."""
    broken = [(f, p) for f, p in zip(laws.files, laws.parsed, strict=True) if not is_contiguous(p)]
    characters = sum(len(p.document.text) for p in laws.parsed)
    count = len(laws.parsed)
    measures = (
        Measure("法律：读取与解析（单核）", laws.seconds, "秒", _SECONDS, count, f"{count} 部，{characters} 字"),
        Measure("法律：条号连续", count - len(broken), "部", _CONTIGUOUS, count, f"共 {count} 部", more_is_better=True),
    )
    return measures, tuple(f"条号不连续：{f.stem}：{_reason(p)}" for f, p in broken)


def measure_flat(laws: Laws, progress: Progress) -> tuple[tuple[Measure, ...], tuple[str, ...]]:
    """The articles of each law that are found at the same places when all its line breaks are removed."""
    tally, faults = Tally(), list[str]()
    for done, (file, parsed) in enumerate(zip(laws.files, laws.parsed, strict=True)):
        progress(done, len(laws.files))
        gold, found = article_starts(parsed), article_starts(flattened(parsed))
        tally += Tally(len(gold & found), len(gold), len(found))
        if gold != found:
            faults.append(f"去掉换行后不同：{file.stem}：多 {len(found - gold)} 条，少 {len(gold - found)} 条")
    perfect = len(laws.parsed) - len(faults)
    measures = (
        share_measure("法律去掉换行：条的起点查准率", tally.precision, _STARTS),
        share_measure("法律去掉换行：条的起点查全率", tally.recall, _STARTS),
        Measure("法律去掉换行：全对", perfect, "部", _PERFECT, len(laws.parsed), more_is_better=True),
    )
    return measures, tuple(faults)


def measure_growth(laws: Laws) -> Measure:
    """How the seconds per character grow when one law stands 4 and 16 times in one document."""
    text = min((p.document.text for p in laws.parsed), key=lambda t: abs(len(t) - _TYPICAL))
    costs = [min(_seconds_per_character(text, times) for _ in range(_TRIALS)) for times in _TIMES]
    shown = "，".join(f"{times}× {cost * 1e6:.1f} 微秒/字" for times, cost in zip(_TIMES, costs, strict=True))
    return Measure(f"每字用时 {_TIMES[-1]}× 与 1× 之比", costs[-1] / costs[0], "", _GROWTH, _TRIALS, shown)


def is_contiguous(parsed: ParsedDocument) -> bool:
    """Whether each article is the next after the one before it, or the first of a list that restarts at one."""
    last = (0, 0)
    for number in (label_number(c.path[-1]) for c in parsed.clauses):
        if number is None or number.kind is not LabelKind.ARTICLE:
            continue
        own = (number.value, number.sub)
        if last != (0, 0) and own not in ((last[0] + 1, 0), (last[0], last[1] + 1), (1, 0)):
            return False
        last = own
    return True


def article_starts(parsed: ParsedDocument) -> set[int]:
    """Where articles begin, counted in characters without line breaks."""
    text = parsed.document.text
    starts = set()
    breaks = position = 0
    for clause in parsed.clauses:
        number = label_number(clause.path[-1])
        breaks += text.count("\n", position, clause.span.start)
        position = clause.span.start
        if number is not None and number.kind is LabelKind.ARTICLE:
            starts.add(clause.span.start - breaks)
    return starts


def flattened(parsed: ParsedDocument) -> ParsedDocument:
    """The same text on one line, parsed."""
    return _interpreted(parsed.document.text.replace("\n", ""))


def _interpreted(*paragraphs: str) -> ParsedDocument:
    raw = RawDocument(Path("a.txt"), "text/plain", "0" * 64, tuple(Block(p) for p in paragraphs))
    return interpret(raw, Metadata(), today=TODAY)


def _seconds_per_character(text: str, times: int) -> float:
    lines = text.split("\n") * times
    gc.collect()
    gc.freeze()  # collecting must not look again at all that the benchmark itself holds
    start = time.process_time()
    parsed = _interpreted(*lines)
    seconds = time.process_time() - start
    gc.unfreeze()
    return seconds / len(parsed.document.text)


def _reason(parsed: ParsedDocument) -> str:
    warnings = [w.message for w in parsed.warnings if w.code.startswith("numbering.")]
    return "；".join(warnings[:3]) or "没有警告"
