"""A question: checked, normalised, and taken apart."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from app.answering.lexicon import lexicon
from app.answering.wants import Wants, read_wants
from app.errors import InvalidQuestion
from corpus import Bound, Kind, Quantity, find_spoken_quantities

MAX_CHARACTERS = 2000

# Control, bidirectional and zero-width characters have no place in a question (RELIABILITY: log forging, spoofing).
_INVISIBLE = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_EACH = re.compile(r"各|分别|[两二三四五几]([个项种类])|都是")
_EITHER = re.compile(r"([^、，,。？?叫是]{2,8})还是([^、，,。？?]{2,8})")
_LISTED = re.compile(r"(?:[^、，,和与及跟。？?]{2,14}[、和与及跟])+[^、，,和与及跟。？?各分]{2,14}")
_TEMPLATE_TOKENS = re.compile(r"<\|[^|>]*\|>|\[/?INST\]|</?s>|<<SYS>>|<</SYS>>", re.IGNORECASE)
# 机器人展, 车展, 办展: the fair, which documents write out; not 开展, 发展, 参展
_FAIR = re.compile(r"(?<![发开拓扩伸施进参布舒延铺])展(?=[花办的,，。?？、;；能要可得有补奖给]|$)")
# 哪几天能报: one applies on a day; not 报销, 报名, 什么时候报到
_APPLY = re.compile(
    r"(?P<when>(?:哪[几一些]?[天日月]|(?:什么|啥)时[候间]|何时|几月?几?号)[^,，。;；?？]{0,4}?)(?<!申)报(?![销名到告考账废备送批警税])"
)
_OUTSIDE = re.compile(
    r"[省市]?(?:以外|之外|外(?![资商贸企国环围滩]))"
)  # 去浙江省外参展: not a place that is asked about
_POINTED = re.compile(
    r"[元块钱]*(?:的|那|这)?(?:那|这)?一?(?:档|挡|(?:笔|个|份|项)?的?(?:奖(?![项品牌])|补[助贴]|资助(?!对象)|扶持))"
)
# Not 2000家, and not the years that only say which document is meant: 2023年以前的老政策.
_OF_DOCUMENT = (
    r"年?(?:以前|之前|前)(?:出台|发布|印发|施行|实行)?的[^,，。;；?？]{0,10}?(?:[老旧]|政策|文件|办法|意见|规定|版本)"
)
_YEAR = re.compile(rf"(?<!\d)(20\d{{2}})(?!\d|\s*(?:万|元|家|个|台|项)|{_OF_DOCUMENT})")


@dataclass(frozen=True, slots=True)
class Question:
    """A question as the answering layer sees it.

    ``text`` is what the user typed without invisible characters; ``search`` its NFKC form with fairs and applying written out, for searching only;
    ``items`` are the things asked about one by one, each a stretch of ``search``;
    ``answered`` is the searched form of the answer that a follow-up leans on; ``own`` is where in ``search`` the words
    begin that it does not share with an earlier question or with the other parts of its own; ``brought`` are the nouns
    and years by which a follow-up turns to something else (链主呢), which no clause without them can answer; ``named`` are
    the ids of the documents that it names by title, or of a side of it; ``whole`` is the searched form of the question
    that it is a part of.
    """

    text: str
    search: str
    wants: Wants
    quantities: tuple[Quantity, ...]
    years: frozenset[int]
    subjects: frozenset[str]
    places: frozenset[str]
    items: tuple[str, ...] = ()
    answered: str = ""
    own: int = 0
    brought: tuple[str, ...] = ()
    named: frozenset[str] = frozenset()
    whole: str = ""

    @property
    def pointed(self) -> tuple[Quantity, ...]:
        """The sums by which the user names a support: 那100万一档要多大规模, 离200万的奖还差多少."""
        amounts = (q for q in self.quantities if q.kind is Kind.AMOUNT and q.bound is Bound.EQ)
        return tuple(q for q in amounts if _POINTED.match(self.search, q.span.end))

    @property
    def inputs(self) -> tuple[Quantity, ...]:
        """The figures that the user brought along to compute with: amounts, counts and rates."""
        return tuple(q for q in self.quantities if q.kind in {Kind.AMOUNT, Kind.COUNT, Kind.RATE})


@cache
def _subject(word: str) -> re.Pattern[str]:
    """The word where nobody counts it, or says that he is in it (我们园区里三家企业), and not 几个人|才够."""
    return re.compile(rf"(?<![这那哪每各一两三几十\d])(?<![个少](?=人才[够算])){word}(?!里)")


def _items(search: str) -> tuple[str, ...]:
    """The things that a question asks about one by one (省级企业和国家级企业各多少家), or nothing."""
    if either := _EITHER.search(search):
        return either.groups()
    if not _EACH.search(search):
        return ()
    listed = _LISTED.search(search)
    return tuple(re.split(r"[、和与及跟]", listed[0].rstrip("、"))) if listed else ()


def harmless(text: str) -> str:
    """``text`` without the tokens that chat templates use to mark roles, which no question or clause needs."""
    return _TEMPLATE_TOKENS.sub("", text)


def checked(text: str) -> str:
    """The question without invisible characters and outer space.

    Raises:
        InvalidQuestion: nothing is left, or it is longer than ``MAX_CHARACTERS``.
    """
    if len(text) > MAX_CHARACTERS:
        raise InvalidQuestion(f"问题太长：共 {len(text)} 个字符，最多 {MAX_CHARACTERS} 个；请缩短后再问。")
    text = harmless(_INVISIBLE.sub("", text)).strip()
    if not re.search(r"[\w\u3400-\u9fff]", text):
        raise InvalidQuestion("问题是空的：请输入要问的内容，例如“采购零部件有什么奖励？”。")
    return text


def normalise(text: str) -> str:
    """The form that is searched with: NFKC, quotation marks and spaces between Chinese characters dropped."""
    text = unicodedata.normalize("NFKC", text)
    text = re.sub(r"[“”\"'‘’《》「」]", "", text)
    return re.sub(r"(?<=[\u3400-\u9fff])\s+(?=[\u3400-\u9fff\d])", "", text)


def read_question(text: str) -> Question:
    """Check and take apart what a user typed.

    Raises:
        InvalidQuestion: see ``checked``.
    """
    text = checked(text)
    search = _APPLY.sub(r"\g<when>申报", _FAIR.sub("展会", normalise(text)))
    quantities = find_spoken_quantities(search)
    words = lexicon()
    return Question(
        text=text,
        search=search,
        wants=read_wants(search, brings_money=any(q.kind is Kind.AMOUNT and q.bound is Bound.EQ for q in quantities)),
        quantities=quantities,
        years=frozenset(int(y) for y in _YEAR.findall(search)),
        subjects=frozenset(w for w in words.subjects if _subject(w).search(search)),
        places=frozenset(m[0] for m in words.places.finditer(search) if not _OUTSIDE.match(search, m.end())),
        items=_items(search),
    )
