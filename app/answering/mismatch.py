"""Near misses: what speaks against a sentence that is about the topic: another place, person, level or year."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from app.answering.bearers import other_bearers
from app.answering.evidence import Evidence
from app.answering.focus import other_focus, shortened
from app.answering.grades import grades_of, other_grade, unlisted_grade
from app.answering.honours import other_honour
from app.answering.kinds import other_payment, other_support
from app.answering.levels import other_levels
from app.answering.lexicon import lexicon
from app.answering.naming import holds_in
from app.answering.question import Question, normalise
from app.answering.terms import Terms
from app.answering.unlisted import unlisted_kind
from app.answering.yardstick import only_measured

_ABROAD = re.compile(r"海外|境外|国外|外国")
_WENT_ABROAD = re.compile(rf"[在去到往赴](?:{_ABROAD.pattern})")
_HOME_AS_WELL = re.compile(r"[在去到往赴](?:本[地市省区县]|国内|境内)")  # 想在国外租仓，也想在本地建
_YEAR = re.compile(r"(?<!\d)(20\d{2})(?:\s*年?\s*[-—–~～至到]\s*(20\d{2}))?")
_YEAR_ALONE = re.compile(r"[光单只仅][是就看算说]?20\d{2}年|20\d{2}年?[这那]一年")
_YEARLY = re.compile(r"每年|年均|逐年|各年|年度|当年|一年")
_VALIDITY = re.compile(r"有效|到期|过期|失效|作废|废止|作数|管用|适用|执行|延续|延期")
_MEASURED_BY = re.compile(r"[按是为用以]")
_FIRST = "首次"
_AT_FIRST = re.compile(r"首(?:购|贷|评|保|创|发|获|聘|租|签)|初次|第一次|头一次")  # 首购: 首次购买
# The most that all supports together come to, and a sentence that speaks of more than its own support.
_ALL_TOGETHER = re.compile(
    r"(?:各种|各样|各类|各项|所有|全部|全都|样样)[^。;；?？]{0,10}(?:奖|补|支持|扶持|资金|政策|优惠)[^。;；?？]{0,6}?"
    r"(?:算上|[加合]起来|[加合]在?一[起块]|合计|累加|总共|一共)[^。;；?？]{0,16}(?:封顶|上限|最高|最多|顶格|不超过)"
)
_SUMMED = re.compile(r"累计|合计|总[额计和共量]|全部|各[项类种]|所有")
_SOMEBODY = re.compile(r"团队|团体|小组|课题组|联盟|社团|组织|机构|公司|企业|项目|工作室|实验室|站|中心")


def mismatch(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """What speaks against a sentence, as a Chinese clause without a full stop, or ``None``."""
    why = next((why for check in _CHECKS if (why := check(question, evidence))), None)
    return why or next((why for check in _WORDS if (why := check(question, terms, evidence))), None)


def wrong_case(question: Question, evidence: Evidence) -> str | None:
    """What a sentence says of another case than the one asked for: another level, grade, kind or year."""
    return next((why for check in _CASES if (why := check(question, evidence))), None)


def wrong_year(question: Question, evidence: Evidence) -> str | None:
    """A year of the question that the sentence, or else its place, does not take in."""
    if not question.years:
        return None
    over = evidence.facts.document.effective_to
    if over and min(question.years) > over.year and not _VALIDITY.search(question.search):
        return f"文件的有效期到{over.year}年为止，没有写明{min(question.years)}年的情况"
    spans = _years(evidence.sentence.norm) or _years(_home(evidence))
    for year in sorted(question.years):
        if spans and not any(low <= year <= high for low, high in spans):
            return f"文件没有写明{year}年的情况"
        if _YEAR_ALONE.search(question.search) and (year, year) not in spans and not _YEARLY.search(_home(evidence)):
            return f"文件没有单独写明{year}年一年的情况"
    return None


def _home(evidence: Evidence) -> str:
    document = evidence.facts.document
    return normalise(f"{document.title} {document.issuer or ''} {evidence.facts.context} {evidence.facts.norm}")


def _wrong_place(question: Question, evidence: Evidence) -> str | None:
    """A place that the document is not of; of two places one may be another party's (收购山东的一家企业)."""
    home, document = _home(evidence), evidence.facts.document
    if not question.places or any(p in home or holds_in(document, p) for p in question.places):
        return None
    return f"文件没有涉及{min(question.places)}"


def _wrong_side(question: Question, evidence: Evidence) -> str | None:
    """What is for abroad alone, where the question names another place of the country, and the reverse (在海外建仓库)."""
    if _HOME_AS_WELL.search(question.search):
        return None
    if _WENT_ABROAD.search(question.search) and not _ABROAD.search(_home(evidence)):
        return "相关条款没有写到海外的情形"
    elsewhere = any(not holds_in(evidence.facts.document, p) for p in question.places)
    if elsewhere and _ABROAD.search(evidence.sentence.norm) and not _ABROAD.search(question.search):
        return "相关条款限于海外的情形"
    return None


def _wrong_subject(question: Question, evidence: Evidence) -> str | None:
    """Somebody of whom neither the clause nor its document says a word: 个人 against a rule for 企业."""
    text = f"{_home(evidence)} {evidence.facts.document.text}"
    for subject in sorted(question.subjects):
        if _is_part_of_a_name(question.search, subject):
            continue
        written = (one for group in lexicon().alternatives for one in group if _names([one]) == subject)
        named = map(shortened, _names_of(subject, question.search))
        if not any(pattern.search(text) for pattern in (*named, *written)):
            return f"文件没有针对“{subject}”的这项规定"
    return None


@lru_cache(maxsize=64)
def _names_of(subject: str, question: str) -> frozenset[str]:
    """The words by which documents call somebody whom a question names, in a longer word of callers (学生娃), too."""
    groups = (*lexicon().synonyms, *lexicon().equivalents)
    said = (written for word, written in lexicon().everyday.items() if subject in word and word in question)
    return frozenset({subject}.union(*(g for g in groups if subject in g), *said))


def _is_part_of_a_name(question: str, subject: str) -> bool:
    """Whether the subject only says of what sort somebody else is: 学生团队, 高校项目."""
    end = question.find(subject) + len(subject)
    return bool(_SOMEBODY.match(question, end))


def _other_level(question: Question, evidence: Evidence) -> str | None:
    """Others of a set than the one asked for. It is ordered from high to low: "省级以上" takes in 国家级, not 市级."""
    if other := other_levels(question, evidence.facts.norm):
        level, found = other
        return f"文件规定的是{'、'.join(found)}，没有写明{level}"
    sets = ((given, asked) for given, asked in _out_of_set(question, evidence) if given)
    return next((f"文件规定的是{'、'.join(given)}，没有写明{'、'.join(asked)}" for given, asked in sets), None)


def _missing_level(question: Question, evidence: Evidence) -> str | None:
    """A level or prize of a set of which the clause says nothing; of size or turn (小微企业, 首次) it need not speak."""
    sets = (asked for _, asked in _out_of_set(question, evidence) if asked[0].endswith(("级", "奖")))
    return next((f"相关条款没有写明{'、'.join(asked)}" for asked in sets), None)


def _out_of_set(question: Question, evidence: Evidence) -> Iterator[tuple[list[str], list[str]]]:
    """Of each set of which something is asked for that the clause does not have, what it gives and what is asked for."""
    for group in lexicon().contrasts:
        asked = [w for w in group if w in question.search]
        given = [w for w in group if w in evidence.facts.norm]
        if not asked or set(asked) & set(given) or any(w in _home(evidence) for w in asked):
            continue
        if _FIRST in asked and _AT_FIRST.search(evidence.facts.norm):
            continue
        upwards = [w for w in given if re.search(f"{w}(?:及|或|\\(含\\))?以上", evidence.facts.norm)]
        if not any(group.index(a) < group.index(w) for a in asked for w in upwards):
            yield given, asked


def _of_one_support(question: Question, evidence: Evidence) -> str | None:
    """The most of one support, where the most of all together is asked for (各种奖补全算上，总共封顶多少)."""
    if not _ALL_TOGETHER.search(question.search) or _SUMMED.search(evidence.sentence.norm):
        return None
    return "文件没有写明各项合在一起的上限"


def _neither(question: Question, terms: Terms, evidence: Evidence) -> str | None:
    """Two things of which one is asked for (按工作日还是自然日), and the clause knows neither."""
    items = [_MEASURED_BY.split(item)[-1] for item in question.items] if "还是" in question.search else []
    pair = [(item, terms.within(item)) for item in items]
    home = f"{evidence.facts.context} {evidence.facts.norm}"
    if any(t.thing for _, own in pair for t in own.terms) and not any(own.coverage(home) for _, own in pair):
        return f"最接近的条款没有写明{'还是'.join(item for item, _ in pair)}"
    return None


def _wrong_grade(question: Question, evidence: Evidence) -> str | None:
    """Another grade than the one asked for (2A asked, 3A至5A given), in the sentence or where it stands."""
    for scope in (evidence.sentence.norm, evidence.facts.context, _lead(evidence)):
        if sort := other_grade(question.search, scope):
            return f"相关条款写的是别的{sort}"
        if grades_of(scope).keys() & grades_of(question.search).keys():
            return None
    sort = unlisted_grade(question.search, evidence.facts.document.text)
    return f"文件写的是别的{sort}" if sort else None


def _lead(evidence: Evidence) -> str:
    """The line that the items stand under of which the clause is one: 第九条 二级护理的待遇：（三）…"""
    clause, text = evidence.facts.clause, evidence.facts.document.text
    start = text.rfind(f"\n{clause.path[-2]}", 0, clause.span.start) if len(clause.path) > 1 else -1
    return normalise(text[start + 1 :].partition("\n")[0]) if start >= 0 else ""


def _unlisted_name(question: Question, evidence: Evidence) -> str | None:
    """A name of a set (科创板) where the clause has another of it (主板), or its document a list without it."""
    clause, document = f"{evidence.facts.context} {evidence.facts.norm}", evidence.facts.document.text
    for group in lexicon().alternatives:
        asked = {w for w in group if w.search(question.search)}
        given = [w for w in group if asked and w.search(clause)]
        listed = [w for w in group if asked and w.search(document)]
        if (given and not asked & set(given)) or (len(listed) > 1 and not asked & set(listed)):
            return f"文件写的是{_names(given or listed)}，没有写明{_names(asked)}"
    return None


def _names(alternatives: Iterable[re.Pattern[str]]) -> str:
    return "、".join(sorted(one.pattern.split("|")[0] for one in alternatives))


def _years(text: str) -> tuple[tuple[int, int], ...]:
    return tuple((int(m[1]), int(m[2] or m[1])) for m in _YEAR.finditer(text))


_CASES = (_other_level, _wrong_grade, _unlisted_name, unlisted_kind, wrong_year)
_CHECKS = (
    _wrong_place,
    _wrong_side,
    _wrong_subject,
    _of_one_support,
    *_CASES,
    _missing_level,
    other_payment,
    other_bearers,
)
_WORDS = (other_support, other_focus, other_honour, only_measured, _neither)
