"""Versions in the index: ids of their own under one title, questions after a sync, status by what is there."""

import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from corpus import Status
from index import HashingEmbedder, SyncReport, open_index, sync
from index.truth import FILE_NAME

OLD = (
    "某县种粮补贴办法\n（2021年3月1日）\n第一条 种粮大户每亩补贴120元，由乡镇农业站核实面积后发放到户。\n"
    "第二条 合作社购置烘干机，按购置价的20%补贴，最高30万元。\n第三条 本办法自2021年4月1日起施行。\n"
)
NEW = OLD.replace("2021年", "2024年").replace("120元", "150元").replace("20%", "25%")


class Shelf:
    """A folder with real parsing and a home beside it."""

    def __init__(self, root: Path) -> None:
        self.folder, self.home = root / "文件", root / "home"
        self.folder.mkdir()

    def write(self, name: str, text: str, beside: str | None = None) -> Path:
        path = self.folder / name
        path.write_text(text, encoding="utf-8")
        if beside is not None:
            (self.folder / f"{name}.toml").write_text(beside, encoding="utf-8")
        return path

    def sync(self, *, rebuild: bool = False) -> SyncReport:
        from corpus.parsing import parse

        return sync(
            self.home,
            [self.folder],
            HashingEmbedder(),
            rebuild=rebuild,
            parse=lambda path: parse(path, today=date(2026, 1, 1)),
        )

    def statuses(self) -> dict[str, Status]:
        with closing(open_index(self.home, HashingEmbedder())) as index:
            return {Path(p.document.path).name: p.document.status for p in index.documents()}


@pytest.fixture
def shelf(tmp_path: Path) -> Shelf:
    return Shelf(tmp_path)


def ids(report: SyncReport) -> dict[str, str]:
    return {Path(d.path).name: d.id for d in report.documents}


def test_two_versions_with_one_title_get_ids_of_their_own_and_a_question(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD)
    first = ids(shelf.sync())["a.txt"]
    shelf.write("b.txt", NEW)
    report = shelf.sync()
    assert ids(report) == {"a.txt": first, "b.txt": f"{first}-2024"}
    assert [(q.new.id, q.old.id) for q in report.questions] == [(f"{first}-2024", first)]
    assert shelf.sync().questions == ()  # asked once
    shelf.write("b.txt", NEW.replace("150元", "160元"))
    assert ids(shelf.sync())["b.txt"] == f"{first}-2024"


def test_the_id_stays_when_the_first_version_leaves(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD)
    shelf.write("b.txt", NEW)
    before = ids(shelf.sync())["b.txt"]
    (shelf.folder / "a.txt").unlink()
    shelf.write("b.txt", NEW.replace("150元", "160元"))
    assert ids(shelf.sync())["b.txt"] == before


def test_a_copy_in_another_file_is_refused(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD)
    shelf.write("b.md", OLD.replace("，由", "，\n由"))
    report = {Path(d.path).name: d for d in shelf.sync().documents}
    assert report["b.md"].status == "failed"
    assert "文件标识都是" in (report["b.md"].error or "")


def test_an_answer_beside_the_file_settles_it(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD, 'id = "old"\n')
    shelf.write("b.txt", NEW, 'id = "new"\nsupersedes = "old"\n')
    assert shelf.sync().questions == ()
    with closing(open_index(shelf.home, HashingEmbedder())) as index:
        old = next(p.document for p in index.documents() if p.document.id == "old")
        assert (old.status, old.effective_to) == (Status.SUPERSEDED, date(2024, 3, 31))
        assert index.snapshot().search("种粮大户每亩补贴", k=9)[0].document.superseded_by or old.superseded_by
        assert index.snapshot().lineage.later("old") == ("new",)


def test_the_text_settles_it_and_the_old_one_comes_back(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD)
    shelf.write("b.txt", NEW.replace("起施行。", "起施行，《某县种粮补贴办法》同时废止。"))
    assert shelf.sync().questions == ()
    assert shelf.statuses()["a.txt"] is Status.SUPERSEDED
    (shelf.folder / "b.txt").unlink()
    shelf.sync()
    assert shelf.statuses()["a.txt"] is Status.UNKNOWN


def test_a_truth_from_before_the_columns_is_brought_up_to_date(shelf: Shelf) -> None:
    shelf.write("a.txt", OLD)
    shelf.sync()
    with closing(sqlite3.connect(shelf.home / FILE_NAME)) as truth:
        for column in ("supersedes", "not_a_version_of"):
            truth.execute(f"ALTER TABLE documents DROP COLUMN {column}")
        truth.commit()
    shelf.write("b.txt", NEW, 'supersedes = "some-other"\n')
    report = shelf.sync()
    assert {Path(d.path).name: d.status for d in report.documents} == {"a.txt": "unchanged", "b.txt": "added"}


def test_a_generation_from_before_the_columns_can_be_read(shelf: Shelf) -> None:
    from index.content import FILE_NAME as CONTENT_NAME
    from index.content import Content

    shelf.write("a.txt", OLD)
    shelf.sync()
    (content,) = shelf.home.rglob(CONTENT_NAME)
    with closing(sqlite3.connect(content)) as older:
        older.execute("ALTER TABLE documents DROP COLUMN supersedes")
        older.commit()
    with closing(Content(content)) as found:
        assert [p.document.supersedes for p in found.documents] == [()]
