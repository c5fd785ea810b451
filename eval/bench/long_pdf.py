"""A PDF of any length with real Chinese text, to measure what reading one costs."""

import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from corpus.structure.ordinals import chinese_number

_LINE, _PITCH, _SIZE = 28, 29, 16  # characters, points, points: as official documents are set
_LEFT, _TOP = 74, 740
_KIDS = 100  # of a node of the page tree
_MOST = 9999  # articles, one a page
_CATALOG, _ROOT, _FONT, _CID_FONT, _DESCRIPTOR = 1, 2, 3, 4, 5
_FIRST_FREE = 6
_ARTICLE = (
    "为了支持机器人产业发展，对在本市登记注册的第{n}类企业，按照上一年度实际投入的{rate}%给予补助，"
    "单个企业每年最高{cap}万元，申请之日起{days}个工作日内办结。"
)
_ITEMS = (
    "（一）首次认定为国家级企业技术中心的，一次性奖励{cap}万元；",
    "（二）年营业收入达到{income}万元以上且同比增长{rate}%以上的，给予不超过{half}万元的奖励；",
    "（三）在本市建设公共服务平台、服务企业{count}家以上的，按照建设费用的{rate}%给予补助；",
    "（四）同一项目符合多项政策的，按照就高不重复的原则执行，累计不超过{sum}万元。",
)


def write_long_pdf(path: Path, pages: int) -> None:
    """Write a PDF of ``pages`` pages (1 to 9,999), each an article (条) with four items and its page number.

    The font is Adobe's standard STSong-Light, which every reader knows and which need not be embedded.

    Raises:
        ValueError: as many articles cannot be numbered.
    """
    if not 1 <= pages <= _MOST:
        raise ValueError(f"pages must be 1 to {_MOST}, not {pages}")
    with path.open("wb") as out:
        _Writer(out).write(pages)


class _Writer:
    """Writes objects one after the other and remembers where each begins."""

    def __init__(self, out: BinaryIO) -> None:
        self._out = out
        self._places: dict[int, int] = {}

    def write(self, pages: int) -> None:
        """The whole file."""
        self._out.write(b"%PDF-1.4\n%\xe2\xe3\xcf\xd3\n")
        nodes = range(_FIRST_FREE, _FIRST_FREE + -(-pages // _KIDS))
        first = nodes.stop
        for number in range(pages):
            self._page(number + 1, first + 2 * number, parent=nodes[number // _KIDS])
        for at, node in enumerate(nodes):
            kids = range(at * _KIDS, min(pages, (at + 1) * _KIDS))
            references = " ".join(f"{first + 2 * kid} 0 R" for kid in kids)
            self._object(node, f"<</Type/Pages/Parent {_ROOT} 0 R/Count {len(kids)}/Kids[{references}]>>")
        self._fixed(" ".join(f"{node} 0 R" for node in nodes), pages)
        self._end()

    def _page(self, number: int, reference: int, *, parent: int) -> None:
        fonts = f"/Resources<</Font<</F {_FONT} 0 R>>>>"
        box = "/MediaBox[0 0 595 842]"
        self._object(reference, f"<</Type/Page/Parent {parent} 0 R{box}{fonts}/Contents {reference + 1} 0 R>>")
        data = zlib.compress(_content(number))
        head = f"<</Filter/FlateDecode/Length {len(data)}>>\nstream\n".encode()
        self._object(reference + 1, head + data + b"\nendstream")

    def _fixed(self, nodes: str, pages: int) -> None:
        info = "/CIDSystemInfo<</Registry(Adobe)/Ordering(GB1)/Supplement 4>>"
        box = "/FontBBox[-25 -254 1000 880]/ItalicAngle 0/Ascent 880/Descent -120/CapHeight 880/StemV 93"
        self._object(_CATALOG, f"<</Type/Catalog/Pages {_ROOT} 0 R>>")
        self._object(_ROOT, f"<</Type/Pages/Count {pages}/Kids[{nodes}]>>")
        self._object(
            _FONT,
            "<</Type/Font/Subtype/Type0/BaseFont/STSong-Light-UniGB-UCS2-H/Encoding/UniGB-UCS2-H"
            f"/DescendantFonts[{_CID_FONT} 0 R]>>",
        )
        self._object(
            _CID_FONT,
            f"<</Type/Font/Subtype/CIDFontType0/BaseFont/STSong-Light{info}/DW 1000/W[1 95 500 814 939 500]"
            f"/FontDescriptor {_DESCRIPTOR} 0 R>>",
        )
        self._object(_DESCRIPTOR, f"<</Type/FontDescriptor/FontName/STSong-Light/Flags 6{box}>>")

    def _object(self, reference: int, body: str | bytes) -> None:
        self._places[reference] = self._out.tell()
        content = body.encode() if isinstance(body, str) else body
        self._out.write(b"%d 0 obj\n%b\nendobj\n" % (reference, content))

    def _end(self) -> None:
        start, size = self._out.tell(), max(self._places) + 1
        self._out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size)
        for reference in range(1, size):
            self._out.write(b"%010d 00000 n \n" % self._places[reference])
        self._out.write(b"trailer\n<</Size %d/Root %d 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (size, _CATALOG, start))


def _content(number: int) -> bytes:
    """The content stream of a page: its lines, the page number at its foot."""
    shown = [f"BT /F {_SIZE} Tf {_LEFT} {_TOP} Td {_PITCH} TL"]
    shown += [f"<{line.encode('utf-16-be').hex()}> Tj T*" for line in _lines(number)]
    shown.append(f"ET BT /F 14 Tf 270 60 Td <{f'— {number} —'.encode('utf-16-be').hex()}> Tj ET")
    return "\n".join(shown).encode()


def _lines(number: int) -> Iterator[str]:
    figures = {
        "n": chinese_number(number), "rate": 5 + number % 40, "cap": 50 + number % 950, "half": 25 + number % 400,
        "days": 5 + number % 25, "income": 1000 + number % 9000, "count": 10 + number % 90, "sum": 100 + number % 1900,
    }  # fmt: skip
    paragraphs = [f"第{chinese_number(number)}条\u3000{_ARTICLE}", *_ITEMS]
    for paragraph in paragraphs:
        text = "\u3000\u3000" + paragraph.format(**figures)
        while text:
            end = _fitting(text)
            yield text[:end]
            text = text[end:]


def _fitting(text: str) -> int:
    """How many characters fill a line: figures and marks of ASCII take half of one."""
    width = 0.0
    for at, sign in enumerate(text):
        width += 0.5 if sign.isascii() else 1.0
        if width > _LINE:
            return at
    return len(text)
