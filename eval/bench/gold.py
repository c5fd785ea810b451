"""Gold files: the clauses and the quantities of real documents as a person read them.

``clauses/<name>.yaml`` holds ``document``, ``clauses`` (``[path, first characters of the clause's own text]`` in reading
order) and, where a page has web furniture, ``furniture`` (the first characters of each such line); ``running_headers``
are those of lines that stand on every page and belong to the text once at most, as its title.
``quantities/<name>.yaml`` holds ``document`` and ``quantities``; each has ``raw``, ``kind``, ``bound``, ``unit``,
``subject`` (words that a right subject contains) and ``low``, ``high`` or, for ``=``, ``value``.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from pathlib import Path
from typing import TypeVar

import yaml
from yaml.nodes import MappingNode, Node, ScalarNode, SequenceNode

from corpus import Bound, Kind
from eval.errors import InvalidGold

_CLAUSE_KEYS = frozenset({"document", "clauses", "furniture", "running_headers"})
_QUANTITIES_KEYS = frozenset({"document", "quantities"})
_QUANTITY_KEYS = frozenset({"raw", "kind", "bound", "value", "low", "high", "unit", "subject"})
_NEEDED = ("raw", "kind", "bound", "unit")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class GoldClause:
    """``path`` as printed labels joined by ``/``; ``start`` the first characters of the clause's own text."""

    path: str
    start: str


@dataclass(frozen=True, slots=True)
class GoldClauses:
    """Every clause of a document in reading order, and the beginnings of the lines that belong to none."""

    file: Path
    document: str
    clauses: tuple[GoldClause, ...]
    furniture: tuple[str, ...] = ()
    running_headers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuantity:
    """A figure as a person read it; ``low`` and ``high`` in the base unit, as in ``corpus.Quantity``."""

    raw: str
    kind: Kind
    bound: Bound
    low: Decimal | None
    high: Decimal | None
    unit: str
    subject: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class GoldQuantities:
    """Every quantity of a document in order of appearance."""

    file: Path
    document: str
    quantities: tuple[GoldQuantity, ...]


def load_gold_clauses(path: Path) -> GoldClauses:
    """The clauses that a gold file lists.

    Raises:
        InvalidGold: a mistake in the file.
    """
    reader = _Reader(path)
    top = reader.mapping(reader.root(), _CLAUSE_KEYS, needed=("document", "clauses"))
    clauses = tuple(reader.clause(node) for node in reader.items(top["clauses"]))
    furniture, headers = (reader.texts(top[key]) if key in top else () for key in ("furniture", "running_headers"))
    return GoldClauses(path, reader.text(top["document"]), clauses, furniture, headers)


def load_gold_quantities(path: Path) -> GoldQuantities:
    """The quantities that a gold file lists.

    Raises:
        InvalidGold: a mistake in the file.
    """
    reader = _Reader(path)
    top = reader.mapping(reader.root(), _QUANTITIES_KEYS, needed=("document", "quantities"))
    quantities = tuple(reader.quantity(node) for node in reader.items(top["quantities"]))
    return GoldQuantities(path, reader.text(top["document"]), quantities)


@dataclass(frozen=True, slots=True)
class _Reader:
    """Turns the nodes of one file into gold; scalars are read as written, so that ``value: 0.1`` is exactly 0.1."""

    path: Path

    def root(self) -> Node:
        try:
            node = yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as exc:
            line = exc.problem_mark.line + 1 if exc.problem_mark else 1
            raise InvalidGold(self.path, line, f"不是合格的 YAML（{exc.problem}）；请检查缩进、引号和括号") from exc
        if not isinstance(node, Node):
            raise InvalidGold(self.path, 1, "文件是空的")
        return node

    def clause(self, node: Node) -> GoldClause:
        words = self.texts(node)
        if len(words) != 2 or not all(words):
            raise self.fault(node, "条款应写成 [路径, 开头几个字]")
        return GoldClause(*words)

    def quantity(self, node: Node) -> GoldQuantity:
        fields = self.mapping(node, _QUANTITY_KEYS, needed=_NEEDED)
        raw, unit = self.text(fields["raw"]), self.text(fields["unit"])
        kind = self.member(fields["kind"], {k.value: k for k in Kind})
        bound = self.member(fields["bound"], {b.value: b for b in Bound})
        value = self.number(fields.get("value"))
        low = value if value is not None else self.number(fields.get("low"))
        high = value if value is not None else self.number(fields.get("high"))
        if (low is not None, high is not None) != _ends(bound):
            raise self.fault(node, f"“{raw}”的上下限与 bound {bound} 不符（= 用 value，>= > 用 low，<= < 用 high）")
        subject = self.texts(fields["subject"]) if "subject" in fields else ()
        return GoldQuantity(raw, kind, bound, low, high, unit, subject)

    def number(self, node: Node | None) -> Decimal | None:
        if node is None:
            return None
        try:
            return Decimal(self.text(node))
        except InvalidOperation as exc:
            raise self.fault(node, f"“{self.text(node)}”不是数") from exc

    def member(self, node: Node, members: Mapping[str, T]) -> T:
        text = self.text(node)
        if text not in members:
            raise self.fault(node, f"“{text}”不在 {' '.join(members)} 之中")
        return members[text]

    def mapping(self, node: Node, keys: frozenset[str], *, needed: Sequence[str]) -> dict[str, Node]:
        if not isinstance(node, MappingNode):
            raise self.fault(node, "这里应是“键: 值”")
        fields = {self.text(key): value for key, value in node.value}
        if unknown := fields.keys() - keys:
            raise self.fault(node, f"不认识的键 {'、'.join(sorted(unknown))}")
        if missing := [key for key in needed if key not in fields]:
            raise self.fault(node, f"缺少 {'、'.join(missing)}")
        return fields

    def items(self, node: Node) -> Iterator[Node]:
        if not isinstance(node, SequenceNode):
            raise self.fault(node, "这里应是列表")
        yield from node.value

    def texts(self, node: Node) -> tuple[str, ...]:
        return tuple(self.text(item) for item in self.items(node))

    def text(self, node: Node) -> str:
        if not isinstance(node, ScalarNode):
            raise self.fault(node, "这里应是文字")
        return str(node.value).strip()

    def fault(self, node: Node, message: str) -> InvalidGold:
        return InvalidGold(self.path, node.start_mark.line + 1, message)


def _ends(bound: Bound) -> tuple[bool, bool]:
    """Which of low and high a bound has."""
    return bound not in {Bound.LE, Bound.LT}, bound not in {Bound.GE, Bound.GT}
