"""A made-up folder of other people's documents, with two policies and two laws, and cases about the policies."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from app.settings import Settings
from eval.bench.answers.part import Bench
from eval.bench.answers.sets import load_sets
from index import IndexSettings

FAIRS = """# source: nobody/nowhere:fairs.docx
青禾县企业参展补助办法
第一条 企业参加国际展会的,按展位费的40%给予补助,每家企业每年最高补助6万元。
第二条 企业举办技术沙龙的,每场补助8000元。
"""
LEASES = """# source: nobody/nowhere:leases.docx
白杨县厂房租金减免办法
第一条 承租标准厂房的企业,每月每平方米减免租金5元。
"""
BOATS = """# 中华人民共和国渔船法

2031年1月1日 公布

<!-- INFO END -->

## 第一章 总则

第一条 为了加强渔船管理，制定本法。

第二条 渔船应当向船籍港登记，登记时应当提交下列材料：

(一)船舶所有权证明；

(二)检验证书。
"""
CREWS = """# 船员条例

第一条 船员应当持证上岗。

第二条 船员每年体检一次。
"""
CASES = """document: policy-07
cases:
  - id: 展位费
    question: 青禾县企业参加国际展会，展位费的补助比例是多少？
    expect: [{value: "40", unit: "%"}]
    cite: [第一条]
    quotes: ["按展位费的40%给予补助"]
    tags: [比例]
  - id: 沙龙
    conversation: [青禾县企业举办技术沙龙有补助吗？, 每场补助多少？]
    expect: [{value: "8000", unit: 元}]
    cite: [第二条]
    quotes: ["每场补助8000元"]
    tags: [金额]
  - id: 天气
    question: 明天会下雨吗？
    refuse: no_match
    tags: [拒答]
"""
OURS = """document: plan
cases:
  - id: 采购
    question: 整机企业采购零部件，按采购量的多少给予奖励？
    expect: [{value: "10", unit: "%"}]
    cite: [三, (二), 2]
    quotes: ["按年度采购量的10%予以奖励"]
    tags: [比例]
"""
QUESTIONS = [
    {"qid": 0, "question": "渔船在哪里登记？", "gold": ["渔船法|第二条"]},
    {"qid": 1, "question": "船员多久体检一次？", "gold": ["《船员条例》|第二条"]},
    {"qid": 4, "question": "用于调参，不报告", "gold": ["渔船法|第一条"]},
]


@pytest.fixture(scope="session")
def others(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Laid out as the folder that ``POLICYQA_SHARED`` names."""
    root = tmp_path_factory.mktemp("others")
    for folder in ("policies", "public/laws/行政", "public/stard"):
        (root / folder).mkdir(parents=True)
    (root / "policies" / "07_参展.txt").write_text(FAIRS, encoding="utf-8")
    (root / "policies" / "12_租金.txt").write_text(LEASES, encoding="utf-8")
    (root / "public" / "laws" / "README.md").write_text("# 说明", encoding="utf-8")
    (root / "public" / "laws" / "行政" / "渔船法.md").write_text(BOATS, encoding="utf-8")
    (root / "public" / "laws" / "行政" / "船员条例(2031-02-03).md").write_text(CREWS, encoding="utf-8")
    lines = "".join(json.dumps(q, ensure_ascii=False) + "\n" for q in QUESTIONS)
    (root / "public" / "stard" / "stard_qrels_by_name.jsonl").write_text(lines, encoding="utf-8")
    return root


@pytest.fixture(scope="session")
def case_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Cases on the plan, and on the made-up policies."""
    folder = tmp_path_factory.mktemp("cases")
    (folder / "policies").mkdir()
    (folder / "ours.yaml").write_text(OURS, encoding="utf-8")
    (folder / "policies" / "theirs.yaml").write_text(CASES, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def bench_cache(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder of indexes for all tests: a second sync is quick."""
    return tmp_path_factory.mktemp("cache")


@pytest.fixture
def bench(others: Path, case_folder: Path, bench_cache: Path, tmp_path: Path) -> Callable[..., Bench]:
    """What the parts are given, with the embedder that needs no model, changed by keywords."""

    def make(**changes: object) -> Bench:
        settings = Settings(tmp_path, index=IndexSettings(embedder="hashing"))
        given = Bench(settings, bench_cache, load_sets([case_folder]), lambda *_: None, shared=others)
        return replace(given, **changes)  # type: ignore[arg-type]

    return make
