"""``policyqa feedback``: what users said of answers, and candidate cases made of it."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal
from eval.options import write_report

if TYPE_CHECKING:
    from app.records import Feedback

commands = typer.Typer(
    name="feedback", help="用户对回答的反馈：列出，或导出为题库草稿。 Feedback, and cases made of it."
)


@commands.callback(invoke_without_command=True)
def feedback(context: typer.Context, home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """列出用户对回答的反馈，从早到晚；不显示是谁给的。 List what users said of answers."""
    if context.invoked_subcommand is not None:
        return
    with Terminal(as_json=as_json, language=lang) as terminal:
        found = _given(home_directory(home))
        if as_json:
            terminal.document({"feedback": [_json(f) for f in found]})
            return
        if not found:
            terminal.say(terminal.words("feedback_none"))
        for one in found:
            verdict = terminal.words(f"verdict_{one.verdict}")
            terminal.say(f"{one.given:%Y-%m-%d %H:%M}  {verdict}  {one.questions[-1]}", style="bold")
            if one.words:
                terminal.say(f"  {one.words}")


@commands.command()
def export(
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="YAML", help="写入文件；默认写到屏幕")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
    lang: Language = None,
) -> None:
    """把反馈导出为题库草稿（draft: true，从不计分），供人核对。 Export feedback as draft cases."""
    from eval.casewriting import case_yaml, cases_yaml
    from eval.feedback_cases import HEAD, candidates

    with Terminal(as_json=as_json, language=lang) as terminal:
        found = candidates(_given(home_directory(home)))
        text = cases_yaml(found, head=HEAD)
        if output is not None:
            write_report(output, text)
        if as_json:
            terminal.document({"cases": [case_yaml(case) for case, _ in found]})
        elif output is None:
            terminal.say(*text.splitlines())
        else:
            terminal.say(f"{terminal.words('written')} {output}（{len(found)} 题）")


def _given(home: Path) -> "tuple[Feedback, ...]":
    from app.records.records import open_records
    from app.settings import load_settings

    with open_records(home, days=load_settings(home).server.history_days) as records:
        return records.feedback()


def _json(feedback: "Feedback") -> dict[str, object]:
    from app.contract import reply_json

    return {
        "given": feedback.given.isoformat(timespec="seconds"),
        "verdict": str(feedback.verdict),
        "words": feedback.words,
        "questions": list(feedback.questions),
        "generation": feedback.generation,
        "reply": reply_json(feedback.reply),
    }
