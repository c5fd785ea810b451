"""The ladder of a document: which labelled piece stands below which.

No table says that ``一、`` is above ``（一）``: documents make their own ladders, restart numbers or run on, and
misnumber. So all readings are followed side by side (a beam search), each oddity has a price, and the cheapest
reading of the whole document wins. That is how ``- 二.`` between ``(一)`` and ``(三)`` is read as ``(二)``: reading it
as ``二、`` would leave a list that begins with ``(三)``.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import takewhile
from operator import attrgetter

from corpus.structure import prices
from corpus.structure.article_paragraphs import may_be_paragraph, stays_in_item
from corpus.structure.labels import Label, LabelKind
from corpus.structure.rungs import NO_NUMBERS, Gap, Level, Place, Reading, Trail, nesting
from corpus.structure.segment import Segment

BEAM = 8  # readings that are kept; 4 to 24 give the same places on 125 laws and 27 policies
MARGIN = 8.0  # above the cheapest reading; a dearer one is given up
_TITLED = (
    LabelKind.PART,
    LabelKind.SUBPART,
    LabelKind.DIVISION,
    LabelKind.CHAPTER,
    LabelKind.SECTION,
    LabelKind.CHINESE,
)


@dataclass(slots=True, eq=False)
class _Step:
    """A reading and what it may make of the next segment: a label in the list at ``depth``, or text (no level)."""

    price: float
    reading: Reading
    depth: int = 0
    level: Level | None = None
    opens: bool = False


@dataclass(slots=True, eq=False)
class _Turn:
    """The segment that is to be read. ``before`` are the ones above it if it may be a 款, else none."""

    index: int
    segment: Segment
    before: Sequence[Segment]
    gap: Gap
    levels: dict[tuple[LabelKind, LabelKind, int], Level] = field(default_factory=dict)

    def level(self, kind: LabelKind, label: Label) -> Level:
        """The one level of this segment's label in a list of a kind."""
        key = (kind, label.kind, label.value)
        if key not in self.levels:
            self.levels[key] = Level(kind, label, self.index)
        return self.levels[key]


def nest(segments: tuple[Segment, ...]) -> tuple[Place, ...]:
    """The place of every segment, in order, by the cheapest reading of the whole document."""
    readings = [Reading(0.0, (), NO_NUMBERS, 0, None)]
    gap = Gap.NONE
    for index, segment in enumerate(segments):
        before = segments[max(index - 2, 0) : index]
        after = segments[index + 1] if index + 1 < len(segments) else None
        is_paragraph = bool(before) and may_be_paragraph(segment, before[-1], after)
        turn = _Turn(index, segment, before if is_paragraph else (), gap)
        if segment.label or segment.loose or segment.unnumbered or turn.before:  # else it is more of the open piece
            readings = _cheapest(step for reading in readings for step in _steps(reading, turn))
        gap = Gap.NONE if segment.label else max(gap, Gap.BREAK if segment.breaks else Gap.TEXT)
    return tuple(_places(readings[0], len(segments)))


def _places(reading: Reading, count: int) -> Iterator[Place]:
    labelled, trail = dict[int, Place](), reading.trail
    while trail is not None:
        labelled[trail.segment] = trail.place
        trail = trail.before
    owner: int | None = None
    for index in range(count):
        place = labelled.get(index)
        owner = index if place else owner
        yield place or Place(None, owner)


def _cheapest(steps: Iterator[_Step]) -> list[Reading]:
    """The readings after the cheapest steps, one for each state that later prices can depend on."""
    kept: list[Reading] = []
    seen: set[tuple[tuple[Level, ...], tuple[int, ...]]] = set()
    ranked = sorted(steps, key=attrgetter("price"))
    limit = ranked[0].price + MARGIN
    for step in ranked:
        reading, level = step.reading, step.level
        if step.price > limit:
            break
        if level is None:
            stack, last = reading.stack, reading.last
        else:
            stack, last = (*reading.stack[: step.depth], level), _counted(reading.last, level)
        if (stack, last) in seen:
            continue
        seen.add((stack, last))
        kept.append(_taken(step, stack, last))
        if len(kept) == BEAM:
            break
    return kept


def _counted(last: tuple[int, ...], level: Level) -> tuple[int, ...]:
    """The last numbers of each kind after a label; attachments and attached documents count anew."""
    kind = level.kind
    if kind < LabelKind.SIGNATURE:
        return NO_NUMBERS
    return last if kind is LabelKind.PARAGRAPH else (*last[:kind], level.label.value, *last[kind + 1 :])


def _taken(step: _Step, stack: tuple[Level, ...], last: tuple[int, ...]) -> Reading:
    """The reading after a step."""
    reading, level = step.reading, step.level
    if level is None:
        return Reading(step.price, stack, last, reading.nestings, reading.trail, reading.base)
    parent = stack[-2] if len(stack) > 1 else None
    place = Place(level.label, parent.segment if parent else None, level.kind, step.opens)
    seen = 0 if level.kind is LabelKind.PARAGRAPH else nesting(parent, level.kind)
    trail = Trail(level.segment, place, reading.trail)
    if level.kind < LabelKind.SIGNATURE:
        return Reading(step.price, stack, last, 0, trail, len(stack))
    return Reading(step.price, stack, last, reading.nestings | seen, trail, reading.base)


def _steps(reading: Reading, turn: _Turn) -> Iterator[_Step]:
    """Every way to read a segment: next in an open list, first of a new one, the next 款, or more of the open piece."""
    label = turn.segment.label
    if label and label.kind.is_frame:
        yield _framed(reading, turn, label)
    elif label and label.kind is LabelKind.HEADING:
        yield _marked(reading, turn, label)
    elif label:
        yield from _labelled(reading, turn, label)
    elif turn.segment.loose:
        yield from _loosely_labelled(reading, turn, turn.segment.loose)
        yield from _plain(reading, turn, prices.LOOSE_PLAIN)
    elif turn.segment.unnumbered:
        yield from _unnumbered(reading, turn)
        yield from _plain(reading, turn, prices.UNNUMBERED_PLAIN)
    else:
        yield from _plain(reading, turn, 0.0)


def _labelled(reading: Reading, turn: _Turn, label: Label) -> Iterator[_Step]:
    """A label as the next of an open list, the first of a new one, or text that only looks like a label.

    What exactly continues an open list is the next of some list: nothing else is tried.
    """
    stay = prices.STAY if turn.gap is Gap.BREAK else 0.0
    is_next = False
    for depth, level in enumerate(reading.stack):
        price = prices.next_price(level, label)
        if price is not None:
            is_next |= price + stay == 0.0 and label.value > 1
            yield _Step(reading.price + price + stay, reading, depth, turn.level(level.kind, label))
    if is_next:
        return
    first = turn.level(label.kind, label)
    for depth, price in enumerate(prices.first_prices(reading, label, turn.gap), reading.base):
        yield _Step(reading.price + price, reading, depth, first, True)
    yield from _plain(reading, turn, prices.PLAIN)


def _framed(reading: Reading, turn: _Turn, label: Label) -> _Step:
    """What begins a frame closes all lists: an attachment at the top, its title below it, a signature below both."""
    depth = 0
    while depth < reading.base and reading.stack[depth].kind < label.kind:
        depth += 1
    is_next = depth < len(reading.stack) and reading.stack[depth].kind is label.kind
    return _Step(reading.price, reading, depth, turn.level(label.kind, label), not is_next)


def _marked(reading: Reading, turn: _Turn, label: Label) -> _Step:
    """A heading without a number: its marks or the lead beside it say where it belongs, so that there is one step only."""
    stack, beside = reading.stack, turn.segment.beside
    if beside is not None:
        depth = sum(level.segment <= beside for level in stack)
        return _Step(reading.price, reading, depth, turn.level(label.kind, label), True)
    above = takewhile(lambda level: 0 < level.label.marks < label.marks, stack[reading.base :])
    depth = reading.base + len(tuple(above))
    if depth == len(stack) or stack[depth].kind in (LabelKind.HEADING, LabelKind.SIGNATURE):
        return _Step(reading.price, reading, depth, turn.level(label.kind, label), True)
    level = stack[depth]  # ## 附则 after ## 第五章
    counted = replace(label, kind=level.kind, value=level.label.value + 1, length=0)
    return _Step(reading.price, reading, depth, turn.level(level.kind, counted))


def _loosely_labelled(reading: Reading, turn: _Turn, label: Label) -> Iterator[_Step]:
    for depth, level in enumerate(reading.stack):
        if level.kind is label.kind and label.value == level.label.value + 1:
            yield _Step(reading.price + prices.LOOSE, reading, depth, turn.level(level.kind, label))


def _unnumbered(reading: Reading, turn: _Turn) -> Iterator[_Step]:
    words, price = "".join(turn.segment.text.split()), reading.price + prices.UNNUMBERED
    if len(reading.stack) == reading.base:
        label = Label(words, LabelKind.CHAPTER, 1, 0)
        yield _Step(price, reading, reading.base, turn.level(label.kind, label), True)
    for depth, level in enumerate(reading.stack):
        if level.kind in _TITLED:
            label = Label(words, level.kind, level.label.value + 1, 0)
            yield _Step(price + prices.DEEPER * depth, reading, depth, turn.level(level.kind, label))


def _plain(reading: Reading, turn: _Turn, price: float) -> Iterator[_Step]:
    """The steps in which a segment has no label: more text of the open piece, or the next 款 of an article."""
    price, stack = reading.price + price, reading.stack
    article = next((d for d in range(len(stack) - 1, -1, -1) if stack[d].kind is LabelKind.ARTICLE), None)
    if not turn.before or article is None:
        yield _Step(price, reading)
        return
    in_item = len(stack) > article + 1 and stack[-1].kind is not LabelKind.PARAGRAPH
    stays = in_item and stays_in_item(turn.segment, turn.before)
    if in_item:
        yield _Step(price + (0.0 if stays else prices.JOIN), reading)
    is_further = len(stack) > article + 1 and stack[article + 1].kind is LabelKind.PARAGRAPH
    label = Label("", LabelKind.PARAGRAPH, stack[article + 1].label.value + 1 if is_further else 2, 0)
    yield _Step(
        price + (prices.JOIN if stays else 0.0),
        reading,
        article + 1,
        turn.level(LabelKind.PARAGRAPH, label),
        not is_further,
    )
