"""Near misses: the topic is there, and who, which grade or what is asked for is not. The documents are invented."""

from collections.abc import Iterator

import pytest

from app.answering import Answer, Assistant, Refusal
from index import HashingEmbedder, Index, open_index, sync

RULES = """青禾县养老与文旅扶持办法
第一条 为加快养老服务和文旅产业发展，鼓励社会力量建设养老机构、开展居家护理、举办创业大赛，提高补贴效益，特制定本办法。
第二条 年满80周岁的老年人居家护理，护理费每月补贴300元。
第三条 参加创业大赛的项目团队，获得省级奖项的奖励20万元，获得市级奖项的奖励5万元。
第四条 新评定为3A、4A级的景区，分别奖励10万元、50万元。
第五条 企业租赁房屋开办养老机构的，给予房屋租金补贴，补贴期限3年。补贴标准为租金的30%，每年不超过20万元。
"""


@pytest.fixture(scope="module")
def index(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Index]:
    folder = tmp_path_factory.mktemp("documents")
    (folder / "rules.txt").write_text(RULES, encoding="utf-8")
    home = tmp_path_factory.mktemp("home")
    sync(home, [folder], HashingEmbedder())
    opened = open_index(home, HashingEmbedder())
    yield opened
    opened.close()


@pytest.mark.parametrize(
    ("question", "figure"),
    [
        pytest.param("老人居家护理，护理费每月补贴多少？", "300元", id="老人: 老年人"),
        pytest.param("学生团队参加创业大赛获得省级奖项，奖励多少？", "20万元", id="学生 is what sort of team it is"),
        pytest.param("新评定为4A级的景区奖励多少？", "50万元", id="the grade is in the list"),
        pytest.param("评上4A级，景区奖励多少？", "50万元", id="the kind of support is who gets it"),
        pytest.param("开办养老机构，租房补贴比例是多少？", "30%", id="the kind of support in other words"),
        pytest.param(
            "租赁房屋开办养老机构，房租补贴比例是多少？", "30%", id="a short word, and the next sentence has it"
        ),
    ],
)
def test_answered(index: Index, question: str, figure: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Answer)
    assert figure in reply.text


@pytest.mark.parametrize(
    "question",
    [
        pytest.param("残疾人居家护理，护理费每月补贴多少？", id="somebody of whom nothing is said"),
        pytest.param("参加创业大赛获得区级奖项，奖励多少？", id="another level"),
        pytest.param("新评定为5A级的景区奖励多少？", id="another grade"),
        pytest.param("开办养老机构，装修费补贴比例是多少？", id="another thing is paid for"),
        pytest.param("新评定为4A级的景区，贷款贴息多少？", id="another kind of support"),
        pytest.param("企业租赁房屋开办养老机构的，安家补贴多少？", id="a support that nobody gives"),
    ],
)
def test_refused(index: Index, question: str) -> None:
    reply = Assistant(index).ask(question)
    assert isinstance(reply, Refusal)


def test_a_purpose_is_no_answer(index: Index) -> None:
    reply = Assistant(index).ask("社会力量建设养老机构、开展居家护理、举办创业大赛有什么补贴？")
    assert "特制定本办法" not in (reply.text if isinstance(reply, Answer) else reply.message)
