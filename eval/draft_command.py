"""``policyqa eval draft DOC``: questions for a person to put right and approve."""

from pathlib import Path
from typing import Annotated

import typer

from app.cli.options import AsJson, Home, home_directory
from app.cli.terminal import Terminal
from eval.options import write_report

_HEAD = (
    "由《{title}》的支持措施和数字自动拟出的题目草稿，每个数字一题。",
    "逐题核对：问法改成来电人会说的话，期望值对照原文，再删去 draft: true。草稿从不计分。",
)


def draft(
    file: Annotated[
        Path, typer.Argument(metavar="DOC", help="TXT、Markdown、HTML、DOCX 或 PDF 文件", show_default=False)
    ],
    output: Annotated[
        Path | None, typer.Option("--output", "-o", metavar="YAML", help="写入文件；默认写到屏幕")
    ] = None,
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """为一份文件的每项支持和每个数字拟一道题，供人核对。 Propose questions for a person to approve."""
    from corpus import parse
    from eval.casewriting import case_yaml, cases_yaml
    from eval.drafting import draft_cases

    with Terminal(as_json=as_json) as terminal:
        home_directory(home)  # accepted everywhere, and wrong everywhere in the same way
        parsed = parse(file)
        cases = draft_cases(parsed)
        head = [line.format(title=parsed.document.title) for line in _HEAD]
        text = cases_yaml([(case, ()) for case in cases], head=head)
        if output is not None:
            write_report(output, text)
        if as_json:
            terminal.document({"cases": [case_yaml(case) for case in cases]})
        elif output is None:
            terminal.say(*text.splitlines())
        else:
            terminal.say(f"{terminal.words('written')} {output}（{len(cases)} 题）")
