"""The script that makes the wordbook, on an invented dictionary."""

from collections import Counter
from pathlib import Path

import numpy as np
import pytest

from eval.wordbook import Entry, choose, count, everyday, read_dictionary, reduce


def test_dictionary(tmp_path: Path) -> None:
    path = tmp_path / "dict.txt"
    path.write_text("补贴 500 n\n张三 900 nr\nAT&T 800 nz\n展位费 80 n\n大家 9000 r\n北京 9000 ns\n", encoding="utf-8")
    assert read_dictionary(path) == [Entry("大家", 9000), Entry("补贴", 500), Entry("展位费", 80)]


def test_rare_words_are_taken_where_they_are_wanted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("eval.wordbook._WORDS", 1)
    entries = [Entry("东西", 9000), Entry("补贴", 500), Entry("展位费", 80)]
    assert choose(entries, {"展位费"}) == [entries[0], entries[2]]


def test_everyday_is_common_in_general_and_rare_in_laws() -> None:
    laws = Counter({"办法": 3000, "补贴": 2000, "国家": 1_995_000})
    entries = [Entry("东西", 19_000), Entry("办法", 11_000), Entry("量子", 600)]
    degrees = everyday(entries, 60_000_000, laws).tolist()
    assert degrees[0] > 250
    assert degrees[1:] == [0, 0]


def test_words_are_counted(tmp_path: Path) -> None:
    path = tmp_path / "law.txt"
    path.write_text("企业应当缴纳税款。企业可以申请退税。", encoding="utf-8")
    assert count([path])["企业"] == 2


def test_vectors_keep_who_is_near_whom() -> None:
    rng = np.random.default_rng(7)
    groups = rng.normal(size=(40, 128)).astype(np.float32)
    vectors = np.repeat(groups, 10, axis=0) + 0.3 * rng.normal(size=(400, 128)).astype(np.float32) + 5.0
    small = reduce(vectors).astype(np.float32) / 127
    assert small.shape == (400, 96)
    assert np.linalg.norm(small, axis=1) == pytest.approx(np.ones(400), abs=0.05)
    assert (small[0] @ small[1]) > (small[0] @ small[10:].T).max()
