"""Web head: the lines of a site above a document, and its tools between the title and the text."""

import re
from collections.abc import Iterator, Sequence
from itertools import groupby

from corpus.text.web_forms import Form, is_field, is_kept_title, is_menu_title, is_publication

_EVIDENCE = 2  # lines of a site that make a menu
_MENU = 3  # menu lines that are furniture although no title is certain
_RUN = 12  # plain lines between two lines of a site
_ABOVE = 3  # plain lines above the first line of a site, if they are names of who owns it
_REPEATED = 3  # lines of a menu that come again
_NEAR = 2
_STEP = (">", "＞", "»", "›")
_OF_SITE = (Form.MENU, Form.TRAIL, Form.SITE)
_ALONE = (Form.TRAIL, Form.TOOL, Form.COMMENT)  # furniture without further evidence
_OWNER = re.compile(r"(?:网|网站|平台|门户|政府|厅|局|委|委员会|办公室|中心|公司|协会|[A-Za-z])$")
_SITE_NAME = re.compile(r"\s*[-_—–|｜]+\s*\S.{0,40}?(?:网|网站|门户|平台|政府|厅|局|委|办公室|公司)$")  # behind a title


def head_furniture(texts: Sequence[str], forms: Sequence[Form]) -> set[int]:
    """The lines before a document's text that are furniture; ``texts`` are all lines before it, with their forms."""
    titles = _titles(texts, forms)
    alone = {at for at, form in enumerate(forms) if form in _ALONE}
    if not titles:
        menu = [at for at, form in enumerate(forms) if form in (Form.MENU, Form.TRAIL)]
        found = alone | (set(menu) if len(menu) >= _MENU else set())
    else:
        cut = [at for at, form in enumerate(forms) if form is Form.CUT]  # several are arrows
        found = alone | _above(texts, forms, titles) | set(cut if len(cut) == 1 else [])
    return found | set(tools_beside(forms, found))


def _titles(texts: Sequence[str], forms: Sequence[Form]) -> list[int]:
    """The lines that are certainly a title: called like a document, or with the day of publication below."""
    found = []
    for at, text in enumerate(texts):
        dated = at + 1 < len(texts) and is_publication(texts[at + 1])
        if is_kept_title(text) or (dated and forms[at] in (Form.PLAIN, Form.KEPT) and not is_field(text)):
            found.append(at)
    return found


def _above(texts: Sequence[str], forms: Sequence[Form], titles: Sequence[int]) -> set[int]:
    """The furniture above the last title: lines of a site, and short runs of plain lines between such."""
    named = _named(texts, forms, titles)
    broken = () if named else [title - 1 for title in titles]  # may be the first line of the title
    texts, forms = texts[: titles[-1]], forms[: titles[-1]]
    site = {at for at, form in enumerate(forms) if form in _OF_SITE and not (form is Form.SITE and at in broken)}
    evidence = site | named | _repeated(texts, forms)
    evidence |= set(_steps(texts, forms, evidence))
    hard = [at for at in evidence if at in named or forms[at] in (Form.MENU, Form.TRAIL)]
    if len(evidence) < _EVIDENCE or not hard:
        return set()
    found = set(evidence)
    between = [at in evidence or forms[at] in (Form.BAR, Form.TOOL, Form.COMPANION) for at in range(len(texts))]
    for run in _plain_runs(texts, forms, between):
        opened = run[0] > 0 and between[run[0] - 1]
        closed = run[-1] + 1 < len(texts) and between[run[-1] + 1]
        first = run[0] == 0 and len(run) <= _ABOVE and all(_OWNER.search(texts[at]) for at in run)
        if closed and (first or (opened and len(run) <= _RUN)):
            found |= set(run)
    return found | {at for at, form in enumerate(forms) if form is Form.BAR and at < max(evidence)}


def _named(texts: Sequence[str], forms: Sequence[Form], titles: Sequence[int]) -> set[int]:
    """The lines that give a title below them as the name of the page: with the site's name, or above its menu."""
    found = set[int]()
    for title in titles:
        menu = max((at for at, form in enumerate(forms[:title]) if form in (Form.MENU, Form.TRAIL)), default=-1)
        for at, text in enumerate(texts[:title]):
            if _names_page(text, texts[title]) or (at < menu and _alike(text, texts[title])):
                found.add(at)
    return found


def _steps(texts: Sequence[str], forms: Sequence[Form], evidence: set[int]) -> Iterator[int]:
    """The steps of a breadcrumb that has a line for each: 首页 | > | 政务公开 | > | 规范性文件."""
    last = -1
    for at in range(2, len(texts)):
        stepped = texts[at - 1] in _STEP and (at - 2 in evidence or at - 2 == last)
        if stepped and forms[at] is Form.PLAIN:
            last = at
            yield at


def _plain_runs(texts: Sequence[str], forms: Sequence[Form], between: Sequence[bool]) -> Iterator[list[int]]:
    """The runs of lines without evidence that may be words of a menu."""
    may_be = [
        not between[at] and (forms[at] is Form.PLAIN or (forms[at] is Form.KEPT and is_menu_title(texts[at])))
        for at in range(len(texts))
    ]
    for plain, run in groupby(range(len(texts)), key=lambda at: may_be[at]):
        if plain:
            yield list(run)


def _names_page(text: str, title: str) -> bool:
    """Whether a line is the title with the site's name behind it: 某市若干措施 - 某市人民政府门户网站."""
    return text.startswith(title) and bool(_SITE_NAME.fullmatch(text[len(title) :]))


def _alike(one: str, other: str) -> bool:
    return "".join(one.split()) == "".join(other.split())


def _repeated(texts: Sequence[str], forms: Sequence[Form]) -> set[int]:
    """The plain lines that come again in the company they had before, as a side menu repeats the main one."""
    before, again = dict[str, int](), list[int]()
    for at, text in enumerate(texts):
        if forms[at] is not Form.PLAIN:
            continue
        first = before.setdefault(text, at)
        if first != at and _company(texts, forms, first) & _company(texts, forms, at):
            again.append(at)
    groups = list[list[int]]()
    for at in again:
        if groups and at - groups[-1][-1] <= _NEAR:
            groups[-1].append(at)
        else:
            groups.append([at])
    return {at for group in groups if len(group) >= _REPEATED for at in group}


def _company(texts: Sequence[str], forms: Sequence[Form], at: int) -> set[str]:
    """The plain lines just above and below a line."""
    near = [*range(max(at - _NEAR, 0), at), *range(at + 1, min(at + _NEAR + 1, len(texts)))]
    return {texts[other] for other in near if forms[other] is Form.PLAIN}


def tools_beside(forms: Sequence[Form], found: set[int]) -> Iterator[int]:
    """The marks and small words in one run with a tool that is furniture: 字体： | 大 | 中 | 小."""
    joins = (Form.TOOL, Form.BAR, Form.COMPANION)
    for joined, numbers in groupby(range(len(forms)), key=lambda at: forms[at] in joins):
        run = list(numbers)
        if joined and any(at in found and forms[at] is Form.TOOL for at in run):
            yield from run
