"""Which documents a question names: by title, by place ("柳河的…"), by kind ("通知里说", "这个办法规定")."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from app.answering.lexicon import lexicon
from app.answering.speech import read_speech
from app.answering.titles import Mention, titled_documents
from corpus import Document

# The kinds of document, and further words by which a title shows that it is of the kind.
_KINDS: dict[str, tuple[str, ...]] = {
    "通知": ("公开征求意见", "征集意见"),
    "公告": ("公开征求意见",),
    "方案": (),
    "办法": (),
    "细则": (),
    "条例": (),
    "意见": (),
    "措施": (),
    "规划": (),
    "规定": (),
    "指南": (),
    "解读": (),
}
_NAMES = {
    kind: re.compile(rf"{kind}(?:里|中|内|上|当中)(?:面)?|{kind}(?:是怎么|怎么)?(?:说|提到|写|规定|要求|指出|明确)")
    for kind in _KINDS
}
_QUOTED_TITLE = re.compile(r"《[^》]*》")
_NATIONAL = re.compile(
    r"国务院|中华人民共和国|国家(?:发展|税务|医疗|知识|市场|能源)|财政部|工业和信息化部|科技部|税务总局"
)


# 柳河县, 甘井子区, 浦东新区: the two characters before the suffix tell the place; not 示范区, 我市, 上市, 园区, 会同市财政局.
_PLACE = re.compile(r"(?P<stem>(?!会同)[\u4e00-\u9fff]{2})(?<![本我全各该上超社园范验导发税郊地能特景矿街辖片林、和及以级中属新])"
                    r"(?:特别行政区|自治[区州县]|新区|省|市|区|县|旗|盟)")  # fmt: skip
_SUFFIX = re.compile(r"[省市区县州盟]")
_BETWEEN = re.compile(r"[\W和与跟及或到去在的从往来至比]")
_NOUN = 1.0  # see speech
_MENTIONED = 3  # a place that a text names so often is the one that it is of, where title and issuer name none


def named_documents(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents that ``question`` (normalised) names by title, place or kind; empty where none."""
    known = tuple(documents)
    if titled := of_title(question, known):
        return titled
    by_place, by_kind = _of_place(question, known), _of_kind(question, known)
    return by_place & by_kind or by_place or by_kind


def of_title(question: str, documents: Sequence[Document]) -> frozenset[str]:
    """The ids of the documents that ``question`` names by title: of several those of a place that it names.

    The title goes before the place: 徐汇先导区的措施 means the one that is called so, though its title says 上海市.
    """
    titled = titled_documents(question, documents)
    return titled & _of_place(question, documents) or titled


def places_of(document: Document) -> frozenset[str]:
    """The places that a document is of, each by the two characters before its suffix.

    Title, issuer and department name them, else the text that names one place again and again.
    """
    return _places(f"{document.title} {document.issuer or ''} {document.department or ''}", document.text)


def is_national(document: Document) -> bool:
    """Whether a document is for the whole country."""
    head = f"{document.title} {document.issuer or ''}"
    return bool(_NATIONAL.search(head)) and not places_of(document)


@lru_cache(maxsize=4096)
def _places(head: str, text: str) -> frozenset[str]:
    named = frozenset(m["stem"] for m in _PLACE.finditer(head)) | frozenset(lexicon().places.findall(head))
    if named or _NATIONAL.search(head):
        return named
    counts = Counter(m["stem"] for m in _PLACE.finditer(text))
    enough = max(_MENTIONED, max(counts.values(), default=0) / 2)
    return frozenset(place for place, count in counts.items() if count >= enough and _is_name(place))


def _is_name(stem: str) -> bool:
    """Whether two characters before 市 or 区 may be a place: not 落实市…, 获得省…."""
    return _NOUN in read_speech(stem).weights


def holds_in(document: Document, place: str) -> bool:
    """Whether a document is of ``place``, of its province, or for the whole country."""
    own = places_of(document)
    return place in own or lexicon().provinces.get(place) in own or is_national(document)


def _of_place(question: str, documents: Sequence[Document]) -> frozenset[str]:
    """The documents of the places that the question names; of 大连市甘井子区 those of the last alone.

    What holds in a whole province or the whole country holds there as well.
    """
    named = _narrowest(question, frozenset().union(*(places_of(d) for d in documents)))
    if not named:
        return frozenset()
    wider = {lexicon().provinces.get(place) for place in lexicon().places.findall(question)}
    return frozenset(d.id for d in documents if places_of(d) & (named | wider) or is_national(d))


def _narrowest(question: str, places: frozenset[str]) -> frozenset[str]:
    """Those of ``places`` that stand in ``question`` other than right before another one: 大连市甘井子区 is 甘井子."""
    return frozenset(place for _, _, place in _named_places(question, places))


def _named_places(question: str, places: frozenset[str]) -> list[tuple[int, int, str]]:
    """From where to where ``question`` names a place, and which; of one that goes into the next the last from the first."""
    found = sorted((m.start(), m.end(), p) for p in places for m in re.finditer(re.escape(p), question))
    starts = {start for start, _, _ in found}
    named: list[tuple[int, int, str]] = []
    first: int | None = None
    for start, end, place in found:
        first = start if first is None else first
        if not starts & set(_next(question, end)):
            named.append((first, end, place))
            first = None
    return named


def place_mentions(question: str, documents: Sequence[Document]) -> tuple[Mention, ...]:
    """The places that ``question`` names, each with the documents that are of it, in order."""
    own = {d.id: places_of(d) for d in documents}
    found: list[Mention] = []
    for start, end, place in _named_places(question, frozenset().union(*own.values())):
        suffix = _SUFFIX.match(question, end)
        there = frozenset(i for i, places in own.items() if place in places)
        found.append(Mention(start, suffix.end() if suffix else end, there))
    return tuple(found)


def kind_mentions(question: str, documents: Sequence[Document]) -> tuple[Mention, ...]:
    """The kinds of document that ``question`` speaks of, each with the only one of ``documents`` that is of it, in order."""
    found: list[Mention] = []
    for kind, more in _KINDS.items():
        if kind not in question:
            continue
        own = [d.id for d in documents if any(w in _QUOTED_TITLE.sub("", d.title) for w in (kind, *more))]
        if len(own) == 1:
            said = re.finditer(rf"(?:征求意见的?|行动|实施|管理)?{kind}(?:正文|原文|本身)?", question)
            found += [Mention(m.start(), m.end(), frozenset(own)) for m in said]
    return tuple(sorted(found, key=lambda m: m.start))


def place_spans(question: str, documents: Sequence[Document]) -> tuple[tuple[int, int], ...]:
    """From where to where ``question`` names places of ``documents``, each with the whole word that it stands in (甘井子)."""
    named = place_mentions(question, documents)
    if not named:
        return ()
    words = tuple(read_speech(question).spans())
    return tuple((min(s for s, e in words if s < m.end and e > m.start), m.end) for m in named)


def _next(question: str, at: int) -> Iterator[int]:
    """Where a name may begin that belongs to the one that ends at ``at``; of a long one two characters are known."""
    after = _SUFFIX.match(question, at)
    for end in {at, after.end() if after else at}:
        yield end
        if not _BETWEEN.match(question, end):
            yield end + 1


def _of_kind(question: str, documents: Sequence[Document]) -> frozenset[str]:
    """The documents of the kind that the question speaks of.

    A title that another title quotes does not make the other one of its kind.
    """
    found: set[str] = set()
    for kind, name in _NAMES.items():
        if name.search(question):
            words = (kind, *_KINDS[kind])
            found |= {d.id for d in documents if any(w in _QUOTED_TITLE.sub("", d.title) for w in words)}
    return frozenset(found)
