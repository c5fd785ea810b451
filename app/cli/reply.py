"""A reply as readable text: the answer at once, the model's wording as it is verified, then the clauses."""

from collections.abc import Iterator
from contextlib import ExitStack

from app.answering.answer import Answer, Direct, Event, Finished, Refusal, Reply, Wording
from app.cli.terminal import Terminal
from corpus import Citation


def show_stream(terminal: Terminal, events: Iterator[Event]) -> None:
    """Write a stream of events as it comes in."""
    worded = False
    with ExitStack() as waiting:
        for event in events:
            if not isinstance(event, Direct):
                waiting.close()
            match event:
                case Direct(reply=Answer() as answer):
                    terminal.say(answer.direct, "")
                    waiting.enter_context(terminal.waiting(terminal.words("waiting")))
                case Wording(text=text):
                    if not worded:
                        terminal.say(terminal.words("wording"), style="cyan")
                    worded = True
                    terminal.say(text)
                case Finished(reply=reply):
                    if worded:
                        terminal.say("")
                    show_end(terminal, reply)
                case _:  # a refusal's own first event: its last one says it all
                    pass


def show_end(terminal: Terminal, reply: Reply) -> None:
    """Write what follows an answer's text, or the whole of a refusal."""
    if isinstance(reply, Refusal):
        _show_refusal(terminal, reply)
        return
    words = terminal.words
    computed = list(dict.fromkeys(n.formula for n in reply.numbers if n.formula))
    if computed:
        terminal.say(words("numbers"), style="cyan")
        terminal.say(*(f"  {formula}" for formula in computed), "")
    if reply.conflicts:
        terminal.say(words("conflicts"), style="yellow")
        terminal.say(*(f"  {c.message}" for c in reply.conflicts), "")
    terminal.say(words("citations"), style="cyan")
    for key, citation in enumerate(reply.citations, start=1):
        _show_citation(terminal, citation, key=key)
    if reply.withheld:
        terminal.note(f"{reply.withheld} {words('withheld')}")
    if reply.incomplete:
        terminal.note(reply.incomplete)
    used = reply.engine if reply.model is None else f"{reply.engine} ({reply.model})"
    terminal.say("", f"{words('engine')} {used} · {reply.timings.total / 1000:.1f} {words('seconds')}", style="dim")


def _show_citation(terminal: Terminal, citation: Citation, *, key: int) -> None:
    words, document = terminal.words, citation.document
    terminal.say(f"[{key}] {citation.clause.label or citation.clause.id}", style="bold")
    terminal.say(f"    “{citation.quote}”")
    facts = [document.title, document.number, words(str(document.status))]
    if (by := document.superseded_by) is not None:
        since = words("since").format(by.since) if by.since else ""
        facts.append(f"{words('superseded_by')}{by.title}{since}")
    if citation.page is not None:
        facts.append(words("page").format(citation.page))
    terminal.say("    " + " · ".join(f for f in facts if f), style="dim")


def _show_refusal(terminal: Terminal, refusal: Refusal) -> None:
    terminal.say(refusal.message)
    if refusal.nearest:
        terminal.say("", terminal.words("nearest"), style="cyan")
    for hit in refusal.nearest:
        terminal.say(f"- {hit.clause.label or hit.clause.id}")
        status = terminal.words(str(hit.document.status))
        terminal.say(f"  {hit.document.title} · {status} · {hit.clause.id}", style="dim")
