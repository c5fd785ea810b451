"""Where a command writes."""

import json
import subprocess
import sys

import pytest

from app.cli.terminal import Terminal, printable


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        pytest.param("中文，标点“”", "中文，标点“”", id="chinese-stays"),
        pytest.param("a\x1b[31mb", "a�[31mb", id="escape-sequence"),
        pytest.param("a\x9b31mb", "a�31mb", id="c1-control"),
        pytest.param("fdp.\u202etxt", "fdp.�txt", id="bidi-override"),
        pytest.param("a\rb", "a�b", id="carriage-return"),
        pytest.param("a\tb\nc", "a\tb\nc", id="tab-and-newline-stay"),
        pytest.param("a\udc80b", "a\\udc80b", id="lone-surrogate"),
    ],
)
def test_printable(text, shown):
    assert printable(text) == shown


def test_text_is_never_markup(capsys):
    with Terminal() as terminal:
        terminal.say("[bold]500[/bold] :smile: [1] \\[2]")
    assert capsys.readouterr().out == "[bold]500[/bold] :smile: [1] \\[2]\n"


def test_a_long_line_is_not_wrapped_in_a_pipe(capsys):
    line = "单家企业每年最高奖励500万元。" * 100
    with Terminal() as terminal:
        terminal.say(line)
    assert capsys.readouterr().out == line + "\n"


@pytest.mark.parametrize(
    ("option", "variable", "word"),
    [
        ("zh", "en", "依据"),
        ("en", "zh", "Sources"),
        (None, "en", "Sources"),
        (None, "en_GB", "Sources"),
        (None, "", "依据"),
    ],
)
def test_the_language_comes_from_the_option_then_from_the_environment(monkeypatch, option, variable, word):
    monkeypatch.setenv("POLICYQA_LANG", variable)
    assert Terminal(language=option).words("citations") == word


def test_json_is_utf8_whatever_the_locale_and_alone_on_stdout():
    code = (
        "import os\n"
        "from app.cli.terminal import Terminal\n"
        "with Terminal(as_json=True) as terminal:\n"
        "    print('a library prints')\n"
        "    os.write(1, b'so does its C part\\n')\n"
        "    terminal.document({'\\u6570': '\\udc80'})\n"
        "os.write(1, b'after\\n')"
    )
    done = subprocess.run(
        [sys.executable, "-X", "utf8=0", "-c", code],
        capture_output=True,
        env={"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0"},
        check=True,
    )
    document, _, rest = done.stdout.decode("utf-8").partition("}\n")
    assert json.loads(document + "}") == {"数": "\udc80"}
    assert rest == "after\n"
    assert b"a library prints" in done.stderr
    assert b"so does its C part" in done.stderr
