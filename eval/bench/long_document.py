"""What reading a PDF of thousands of pages costs in the process that reads every file."""

import os
import tempfile
import time
from contextlib import closing
from pathlib import Path

from corpus import PolicyQAError
from eval.bench.long_pdf import write_long_pdf
from eval.bench.measure import Measure
from eval.bench.memory import family, peak
from index.isolation import ParserProcess

PAGES = 5000
_MOST = 512.0  # MB, however long the document is
_MB = 1 << 20


def measure_long_pdf(pages: int = PAGES) -> tuple[Measure, ...]:
    """Seconds and peak memory of the child that parses a PDF of so many pages; no value where it refuses it."""
    name = f"{pages} 页 PDF"
    with tempfile.TemporaryDirectory(prefix="policyqa-bench-") as folder, closing(ParserProcess()) as parser:
        path = Path(folder) / "long.pdf"
        write_long_pdf(path, pages)
        others = set(family(os.getpid()))
        start = time.perf_counter()
        try:
            parsed = parser(path)
        except PolicyQAError as exc:
            return (Measure(f"{name}：内存峰值", None, "MB", _MOST, note=str(exc)),)
        seconds = time.perf_counter() - start
        held = max(peak(pid) for pid in family(os.getpid()) if pid not in others)
    note = f"{len(parsed.document.page_spans)} 页，{len(parsed.clauses)} 条款，{len(parsed.document.text)} 字"
    return (
        Measure(f"{name}：内存峰值", held / _MB, "MB", _MOST, note=note),
        Measure(f"{name}：用时", seconds, "秒"),
    )
