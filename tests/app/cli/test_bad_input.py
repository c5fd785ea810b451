"""Bad input at the command line: one clear sentence, the right exit code, and nothing lost."""

import io
import json
import random
import socket
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from app.pinned import PINNED

ROOT = Path(__file__).resolve().parents[3]
QUESTION = "采购零部件的奖励比例是多少？"
SMALL = next(m for m in PINNED if m.short == "0.5b")


def plan() -> bytes:
    return (ROOT / "corpus" / "sources" / "plan.pdf").read_bytes()


def encrypted_pdf() -> bytes:
    from pypdf import PdfWriter

    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def word_file() -> bytes:
    from docx import Document

    document = Document()
    for number in range(200):
        document.add_paragraph(f"{number}.对符合条件的企业给予奖励。")
    out = io.BytesIO()
    document.save(out)
    return out.getvalue()


def foreign_zip() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", "b")
    return out.getvalue()


BAD_FILES = [
    pytest.param("empty.pdf", lambda: b"", id="empty-pdf"),
    pytest.param("empty.docx", lambda: b"", id="empty-docx"),
    pytest.param("empty.html", lambda: b"", id="empty-html"),
    pytest.param("empty.txt", lambda: b"", id="empty-txt"),
    pytest.param("blank.txt", "　\n \t\n".encode, id="nothing-but-space"),
    pytest.param("cut.pdf", lambda: plan()[: len(plan()) // 2], id="truncated-pdf"),
    pytest.param("cut.docx", lambda: word_file()[:-200], id="truncated-docx"),
    pytest.param("locked.pdf", encrypted_pdf, id="encrypted-pdf"),
    pytest.param("noise.pdf", lambda: random.Random(7).randbytes(4096), id="random-bytes-named-pdf"),  # noqa: S311
    pytest.param("program.docx", lambda: b"\x7fELF" + bytes(4096), id="program-named-docx"),
    pytest.param("archive.docx", foreign_zip, id="zip-that-is-no-docx"),
    pytest.param("old.doc", lambda: bytes.fromhex("d0cf11e0a1b11ae1") + bytes(4096), id="word-97"),
]


def clauses(policyqa) -> list[str]:
    return [h["clause"] for h in policyqa("search", QUESTION, "--json").json["hits"]]


@pytest.mark.parametrize(("name", "content"), BAD_FILES)
def test_a_bad_file_is_named_and_the_others_stay(policyqa, library, name, content):
    before = clauses(policyqa)
    (library / name).write_bytes(content())
    ended = policyqa("sync", library, "--json")
    assert ended.code == 1
    rows = {Path(d["path"]).name: d for d in ended.json["documents"]}
    assert rows["policy.txt"]["status"] == "unchanged"
    assert rows[name]["status"] == "failed"
    assert name in rows[name]["error"]
    assert "；" in rows[name]["error"]  # the reason, then the next step
    assert "\n" not in rows[name]["error"]
    assert clauses(policyqa) == before


@pytest.mark.parametrize(("name", "content"), BAD_FILES)
@pytest.mark.parametrize("command", ["parse", "quantities", "benefits"])
def test_a_bad_file_alone_is_one_sentence(policyqa, tmp_path, command, name, content):
    file = tmp_path / name
    file.write_bytes(content())
    ended = policyqa(command, file)
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert name in ended.err


def test_a_word_file_named_pdf_is_read_as_what_it_is(policyqa, tmp_path):
    file = tmp_path / "renamed.pdf"
    file.write_bytes(word_file())
    ended = policyqa("parse", file, "--json")
    assert ended.code == 0, ended.err
    assert "对符合条件的企业给予奖励" in ended.json["document"]["text"]


def test_a_document_that_turns_bad_stays_as_it_was(policyqa, library):
    before = clauses(policyqa)
    (library / "policy.txt").write_bytes(b"")
    ended = policyqa("sync", library)
    assert ended.code == 1
    assert clauses(policyqa) == before


@pytest.mark.parametrize("command", ["parse", "quantities", "benefits"])
def test_a_file_that_is_not_there_is_named(policyqa, tmp_path, command):
    ended = policyqa(command, tmp_path / "missing.pdf")
    assert ended.code == 2
    assert "missing.pdf" in ended.err


def test_a_folder_that_is_not_there_is_named_and_the_others_are_synced(policyqa, library):
    ended = policyqa("sync", library, library / "missing", "--json")
    assert ended.code == 1
    assert sorted(d["status"] for d in ended.json["documents"]) == ["failed", "unchanged"]


@pytest.mark.parametrize("arguments", [["search", QUESTION], ["ask", QUESTION, "--engine", "extractive"]])
def test_asking_before_the_first_sync_says_what_to_do(policyqa, quick_home, arguments):
    ended = policyqa(*arguments)
    assert ended.code == 2
    assert "policyqa sync" in ended.err


QUESTIONS = [
    pytest.param("", id="empty"),
    pytest.param("  　\n", id="spaces"),
    pytest.param("\x00\u200b\u202e", id="invisible"),
    pytest.param("？！🙂", id="nothing-to-look-for"),
    pytest.param("奖" * 350_000, id="one-megabyte"),
]


@pytest.mark.parametrize("question", QUESTIONS)
@pytest.mark.parametrize("command", [["search"], ["ask", "--engine", "extractive"]])
def test_no_question_is_one_sentence(policyqa, library, command, question):
    ended = policyqa(*command, question)
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert len(ended.err) < 300


def test_bad_questions_in_a_batch_cost_only_their_lines(policyqa, library, tmp_path):
    lines = [{"id": n, "question": q.values[0]} for n, q in enumerate(QUESTIONS)] + [
        {"id": "good", "question": QUESTION}
    ]
    batch = tmp_path / "batch.jsonl"
    batch.write_text("\n".join(map(json.dumps, lines)) + "\n{\n", encoding="utf-8")
    ended = policyqa("ask", "--batch", batch, "--engine", "extractive")
    assert ended.code == 1
    records = [json.loads(line) for line in ended.out.splitlines()]
    assert [r["id"] for r in records] == [0, 1, 2, 3, 4, "good", None]
    assert [("error" in r) for r in records] == [True] * 5 + [False, True]
    assert records[5]["citations"][0]["path"] == ["一", "1"]


def test_a_batch_that_is_not_there_is_named(policyqa, library, tmp_path):
    ended = policyqa("search", "--batch", tmp_path / "missing.jsonl")
    assert ended.code == 2
    assert "missing.jsonl" in ended.err


def test_an_unknown_document_is_named(policyqa, library):
    ended = policyqa("ask", QUESTION, "--engine", "extractive", "--document", "no-such")
    assert ended.code == 2
    assert "no-such" in ended.err


def test_a_missing_model_says_how_to_fetch_it(policyqa, library):
    ended = policyqa("ask", QUESTION, "--engine", "embedded")
    assert ended.code == 2
    assert "policyqa model pull" in ended.err


def test_without_a_model_auto_answers_without_one(policyqa, library, quick_home):
    settings = quick_home / "settings.toml"
    closed = closed_port()
    with settings.open("a", encoding="utf-8") as file:
        file.write(f'[engine]\nollama_url = "http://127.0.0.1:{closed}"\n')
    ended = policyqa("ask", QUESTION, "--json")
    assert ended.code == 0, ended.err
    assert ended.json["engine"] == "extractive"
    assert ended.json["citations"][0]["path"] == ["一", "1"]


@pytest.mark.parametrize(
    ("size", "start", "code"),
    [
        # Taking the digest lasts seconds, so the model-free answer is there first, and it stands.
        pytest.param(SMALL.size, b"GGUF", 0, id="right-size-other-bytes"),
        pytest.param(1000, b"GGUF", 2, id="too-short"),
        pytest.param(SMALL.size, b"\x7fELF", 2, id="no-model-at-all"),
    ],
)
def test_a_wrong_model_file_is_refused(policyqa, library, quick_home, size, start, code):
    models = quick_home / "models"
    models.mkdir()
    with (models / SMALL.name).open("wb") as file:
        file.write(start)
        file.truncate(size)
    with (quick_home / "settings.toml").open("a", encoding="utf-8") as file:
        file.write('[engine]\nmodel = "0.5b"\n')
    verified = policyqa("model", "verify", "--json")
    assert verified.code == 1
    assert verified.json["models"][0]["state"] == "corrupt"
    asked = policyqa("ask", QUESTION, "--engine", "embedded")
    assert asked.code == code
    assert ("10%" in asked.out) == (code == 0)
    assert SMALL.name in asked.err
    assert "policyqa model pull" in asked.err


def test_ollama_that_is_down_is_one_sentence_and_loses_nothing(policyqa, library, quick_home):
    closed = closed_port()
    with (quick_home / "settings.toml").open("a", encoding="utf-8") as file:
        file.write(f'[engine]\nollama_url = "http://127.0.0.1:{closed}"\nollama_model = "qwen3:8b"\n')
    ended = policyqa("ask", QUESTION, "--engine", "ollama")
    assert ended.code == 2
    assert len(ended.err.splitlines()) == 1
    assert str(closed) in ended.err
    assert policyqa("ask", QUESTION, "--engine", "extractive").code == 0


def closed_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        return server.getsockname()[1]


def test_a_second_writer_is_told_who_the_first_is(policyqa, library, quick_home):
    before = clauses(policyqa)
    code = "import sys, pathlib, index.lock as l\nwith l.WriterLock(pathlib.Path(sys.argv[1])): print(1, flush=True); input()"
    first = subprocess.Popen(
        [sys.executable, "-c", code, str(quick_home)], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE
    )
    try:
        first.stdout.readline()
        ended = policyqa("sync", library)
        assert ended.code == 2
        assert str(first.pid) in ended.err
        assert clauses(policyqa) == before
    finally:
        first.communicate(b"\n")
    assert policyqa("sync", library).code == 0


@pytest.mark.parametrize(
    ("text", "named"),
    [
        pytest.param("[engine]\nengin = 'auto'\n", "engin", id="misspelt-key"),
        pytest.param("[engine\n", "settings.toml", id="no-toml"),
        pytest.param("[server]\nport = '7860'\n", "port", id="wrong-type"),
    ],
)
def test_wrong_settings_are_named(policyqa, quick_home, text, named):
    (quick_home / "settings.toml").write_text(text, encoding="utf-8")
    ended = policyqa("search", QUESTION)
    assert ended.code == 2
    assert named in ended.err


def test_another_embedder_asks_for_a_rebuild(policyqa, library, quick_home):
    (quick_home / "settings.toml").write_text("", encoding="utf-8")
    ended = policyqa("search", QUESTION)
    assert ended.code == 2
    assert "--rebuild" in ended.err
