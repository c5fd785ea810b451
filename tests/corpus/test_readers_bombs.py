"""PDFs that unpack to too much, refer in circles or have too many pages: refused with the page and the way out."""

import subprocess
import sys
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from corpus import UnreadableFile
from corpus.readers import read
from eval.bench.long_pdf import write_long_pdf

DEFLATED = b"/Filter/FlateDecode"
TEXT = b"BT /F 12 Tf 80 700 Td (Interim measures of the city) Tj ET"
_LIMITED = """
import resource, sys
from pathlib import Path
resource.setrlimit(resource.RLIMIT_DATA, (int(sys.argv[2]) << 20,) * 2)
from corpus.parsing import parse
parsed = parse(Path(sys.argv[1]))
print(len(parsed.clauses), parsed.document.page_spans[-1].page)
"""


def pdf(content: bytes, *, filters: bytes = b"", pages: bytes = b"/Count 1/Kids[3 0 R]", page: bytes = b"") -> bytes:
    """A PDF of one page with the given content stream and entries."""
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages" + pages + b">>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources<</Font<</F 5 0 R>>>>" + page + b">>",
        b"<<%b/Length %d>>\nstream\n%b\nendstream" % (filters, len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
    )
    data, places = b"%PDF-1.4\n", list[int]()
    for number, body in enumerate(objects, 1):
        places.append(len(data))
        data += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    trailer = b"trailer\n<</Size 6/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % len(data)
    return data + b"xref\n0 6\n0000000000 65535 f \n" + table + trailer


def deflated(unit: bytes, times: int) -> bytes:
    packer = zlib.compressobj(9)
    return b"".join(packer.compress(unit) for _ in range(times)) + packer.flush()


@pytest.mark.parametrize(
    ("build", "reason"),
    [
        pytest.param(lambda: pdf(deflated(bytes(1 << 20), 128), filters=DEFLATED), "第1页的内容超过", id="zeros"),
        pytest.param(lambda: pdf(deflated(b" " * 1_000_000, 70), filters=DEFLATED), "第1页的内容超过", id="spaces"),
        pytest.param(lambda: pdf(deflated(b"BT /F 9 Tf (a) Tj ET ", 1_000_000), filters=DEFLATED), "第1页的内容超过", id="operators"),
        pytest.param(lambda: pdf(deflated(deflated(bytes(1 << 20), 300), 1), filters=b"/Filter[/FlateDecode/FlateDecode]"), "第1页的内容超过", id="packed-twice"),
        pytest.param(lambda: pdf(TEXT, pages=b"/Count 1/Kids[2 0 R]"), "已损坏", id="pages-in-a-circle"),
        pytest.param(lambda: pdf(TEXT, page=b"/X " + b"[" * 50_000 + b"]" * 50_000), "已损坏", id="deep-array"),
        pytest.param(lambda: pdf(b"[" * 50_000 + b"]" * 50_000), "已损坏", id="deep-content"),
    ],
)  # fmt: skip
def test_bombs(tmp_path: Path, build: Callable[[], bytes], reason: str) -> None:
    path = tmp_path / "办法.pdf"
    path.write_bytes(build())
    with pytest.raises(UnreadableFile, match=reason):
        read(path)


def test_a_page_count_that_lies_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "办法.pdf"
    path.write_bytes(pdf(TEXT, pages=b"/Count 999999999/Kids[3 0 R]"))
    assert [block.text for block in read(path).blocks] == ["Interim measures of the city"]


def test_too_many_pages_are_told_before_they_are_read(tmp_path: Path) -> None:
    path = tmp_path / "办法.pdf"
    write_long_pdf(path, 6001)
    with pytest.raises(UnreadableFile, match="有6001页，超过6000页的上限"):
        read(path)


def test_a_long_document_is_read_in_bounded_memory(tmp_path: Path) -> None:
    """400 pages within 256 MB of data, most of which the libraries take for themselves."""
    path = tmp_path / "长.pdf"
    write_long_pdf(path, 400)
    done = subprocess.run(
        [sys.executable, "-c", _LIMITED, str(path), "256"], capture_output=True, text=True, check=False
    )
    assert done.stdout.split() == ["2000", "400"], done.stderr
