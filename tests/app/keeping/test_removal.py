"""Removal: the index forgets a document; its file goes only where it was uploaded."""

from pathlib import Path

import pytest

from app.errors import InvalidVersion
from app.keeping.removal import FOLDER, remove_document
from index import HashingEmbedder, sync
from index.library import open_library

TEXT = "关于{}的通知\n一、奖励\n对企业奖励5万元。\n"


def put(path: Path, name: str) -> Path:
    path.parent.mkdir(parents=True)
    path.write_text(TEXT.format(name), encoding="utf-8")
    return path


def ids(home: Path) -> dict[str, str]:
    with open_library(home) as library:
        return {Path(d.path).name: d.id for d in library.documents}


def test_uploads_go_and_other_files_stay(tmp_path: Path) -> None:
    home = tmp_path / "home"
    uploaded = put(home / FOLDER / "0a" / "甲.txt", "甲")
    uploaded.with_name("甲.txt.toml").write_text('version = "1"\n', encoding="utf-8")
    loose, other = put(tmp_path / "原件" / "乙.txt", "乙"), put(tmp_path / "别处" / "丙.txt", "丙")
    sync(home, [uploaded, loose, other], HashingEmbedder())
    held = ids(home)
    assert remove_document(home, held["甲.txt"]).deleted
    assert not remove_document(home, held["乙.txt"]).deleted
    assert not uploaded.parent.exists()
    assert loose.is_file()
    assert list(ids(home)) == ["丙.txt"]
    sync(home, [loose], HashingEmbedder())
    assert set(ids(home)) == {"乙.txt", "丙.txt"}


def test_the_last_one_may_go(tmp_path: Path) -> None:
    sync(tmp_path / "home", [put(tmp_path / "a" / "甲.txt", "甲")], HashingEmbedder())
    remove_document(tmp_path / "home", ids(tmp_path / "home")["甲.txt"])
    assert ids(tmp_path / "home") == {}


def test_a_document_that_is_not_there(tmp_path: Path) -> None:
    sync(tmp_path / "home", [put(tmp_path / "a" / "甲.txt", "甲")], HashingEmbedder())
    with pytest.raises(InvalidVersion, match="没有标识为“nothing”"):
        remove_document(tmp_path / "home", "nothing")
