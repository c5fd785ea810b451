"""How often a document names something, and where (萧山区在方案里被点到几回; 有几处提到“链长”)."""

import re

from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache, read_sentence
from app.answering.overview.lines import Found, count, shown
from app.answering.overview.reading import without_name
from app.answering.question import Question, normalise
from corpus import ParsedDocument, Span, sentences

_SAID = r"(?:点到|点名|提到|提及|说到|讲到|写到|出现|涉及|露面)(?:了|过)?"
_OFTEN = r"(?:几|多少)(?:次|回|处|遍|个地方)"
_CUES = (
    re.compile(rf"(?P<word>[^,，。;；:：?？]{{2,24}}?)(?:一共|总共|共|都|前后|先后|被|有)*{_SAID}{_OFTEN}"),
    re.compile(rf"{_SAID}{_OFTEN}(?P<word>[^,，。;；:：?？的]{{2,12}})"),
    re.compile(rf"(?:有|在)?{_OFTEN}(?:都|还|又)?{_SAID}(?P<word>[^,，。;；:：?？]{{2,12}})"),
)
_WHERE = re.compile(
    r"在(?:这|那|本|该)?(?:份|个|部)?[^,，]{0,14}(?:里面?|中|上|当中)|(?:这|那|本|该|全)(?:份|个|部)?(?:文件|方案|办法|文|意见|政策|条例|规定|通知)?(?:里面?|中|上)?|(?:文件|方案|办法|意见|政策|条例|规定|通知|文|全文)(?:里面?|中|上)"
    r"|请问|一共|总共|到底|究竟|的?名字|这个词|这个说法|这几个字|^里面?|的$"
)
_SUFFIX = re.compile(r"(?<=[\u4e00-\u9fff]{2})[省市区县]$")
_LONGEST = 12  # characters of a name


def mentioned(question: Question, parsed: ParsedDocument, cache: FactsCache) -> DirectAnswer | None:
    """Every sentence of the document with the name that is asked about; ``None`` where none is, or it is never named."""
    word = _word(without_name(question.search, parsed.document))
    stem = _SUFFIX.sub("", word)
    if not 2 <= len(stem) <= _LONGEST:
        return None
    places, title = list[Found](), normalise(parsed.document.title)
    for clause in parsed.clauses:
        facts = cache.of(parsed.document, clause)
        for span in sentences(parsed.document.text, clause.span):  # headings as well
            sentence = (
                read_sentence(parsed.document, span) if stem in normalise(span.of(parsed.document.text)) else None
            )
            if sentence is not None and sentence.norm.strip() not in title:
                at = [m.start() + sentence.span.start for m in re.finditer(re.escape(stem), sentence.text)]
                places.append(Found(facts, sentence, tuple(Span(a, a + len(stem)) for a in at)))
    if not places:
        return None
    answer = shown([])
    count(answer, len(places), "处")
    answer.lines.append(f"“{word}”共有{len(places)}处：")
    answer.absorb(shown(places))
    return answer


def _word(search: str) -> str:
    for cue in _CUES:
        if found := cue.search(search):
            return _WHERE.sub("", found["word"].strip()).strip()
    return ""
