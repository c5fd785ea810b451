"""``policyqa eval impact OLD NEW``: what a revision does to the cases."""

from contextlib import AbstractContextManager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from app.cli.options import AsJson, EngineName, Home, home_directory
from app.cli.terminal import Terminal
from eval.options import CasePaths, Html, Markdown, write_report

if TYPE_CHECKING:
    from app.settings import Settings
    from eval.impact.library import Versions

Old = Annotated[str, typer.Argument(metavar="OLD", help="旧版文件，或库里的文件标识", show_default=False)]
New = Annotated[str, typer.Argument(metavar="NEW", help="新版文件，或库里的文件标识", show_default=False)]
Beside = Annotated[list[Path] | None, typer.Option("--beside", metavar="PATH", help="两边都要有的其他文件，可以给多次")]
Propose = Annotated[
    Path | None, typer.Option("--propose", metavar="YAML", help="把建议的新期望值写成题库文件，供人批准")
]


def impact(  # noqa: PLR0913, PLR0917 - the options of a command
    old: Old,
    new: New,
    cases: CasePaths = None,
    beside: Beside = None,
    html: Html = None,
    markdown: Markdown = None,
    propose: Propose = None,
    engine: EngineName = "extractive",
    home: Home = None,
    as_json: AsJson = False,
) -> None:
    """文件修订后，哪些题的答案会变、哪些答不对了；有答坏的题时退出码为 1。 What a revision does to the cases."""
    from app.cli.progress import Progress
    from app.settings import load_settings
    from eval.casefile import DEFAULT_CASES, load_cases
    from eval.impact import report
    from eval.impact.effect import Effect
    from eval.impact.judging import judge
    from eval.impact.record import impact_json

    loaded = load_cases(cases or [DEFAULT_CASES])
    with Terminal(as_json=as_json) as terminal:
        settings = load_settings(home_directory(home))
        with (
            _versions(settings, old, new, beside or [], engine) as versions,
            Progress(quiet=as_json) as progress,
        ):
            found = judge(
                loaded,
                versions.revision,
                versions.old,
                versions.new,
                progress=lambda done, total: progress("评测", done, total),
            )
        for path, render in ((html, report.html), (markdown, report.markdown), (propose, report.proposals)):
            if path is not None:
                write_report(path, render(found))
        if as_json:
            terminal.document(impact_json(found))
        else:
            report.show_impact(found, terminal.console)
    if found.of(Effect.BROKEN):
        raise typer.Exit(1)


def _versions(
    settings: "Settings", old: str, new: str, beside: list[Path], engine: str | None
) -> "AbstractContextManager[Versions]":
    """Both versions, each named by its file or by its id in the library."""
    from app.cli.revision import held_as
    from eval.impact.library import both_versions

    before, after = (held_as(settings.home, name) for name in (old, new))
    return both_versions(
        Path(before.path if before else old),
        Path(after.path if after else new),
        beside,
        settings,
        engine=engine,
        document=before.id if before else None,
    )
