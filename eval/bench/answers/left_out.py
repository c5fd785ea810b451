"""Leave-one-document-out: the support of a question with every document there, and without its own.

The same question is a positive and a negative, so that nothing but the document tells them apart.
"""

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from datetime import date

from app.answering import Answer, Assistant, Reply, Turn
from eval.bench.answers.curve import area, curve, histogram
from eval.bench.answers.library import beside, resting_on_expired
from eval.bench.answers.part import Bench, Grid, Part, share_measure
from eval.bench.measure import Measure
from eval.case import Case, documents_of
from eval.errors import PartUnavailable
from eval.provenance import provenance_of
from eval.run import ask_case
from eval.statistics import Share

_GOAL = 0.90
_BINS = 10
_BAR = 40  # characters of the longest bar


@dataclass(frozen=True, slots=True)
class Within:
    """Asks an assistant of some documents alone."""

    assistant: Assistant
    documents: frozenset[str]

    def ask(
        self,
        question: str,
        *,
        history: tuple[Turn, ...] = (),
        as_of: date | None = None,
        document: str | None = None,
    ) -> Reply:
        """The reply to a question after the turns of ``history``; ``document`` must not bring the left one back."""
        del document
        return self.assistant.ask(question, history=history, as_of=as_of, within=self.documents)


@dataclass(frozen=True, slots=True)
class Judged:
    """Support of one case's question with its document and without, and whether each was answered."""

    id: str
    support: float
    support_without: float
    answered: bool
    answered_without: bool


def measure_left_out(bench: Bench) -> Part:
    """The area under the curve of the score that decides support, over the answerable cases on policies.

    Raises:
        PartUnavailable: there are none.
    """
    cases = [c for c in bench.sets.policies if c.answerable]
    if not cases:
        raise PartUnavailable("题库里没有其他政策的、有答案的题；请用 --cases 给出含 policies/ 的目录。")
    with beside(bench).assistant("extractive") as assistant:
        made = provenance_of(bench.settings, assistant, bench.sets.files)
        judged = judge(assistant, cases, bench)
        expired = resting_on_expired(assistant.index.documents(), cases)
    whole, without = [j.support for j in judged], [j.support_without for j in judged]
    found = area(whole, without)
    return Part(
        "left-out",
        "去掉所在文件后的拒答",
        (
            Measure("支持度曲线下面积", found, "", _GOAL, len(judged), more_is_better=True),
            share_measure("文件在时作答", Share(sum(j.answered for j in judged), len(judged))),
            share_measure("去掉文件后拒答", Share(sum(not j.answered_without for j in judged), len(judged))),
            expired,
        ),
        (support_grid(whole, without),),
        made_of=(("索引", f"{made.generation}（文本 {made.index}）"), ("题库", made.cases)),
        record={
            "curve": [asdict(p) for p in curve(whole, without)],
            "cases": [asdict(j) for j in judged],
        },
    )


def judge(assistant: Assistant, cases: Sequence[Case], bench: Bench) -> tuple[Judged, ...]:
    """Ask every case twice: of all documents, and of all but those that it rests on."""
    everything = frozenset(p.document.id for p in assistant.index.documents())
    judged: list[Judged] = []
    for done, case in enumerate(cases):
        bench.step("去掉所在文件", done, len(cases))
        with_it = ask_case(case, Within(assistant, everything)).reply
        without = ask_case(case, Within(assistant, everything - documents_of(case))).reply
        answered = (isinstance(with_it, Answer), isinstance(without, Answer))
        judged.append(Judged(case.id, with_it.support, without.support, *answered))
    bench.step("去掉所在文件", len(cases), len(cases))
    return tuple(judged)


def support_grid(whole: Sequence[float], without: Sequence[float]) -> Grid:
    """How the scores lie, with the document and without, in bars."""
    counts = (histogram(whole, _BINS), histogram(without, _BINS))
    most = max((n for one in counts for n in one), default=0) or 1
    rows = [
        (f"{n / _BINS:.1f}–{(n + 1) / _BINS:.1f}", *(_bar(one[n], most) for one in counts))
        for n in reversed(range(_BINS))
    ]
    return Grid("支持度的分布", ("支持度", "文件在", "去掉文件"), tuple(rows))


def _bar(count: int, most: int) -> str:
    return f"{'█' * round(_BAR / 2 * count / most)} {count}" if count else ""
