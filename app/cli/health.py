"""The command that says what is installed, what would reach the network, and what is wrong."""

from itertools import groupby

import typer

from app.cli.options import AsJson, Home, Language, home_directory
from app.cli.terminal import Terminal

_STYLES = {"ok": "", "warn": "yellow", "fail": "bold red"}


def doctor(home: Home = None, as_json: AsJson = False, lang: Language = None) -> None:
    """检查安装、设置、模型、索引和离线开关。 What is installed, and what is wrong."""
    from app.doctor import Verdict, diagnose

    with Terminal(as_json=as_json, language=lang) as terminal:
        findings = diagnose(home_directory(home))
        wrong = sum(f.verdict is Verdict.FAIL for f in findings)
        if as_json:
            rows = [
                {"topic": f.topic, "name": f.name, "verdict": str(f.verdict), "message": f.message} for f in findings
            ]
            terminal.document({"ok": wrong == 0, "findings": rows})
        else:
            for topic, group in groupby(findings, key=lambda f: f.topic):
                terminal.say(terminal.words(topic), style="bold")
                for finding in group:
                    mark = terminal.words(str(finding.verdict))
                    terminal.say(f"  {mark}  {finding.message}", style=_STYLES[str(finding.verdict)])
            terminal.say("", terminal.words("unhealthy").format(wrong) if wrong else terminal.words("healthy"))
    if wrong:
        raise typer.Exit(1)
