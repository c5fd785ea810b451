"""The tray: whose an upload is, how many may wait, what an old server left."""

from pathlib import Path

import pytest

from app.access.user import Role, User
from app.errors import InvalidUpload
from app.keeping.tray import Tray

WANG, LI = User("wang", Role.EDITOR), User("li", Role.EDITOR)


def test_an_upload_is_its_senders_alone_and_is_taken_once(tmp_path: Path) -> None:
    tray = Tray(tmp_path, largest=1, count=3)
    upload = tray.begin(WANG, "a.txt")
    assert tray.take(LI, [upload.id]) == ()
    assert tray.take(WANG, [upload.id, upload.id, "invented"]) == (upload,)
    assert tray.take(WANG, [upload.id]) == ()
    assert upload.path.parent.stat().st_mode & 0o777 == 0o700
    assert "a.txt" not in str(upload.path)


def test_so_many_wait_and_no_more(tmp_path: Path) -> None:
    tray = Tray(tmp_path, largest=1, count=2)
    uploads = [tray.begin(WANG, "a.txt") for _ in range(2)]
    with pytest.raises(InvalidUpload, match="一次最多上传 2 份"):
        tray.begin(WANG, "a.txt")
    tray.begin(LI, "a.txt")
    tray.drop(uploads[0])
    tray.begin(WANG, "a.txt")


def test_no_room(tmp_path: Path) -> None:
    with pytest.raises(InvalidUpload, match="磁盘空间不足"):
        Tray(tmp_path, largest=1 << 60, count=2).begin(WANG, "a.txt")


def test_what_is_old_or_left_goes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    tray = Tray(tmp_path, largest=1, count=1)
    upload = tray.begin(WANG, "a.txt")
    upload.path.write_text("x")
    monkeypatch.setattr("app.keeping.tray._KEPT", -1.0)
    tray.begin(WANG, "b.txt").path.write_text("y")
    assert not upload.path.exists()
    tray.clear()
    assert list(upload.path.parent.iterdir()) == []


def test_a_second_server_of_the_home_leaves_the_uploads_of_the_first(tmp_path: Path) -> None:
    upload = Tray(tmp_path, largest=1, count=1).begin(WANG, "a.txt")
    upload.path.write_text("x")
    Tray(tmp_path, largest=1, count=1).clear()
    assert upload.path.exists()
