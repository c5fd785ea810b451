"""Formulas that a clause gives in words: 补助金额=经核定的研发投入×系数（预算总额/全市研发投入总额）.

Read into a tree whose leaves are figures and names; every name must be one of the question's figures, and the units
must come out as money.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from itertools import permutations

from app.answering.association import bigrams
from app.answering.computation import HUNDRED, Computation, Figure, asked, computed, quoted, shown, to_the_cent
from app.answering.measures import beside
from app.answering.obstacle import misread
from app.answering.question import Question, normalise
from corpus import Bound, Kind, Quantity, display, find_quantities

_INTRODUCED = re.compile(r"(?:公式(?:计算|核算|为|如下)*[::]|[^=,。;:]{2,24}=)(?P<formula>[^。;\n]+)")
_TOKEN = re.compile(r"[()×*÷/+−-]|[^()×*÷/+−=,-]+")
_SIGNS = str.maketrans("＊＋－—⁄", "*+-−/")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_MOST_NAMES = 5
_BY_UNIT = 8  # pairs of characters that the right unit is worth
_COUNTED = (  # what a name counts, and the units of that
    (re.compile(r"人数$|人口数?$|人次$"), frozenset({"人", "名", "位", "个", "人次"})),
    (re.compile(r"月数$|月份数?$"), frozenset({"个月"})),
    (re.compile(r"天数$|日数$"), frozenset({"日"})),
    (re.compile(r"年数$|年限$"), frozenset({"年"})),
    (re.compile(r"面积$"), frozenset({"平方米", "平米", "㎡", "亩"})),
    (re.compile(r"[台套件户家个]数$|数量$"), frozenset({"台", "套", "件", "户", "家", "个", "台(套)"})),
)
_GIVES = re.compile(r"补|奖|资助|救助|给付|支付|发放|扶持|贴息|返还|拨付|扣除|缴")


@dataclass(frozen=True, slots=True)
class _Leaf:
    """A figure of the clause or a name that a figure of the question must fill."""

    name: str
    quantity: Quantity | None = None
    number: Decimal | None = None  # printed without a unit: ÷365


@dataclass(frozen=True, slots=True)
class _Node:
    sign: str
    left: "_Leaf | _Node"
    right: "_Leaf | _Node"


_Tree = _Leaf | _Node


@dataclass(frozen=True, slots=True)
class _Value:
    """What a tree comes to; ``money`` is the power of 元 in it, ``words`` the same in figures."""

    number: Decimal
    money: int
    words: str


def by_formula(question: Question, text: str) -> Computation | None:
    """What the formula of a sentence gives for the question's figures; ``None`` unless each has its own place in it."""
    norm = normalise(text).translate(_SIGNS)
    found = _INTRODUCED.search(norm)
    if found is None or not _GIVES.search(norm) or misread(question):
        return None
    tree = _parse(found["formula"], find_quantities(text))
    if not isinstance(tree, _Node):
        return None
    names = [leaf.name for leaf in _leaves(tree) if leaf.quantity is None and leaf.number is None]
    brought = [
        q for q in question.quantities if q.bound is Bound.EQ and (q in question.inputs or q.kind is Kind.PERIOD)
    ]
    filled = _filled(question, names, brought)
    value = _value(tree, filled) if filled else None
    if value is None or value.money != 1:
        return None
    result, equals = to_the_cent(value.number)
    formula = f"{value.words} {equals} {display(result, '元')}"
    figures: list[Figure] = [asked(q) for q in brought]
    figures += [quoted(leaf.quantity) for leaf in _leaves(tree) if leaf.quantity is not None]
    return Computation(f"按公式计算：{formula}。", (*figures, computed(result, "元", formula)), result=result)


def _parse(text: str, printed: Sequence[Quantity]) -> _Tree | None:
    """The tree of an expression; ``None`` where it is none. 系数(甲/乙) is 甲/乙."""
    tokens = [t.strip() for t in _TOKEN.findall(text)]
    tree, rest = _sum([t for t in tokens if t], printed)
    return tree if not rest else None


def _sum(tokens: list[str], printed: Sequence[Quantity]) -> tuple[_Tree | None, list[str]]:
    left, tokens = _product(tokens, printed)
    while left is not None and tokens and tokens[0] in "+-−":
        sign = "+" if tokens[0] == "+" else "−"
        right, tokens = _product(tokens[1:], printed)
        left = _Node(sign, left, right) if right is not None else None
    return left, tokens


def _product(tokens: list[str], printed: Sequence[Quantity]) -> tuple[_Tree | None, list[str]]:
    left, tokens = _atom(tokens, printed)
    while left is not None and tokens and tokens[0] in "×*÷/":
        sign = "×" if tokens[0] in "×*" else "÷"
        right, tokens = _atom(tokens[1:], printed)
        left = _Node(sign, left, right) if right is not None else None
    return left, tokens


def _atom(tokens: list[str], printed: Sequence[Quantity]) -> tuple[_Tree | None, list[str]]:
    if not tokens or tokens[0] in "×*÷/+-−)":
        return None, tokens
    name, rest = tokens[0], tokens[1:]
    if name == "(" or (rest and rest[0] == "("):
        inner, after = _sum(rest if name == "(" else rest[1:], printed)
        if inner is None or not after or after[0] != ")":
            return None, tokens
        defined = name == "(" or isinstance(inner, _Node)
        return (inner if defined else _leaf(name, printed)), after[1:]
    return _leaf(name, printed), rest


def _leaf(name: str, printed: Sequence[Quantity]) -> _Leaf:
    if _NUMBER.fullmatch(name):
        return _Leaf(name, number=Decimal(name))
    own = find_quantities(name)
    if len(own) == 1 and (own[0].raw.strip() == name or (own[0].kind is Kind.RATE and name.endswith(own[0].raw))):
        return _Leaf(name, next((q for q in printed if (q.value, q.unit) == (own[0].value, own[0].unit)), own[0]))
    return _Leaf(name)


def _leaves(tree: _Tree) -> Iterator[_Leaf]:
    if isinstance(tree, _Leaf):
        yield tree
    else:
        yield from _leaves(tree.left)
        yield from _leaves(tree.right)


def _filled(question: Question, names: Sequence[str], brought: Sequence[Quantity]) -> dict[str, Quantity]:
    """Which figure of the question each name is: the one way in which all fit, and fit best; else nothing."""
    if not 0 < len(names) <= _MOST_NAMES or len(names) != len(brought) or len(set(names)) < len(names):
        return {}
    near = [[_fit(question, n, q) for q in brought] for n in names]
    ways = []
    for order in permutations(range(len(brought))):
        fits = [near[i][j] for i, j in enumerate(order)]
        if all(fits):
            ways.append((sum(fits), order))
    ways.sort(reverse=True)
    if not ways or (len(ways) > 1 and ways[0][0] == ways[1][0]):
        return {}
    return {n: brought[j] for n, j in zip(names, ways[0][1], strict=True)}


def _fit(question: Question, name: str, quantity: Quantity) -> int:
    """How well a figure fits a name: by what the name counts (救助月数, 家庭人数), else by the words beside the figure; 0 not at all."""
    units = next((units for words, units in _COUNTED if words.search(name)), None)
    if units is not None:
        return _BY_UNIT if quantity.unit in units else 0
    if quantity.kind in {Kind.COUNT, Kind.PERIOD}:
        return 0
    return len(bigrams(beside(question, quantity)) & bigrams(name))


def _value_of_leaf(leaf: _Leaf, filled: dict[str, Quantity]) -> _Value:
    if leaf.number is not None:
        return _Value(leaf.number, 0, leaf.name)
    quantity = leaf.quantity or filled[leaf.name]
    number = quantity.value / HUNDRED if quantity.kind is Kind.RATE else quantity.value
    return _Value(number, 1 if quantity.unit == "元" else 0, shown(quantity))


def _value(tree: _Tree, filled: dict[str, Quantity]) -> _Value | None:
    if isinstance(tree, _Leaf):
        return _value_of_leaf(tree, filled)
    left, right = _value(tree.left, filled), _value(tree.right, filled)
    if left is None or right is None or (tree.sign == "÷" and not right.number):
        return None
    if tree.sign in "+−":
        if left.money != right.money:
            return None
        number = left.number + right.number if tree.sign == "+" else left.number - right.number
        return _Value(number, left.money, f"{left.words} {tree.sign} {right.words}")
    words = f"{_bracketed(tree.left, left.words)} {tree.sign} {_bracketed(tree.right, right.words)}"
    if tree.sign == "×":
        return _Value(left.number * right.number, left.money + right.money, words)
    return _Value(left.number / right.number, left.money - right.money, words)


def _bracketed(tree: _Tree, words: str) -> str:
    return f"（{words}）" if isinstance(tree, _Node) else words
