"""What the matching tab's script gets from the server, and what may not come through it."""

import base64
import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from starlette.applications import Starlette
from starlette.testclient import TestClient

from app.eligibility import Catalogue, catalogue_of, choose
from app.ui.matching.handlers import match_routes
from corpus import ParsedDocument, parse

FIRM, BOUGHT, PRIZE = "属于·整机制造企业", "采购非关联零部件年度采购量", "获得国家级、省级创新创业大赛奖项"
POLICY = (
    "某市促进机器人产业发展若干措施\n(征求意见稿)\n一、支持政策\n"
    "1.采购奖励。整机制造企业采购非关联零部件年度采购量达100万元的,按年度采购量的10%予以奖励,单家企业每年最高奖励500万元。\n"
    "2.大赛奖励。对获得国家级、省级创新创业大赛奖项的企业,分别给予50万元、20万元奖励。\n"
)
HOSTILE = '<img src=x onerror=alert(1)>{{7*7}}${1}"'


@dataclass(frozen=True, slots=True)
class Shelf:
    """Some documents, without an index."""

    documents: tuple[ParsedDocument, ...]

    async def of(self, documents: tuple[str, ...]) -> Catalogue:
        return catalogue_of(choose(self.documents, documents))

    async def all(self) -> tuple[ParsedDocument, ...]:
        return self.documents


@pytest.fixture
def parsed(tmp_path: Path) -> ParsedDocument:
    file = tmp_path / "policy.txt"
    file.write_text(POLICY, encoding="utf-8")
    return parse(file)


@pytest.fixture
def served(parsed: ParsedDocument) -> Callable[..., TestClient]:
    def start(*documents: ParsedDocument) -> TestClient:
        shelf = Shelf(documents or (parsed,))
        return TestClient(Starlette(routes=match_routes(shelf, shelf.all)))

    return start


def view(client: TestClient, **told: Any) -> dict[str, Any]:
    answer = client.post("/match/view", content=json.dumps(told))
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_the_form_asks_every_question_once_with_unit_and_clause(served: Callable[..., TestClient]) -> None:
    told = view(served(), form=True)
    assert told["form"].count(f'data-key="{BOUGHT}"') == 1
    assert "<span>元</span>" in told["form"]
    assert "年度采购量达100万元的,按年度采购量的10%" in told["form"]
    assert "国家级 50万元 / 省级 20万元" in told["form"]
    assert "征求意见稿" in told["documents"]
    assert "3 项" in told["documents"]


def test_an_edit_shows_what_it_changes(served: Callable[..., TestClient]) -> None:
    told = view(
        served(), answers={FIRM: "是", BOUGHT: "8000万元"}, since={FIRM: "是", BOUGHT: "3000万元"}
    )["results"]  # fmt: skip
    assert "<del>✓ 符合 300万元</del>" in told
    assert "<ins>✓ 符合 500万元</ins>" in told
    assert "8000万元 × 10% = 800万元，超过上限，按上限500万元计" in told
    assert view(served(), answers={FIRM: "是"}, since={FIRM: "是"})["results"].count("<del>") == 0


def test_an_answer_that_cannot_be_read_is_named_and_the_rest_is_matched(served: Callable[..., TestClient]) -> None:
    told = view(served(), answers={BOUGHT: "约八千万", PRIZE: ["省级"]})["results"]
    assert f'data-bad="{BOUGHT}"' in told
    assert "20万元" in told


def test_a_saved_profile_fills_the_form(served: Callable[..., TestClient]) -> None:
    text = json.dumps({"profile": {BOUGHT: 8000.5, FIRM: True, PRIZE: ["省级"], "别的": "x", "空": None}})
    told = view(served(), profile=text)
    assert told["answers"] == {BOUGHT: "8000.5", FIRM: "是", PRIZE: ["省级"], "别的": "x"}
    assert "没有用到（所选文件不问）：别的" in told["results"]


DEEP = 100_000  # nested deeper than any parser goes


@pytest.mark.parametrize(
    "body",
    [
        pytest.param(b"", id="nothing"),
        pytest.param(b"[]", id="a-list"),
        pytest.param(b"{", id="half"),
        pytest.param(b'{"answers": 3}', id="answers-a-number"),
        pytest.param(b'{"language": "fr"}', id="language"),
        pytest.param(b'{"profile": "["}', id="profile-half"),
        pytest.param(b"[" * DEEP + b"]" * DEEP, id="deep"),
        pytest.param(b'{"answers": {"a": ' + b"[" * DEEP + b"]" * DEEP + b"}}", id="answers-deep"),
        pytest.param(b'{"profile": "' + b"[" * DEEP + b"]" * DEEP + b'"}', id="profile-deep"),
    ],
)
def test_what_the_script_does_not_send_is_refused_in_a_sentence(served: Callable[..., TestClient], body: bytes) -> None:
    answer = served().post("/match/view", content=body)
    assert answer.status_code == 200  # an error of HTTP would stand in the browser's log
    assert "没有完成" in answer.json()["error"]


def test_an_unknown_document_is_refused(served: Callable[..., TestClient]) -> None:
    answer = served().post("/match/view", content=json.dumps({"documents": ["other"]}))
    assert "other" in answer.json()["error"]


def test_markup_in_documents_and_answers_stays_text(served: Callable[..., TestClient], tmp_path: Path) -> None:
    file = tmp_path / "hostile.txt"
    file.write_text(POLICY.replace("某市", HOSTILE).replace("整机制造企业", f"{HOSTILE}制造企业"), encoding="utf-8")
    client = served(parse(file))
    told = view(client, form=True, answers={HOSTILE: HOSTILE, BOUGHT: HOSTILE})
    for part in told.values():
        assert "<img" not in part
        assert "{{" not in part
        assert "${" not in part


def test_the_tables_are_files_of_their_kind(served: Callable[..., TestClient]) -> None:
    client, told = served(), {"answers": {FIRM: "是", BOUGHT: "8000万元"}}
    csv = client.post("/match/table", content=json.dumps({**told, "format": "csv"}))
    assert csv.content.decode("utf-8-sig").splitlines()[1].split(",")[7] == "5000000"
    book = client.post("/match/table", content=json.dumps(told))
    assert "xl/worksheets/sheet1.xml" in zipfile.ZipFile(io.BytesIO(book.content)).namelist()
    heading = client.post("/match/template", content="{}").content.decode("utf-8-sig")
    assert heading.startswith("企业,属于“整机制造企业”,采购非关联零部件年度采购量（元）")


def test_a_batch_tells_what_it_left_out_and_brings_the_rest(served: Callable[..., TestClient]) -> None:
    rows = f"企业,{FIRM},{BOUGHT}\n<b>甲</b>,是,8000万元\n乙,是,<i>很多</i>\n".encode()
    told = served().post("/match/batch", content=rows).json()
    assert "1 个企业已匹配，共 3 行" in told["html"]
    assert "第3行“采购非关联零部件年度采购量”列" in told["html"]
    assert "<i>" not in told["html"]
    assert zipfile.ZipFile(io.BytesIO(base64.b64decode(told["file"]))).testzip() is None
