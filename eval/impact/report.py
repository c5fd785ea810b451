"""The impact of a revision for the terminal, as Markdown, as an HTML page, and as cases to approve."""

from collections.abc import Iterator, Sequence
from pathlib import Path

from rich.console import Console
from rich.text import Text

from app.answering import Answer, Reply
from app.reports.rendering import page
from app.reports.revision import figure_rows, place_of, versions_of, words_of
from corpus.revisions.change import ClauseChange
from eval.casewriting import cases_yaml
from eval.impact.effect import CaseImpact, Effect, Impact
from eval.markdown import escaped

NAMES = {
    Effect.BROKEN: "原来答对、现在答不对",
    Effect.REVISED: "答案随修订改变，期望值要改",
    Effect.WITHDRAWN: "所依据的规定已删除，现在拒答",
    Effect.CONFIRMED: "所依据的条款有改动，答案仍然成立",
    Effect.UNJUDGED: "修订前就没有答对，无法判断",
    Effect.RENUMBERED: "只有条号变化",
    Effect.UNTOUCHED: "不受影响",
}
_SAID = {
    Effect.REVISED: "的答案随修订改变，期望值要改",
    Effect.WITHDRAWN: "所依据的规定已删除，现在拒答",
    Effect.CONFIRMED: "的条款有改动，答案仍然成立",
    Effect.UNJUDGED: "修订前就没有答对，无法判断",
    Effect.RENUMBERED: "只有条号变化",
    Effect.UNTOUCHED: "不受影响",
}


def verdict(impact: Impact) -> str:
    """Whether answers break, in one sentence."""
    broken = len(impact.of(Effect.BROKEN))
    return f"{broken} 题答坏了：修订前答对，修订后答不对。" if broken else "没有答坏的题。"


def others(impact: Impact) -> str:
    """What becomes of the other cases, in one sentence; empty where there are none."""
    told = [f"{n} 题{said}" for effect, said in _SAID.items() if (n := len(impact.of(effect)))]
    return "；".join(told) + "。" if told else ""


def show_impact(impact: Impact, console: Console) -> None:
    """Print the counts and every affected case."""
    console.print(Text(verdict(impact), style="bold"))
    for effect, name in NAMES.items():
        console.print(Text(f"{len(impact.of(effect)):4d}  {name}", style="bold" if effect is Effect.BROKEN else ""))
    for effect, cases in _groups(impact):
        console.print(Text(f"\n{NAMES[effect]}（{len(cases)}）", style="bold"))
        for found in cases:
            console.print(Text("\n".join(f"  {line}" for line in _lines(found))))


def markdown(impact: Impact) -> str:
    """The report as Markdown."""
    lines = [
        f"# 修订影响：{impact.revision.new.document.title}",
        "",
        verdict(impact),
        "",
        "| 题数 | |",
        "| --- | --- |",
    ]
    lines += [f"| {len(impact.of(effect))} | {name} |" for effect, name in NAMES.items()]
    lines += ["", "## 变化的数字", "", "| 内容 | 旧版 | 新版 | 条款 |", "| --- | --- | --- | --- |"]
    lines += [
        f"| {escaped(f.subject)} | {escaped(f.old)} | {escaped(f.new)} | {escaped(f.place)} |"
        for f in figure_rows(impact.revision)
    ]
    for effect, cases in _groups(impact):
        lines += ["", f"## {NAMES[effect]}（{len(cases)}）", ""]
        for found in cases:
            first, *others = _lines(found)
            lines += [f"- {escaped(first)}", *(f"  - {escaped(line.strip())}" for line in others)]
    return "\n".join([*lines, ""])


def html(impact: Impact) -> str:
    """The report as a page without script that loads nothing."""
    words = words_of("zh")
    return page(
        "impact.html.j2",
        package="eval",
        language="zh-CN",
        title=f"修订影响：{impact.revision.new.document.title}",
        words=words,
        verdict=verdict(impact),
        others=others(impact),
        broken=[_view(c) for c in impact.of(Effect.BROKEN)],
        versions=versions_of(impact.revision, words),
        figures=figure_rows(impact.revision),
        groups=[(effect, NAMES[effect], [_view(c) for c in cases]) for effect, cases in _groups(impact)],
    )


def proposals(impact: Impact) -> str:
    """The cases whose expectations must change, as a case file for a person to approve."""
    changed = [*impact.of(Effect.REVISED), *impact.of(Effect.WITHDRAWN), *impact.of(Effect.RENUMBERED)]
    head = [
        f"对《{impact.revision.new.document.title}》新版的建议期望值：由程序从条款对照得出，须由人批准后才能使用。",
        "旧版 {}，新版 {}。".format(
            *(escaped(Path(r.document.path).name) for r in (impact.revision.old, impact.revision.new))
        ),
    ]
    return cases_yaml([(c.proposal.case, [NAMES[c.effect], *c.proposal.notes]) for c in changed], head=head)


def _groups(impact: Impact) -> Iterator[tuple[Effect, Sequence[CaseImpact]]]:
    for effect in NAMES:
        if effect not in {Effect.UNTOUCHED, Effect.RENUMBERED} and (cases := impact.of(effect)):
            yield effect, cases


def _lines(found: CaseImpact) -> Iterator[str]:
    yield f"{found.case.id}（{found.case.path.name} 第 {found.case.line} 行）问：{' → '.join(found.case.questions)}"
    for change in found.changes:
        yield f"    条款：{_moved(change)}"
    yield f"    旧版答：{_said(found.old_reply)}"
    yield f"    新版答：{_said(found.new_reply)}"
    yield from (f"    {note}" for note in found.proposal.notes)
    if found.effect in {Effect.BROKEN, Effect.UNJUDGED}:
        yield f"    原因：{'；'.join(found.reasons)}"


def _moved(change: ClauseChange) -> str:
    """``三/(二)/2 → 二/(二)/2``; one place where both are the same, ``→ 删除`` where the clause is gone."""
    old, new = place_of(change.old), place_of(change.new)
    return old if old == new else f"{old} → {new or '删除'}"


def _said(reply: Reply) -> str:
    return (reply.text if isinstance(reply, Answer) else f"拒答：{reply.message}").replace("\n", " ⏎ ")


def _view(found: CaseImpact) -> dict[str, object]:
    return {
        "id": found.case.id,
        "file": f"{found.case.path.name} 第 {found.case.line} 行",
        "question": " → ".join(found.case.questions),
        "places": [*map(_moved, found.changes)],
        "old": found.old_reply.text if isinstance(found.old_reply, Answer) else f"拒答：{found.old_reply.message}",
        "new": found.new_reply.text if isinstance(found.new_reply, Answer) else f"拒答：{found.new_reply.message}",
        "notes": found.proposal.notes,
        "reasons": found.reasons if found.effect in {Effect.BROKEN, Effect.UNJUDGED} else (),
    }
