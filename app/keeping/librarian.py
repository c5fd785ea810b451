"""The librarian: changes the library, one change at a time, whether or not the page that asked for it stays open."""

import asyncio
import logging
import secrets
import shutil
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Sequence
from pathlib import Path
from typing import Any

from app.access.audit import Action, Audit
from app.access.user import User
from app.errors import InvalidUpload, LibraryBusy, NotFound
from app.jobs import Job, JobFailed, Result
from app.keeping.removal import FOLDER
from app.keeping.tray import Tray, Upload
from app.keeping.work import Fate, Work
from corpus import Document, ParsedDocument, PolicyQAError
from corpus.benefits.amending import Decision, amend
from corpus.lineage.questions import VersionQuestion

_log = logging.getLogger(__name__)
_KEPT = 100  # works that have ended and can still be looked at


class Librarian:
    """Changes the library of a home, by commands of ours in a child process. Used from one event loop."""

    def __init__(self, home: Path, tray: Tray) -> None:
        self._home = home
        self.tray = tray
        self._audit = Audit(home)
        self._works: OrderedDict[str, Work] = OrderedDict()  # the newest last

    @property
    def works(self) -> tuple[Work, ...]:
        """What is under way and what has ended, the newest first."""
        return tuple(reversed(self._works.values()))

    def find(self, work_id: str) -> Work:
        """A work by its id. Raises NotFound where it is none, or forgotten by now."""
        if (work := self._works.get(work_id)) is None:
            raise NotFound("没有这个任务；它可能早已结束，或服务重新启动过；请用 GET jobs 查看还在的任务。")
        return work

    @property
    def work(self) -> Work | None:
        """What is under way, if anything is."""
        return next((w for w in self._works.values() if w.running), None)

    def refuse(self, user: User) -> None:
        """Write down that somebody who may not asked for a change."""
        self._audit.record(user, Action.REFUSED, "library")

    def sync(self, user: User, paths: Sequence[str]) -> Work:
        """Read files again, and the folder of the uploads. Raises LibraryBusy."""
        folder = self._home / FOLDER
        folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        elsewhere = [p for p in paths if folder.absolute() not in Path(p).parents]
        job = Job(["sync", str(folder), *elsewhere], home=self._home)
        return self._begin(Work(user, Action.SYNC, "重新读取文件", job), "", lambda: _plainly(job))

    def remove(self, user: User, document_id: str) -> Work:
        """Take a document out. Raises LibraryBusy."""
        job = Job(["remove", document_id], home=self._home)

        async def run() -> tuple[Fate, ...]:
            said = (await job.result()).document
            return (Fate(str(said["title"]), "removed", 0, id=str(said["id"])),)

        return self._begin(Work(user, Action.REMOVE, "移除文件", job), document_id, run)

    def answer(self, user: User, question: VersionQuestion, said: str) -> Work:
        """Write down what a person says of two documents: ``new`` or ``old`` is the new version, or ``apart``.

        Raises LibraryBusy.
        """
        new, old = question.new, question.old
        of, supersedes = {"new": (new, [old.id]), "old": (old, [new.id]), "apart": (new, [])}[said]
        return self.tell(user, of, supersedes)

    def tell(self, user: User, document: Document, supersedes: Sequence[str]) -> Work:
        """Write down which documents one takes the place of; without any, that it is no version of those it looks like.

        Raises LibraryBusy.
        """
        job = Job(["add", document.path, *_told(supersedes, apart=not supersedes)], home=self._home)
        said = f"{document.id} supersedes {' '.join(supersedes)}" if supersedes else f"{document.id} apart"
        return self._begin(Work(user, Action.VERSION, "记录版本关系", job), said, lambda: _plainly(job))

    def review(self, user: User, path: Path, parsed: ParsedDocument, decisions: Sequence[Decision]) -> Path:
        """Write down what a person decides of benefits, all of it or nothing; returns the file. Raises as ``amend``."""
        beside = amend(path, parsed, decisions)
        for said in decisions:
            self._audit.record(user, Action.REVIEW, f"{parsed.document.id} {said.number} {said.status}")
        return beside

    def reread(self, user: User, document_id: str, path: str) -> Work:
        """Read one document again, because what lies beside it has changed. Raises LibraryBusy."""
        job = Job(["sync", path], home=self._home)
        return self._begin(Work(user, Action.REVIEW, "保存核对", job), document_id, lambda: _plainly(job))

    def take_in(self, user: User, tokens: list[str], *, supersedes: Sequence[str] = (), apart: bool = False) -> Work:
        """Take uploads into the library; those that cannot be read are deleted again.

        One that is said to take the place of others, or (``apart``) to be no version of those it looks like, is taken
        in with that.

        Raises:
            InvalidUpload: none of the tokens is an upload of this user's.
            LibraryBusy: somebody is changing the library; the uploads wait.
        """
        self.require_free()
        uploads = self.tray.take(user, tokens)
        if not uploads:
            raise InvalidUpload("没有可以收入的文件；请重新选择文件上传。")
        placed = {str(_place(self._home / FOLDER, u)): u for u in uploads}
        told = _told(supersedes, apart=apart)
        job = Job(["add" if told else "sync", *placed, *told], home=self._home)

        async def run() -> tuple[Fate, ...]:
            try:
                result = await job.result()
            except BaseException as error:  # also a cancelled event: no file may stay outside the index
                left = [p for p in placed if not self._holds(p)]
                await asyncio.to_thread(_discard, left)
                if told and not left and isinstance(error, JobFailed):
                    raise JobFailed(f"文件已收入，但没有记下版本关系：{error}") from error
                raise
            found = {d["path"]: d for d in result.document["documents"]}
            failed = [p for p in placed if found.get(p, {}).get("status", "failed") == "failed"]
            await asyncio.to_thread(_discard, failed)
            return tuple(_fate(found.get(path), upload.name) for path, upload in placed.items())

        names = "、".join(u.name for u in uploads)
        try:
            return self._begin(Work(user, Action.UPLOAD, f"收入 {len(uploads)} 份文件", job), names, run)
        except PolicyQAError:  # the log cannot be written: then nothing happens
            _discard([*placed])
            raise

    def require_free(self) -> None:
        """Raises LibraryBusy where somebody is changing the library."""
        if (work := self.work) is not None:
            raise LibraryBusy(f"“{work.user.name}”正在{work.title}，库一次只能改一处；请等它完成后再试。")

    def _begin(self, work: Work, of: str, run: Callable[[], Awaitable[tuple[Fate, ...]]]) -> Work:
        self.require_free()
        self._audit.record(work.user, work.action, of)

        async def whole() -> tuple[Fate, ...]:
            return await run()

        work.done = asyncio.create_task(whole())
        work.done.add_done_callback(_looked_at)
        self._works[work.id] = work
        while len(self._works) > _KEPT:
            self._works.popitem(last=False)
        return work

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


def _looked_at(done: asyncio.Task[tuple[Fate, ...]]) -> None:
    """Whoever began a work may be gone when it ends: what nobody foresaw is for the log."""
    error = None if done.cancelled() else done.exception()
    if error is not None and not isinstance(error, PolicyQAError):
        _log.error("a change of the library failed", exc_info=error)


def _told(supersedes: Sequence[str], *, apart: bool) -> list[str]:
    """The options of ``policyqa add``."""
    return ["--not-a-version"] if apart else [o for old in supersedes for o in ("--supersedes", old)]


def _fates(result: Result) -> tuple[Fate, ...]:
    return tuple(_fate(d, Path(d["path"]).name) for d in result.document["documents"])


def _fate(document: dict[str, Any] | None, name: str) -> Fate:
    if document is None:
        return Fate(name, "failed", 0, f"没有读到“{name}”；请再上传一次。")
    return Fate(name, str(document["status"]), int(document["clauses"]), document.get("error"), str(document["id"]))


def _place(folder: Path, upload: Upload) -> Path:
    """Move an upload into a folder of its own, so that no two files of one name meet."""
    own = folder / secrets.token_hex(8)
    own.mkdir(parents=True, mode=0o700)
    return upload.path.replace(own / upload.name).absolute()


def _discard(paths: Sequence[str]) -> None:
    for path in paths:
        shutil.rmtree(Path(path).parent)
