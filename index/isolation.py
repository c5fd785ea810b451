"""Parsing in a process of its own: a file that makes a reading library crash, hang or swallow the memory fails alone.

The child is started for the first file, reads one path a line, and answers with a length and a pickle. It ends when
its standard input does, so that it never outlives a killed sync.
"""

import os
import pickle
import resource
import select
import subprocess
import sys
import time
from pathlib import Path
from queue import SimpleQueue
from threading import Thread
from typing import IO

from corpus import CorpusError, ParsedDocument, PolicyQAError, UnreadableFile

_MEMORY = 1536 << 20  # bytes of data; recognising eight scanned pages takes 600 MB
_TIME, _TIME_PER_BYTE, _MOST = 90.0, 120.0 / (1 << 20), 1800.0  # seconds; a scanned page has some 300 KB
_LENGTH = 8  # bytes before each answer
_REMEDY = "请换一种格式（例如另存为 DOCX 或纯文本）再试"


class ParserProcess:
    """Calls ``corpus.parsing.parse`` in a child, which a file that breaks it costs no more than a restart."""

    def __init__(self) -> None:
        self._child: subprocess.Popen[bytes] | None = None

    def __call__(self, path: Path) -> ParsedDocument:
        """Parse a file.

        Raises:
            CorpusError: it cannot become clauses, or the child did not survive it.
        """
        child = self._started()
        if child.stdin is None or child.stdout is None:
            raise RuntimeError("the child was started without its pipes")
        limit = min(_TIME + _TIME_PER_BYTE * path.stat().st_size, _MOST)
        try:
            child.stdin.write(os.fsencode(path) + b"\0")
            child.stdin.flush()
            answer = _answer(child.stdout, time.monotonic() + limit)
        except TimeoutError as exc:
            self.close()
            raise UnreadableFile(path, reason=f"读取超过 {limit:.0f} 秒", remedy=_REMEDY) from exc
        except (EOFError, BrokenPipeError) as exc:
            code = child.wait()
            self.close()
            how = f"被信号 {-code} 终止" if code < 0 else f"以退出码 {code} 结束"
            raise UnreadableFile(path, reason=f"读取它的进程{how}", remedy=_REMEDY) from exc
        if isinstance(answer, str):
            raise CorpusError(answer)
        return answer

    def close(self) -> None:
        """End the child. May be called twice; another call of the object starts another."""
        child, self._child = self._child, None
        if child is not None:
            child.kill()
            child.communicate()

    def _started(self) -> "subprocess.Popen[bytes]":
        if self._child is None:
            self._child = subprocess.Popen(
                [sys.executable, "-c", "from index.isolation import main; main()"],
                cwd=Path(__file__).parents[1],
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,  # what libraries say of a broken file is not for the user
            )
        return self._child


def main() -> None:
    """The child."""
    resource.setrlimit(resource.RLIMIT_DATA, (_MEMORY, _MEMORY))
    out = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # libraries print; the answers go another way
    paths: SimpleQueue[Path] = SimpleQueue()
    Thread(target=_listen, args=(paths,), daemon=True).start()
    while True:
        data = pickle.dumps(_parsed(paths.get()))
        out.write(len(data).to_bytes(_LENGTH, "big") + data)
        out.flush()


def _listen(paths: "SimpleQueue[Path]") -> None:
    """Pass on the paths; when there can be no more, end the process, even in the middle of a file."""
    waiting = b""
    while chunk := os.read(0, 1 << 16):
        *whole, waiting = (waiting + chunk).split(b"\0")
        for name in whole:
            paths.put(Path(os.fsdecode(name)))
    os._exit(0)


def _parsed(path: Path) -> ParsedDocument | str:
    """The document, or the sentence that says why there is none."""
    from corpus.parsing import parse

    try:
        return parse(path)
    except PolicyQAError as exc:
        return str(exc)
    except MemoryError:
        reason = f"读取需要的内存超过 {_MEMORY >> 20} MB"
    except Exception as exc:  # noqa: BLE001 - a reading library may raise anything on a broken file
        reason = f"读取时出错（{type(exc).__name__}: {exc}）"
    return str(UnreadableFile(path, reason=reason, remedy=_REMEDY))


def _answer(pipe: IO[bytes], deadline: float) -> ParsedDocument | str:
    size = int.from_bytes(_read(pipe, _LENGTH, deadline), "big")
    answer: ParsedDocument | str = pickle.loads(_read(pipe, size, deadline))  # noqa: S301 - from our own child
    return answer


def _read(pipe: IO[bytes], size: int, deadline: float) -> bytes:
    """Exactly ``size`` bytes.

    Raises:
        TimeoutError, EOFError: they do not come.
    """
    data = bytearray()
    while len(data) < size:
        ready, _, _ = select.select([pipe], [], [], max(0.0, deadline - time.monotonic()))
        if not ready:
            raise TimeoutError
        chunk = os.read(pipe.fileno(), size - len(data))
        if not chunk:
            raise EOFError
        data += chunk
    return bytes(data)
