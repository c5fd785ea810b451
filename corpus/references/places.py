"""Places: the one clause that a series of numbers leads to, or the reason that there is none."""

from collections.abc import Iterator, Sequence

from corpus.clause import Clause
from corpus.references.mention import Near, Step, Unit
from corpus.references.reference import Unresolved
from corpus.references.tree import ClauseTree, Number, Part, Scope
from corpus.structure.labels import LabelKind

Found = Clause | Unresolved
_KINDS = {
    Unit.ATTACHMENT: LabelKind.ATTACHMENT, Unit.PART: LabelKind.PART, Unit.SUBPART: LabelKind.SUBPART,
    Unit.DIVISION: LabelKind.DIVISION, Unit.CHAPTER: LabelKind.CHAPTER, Unit.SECTION: LabelKind.SECTION,
    Unit.ARTICLE: LabelKind.ARTICLE, Unit.PARAGRAPH: LabelKind.PARAGRAPH,
}  # fmt: skip
_ITEMS = (LabelKind.CHINESE_BRACKET, LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CIRCLED, LabelKind.CHINESE)
_ARABIC_ITEMS = (LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CIRCLED, LabelKind.CHINESE_BRACKET)
_POINTS = (LabelKind.ARABIC, LabelKind.ARABIC_BRACKET, LabelKind.CIRCLED, LabelKind.CHINESE_BRACKET)
_LISTS = (LabelKind.CHINESE, *_ITEMS[:-1])


def only(candidates: Sequence[Clause]) -> Found:
    """The one candidate: more are ambiguous, none is not found."""
    if len(candidates) == 1:
        return candidates[0]
    return Unresolved.AMBIGUOUS if candidates else Unresolved.NOT_FOUND


def follow(tree: ClauseTree, start: Found, steps: Sequence[Step]) -> Found:
    """The clause that ``steps`` lead to from ``start`` downwards."""
    place, in_paragraph = start, False
    for step in steps:
        if isinstance(place, Unresolved):
            return place
        place = _below(tree, place, step, whole=not in_paragraph)
        in_paragraph = step.unit is Unit.PARAGRAPH
    return place


def first(tree: ClauseTree, step: Step, scopes: Sequence[Scope]) -> Found:
    """The clause that a number from 附件 to 条 names: in the nearest of ``scopes`` that has one, and only there."""
    kind = _KINDS[step.unit]
    number = Number(kind, step.value, step.sub)
    for scope in scopes:
        candidates = _exact(tree.numbered(number, scope), step)
        if candidates:
            return only(candidates)
    if step.unit not in (Unit.ARTICLE, Unit.DIVISION) or step.sub or any(tree.of_kind(kind, s) for s in scopes):
        return Unresolved.NOT_FOUND
    return _stand_in(tree, step, scopes)


def item(tree: ClauseTree, step: Step, clause: Clause) -> Found:
    """The item that a bare 第（一）项 names in ``clause``: in the nearest list around it."""
    for kind in _item_kinds(step):
        for scope in _around(tree, clause):
            candidates = [c for c in _members(tree, scope) if tree.number(c) == Number(kind, step.value)]
            if candidates:
                return only(candidates)
    return Unresolved.NOT_FOUND


def near(tree: ClauseTree, place: Near, clause: Clause, *, first_line: bool) -> Found:
    """The clause that 本条, 前款 and their like name in ``clause``; ``first_line`` says where in it they stand."""
    if place.back is None:
        raise ValueError(f"{place.words} names what was named before, not a place")
    if place.back == 0:
        return _own(tree, place.unit, clause)
    if place.unit is Unit.PARAGRAPH:
        return _paragraph_before(tree, place.back, clause, first_line=first_line)
    if place.unit is Unit.ITEM:
        return _item_before(tree, place.back, clause) if first_line else Unresolved.AMBIGUOUS
    return _before(tree, _KINDS[place.unit], place.back, clause)


def article_of(tree: ClauseTree, clause: Clause) -> Found:
    """The article that a clause stands in; of a document without articles, the clause itself if it is at the top."""
    if article := tree.above(clause, LabelKind.ARTICLE):
        return article
    at_the_top = clause in tree.children(tree.piece(clause))
    return clause if at_the_top and tree.number(clause) else Unresolved.AMBIGUOUS


def _exact(candidates: Sequence[Clause], step: Step) -> list[Clause]:
    """Of attachments, those that are called the same: 附表1 is not 附件1."""
    if step.unit is not Unit.ATTACHMENT:
        return list(candidates)
    return [c for c in candidates if c.path[-1][:2] == step.text[:2]]


def _stand_in(tree: ClauseTree, step: Step, scopes: Sequence[Scope]) -> Found:
    """第一条 and 第一部分 of a document that prints 一、 or 1. instead."""
    arabic = any(c.isdecimal() and not "一" <= c <= "龥" for c in step.text)
    kinds = (LabelKind.ARABIC, LabelKind.CHINESE) if arabic else (LabelKind.CHINESE, LabelKind.ARABIC)
    for kind in kinds if step.unit is Unit.ARTICLE else (LabelKind.CHINESE,):
        for scope in scopes:
            number = Number(kind, step.value)
            candidates = tree.numbered(number, scope)
            if kind is LabelKind.CHINESE:
                candidates = tuple(c for c in tree.children(scope) if tree.number(c) == number) or candidates
            if candidates:
                return only(candidates)
    return Unresolved.NOT_FOUND


def _below(tree: ClauseTree, place: Clause, step: Step, *, whole: bool) -> Found:
    """One step down; ``whole`` says that items of every 款 of an article are meant."""
    if step.unit is Unit.PARAGRAPH:
        if step.value == 1:
            return place if tree.is_kind(place, LabelKind.ARTICLE) else Unresolved.NOT_FOUND
        return only([c for c in tree.children(place) if tree.number(c) == Number(LabelKind.PARAGRAPH, step.value)])
    if step.unit in (Unit.ITEM, Unit.POINT):
        members = _members(tree, place) if whole else tree.children(place)
        for kind in _item_kinds(step) if step.unit is Unit.ITEM else _POINTS:
            candidates = [c for c in members if tree.number(c) == Number(kind, step.value)]
            if candidates:
                return only(candidates)
        return Unresolved.NOT_FOUND
    return first(tree, step, (place,))


def _item_kinds(step: Step) -> tuple[LabelKind, ...]:
    """The lists in which an item's number is looked for: the brackets that it prints first."""
    bracketed = step.text[0] in "（("
    if any(c in "0123456789０１２３４５６７８９" for c in step.text):
        return (LabelKind.ARABIC_BRACKET, LabelKind.ARABIC, LabelKind.CIRCLED) if bracketed else _ARABIC_ITEMS
    return (LabelKind.CHINESE_BRACKET,) if bracketed else _ITEMS


def _members(tree: ClauseTree, scope: Scope) -> tuple[Clause, ...]:
    """The items directly in a clause, those of an article's 款 with them."""
    own = tree.children(scope)
    if isinstance(scope, Part) or not tree.is_kind(scope, LabelKind.ARTICLE):
        return own
    paragraphs = (c for c in own if tree.is_kind(c, LabelKind.PARAGRAPH))
    return (*own, *(c for paragraph in paragraphs for c in tree.children(paragraph)))


def _around(tree: ClauseTree, clause: Clause) -> Iterator[Scope]:
    """Where a bare item number is looked for: from the clause's own list outwards, to its article or the top."""
    for scope in tree.line(clause):
        yield scope
        if tree.is_kind(scope, LabelKind.ARTICLE) or tree.is_piece(scope):
            return
    yield Part.MAIN


def _own(tree: ClauseTree, unit: Unit, clause: Clause) -> Found:
    if unit is Unit.ARTICLE:
        return article_of(tree, clause)
    if unit is Unit.PARAGRAPH:
        return tree.above(clause, LabelKind.PARAGRAPH, LabelKind.ARTICLE) or Unresolved.NOT_FOUND
    if unit is Unit.ITEM:
        return tree.above(clause, LabelKind.CHINESE_BRACKET) or tree.above(clause, *_LISTS) or Unresolved.NOT_FOUND
    if unit is Unit.POINT:
        return tree.above(clause, *_POINTS[:-1]) or Unresolved.NOT_FOUND
    if unit is Unit.DIVISION:
        return tree.above(clause, LabelKind.DIVISION) or tree.above(clause, LabelKind.CHINESE) or Unresolved.NOT_FOUND
    return tree.above(clause, _KINDS[unit]) or Unresolved.NOT_FOUND


def _paragraph_before(tree: ClauseTree, back: int, clause: Clause, *, first_line: bool) -> Found:
    paragraph, article = tree.above(clause, LabelKind.PARAGRAPH), tree.above(clause, LabelKind.ARTICLE)
    if article is None:  # a document whose paragraphs are not counted
        return Unresolved.NOT_FOUND if first_line else clause
    number = tree.number(paragraph) if paragraph else None
    value = (number.value if number else 1) - back
    if not first_line and (number or clause is not article):
        return Unresolved.AMBIGUOUS  # a paragraph that was joined to another: which one it is, is not certain
    if value < 1:
        return Unresolved.NOT_FOUND
    return follow(tree, article, (Step(Unit.PARAGRAPH, value, ""),))


def _item_before(tree: ClauseTree, back: int, clause: Clause) -> Found:
    nearest = tree.above(clause, *_LISTS)
    number = tree.number(nearest) if nearest else None
    if nearest is None or number is None:
        return Unresolved.AMBIGUOUS
    if number.kind is not LabelKind.CHINESE_BRACKET and tree.above(clause, LabelKind.CHINESE_BRACKET):
        return Unresolved.AMBIGUOUS  # the item before, or the one that the list stands in
    wanted = Number(number.kind, number.value - back)
    siblings = [c for c in tree.siblings(nearest) if tree.number(c) == wanted]
    return only(siblings)


def _before(tree: ClauseTree, kind: LabelKind, back: int, clause: Clause) -> Found:
    """前条, 前章: the one so many places before in reading order, if the numbers run on."""
    own = tree.above(clause, kind)
    if own is None:
        found = article_of(tree, clause) if kind is LabelKind.ARTICLE else Unresolved.NOT_FOUND
        if isinstance(found, Unresolved):
            return found
        own = found
    number = tree.number(own)
    if number is None:
        return Unresolved.NOT_FOUND
    row = tree.of_kind(number.kind, tree.piece(own))
    row = row if kind is LabelKind.ARTICLE else tuple(c for c in row if c.parent == own.parent)
    at = row.index(own) - back
    if at < 0:
        return Unresolved.NOT_FOUND
    before = tree.number(row[at])
    runs_on = before is not None and (before.sub or number.sub or before.value == number.value - back)
    return row[at] if runs_on else Unresolved.AMBIGUOUS
