"""The librarian: changes the library, one change at a time, whether or not the page that asked for it stays open."""

import asyncio
import secrets
import shutil
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from app.access.audit import Action, Audit
from app.access.user import User
from app.errors import InvalidUpload, LibraryBusy
from app.jobs import Job, Result, Step
from app.keeping.removal import FOLDER
from app.keeping.tray import Tray, Upload
from corpus import ParsedDocument
from corpus.benefits.amending import amend
from corpus.lineage.questions import VersionQuestion

_TICK = 0.1  # seconds between two looks at a work


@dataclass(frozen=True, slots=True)
class Fate:
    """What became of a file. ``status`` is a sync's word, ``error`` a Chinese sentence where it failed."""

    name: str
    status: str
    clauses: int
    error: str | None = None


class Work:
    """One change under way: who does what, how far it is, and what became of the files."""

    def __init__(self, user: User, title: str, job: Job) -> None:
        self.user = user
        self.title = title
        self.job = job
        self.done: asyncio.Task[tuple[Fate, ...]] | None = None

    @property
    def running(self) -> bool:
        """Whether it has not ended."""
        return self.done is not None and not self.done.done()

    async def steps(self) -> AsyncIterator[Step | None]:
        """Each change of the progress, until the end."""
        shown: Step | None = Step("", -1, -1)
        while self.running:
            if self.job.step != shown:
                shown = self.job.step
                yield shown
            await asyncio.sleep(_TICK)

    async def outcome(self) -> tuple[Fate, ...]:
        """What became of the files. Raises JobFailed and what else ended it."""
        if self.done is None:
            return ()
        return await asyncio.shield(self.done)


class Librarian:
    """Changes the library of a home, by commands of ours in a child process. Used from one event loop."""

    def __init__(self, home: Path, tray: Tray) -> None:
        self._home = home
        self.tray = tray
        self._audit = Audit(home)
        self._work: Work | None = None

    @property
    def work(self) -> Work | None:
        """What is under way, if anything is."""
        return self._work if self._work is not None and self._work.running else None

    def refuse(self, user: User) -> None:
        """Write down that somebody who may not asked for a change."""
        self._audit.record(user, Action.REFUSED, "library")

    def sync(self, user: User, paths: Sequence[str]) -> Work:
        """Read files again, and the folder of the uploads. Raises LibraryBusy."""
        folder = self._home / FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        elsewhere = [p for p in paths if folder.absolute() not in Path(p).parents]
        job = Job(["sync", str(folder), *elsewhere], home=self._home)
        return self._begin(Work(user, "重新读取文件", job), Action.SYNC, "", lambda: _plainly(job))

    def remove(self, user: User, document_id: str) -> Work:
        """Take a document out. Raises LibraryBusy."""
        job = Job(["remove", document_id], home=self._home)

        async def run() -> tuple[Fate, ...]:
            said = (await job.result()).document
            return (Fate(str(said["title"]), "removed", 0),)

        return self._begin(Work(user, "移除文件", job), Action.REMOVE, document_id, run)

    def answer(self, user: User, question: VersionQuestion, said: str) -> Work:
        """Write down what a person says of two documents: ``new`` or ``old`` is the new version, or ``apart``.

        Raises LibraryBusy.
        """
        new, old = question.new, question.old
        arguments = {
            "new": ["add", new.path, "--supersedes", old.id],
            "old": ["add", old.path, "--supersedes", new.id],
            "apart": ["add", new.path, "--not-a-version"],
        }[said]
        job = Job(arguments, home=self._home)
        told = f"{new.id} {said} {old.id}"
        return self._begin(Work(user, "记录版本关系", job), Action.VERSION, told, lambda: _plainly(job))

    def review(self, user: User, path: Path, parsed: ParsedDocument, **decision: Any) -> Path:
        """Write down what a person decides of one benefit, see ``corpus.benefits.amending.amend``; returns the file."""
        beside = amend(path, parsed, **decision)
        self._audit.record(user, Action.REVIEW, f"{parsed.document.id} {decision['number']} {decision['status']}")
        return beside

    def reread(self, user: User, document_id: str, path: str) -> Work:
        """Read one document again, because what lies beside it has changed. Raises LibraryBusy."""
        job = Job(["sync", path], home=self._home)
        return self._begin(Work(user, "保存核对", job), Action.REVIEW, document_id, lambda: _plainly(job))

    def take_in(self, user: User, tokens: list[str]) -> Work:
        """Take uploads into the library; those that cannot be read are deleted again.

        Raises:
            InvalidUpload: none of the tokens is an upload of this user's.
            LibraryBusy: somebody is changing the library; the uploads wait.
        """
        self._require_free()
        uploads = self.tray.take(user, tokens)
        if not uploads:
            raise InvalidUpload("没有可以收入的文件；请重新选择文件上传。")
        placed = {str(_place(self._home / FOLDER, u)): u for u in uploads}
        job = Job(["sync", *placed], home=self._home)

        async def run() -> tuple[Fate, ...]:
            try:
                result = await job.result()
            except BaseException:  # whatever ends it, also a cancelled event: no file may stay that the index lacks
                await asyncio.to_thread(_discard, [p for p in placed if not self._holds(p)])
                raise
            found = {d["path"]: d for d in result.document["documents"]}
            failed = [p for p in placed if found.get(p, {}).get("status", "failed") == "failed"]
            await asyncio.to_thread(_discard, failed)
            return tuple(_fate(found.get(path), upload.name) for path, upload in placed.items())

        names = "、".join(u.name for u in uploads)
        return self._begin(Work(user, f"收入 {len(uploads)} 份文件", job), Action.UPLOAD, names, run)

    def _begin(self, work: Work, action: Action, of: str, run: Callable[[], Awaitable[tuple[Fate, ...]]]) -> Work:
        self._require_free()
        self._audit.record(work.user, action, of)

        async def whole() -> tuple[Fate, ...]:
            return await run()

        work.done = asyncio.create_task(whole())
        self._work = work
        return work

    def _require_free(self) -> None:
        if (work := self.work) is not None:
            raise LibraryBusy(f"“{work.user.name}”正在{work.title}，库一次只能改一处；请等它完成后再试。")

    def _holds(self, path: str) -> bool:
        """Whether the index has a document of this file: a cancelled sync may have come to its end all the same."""
        from index import IndexMissing
        from index.library import open_library

        try:
            with open_library(self._home) as library:
                return library.at(Path(path)) is not None
        except IndexMissing:
            return False


async def _plainly(job: Job) -> tuple[Fate, ...]:
    return _fates(await job.result())


def _fates(result: Result) -> tuple[Fate, ...]:
    return tuple(_fate(d, Path(d["path"]).name) for d in result.document["documents"])


def _fate(document: dict[str, Any] | None, name: str) -> Fate:
    if document is None:
        return Fate(name, "failed", 0, f"没有读到“{name}”；请再上传一次。")
    return Fate(name, str(document["status"]), int(document["clauses"]), document.get("error"))


def _place(folder: Path, upload: Upload) -> Path:
    """Move an upload into a folder of its own, so that no two files of one name meet."""
    own = folder / secrets.token_hex(8)
    own.mkdir(parents=True, mode=0o700)
    return upload.path.replace(own / upload.name).absolute()


def _discard(paths: Sequence[str]) -> None:
    for path in paths:
        shutil.rmtree(Path(path).parent)
