from dataclasses import replace
from datetime import date
from types import ModuleType

import pytest

from app.answering.draft import ALSO
from app.ui.asking.copying import markdown, plain, spoken
from app.ui.asking.lines import lines_of
from corpus import Status

DAY = date(2022, 6, 1)
NOTE = "以上依据征求意见稿，尚未正式施行，请以正式印发的文件为准。"


def test_a_computation_stands_for_what_it_was_made_from(samples: ModuleType) -> None:
    text = spoken(samples.reward())
    assert text.startswith(f"根据《{samples.TITLE}》（征求意见稿）第二部分（一）：按年度购置额计算")
    assert "[1]" not in text
    assert samples.REWARD not in text
    assert text.endswith(NOTE)


def test_what_is_related_is_not_read_out(samples: ModuleType) -> None:
    """“可以照着念” once ended in “相关的规定还有：以上依据征求意见稿…”: a heading without what it heads."""
    answer = samples.reward()
    first, second, note = answer.direct.split("\n")
    text = spoken(replace(answer, direct="\n".join([first, second, ALSO, f"{samples.PROJECT}[1]", note])))
    assert ALSO not in text
    assert samples.PROJECT not in text
    assert text.endswith(f"单家企业每年最高可得300万元。{NOTE}")


def test_a_conflict_is_read_out_too(samples: ModuleType) -> None:
    assert spoken(samples.goal()).endswith("40家以上，30家以上。")


def test_each_clause_is_named_and_the_document_once(samples: ModuleType) -> None:
    answer = samples.goal()
    answer = replace(answer, direct=f"{samples.GOAL}[1]\n{samples.PROJECT}[2]\n以上依据征求意见稿。", conflicts=())
    assert spoken(answer) == (
        f"根据《{samples.TITLE}》（征求意见稿）第一部分：{samples.GOAL}"
        f"第二部分（二）：{samples.PROJECT}以上依据征求意见稿。"
    )


def test_a_long_list_is_cut_and_says_so(samples: ModuleType) -> None:
    line = f"{samples.GOAL * 3}[1]"
    text = spoken(replace(samples.goal(), direct="\n".join([line] * 9), conflicts=()))
    assert text.endswith("这里共列了9条，其余请看原文。")
    assert len(text) < 300
    long = f"{samples.GOAL * 6}[1]"
    two = spoken(replace(samples.goal(), direct="\n".join([long] * 2), conflicts=()))
    assert two.endswith("其余规定请看原文。")


@pytest.mark.parametrize(
    ("status", "said"),
    [
        pytest.param(Status.IN_FORCE, "》（现行有效）第一部分：", id="in-force"),
        pytest.param(Status.SUPERSEDED, "》（已被新版替代）第一部分：", id="superseded"),
        pytest.param(Status.UNKNOWN, "》第一部分：", id="unknown-is-not-said"),
    ],
)
def test_the_status_is_said(samples: ModuleType, status: Status, said: str) -> None:
    assert said in spoken(samples.goal(samples.document(status=status)))


def test_the_day_is_said_first(samples: ModuleType) -> None:
    assert spoken(samples.goal(), as_of=DAY).startswith("按2022年6月1日有效的文件，根据《")
    assert "（按2022年6月1日有效的文件回答）" in plain(samples.goal(), as_of=DAY)
    assert "（按2022年6月1日有效的文件回答）" in markdown(samples.goal(), as_of=DAY)


def test_plain_text_has_question_answer_and_every_citation(samples: ModuleType) -> None:
    text = plain(samples.goal())
    assert text.startswith(f"问：{samples.ASK_GOAL}\n答：{samples.GOAL}[1]\n")
    assert f"[1] 《{samples.TITLE}》（征求意见稿）（滨经信〔2025〕18号）第一部分，第1页：“{samples.GOAL}”\n" in text
    assert f"第二部分（二），第2页：“{samples.PROJECT}”\n" in text


@pytest.mark.parametrize(
    ("printed", "aloud"),
    [
        pytest.param(
            "2027年,产值超10%,并达到3,000万元;其他从略",
            "2027年，产值超10%，并达到3,000万元；其他从略。",
            id="half-width",
        ),
        pytest.param("8000万元 × 10% = 800万元", "8000万元乘以10%等于800万元。", id="formula"),
        pytest.param(
            "120万元 × 10台 ÷ 15台 = 80万元", "120万元乘以10台除以15台等于80万元。", id="formula-with-a-division"
        ),
        pytest.param("行动方案(2025-2027年)(试行)", "行动方案（2025-2027年）（试行）。", id="brackets"),
    ],
)
def test_what_is_read_out_is_chinese(samples: ModuleType, printed: str, aloud: str) -> None:
    assert spoken(replace(samples.goal(), direct=f"{printed}[1]", conflicts=())).endswith(aloud)


@pytest.mark.parametrize(
    ("printed", "written"),
    [
        pytest.param("奖励*5万元*", r"奖励\*5万元\*", id="stars"),
        pytest.param("<b>5</b>", r"\<b\>5\</b\>", id="tags"),
        pytest.param("[看](http://a)", r"[看\](http://a)", id="link"),
        pytest.param("|a|", r"\|a\|", id="table"),
    ],
)
def test_markdown_takes_nothing_printed_for_markup(samples: ModuleType, printed: str, written: str) -> None:
    text = markdown(replace(samples.goal(), question=printed, direct=f"{printed}[1]"))
    assert text.startswith(f"**{written}**\n\n{written}[1]\n")


def test_headings_between_answers_are_no_notes(samples: ModuleType) -> None:
    direct = f"《甲》：\n一[1]\n{ALSO}\n二[1]\n《乙》：\n三[2]\n四\n五"
    lines = lines_of(replace(samples.goal(), direct=direct))
    assert lines.main == ("《甲》：", "一[1]", "《乙》：", "三[2]")
    assert lines.related == ("二[1]",)
    assert lines.notes == ("四", "五")
