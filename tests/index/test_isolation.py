"""A file that breaks its reader breaks nothing else."""

import os
import signal
import time
from contextlib import closing
from pathlib import Path

import pytest

from corpus import CorpusError, UnreadableFile
from corpus.parsing import parse
from index.isolation import ParserProcess, _read

LINES = "某市奖励办法\n一、总则\n(一)对企业最高奖励500万元。\n二、附则\n自发布之日起施行。"


@pytest.fixture
def parser():
    with closing(ParserProcess()) as opened:
        yield opened


@pytest.mark.parametrize("name", ["办法.txt", "a b.txt", "换\n行.txt", "引'\"号.txt"])
def test_the_same_as_without_a_process(parser, tmp_path, name):
    path = tmp_path / name
    path.write_text(LINES, encoding="utf-8")
    assert parser(path) == parse(path)
    assert parser(path) == parse(path)


def test_a_refusal_comes_back_as_its_sentence(parser, tmp_path):
    path = tmp_path / "空.txt"
    path.write_bytes(b"")
    with pytest.raises(CorpusError) as here:
        parse(path)
    with pytest.raises(CorpusError) as there:
        parser(path)
    assert str(there.value) == str(here.value)


def test_a_dead_child_is_told_and_replaced(parser, tmp_path):
    path = tmp_path / "办法.txt"
    path.write_text(LINES, encoding="utf-8")
    parser(path)
    os.kill(parser._child.pid, signal.SIGSEGV)
    with pytest.raises(UnreadableFile, match=r"无法读取“办法.txt”：读取它的进程被信号 11 终止；请换一种格式"):
        parser(path)
    assert parser(path) == parse(path)


def test_memory_is_limited(parser, tmp_path):
    path = tmp_path / "办法.txt"
    path.write_text(LINES, encoding="utf-8")
    parser(path)
    limits = Path(f"/proc/{parser._child.pid}/limits").read_text(encoding="ascii")
    (line,) = [line for line in limits.splitlines() if line.startswith("Max data size")]
    assert line.split()[3] == str(1536 << 20)


def test_the_child_ends_when_its_parent_does(parser, tmp_path):
    path = tmp_path / "办法.txt"
    path.write_text(LINES, encoding="utf-8")
    parser(path)
    parser._child.stdin.close()
    assert parser._child.wait(timeout=30) == 0
    parser._child.stdin = open(os.devnull, "wb")  # noqa: PTH123, SIM115 - so that closing the parser finds one


def test_waiting_ends():
    reader, writer = os.pipe()
    os.write(writer, b"123")
    with os.fdopen(reader, "rb") as pipe:
        assert _read(pipe, 2, time.monotonic() + 60) == b"12"
        with pytest.raises(TimeoutError):
            _read(pipe, 2, time.monotonic() + 0.05)
        os.close(writer)
        with pytest.raises(EOFError):
            _read(pipe, 2, time.monotonic() + 60)
