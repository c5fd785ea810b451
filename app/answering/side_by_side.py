"""A question put to several documents or places that it names (A怎么说，B怎么说; 云梦、海门各给多少): what it asks of
each, and the answers labelled."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from app.answering.asked import asks, content, names_aspect
from app.answering.draft import DirectAnswer
from app.answering.naming import kind_mentions, place_mentions
from app.answering.titles import Mention, mentions
from app.answering.versions import meant_versions
from corpus import Document, Status

_FEWEST, _MOST = 2, 3
_STRETCH = re.compile(r"[,，;；。?？!！]")
_HERE = "\0"  # where a document was named
_NAMED = re.compile(
    rf"(?:按照?|根据|依据|[国省市区县]里)*的?{_HERE}(?:文件)?(?:里面?|中|上)?的?(?:又|也)?(?:[说讲写提]到?的?|规定的?)?[和与跟、及]?"
)
_WITH = re.compile(rf"^[和与跟同](?={_HERE})")
_AT = re.compile(r"(?:[在到去来]|位于)$")
_SAME = re.compile(r"(?:又|也|则|那边?|呢|[是说给有]|的)*(?:多少|怎么样|几何)?(?:钱|呢)?")
_TELLS = re.compile(r"(?:又|各自?|分别|都)?(?:是)?(?:怎么|如何)(?:说|写|规定|定)的?$")
_COMPARES = re.compile(
    r"(?:[两二三几](?:家|地|边|处|份|者|个(?:地方|文件|市|区|县|省)))?(?:各自|分别|各(?![种类级位地区县市省项部单行界]))|(?:[说讲写]的)?(?:钱数|数额|数字?|金额|[个项家]数|数目|数量|口径|说法)?(?:是不是|[是都还])?(?:一样|相同|一致|对得上)(?:[多高的])?[吗么不]?"
    r"|有(?:什么|啥|没有)?(?:区别|差别|不同|不一样)[吗么]?"
)
_STATUS = {Status.DRAFT: "（征求意见稿）", Status.EXPIRED: "（有效期已过）", Status.SUPERSEDED: "（已被替代）"}
_KEY = re.compile(r"\[\d+\]")
_ALIKE = "各份文件的写法相同："
_NOTHING = "文件中没有找到对应的规定。"


@dataclass(frozen=True, slots=True)
class Side:
    """One of the things that a question names, by the ids of its ``documents``, and what it ``asks`` of them."""

    documents: frozenset[str]
    asks: str


def sides(question: str, documents: Sequence[Document]) -> tuple[Side, ...]:
    """The sides of ``question`` (normalised), where it asks the same of several documents or places; else nothing.

    Documents are named by their titles, by their places where the question goes round them, or by their kinds (通知和方案).
    """
    titled = _of_versions(mentions(question, documents), documents, question)
    taken = frozenset().union(*(m.documents for m in titled))
    places = _of_versions(place_mentions(question, documents), documents, question)
    aside = [m for m in places if m.documents & taken or _within(m, titled)]  # where the document of a title is from
    found = sorted((*titled, *(m for m in places if m not in aside)), key=lambda m: m.start)
    if len(found) < _FEWEST:
        kinds = kind_mentions(question, documents)
        found = [*kinds] if len({m.documents for m in kinds}) >= _FEWEST else found
    each = tuple(dict.fromkeys(m.documents for m in found))
    if not _FEWEST <= len(each) <= _MOST or sum(len(e) for e in each) > len(frozenset().union(*each)):
        return ()
    marked = _marked(question, found, aside)
    own = _own_questions(marked) if len(found) == len(each) else ()
    if len(titled) < len(found) and not own and not _COMPARES.search(question):
        return ()
    asked = own or (_common_question(marked),) * len(each)
    return tuple(Side(e, a) for e, a in zip(each, asked, strict=True)) if all(asked) else ()


def _within(mention: Mention, others: Iterable[Mention]) -> bool:
    return any(o.start <= mention.start and mention.end <= o.end for o in others)


def _of_versions(found: Iterable[Mention], documents: Sequence[Document], question: str) -> tuple[Mention, ...]:
    """The mentions without the versions that are not meant."""
    known = {d.id: d for d in documents}
    return tuple(replace(m, documents=meant_versions(m.documents, known, question)) for m in found)


def _own_questions(marked: Sequence[str]) -> tuple[str, ...]:
    """What is asked of each where each is named in a stretch that asks: A给多少，B又给多少; of B又是多少 the same as of A."""
    own = [s for s in marked if _HERE in s]
    if any(s.count(_HERE) > 1 for s in own) or not asks(_plain(own[0])):
        return ()
    shared = [s for s in marked if _HERE not in s]
    asked: list[str] = []
    for stretch in map(_plain, own):
        if content(stretch) and not asks(stretch):
            return ()
        asked.append(asked[-1] if asked and _SAME.fullmatch(stretch) else stretch)
    return tuple("，".join(map(_whole, (*shared, a))) for a in asked)


def _common_question(marked: Sequence[str]) -> str:
    """What is asked of every document, without their names and without the comparison."""
    kept = (_whole(_plain(s)) for s in marked)
    return "，".join(s for s in kept if content(s) or asks(s))


def _marked(question: str, found: Sequence[Mention], aside: Sequence[Mention]) -> list[str]:
    """The stretches of ``question`` with a mark for each of ``found`` and without those that are named ``aside``."""
    for mention in sorted((*found, *aside), key=lambda m: -m.start):
        if _within(mention, (o for o in found if o is not mention)):
            continue  # the place within a title
        before, mark = question[: mention.start], _HERE
        if mention in aside:
            before, mark = _AT.sub("", before), ""
        question = before + mark + question[mention.end :]
    return [s.strip() for s in _STRETCH.split(question) if s.strip()]


def _plain(stretch: str) -> str:
    return _COMPARES.sub("", _TELLS.sub("", _NAMED.sub("", _WITH.sub("", stretch.strip()))))


def _whole(stretch: str) -> str:
    return f"{stretch}多少" if names_aspect(stretch) else stretch


def labelled(answers: Sequence[tuple[Sequence[Document], DirectAnswer | None]]) -> DirectAnswer:
    """The answers of several documents, each under title and status; ``None`` where a document says nothing."""
    whole = DirectAnswer()
    said = {"\n".join(_KEY.sub("", line) for line in answer.lines) if answer else "" for _, answer in answers}
    if len(said) == 1 and said != {""}:
        whole.lines.append(_ALIKE)
    for documents, answer in answers:
        title = "、".join(f"《{d.title}》{_STATUS.get(d.status, '')}" for d in documents)
        if answer is None:
            whole.lines.append(f"{title}：{_NOTHING}")
        else:
            whole.lines.append(f"{title}：")
            whole.absorb(answer)
            whole.end_section()
    whole.add_notes()
    return whole
