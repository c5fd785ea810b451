"""Drafts: uploaded revisions that are read and compared, and never taken into the library."""

import secrets
import shutil
from collections import OrderedDict
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

from app.access.user import User
from app.errors import InvalidUpload
from app.keeping.tray import Tray, Upload
from corpus import ParsedDocument
from index.isolation import ParserProcess

_MOST = 20  # drafts that are held at a time; the oldest go first


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft that was read: its file, in a folder of its own, and the document under the name that its sender gave."""

    user: str
    path: Path
    parsed: ParsedDocument


class Drafts:
    """One draft for each open page, gone with it or with the next one, and with the server at the latest."""

    def __init__(self, tray: Tray) -> None:
        self._tray = tray
        self._held: OrderedDict[str, Draft] = OrderedDict()

    def take(self, user: User, session: str, tokens: Sequence[str]) -> tuple[Upload, ...]:
        """The uploads that are to be read; what the session had before goes. From the event loop, as all of the tray.

        Raises InvalidUpload where none is this user's.
        """
        self.drop(session)
        uploads = self._tray.take(user, list(tokens))
        if not uploads:
            raise InvalidUpload("没有可以对照的文件；请重新选择文件上传。")
        return uploads

    def read(self, user: User, session: str, uploads: Sequence[Upload]) -> Draft:
        """Read the first of the uploads in a process of its own, and hold it; the rest is deleted. Takes a while.

        Raises CorpusError where it cannot be read; then it is deleted.
        """
        first, *rest = uploads
        for upload in rest:
            upload.path.unlink(missing_ok=True)
        own = first.path.parent / secrets.token_hex(8)
        own.mkdir(mode=0o700)
        path = first.path.replace(own / first.name)
        try:
            with closing(ParserProcess()) as parse:
                parsed = parse(path)
        except BaseException:  # whatever ends it: nothing may stay
            shutil.rmtree(own)
            raise
        named = replace(parsed, document=replace(parsed.document, path=first.name))
        draft = self._held[session] = Draft(user.name, path, named)
        while len(self._held) > _MOST:
            self.drop(next(iter(self._held)))
        return draft

    def of(self, user: User, session: str) -> Draft | None:
        """The draft of a page, its user's alone."""
        draft = self._held.get(session)
        return draft if draft is not None and draft.user == user.name else None

    def drop(self, session: str) -> None:
        """Delete the draft of a page, if it has one."""
        if (draft := self._held.pop(session, None)) is not None:
            shutil.rmtree(draft.path.parent, ignore_errors=True)
