"""The reader follows the newest generation, and every answer comes from one."""

import threading
from pathlib import Path

import pytest

from index import IndexMismatch, open_index


def test_new_generation_is_seen_without_reopening(filled):
    index = filled.open()
    filled.write("notice.txt", "关于征求意见的通知", "请于2026年1月5日前反馈意见。")
    filled.sync()
    assert index.search("反馈意见的日期", k=1)[0].clause.text == "请于2026年1月5日前反馈意见。"
    assert index.generation == "gen-2"


def test_a_snapshot_stays_what_it_was(filled):
    index = filled.open()
    before = index.snapshot()
    for year in range(2026, 2029):  # the first generation is not even on the disk any more
        filled.write("notice.txt", "关于征求意见的通知", f"请于{year}年1月5日前反馈意见。")
        filled.sync()
    assert before.generation == "gen-1"
    assert before.search("反馈意见的日期", k=1)[0].clause.text == "请于2025年12月1日前反馈意见。"
    assert before.document("notice").document.text.endswith("请于2025年12月1日前反馈意见。")
    assert index.generation == "gen-4"


def test_threads_search_while_the_generation_switches(filled):
    """Every thread sees old or new, never an error, never a mixture; in the end all see the new one."""
    index = filled.open()
    stop = threading.Event()
    seen: list[tuple[str, str]] = []
    errors: list[BaseException] = []

    def ask() -> None:
        while not stop.is_set():
            try:
                snapshot = index.snapshot()
                text = snapshot.search("反馈意见的日期", k=1)[0].clause.text
                seen.append((snapshot.generation, text))
            except BaseException as exc:  # noqa: BLE001 - handed to the test
                errors.append(exc)
                return

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for year in (2026, 2027):
        filled.write("notice.txt", "关于征求意见的通知", f"请于{year}年1月5日前反馈意见。")
        filled.sync()
    index.search("反馈")
    stop.set()
    for thread in threads:
        thread.join()
    assert errors == []
    assert set(seen) <= {
        ("gen-1", "请于2025年12月1日前反馈意见。"),
        ("gen-2", "请于2026年1月5日前反馈意见。"),
        ("gen-3", "请于2027年1月5日前反馈意见。"),
    }
    assert len(seen) > 20
    assert index.generation == "gen-3"


def test_a_damaged_newer_generation_is_told_and_not_used(filled):
    index = filled.open()
    filled.write("notice.txt", "关于征求意见的通知", "改了。")
    filled.sync()
    (path,) = (filled.home / "index" / "gen-2").glob("chroma/*/data_level0.bin")
    path.write_bytes(b"")
    assert index.generation == "gen-1"
    assert "gen-2 不可用" in index.warnings[0].message
    assert index.search("采购零部件", k=1)[0].clause.text == "采购零部件最高奖励500万元。"


def test_another_embedder_under_a_running_reader(filled):
    index = filled.open()
    other = type(filled.embedder)(name="another")
    filled.embedder, mine = other, filled.embedder
    filled.sync(rebuild=True)
    for _ in range(2):
        with pytest.raises(IndexMismatch, match=f"another.*{mine.name}"):
            index.search("奖励")


def test_dimensions_of_the_question(filled):
    index = open_index(filled.home, type(filled.embedder)(dimensions=64))
    with pytest.raises(IndexMismatch, match=r"256 维.*64 维"):
        index.search("奖励")


def test_closed(filled):
    index = filled.open()
    index.close()
    index.close()
    with pytest.raises(ValueError, match=r"closed"):
        index.search("奖励")


def test_nothing_is_left_behind(filled):
    """Of the reader's private copy, once nobody holds the snapshot."""
    index = filled.open()
    private = Path(index.snapshot()._store.indexes.nearest._client._system.settings.persist_directory)
    assert private.is_dir()
    index.close()
    assert not private.exists()


def test_documents_and_quantities(filled):
    index = filled.open()
    parsed = index.document("plan")
    assert [p.document.id for p in index.documents()] == ["notice", "plan", "rules"]
    assert parsed.document.page_of(3) == 1
    assert parsed.warnings[0].message == "一处说明"
    assert index.document("none") is None
    (quantity,) = index.quantities("plan#1")
    assert quantity.span.of(parsed.document.text) == quantity.raw
    assert str(quantity.value) == "5000000"
    assert index.quantities("none") == ()
