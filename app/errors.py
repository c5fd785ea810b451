"""What can go wrong in the application.

PolicyQAError (corpus.errors)
└── AppError
    ├── InvalidSettings     an unknown key or a wrong value in the settings file
    ├── InvalidQuestion     empty, or longer than the limit
    ├── InvalidRequest      what a program sends is not what is asked for
    ├── NotFound            there is no such document or clause
    ├── CannotAnswer        answering broke off before there was an answer
    ├── Overloaded          too many ask at the same time, or this one asks too often: try again later
    ├── InvalidUpload       a file that is not taken: its type, too many at once
    │   ├── UploadTooLarge      over the limit
    │   └── UploadBroken        it did not come whole
    ├── LibraryBusy         somebody else is changing the library
    ├── InvalidVersion      what is said of a document's versions cannot be
    ├── ModelMissing        the model file is not there: how to fetch it
    ├── ModelCorrupt        the model file's digest is not the pinned one
    ├── RecordsFault        what is kept of conversations cannot be read or written
    │   └── RecordMissing   the user has no such conversation or answer
    ├── Forbidden           the user may not do this
    ├── CannotServe         the page cannot be served at this address
    ├── AccessFault         accounts and the log of what was done
    │   ├── InvalidAccount      a name, password or token that cannot be, or that there is not
    │   ├── TooManyAttempts     too many wrong passwords: how long to wait
    │   ├── AccessDamaged       the file of the accounts cannot be read or written
    │   └── AuditFault          the audit log cannot be read or written
    └── EngineFault         a language model cannot be started, reached, or broke off
        ├── EngineUnavailable   not running, not reachable, model not registered
        └── AnswerIncomplete    the stream ended early (no final record, stalled)
            └── AnswerCut       at the limit of tokens, or for repeating itself: asked again, it would do so again
"""

from corpus.errors import PolicyQAError


class AppError(PolicyQAError):
    """Base of the application's errors."""


class InvalidSettings(AppError):
    """The settings file has an unknown key or a wrong value."""


class InvalidQuestion(AppError):
    """The question is empty or too long."""


class InvalidRequest(AppError):
    """What a program sends is not what is asked for."""


class NotFound(AppError):
    """There is no document, clause or address of this name."""


class CannotAnswer(AppError):
    """Answering broke off before there was any answer."""


class Overloaded(AppError):
    """Nothing can be taken in now. ``retry_after`` in whole seconds; ``personal``: only this caller asks too often."""

    def __init__(self, message: str, *, retry_after: int, personal: bool = False) -> None:
        super().__init__(message)
        self.retry_after = retry_after
        self.personal = personal


class InvalidUpload(AppError):
    """A file cannot be uploaded."""


class UploadTooLarge(InvalidUpload):
    """A file is over the limit."""


class UploadBroken(InvalidUpload):
    """A file did not come whole."""


class LibraryBusy(AppError):
    """Another change of the library is under way."""


class InvalidVersion(AppError):
    """A document cannot be a version of what it is said to be."""


class ModelMissing(AppError):
    """The model file is not there."""


class ModelCorrupt(AppError):
    """The model file is not the pinned one."""


class RecordsFault(AppError):
    """What is kept of conversations and feedback cannot be read or written."""


class RecordMissing(RecordsFault):
    """The user has no such conversation or answer."""


class Forbidden(AppError):
    """The user may not do what was asked for."""


class CannotServe(AppError):
    """The page cannot be served at this address, or not from this home."""


class AccessFault(AppError):
    """The accounts or the log of what was done."""


class InvalidAccount(AccessFault):
    """A name, a password or a token that cannot be, or that there is not."""


class TooManyAttempts(AccessFault):
    """Too many wrong passwords. ``seconds`` is how long to wait."""

    def __init__(self, seconds: int) -> None:
        super().__init__(
            f"输错口令的次数太多；请在 {seconds} 秒后再试，忘记口令时请管理员用 policyqa user password 重设。"
        )
        self.seconds = seconds


class AccessDamaged(AccessFault):
    """The file of the accounts cannot be read or written."""


class AuditFault(AccessFault):
    """The audit log cannot be read or written."""


class EngineFault(AppError):
    """A language model failed; the model-free answer stands."""


class EngineUnavailable(EngineFault):
    """The engine cannot be started or reached, or does not have the model."""


class AnswerIncomplete(EngineFault):
    """The model's text broke off before its end."""


class AnswerCut(AnswerIncomplete):
    """The text was cut at the limit of tokens, or because the model only repeated itself."""
