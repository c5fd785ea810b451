"""Which documents a question names by their title, however shortened: 旅游意见, 先导区若干措施, 2023年的意见, 41号文."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from app.answering.lexicon import lexicon
from app.answering.question import normalise
from corpus import Document

_KINDS = "意见|办法|措施|条例|细则|规定|方案|规划|计划|通知|公告|指南|问答|清单|要点|章程|目录|解读"
_LOOSE = "政策|资金|基金"  # what a document is called by only where more of its title is said, or 里, 按 show it
_LEAST = {"政策": 4, "资金": 3, "基金": 3}  # characters of a title, generic ones aside, that name it with these words
_KIND = re.compile(rf"{_KINDS}|(?<![第\d])\d{{1,3}}条(?![款例规])|(?:{_LOOSE})(?!{_KINDS})|文件")
_SPOKEN_OF = re.compile(r"(?:里|中|内|上|当中|怎么|是怎么|说|提到|写|规定|要求|明确|文件)")
_NO_DOCUMENT = re.compile(
    r"(?:征求|征集|听取|提出?|什么|啥|哪些|哪个|有|没|想|别的|其他|其它|好|新)$"
)  # 有什么办法, 没办法
_SAID = re.compile(r"(?:[的之]|[这那](?:[份个部一]|项)|《|》|[()（）\s])+$")
_GENERIC = re.compile(
    r"若干|实施|管理|暂行|试行|政策|有关|相关|支持|促进|推动|推进|加快|进一步|鼓励|扶持|关于|工作|专项|[的和与及]"
)
_BOUNDS = re.compile(r"[,，;；。?？!！、:：]")
_YEAR = re.compile(r"(?P<year>20\d\d)年?(?:[度出印发制定布版]*)$")
_SAYS = re.compile(
    r"(?P<year>20\d\d)年?的?(?=(?:也|就|又|是)?(?:说|讲|规定|写|定的|要求|提到|明确|提出|发的|出台|印发))"
)
_OLDER = re.compile(r"(?:更早|早先|以前|之前|原来|原先|旧|老|上一版?|前一)(?:的|那|个|份|版|一)*$")
_WHO = re.compile(r"(?P<stem>[\u4e00-\u9fff]{2})[省市区县]?$")
_NUMBER = re.compile(r"(?:[〔\[(（]?(?P<year>20\d\d)[〕\])）年]?第?)?(?P<number>\d{1,4})号(?:文件?|通知|意见|办法)?")
_ALIAS = re.compile(
    r"(?P<full>[\u4e00-\u9fff]{3,20})[(（]以下(?:统|简)*称[:：]?[“\"]?(?P<short>[\u4e00-\u9fff]{2,8})[”\"]?[)）]"
)
_QUOTED = re.compile(r"《[^》]*》")
_ENOUGH = 2  # the same with the other kinds
_IN_ONE_PIECE = 6  # characters that name one of several alike titles, where the others have less than half of them so
_ALIKE = 0.5  # share of the shorter title that an older version has in common


@dataclass(frozen=True, slots=True)
class Mention:
    """A stretch of a question, ``start`` to ``end``, that names documents, by their ids."""

    start: int
    end: int
    documents: frozenset[str]


def mentions(question: str, documents: Iterable[Document]) -> tuple[Mention, ...]:
    """What ``question`` (normalised) names of ``documents`` by title, year or number, in order."""
    known = tuple(documents)
    found = _numbers(question, known)
    for match in _KIND.finditer(question):
        last = found[-1] if found else None
        begin = max([m.end() for m in _BOUNDS.finditer(question, 0, match.start())] + [last.end if last else 0])
        if (mention := _mention(question, match, begin, known, found)) is not None:
            found.append(mention)
    found += _of_issuer(question, known, found)
    return tuple(sorted(found, key=lambda m: m.start))


def titled_documents(question: str, documents: Iterable[Document]) -> frozenset[str]:
    """The ids of the documents that ``question`` (normalised) names by title, year or number."""
    return frozenset().union(*(m.documents for m in mentions(question, documents)))


def _of_issuer(question: str, documents: Sequence[Document], before: Sequence[Mention]) -> list[Mention]:
    """The documents that are meant by issuer or place and year alone: 国务院2018年说, 云梦县2023年规定的."""
    found: list[Mention] = []
    for match in _SAYS.finditer(question):
        who = _WHO.search(question, 0, match.start())
        if who is None or any(m.start < match.end() and who.start() < m.end for m in before):
            continue
        own = frozenset(
            d.id for d in documents if _is_of_year(d, match["year"]) and who["stem"] in f"{d.issuer or ''} {d.title}"
        )
        if own:
            found.append(Mention(who.start(), match.end(), own))
    return found


def _numbers(question: str, documents: Sequence[Document]) -> list[Mention]:
    """The documents whose 文号 the question has."""
    found: list[Mention] = []
    for match in _NUMBER.finditer(question):
        own = frozenset(d.id for d in documents if d.number and _is_number(normalise(d.number), match))
        if own:
            found.append(Mention(match.start(), match.end(), own))
    return found


def _is_number(number: str, match: re.Match[str]) -> bool:
    return number.endswith(f"{match['number']}号") and (match["year"] is None or match["year"] in number)


def _mention(
    question: str, kind: re.Match[str], begin: int, documents: Sequence[Document], before: Sequence[Mention]
) -> Mention | None:
    """The mention that ends with the word ``kind`` and begins after ``begin``; ``None`` where it names nothing."""
    left = question[begin : kind.start()]
    if _NO_DOCUMENT.search(left):
        return None
    left = _SAID.sub("", left)
    if (older := _OLDER.search(left)) and before:
        own = _older(before[-1].documents, documents)
        return Mention(begin + older.start(), kind.end(), own) if own else None
    if year := _YEAR.search(left):
        own = frozenset(d.id for d in documents if _is_of_year(d, year["year"]) and _is_called(d, kind[0]))
        own = _of_named_place(left, own, documents)
        return Mention(begin + year.start(), kind.end(), own) if own else None
    if kind[0] == "文件":
        return None
    dated = tuple(re.finditer(r"20\d\d(?=年)", left))
    years = {m[0] for m in dated}
    fits = {d.id: _fit(left, kind[0], d) for d in documents if all(_is_of_year(d, y) for y in years)}
    best = max((said for said, _ in fits.values()), default=0)
    shown = bool(_SPOKEN_OF.match(question, kind.end())) or bool(re.search(r"[按据照]|根据", left))
    if best < (_ENOUGH if shown else _LEAST.get(kind[0], _ENOUGH)):
        return None
    own = frozenset(i for i, (said, _) in fits.items() if said == best)
    reach = max(fits[i][1] for i in own)
    own = _word_for_word(question[begin + len(left) - reach : kind.end()], own, documents)
    if not shown:  # what is said about a document may stand in one that quotes its title
        own |= {d.id for d in documents if any(_fit_name(left, kind[0], q)[0] >= best for q in _quoted(d.title))}
    start = min([len(left) - reach, *(m.start() for m in dated)])
    return Mention(begin + start, kind.end(), own)


def _word_for_word(said: str, own: frozenset[str], documents: Sequence[Document]) -> frozenset[str]:
    """Of ``own`` those whose name ends in one long piece of what is said: 产业发展的意见 is not 产业加快发展的意见."""
    known = [d for d in documents if d.id in own]
    pieces = {d.id: max(_piece(said, name) for name in _names(d.title, d.text)) for d in known}
    longest = max(pieces.values())
    return frozenset(i for i in own if pieces[i] == longest or longest < _IN_ONE_PIECE or 2 * pieces[i] > longest)


def _piece(said: str, name: str) -> int:
    """How many of the last characters of ``said`` stand in ``name`` in one piece."""
    return next((n for n in range(len(said), 0, -1) if said[-n:] in name), 0)


def _fit(left: str, kind: str, document: Document) -> tuple[int, int]:
    """How many telling characters of ``left`` stand in order in a name of the document, and how far back they reach."""
    return max((_fit_name(left, kind, name) for name in _names(document.title, document.text)), default=(0, 0))


def _fit_name(left: str, kind: str, name: str) -> tuple[int, int]:
    at, end, said = name.rfind(kind), len(left), ""
    if at < 0:
        return 0, 0
    while end:
        skipped = _SAID.search(left, 0, end)
        if skipped is not None and skipped.end() == end:
            end = skipped.start()
            continue
        size = next((n for n in range(end, 0, -1) if name.rfind(left[end - n : end], 0, at) >= 0), 0)
        if size < 2 and not (size and said):  # 个|税专项附加扣除: a single character may only open what is said
            break
        at = name.rfind(left[end - size : end], 0, at)
        said, end = left[end - size : end] + said, end - size
        if size == 1:
            break
    return len(_GENERIC.sub("", said)), len(left) - end


@lru_cache(maxsize=4096)
def _names(title: str, text: str) -> tuple[str, ...]:
    """What a document may be called: its title, with the short words that it gives itself, as 本意见 or 本办法."""
    if not re.search(r"印发|发布|公布|颁布", title):  # it speaks of another document
        title = _QUOTED.sub("", title)
    base = re.sub(r"[()（）\s]", "", normalise(title))
    names = [base]
    for alias in _ALIAS.finditer(text):
        full = next((alias["full"][i:] for i in range(len(alias["full"]) - 2) if alias["full"][i:] in base), "")
        if full:
            names.append(base.replace(full, alias["short"]))
    own = [k for k in _KINDS.split("|") if k not in base and f"本{k}" in text]
    return tuple(n + k for n in names for k in ("", *own))


def _quoted(title: str) -> tuple[str, ...]:
    """The titles that a title quotes."""
    return tuple(re.sub(r"[()（）\s]", "", normalise(t)) for t in _QUOTED.findall(title))


def _is_called(document: Document, kind: str) -> bool:
    return kind == "文件" or any(kind in name for name in _names(document.title, document.text))


def _is_of_year(document: Document, year: str) -> bool:
    dates = (document.issued, document.effective_from)
    return (
        any(d is not None and str(d.year) == year for d in dates) or year in f"{document.title}{document.number or ''}"
    )


def _of_named_place(left: str, own: frozenset[str], documents: Sequence[Document]) -> frozenset[str]:
    """Of ``own`` those whose title has the place right before the year (柳河2023年的意见), where one has it."""
    place = re.search(r"(?P<stem>[\u4e00-\u9fff]{2})[省市区县]?20\d\d", left)
    if place is None or place["stem"] in lexicon().stop_words.findall(left):
        return own
    there = frozenset(d.id for d in documents if d.id in own and place["stem"] in d.title)
    return there or own


def _older(ids: frozenset[str], documents: Sequence[Document]) -> frozenset[str]:
    """The documents with the titles most like those of ``ids`` and no later date."""
    known = {d.id: d for d in documents}
    found: dict[str, float] = {}
    for one in (known[i] for i in ids):
        words = _telling(one)
        for other in documents:
            theirs = _telling(other)
            alike = len(words & theirs) / max(min(len(words), len(theirs)), 1)
            if (
                other.id not in ids
                and alike >= _ALIKE
                and not (one.issued and other.issued and other.issued > one.issued)
            ):
                found[other.id] = alike
    return frozenset(i for i, alike in found.items() if alike == max(found.values()))


def _telling(document: Document) -> frozenset[str]:
    """The pairs of characters of a title, generic words aside."""
    name = _GENERIC.sub(" ", _names(document.title, document.text)[0])
    return frozenset(name[i : i + 2] for i in range(len(name) - 1) if " " not in name[i : i + 2])
