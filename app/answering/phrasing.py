"""A supported answer put into a model's words, statement by statement, as far as they can be verified."""

from collections.abc import Iterator
from dataclasses import replace

from app.answering.answer import Answer, Clock, Event, Finished, Wording
from app.answering.draft import DirectAnswer
from app.answering.facts import FactsCache
from app.answering.prompt import build_prompt
from app.answering.question import Question
from app.answering.verify import Sources
from app.answering.wording import Worded, word
from app.engines.model import LanguageModel
from corpus import find_quantities


def phrase(
    model: LanguageModel,
    question: Question,
    answer: Answer,
    direct: DirectAnswer,
    *,
    facts: FactsCache,
    clock: Clock,
    max_tokens: int,
) -> Iterator[Event]:
    """A ``Wording`` for each statement of ``model`` that holds, then ``Finished`` with what is to be shown."""
    computed = [c.line for c in direct.computations]
    benefits = tuple(b for c in answer.citations for b in facts.of(c.document, c.clause).benefits_in(c.span))
    steps = tuple((c.step.value, c.result) for c in direct.computations if c.step and c.result is not None)
    sources = Sources(question, answer.citations, benefits, answer.numbers, "".join(computed), steps)
    worded = Worded()
    prompt = build_prompt(question, answer.citations, computed)
    for statement in word(model, prompt, sources, worded, max_tokens=max_tokens):
        yield Wording(statement)
    timings = replace(
        answer.timings,
        first_token=None if worded.first_text is None else clock.ms(worded.first_text),
        total=clock.ms(),
    )
    yield Finished(
        replace(
            answer,
            text=_final_text(answer, worded),
            engine=model.engine,
            model=model.model,
            withheld=worded.withheld,
            incomplete=worded.incomplete,
            timings=timings,
        )
    )


def _final_text(answer: Answer, worded: Worded) -> str:
    """The model's wording where it has every figure of the model-free answer, else that answer.

    Without figures nothing shows that a wording is whole: half a list of departments is true and still wrong.
    """
    if not worded.shown or worded.incomplete or not answer.numbers:
        return answer.direct
    said = {(q.kind, q.unit, v) for q in find_quantities(worded.text) for v in (q.low, q.high)}
    needed = {(q.kind, q.unit, v) for q in find_quantities(answer.direct) for v in (q.low, q.high)}
    return worded.text if needed <= said and not answer.conflicts else answer.direct
