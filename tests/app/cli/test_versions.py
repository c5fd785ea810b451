"""add, documents and diff on versions: what is asked, how it is answered, what is remembered, exit codes."""

import sys
from pathlib import Path

import pytest

OLD = (
    "某县种粮补贴办法\n（2021年3月1日）\n第一条 种粮大户每亩补贴120元，由乡镇农业站核实面积后发放到户。\n"
    "第二条 合作社购置烘干机，按购置价的20%补贴，最高30万元。\n第三条 本办法自2021年4月1日起施行。\n"
)
NEW = OLD.replace("2021年", "2024年").replace("120元", "150元")
OTHER = "某县河道采砂管理办法\n第一条 汛期禁止采砂，违者处5万元罚款。\n第二条 采砂许可证有效期2年。\n"


@pytest.fixture
def shelf(tmp_path: Path, quick_home: Path, policyqa) -> Path:
    """A folder with the old version in the library and the new one beside it, not yet added."""
    folder = tmp_path / "文件 夹"
    folder.mkdir()
    (folder / "old.txt").write_text(OLD, encoding="utf-8")
    (folder / "other.txt").write_text(OTHER, encoding="utf-8")
    assert policyqa("sync", folder).code == 0
    (folder / "new.txt").write_text(NEW, encoding="utf-8")
    return folder


def listed(policyqa) -> dict[str, dict]:
    return {Path(d["path"]).name: d for d in policyqa("documents", "--json").json["documents"]}


def test_a_look_alike_is_asked_about_with_the_commands_that_answer(policyqa, shelf: Path) -> None:
    ended = policyqa("add", shelf / "new.txt")
    old = listed(policyqa)["old.txt"]["id"]
    assert ended.code == 0
    assert f"很可能是《某县种粮补贴办法》（{old}）的新版：标题相同" in ended.out
    assert f"policyqa add '{shelf / 'new.txt'}' --supersedes {old}" in ended.out
    assert f"policyqa add '{shelf / 'new.txt'}' --not-a-version" in ended.out
    assert not list(shelf.glob("*.toml"))  # nothing is decided silently
    (question,) = policyqa("documents", "--json").json["questions"]
    assert (question["old"], question["likelihood"]) == (old, "likely")
    assert question["new"] == f"{old}-2024"


def test_what_is_said_is_remembered(policyqa, shelf: Path) -> None:
    old = listed(policyqa)["old.txt"]["id"]
    ended = policyqa("add", shelf / "new.txt", "--supersedes", old, "--json")
    assert ended.code == 0, ended.err
    assert ended.json["questions"] == []
    assert (shelf / "new.txt.toml").read_text(encoding="utf-8") == f'id = "{old}-2024"\nsupersedes = "{old}"\n'
    policyqa("sync", shelf, "--rebuild")
    found = listed(policyqa)
    assert found["old.txt"]["status"] == "superseded"
    assert found["old.txt"]["effective_to"] == "2024-03-31"
    assert found["old.txt"]["superseded_by"] == {
        "document": f"{old}-2024",
        "title": "某县种粮补贴办法",
        "from": "2024-04-01",
    }
    assert found["new.txt"]["supersedes"] == [{"document": old, "source": "told"}]
    out = policyqa("documents").out
    assert f"取代 {old}" in out
    assert "（自2024-04-01起）" in out


def test_told_apart_is_remembered_too(policyqa, shelf: Path) -> None:
    assert policyqa("add", shelf / "new.txt", "--not-a-version").code == 0
    assert policyqa("documents", "--json").json["questions"] == []
    assert listed(policyqa)["old.txt"]["status"] == "unknown"
    assert "没有与它相像的文件" in policyqa("add", shelf / "other.txt", "--not-a-version").err


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        pytest.param(["--supersedes", "doc-0000000000"], "库里没有标识为“doc-0000000000”的文件", id="unknown"),
        pytest.param(["--supersedes", "SELF"], "就是这份文件自己", id="itself"),
        pytest.param(["--supersedes", "OLD", "--not-a-version"], "只能取一", id="both"),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_is_written(policyqa, shelf: Path, arguments, message) -> None:
    old = listed(policyqa)["old.txt"]["id"]
    ids = {"SELF": f"{old}-2024", "OLD": old}
    ended = policyqa("add", shelf / "new.txt", *(ids.get(a, a) for a in arguments))
    assert ended.code == 2
    assert message in ended.err
    assert not list(shelf.glob("*.toml"))


def test_the_old_one_cannot_take_the_place_of_the_new_one(policyqa, shelf: Path) -> None:
    old = listed(policyqa)["old.txt"]["id"]
    policyqa("add", shelf / "new.txt", "--supersedes", old)
    ended = policyqa("add", shelf / "old.txt", "--supersedes", f"{old}-2024")
    assert ended.code == 2
    assert "后续版本" in ended.err


def test_metadata_that_cannot_be_true_is_reported(policyqa, shelf: Path) -> None:
    (shelf / "new.txt.toml").write_text('supersedes = "never-heard-of"\n', encoding="utf-8")
    ended = policyqa("sync", shelf)
    assert ended.code == 0
    assert "写明取代 never-heard-of，但库里没有这个标识的文件" in ended.out
    assert "写明取代 never-heard-of" in policyqa("documents").out


def test_an_unreadable_file_is_no_version(policyqa, shelf: Path) -> None:
    (shelf / "empty.txt").write_bytes(b"")
    ended = policyqa("add", shelf / "empty.txt", "--supersedes", "x")
    assert ended.code == 1
    assert "文件为空" in ended.out


@pytest.mark.parametrize(("said", "status"), [("y", "superseded"), ("不是", "unknown"), ("", "unknown")])
def test_at_a_terminal_it_asks(policyqa, shelf: Path, monkeypatch, said: str, status: str) -> None:
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: said)
    assert policyqa("add", shelf / "new.txt").code == 0
    assert listed(policyqa)["old.txt"]["status"] == status
    assert (shelf / "new.txt.toml").exists() is bool(said)


def test_without_dates_both_ways_round_are_offered(policyqa, shelf: Path, monkeypatch) -> None:
    undated = NEW.replace("（2024年3月1日）\n", "").replace("第三条 本办法自2024年4月1日起施行。\n", "")
    (shelf / "new.txt").write_text(undated, encoding="utf-8")
    old = listed(policyqa)["old.txt"]["id"]
    out = policyqa("add", shelf / "new.txt").out
    assert f"{old}-v2 是新版： policyqa add '{shelf / 'new.txt'}' --supersedes {old}" in out
    assert f"{old} 是新版： policyqa add '{shelf / 'old.txt'}' --supersedes {old}-v2" in out
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True, raising=False)
    monkeypatch.setattr("typer.prompt", lambda *_, **__: "2")
    (shelf / "new.txt").write_text(undated + "\n", encoding="utf-8")
    assert policyqa("add", shelf / "new.txt").code == 0
    assert listed(policyqa)["new.txt"]["status"] == "superseded"


def test_diff_with_the_version_before(policyqa, shelf: Path) -> None:
    old = listed(policyqa)["old.txt"]["id"]
    policyqa("add", shelf / "new.txt", "--supersedes", old)
    for name in (f"{old}-2024", shelf / "new.txt"):
        ended = policyqa("diff", name)
        assert ended.code == 0, ended.err
        assert "120元 → 150元" in ended.out
    assert "120元 → 150元" in policyqa("diff", old, f"{old}-2024").out


def test_diff_without_a_version_before(policyqa, shelf: Path) -> None:
    ended = policyqa("diff", listed(policyqa)["old.txt"]["id"])
    assert ended.code == 2
    assert "前一版：没有" in ended.err
    assert "库里没有“nothing”" in policyqa("diff", "nothing").err


def test_documents_of_an_empty_home(policyqa) -> None:
    ended = policyqa("documents")
    assert ended.code == 2
    assert "还没有索引" in ended.err
