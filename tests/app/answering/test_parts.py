"""Questions that ask several things."""

from collections.abc import Callable

import pytest

from app.answering import Answer, Assistant
from app.answering.answer import Turn
from app.answering.parts import parts_of
from index import Index


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        pytest.param(
            "新增企业多少家，什么时候完成？", ["新增企业多少家", "新增企业，什么时候完成"], id="shared-subject"
        ),
        pytest.param(
            "引进检测机构的，要经营几年，运营费最多补多少？",
            ["引进检测机构的，要经营几年", "引进检测机构的，运营费最多补多少"],
            id="shared-context",
        ),
        pytest.param(
            "第一次评上市级“专精特新”给多少？第一次评上国家级“小巨人”呢？",
            ["第一次评上市级“专精特新”给多少", "第一次评上国家级小巨人，给多少"],
            id="second-leans-on-first",
        ),
        pytest.param(
            "买首台套设备，合同1500万，补贴最多多少？合同完成后先拨几成？",
            ["买首台套设备，合同1500万，补贴最多多少", "买首台套设备,合同，合同完成后先拨几成"],
            id="no-base-for-a-rate-that-is-asked",
        ),
        pytest.param(
            "种粮大户，一年最多补多少？面积要到多少亩？",
            ["种粮大户，一年最多补多少", "种粮大户，面积要到多少亩"],
            id="how-often-is-no-subject",
        ),
        pytest.param(
            "我们上了名录，还是重点的，奖多少？要做到多大才算？",
            ["我们上了名录，还是重点的，奖多少", "我们上了名录，还是重点的，要做到多大才算"],
            id="a-sentence-that-compares-is-one-of-two",
        ),
        pytest.param("租房有补贴吗，多少？", [], id="existence-and-amount-are-one"),
        pytest.param("采购零件和租房分别多少，加起来呢？", [], id="a-sum-is-one-question"),
        pytest.param("采购和租房哪个补得多，多多少？", [], id="a-comparison-is-one-question"),
        pytest.param("我们是整机厂，采购了300万，能补多少？", [], id="one-ask"),
    ],
)
def test_parts(question: str, parts: list[str]) -> None:
    assert [p.text for p in parts_of(question)] == parts


def test_parts_of_a_question_that_leans() -> None:
    found = parts_of("那居民参保的呢，最长能享受多久？", [Turn("职工参保的，护理费一个月限额多少", "")])
    assert [p.text for p in found] == ["居民参保的,护理费一个月限额多少", "居民参保的,护理费，最长能享受多久"]


def test_a_part_is_answered_from_the_details_of_the_document(indexed: Callable[..., Index]) -> None:
    files = {
        "rules": "清源县竹木产业奖励办法\n第一条 对列入省级示范目录且实现量产的竹木项目，给予30万元奖励。\n",
        "details": "清源县竹木产业奖励办法实施细则\n第二条 办法第一条所称实现量产，指当年订单合同超过500万元。\n",
    }
    question = "清源县的竹木项目列入省级示范目录，奖励多少？订单合同要做到多大才算量产？"
    reply = Assistant(indexed(files)).ask(question)
    assert isinstance(reply, Answer), reply
    assert "30万元" in reply.text
    assert "500万元" in reply.text
