"""Articles of laws, and questions of STARD about them: names and numbers as both write them, ranks, recall."""

import json
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha1
from pathlib import Path

from eval.errors import EvalError
from index import Hit

_NOT_NAME = re.compile(r"[《》〈〉（）()\s]|中华人民共和国")
_DATED = re.compile(r"\(\d{4}-\d{2}-\d{2}\)$")  # 某某规定(2020-12-29).md
_ARTICLE = re.compile(r"第[零〇一二三四五六七八九十百千\d]+条(?:之[零〇一二三四五六七八九十百千\d]+)?")
_HEADING = re.compile(r"^# +(\S.*)$", re.MULTILINE)
_TUNING = 5  # one question of so many is for tuning, the others are reported


@dataclass(frozen=True, slots=True)
class Article:
    """An article by the name of its law, as ``law_key`` writes it, and its printed number."""

    law: str
    number: str


@dataclass(frozen=True, slots=True)
class LawQuestion:
    """A question with the articles that answer it."""

    id: int
    text: str
    gold: frozenset[Article]

    @property
    def is_reported(self) -> bool:
        """Whether it belongs to the reporting split: sha1 of the id is not a multiple of 5."""
        return int(sha1(str(self.id).encode(), usedforsecurity=False).hexdigest(), 16) % _TUNING != 0


@dataclass(frozen=True, slots=True)
class Recall:
    """Means over questions: share of the gold articles among the first 10 and 100, and 1 / rank of the first one."""

    at_10: float
    at_100: float
    reciprocal_rank: float
    questions: int


def law_key(name: str) -> str:
    """What identifies a law however its name is printed: ``《中华人民共和国担保法》`` → ``担保法``."""
    return _NOT_NAME.sub("", name)


def law_names(path: Path, text: str) -> frozenset[str]:
    """The keys by which the law in a file is known: its first heading and the name of the file, without its date."""
    heading = _HEADING.search(text)
    names = [_DATED.sub("", path.stem), *([heading[1]] if heading else [])]
    return frozenset(map(law_key, names))


def load_questions(path: Path) -> tuple[LawQuestion, ...]:
    """The questions of ``stard_qrels_by_name.jsonl``, whose gold ids are written ``法名|第N条``.

    Raises:
        EvalError: a line is not of this form.
    """
    lines = path.read_text(encoding="utf-8").splitlines()
    try:
        return tuple(_question(json.loads(line)) for line in lines if line.strip())
    except (ValueError, KeyError, TypeError) as exc:
        raise EvalError(f"“{path}”有一行不是 qid、question、gold（法名|第N条）：{exc}。") from exc


def _question(record: Mapping[str, object]) -> LawQuestion:
    gold = record["gold"]
    if not isinstance(gold, list):
        raise TypeError("gold 不是列表")
    pairs = [str(g).rsplit("|", 1) for g in gold]
    return LawQuestion(
        int(str(record["qid"])), str(record["question"]), frozenset(Article(law_key(law), n) for law, n in pairs)
    )


def article_number(path: Sequence[str]) -> str | None:
    """The article that a clause belongs to, which its items share; ``None`` above and beside the articles."""
    return next((label for label in reversed(path) if _ARTICLE.fullmatch(label)), None)


def ranked_articles(
    hits: Iterable[Hit], names: Mapping[str, frozenset[str]], most: int
) -> tuple[tuple[frozenset[str], str], ...]:
    """The articles of clauses, best first, each once: the names of its law and its number."""
    seen: dict[tuple[frozenset[str], str], None] = {}
    for hit in hits:
        number = article_number(hit.clause.path)
        if number is not None and hit.document.id in names:
            seen.setdefault((names[hit.document.id], number))
    return tuple(seen)[:most]


def ranks(question: LawQuestion, found: Sequence[tuple[frozenset[str], str]]) -> tuple[int, ...]:
    """The ranks, from 1, of the gold articles that were found."""
    at = {Article(law, number): rank for rank, (laws, number) in reversed([*enumerate(found, 1)]) for law in laws}
    return tuple(sorted(at[gold] for gold in question.gold if gold in at))


def recall(
    questions: Sequence[LawQuestion],
    search: Callable[[str], Sequence[tuple[frozenset[str], str]]],
    progress: Callable[[int, int], None],
) -> Recall:
    """The figures over all questions; one whose gold is not among the laws counts as missed."""
    total = [0.0, 0.0, 0.0]
    for done, question in enumerate(questions):
        progress(done, len(questions))
        found = ranks(question, search(question.text))
        total[0] += sum(r <= 10 for r in found) / len(question.gold)
        total[1] += sum(r <= 100 for r in found) / len(question.gold)
        total[2] += 1 / found[0] if found else 0.0
    progress(len(questions), len(questions))
    size = len(questions) or 1
    return Recall(total[0] / size, total[1] / size, total[2] / size, len(questions))
