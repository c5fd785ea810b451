"""Names of uploads: what is kept of them, what is made harmless, what is refused."""

import pytest

from app.errors import InvalidUpload
from app.keeping.names import file_name


@pytest.mark.parametrize(
    ("said", "kept"),
    [
        pytest.param("关于奖励的通知.pdf", "关于奖励的通知.pdf", id="plain"),
        pytest.param("../../x.pdf", "x.pdf", id="traversal"),
        pytest.param("..\\..\\x.pdf", "x.pdf", id="windows-traversal"),
        pytest.param("/etc/passwd.txt", "passwd.txt", id="absolute"),
        pytest.param("a\x00b.pdf", "ab.pdf", id="nul"),
        pytest.param("CON.pdf", "_CON.pdf", id="device"),
        pytest.param("com1.x.txt", "_com1.x.txt", id="device-with-dots"),
        pytest.param("txt\u202efdp.exe.pdf", "txtfdp.exe.pdf", id="turned-around"),
        pytest.param("<img src=x>.pdf", "_img src=x_.pdf", id="markup"),
        pytest.param(".hidden.txt", "hidden.txt", id="hidden"),
        pytest.param("~$锁.docx", "锁.docx", id="lock-file-of-an-office"),
        pytest.param("😀.md", "😀.md", id="emoji"),
        pytest.param("  两 \n 行 .txt", "两 行.txt", id="blanks-and-line-ends"),
        pytest.param("A.PDF", "A.PDF", id="capitals"),
        pytest.param("e\u0301.txt", "é.txt", id="composed"),
    ],
)
def test_kept(said: str, kept: str) -> None:
    assert file_name(said) == kept


@pytest.mark.parametrize(
    "said", ["", "   ", "无后缀", "a.exe", ".pdf", "a.pdf.exe", "../..", "a.toml", "x.benefits.yaml"]
)
def test_refused(said: str) -> None:
    with pytest.raises(InvalidUpload, match="支持 PDF、DOCX"):
        file_name(said)


@pytest.mark.parametrize("stem", ["长" * 600, "a" * 600, "😀" * 200])
def test_long_names_are_cut_between_characters(stem: str) -> None:
    name = file_name(f"{stem}.pdf")
    assert name.endswith(".pdf")
    assert len((name + ".benefits.yaml").encode()) < 255
    assert stem.startswith(name.removesuffix(".pdf"))
