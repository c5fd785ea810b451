import asyncio
import time
from collections.abc import Callable
from contextlib import aclosing
from dataclasses import replace
from types import ModuleType

import pytest

from app.answering.answer import Direct, Finished, Wording
from app.desk import Desk, Inquiry, Loader, Opened
from app.desk.scripted import Script, ScriptedAssistant
from app.errors import EngineUnavailable
from app.ui.asking.conversation import KEPT, Conversation, Exchange
from app.ui.asking.screen import Screen, redraw
from app.ui.asking.telling import Telling, tell
from app.ui.words import Language
from index import IndexMissing

ZH = Language.CHINESE
SAID = "每家企业每年最高奖励300万元[1]。"


def desk_of(assistant: ScriptedAssistant, **options: int) -> Desk:
    return Desk(
        Loader(lambda: Opened(assistant, lambda: ())), **{"speakers": 1, "queue": 2, "question_limit": 50, **options}
    )


async def screens(desk: Desk, question: str, conversation: Conversation = (), session: str = "s") -> list[Screen]:
    return [s async for s in tell(desk, Inquiry(question), conversation, language=ZH, session=session)]


def shown(seen: list[Screen]) -> Screen:
    """What the page shows after all of them."""
    last = Screen()
    for screen in seen:
        changes = {f: getattr(screen, f) for f in Screen.__slots__ if getattr(screen, f) is not None}
        last = replace(last, **changes)
    return last


def kept(seen: list[Screen]) -> list[Exchange]:
    return [screen.kept for screen in seen if screen.kept]


def play(script: Script, question: str = "问", **options: int) -> tuple[list[Screen], ScriptedAssistant]:
    assistant = ScriptedAssistant({question: script})
    return asyncio.run(screens(desk_of(assistant, **options), question)), assistant


def test_the_direct_answer_comes_first_and_the_wording_grows(samples: ModuleType) -> None:
    answer = samples.reward()
    done = replace(answer, text=SAID, engine="embedded", model="qwen", withheld=1)
    seen, _ = play([Direct(answer), Wording(SAID), Finished(done)])
    first = next(s for s in seen if s.direct)
    assert "600万元" in (first.direct or "")
    assert "正在改写" in (first.wording or "")
    assert first.running
    assert first.accepted
    last = shown(seen)
    assert "由 qwen（本机模型）改写" in (last.wording or "")
    assert "另有 1 句" in (last.wording or "")
    assert last.running is False
    assert last.conversation is not None
    assert last.conversation[-1].said == SAID
    assert [(e.said, e.stopped) for e in kept(seen)] == [("", True), (SAID, False)]


def test_an_opened_clause_is_left_alone_while_the_model_speaks(samples: ModuleType) -> None:
    answer = samples.reward()
    seen, _ = play([Direct(answer), Wording(SAID), Finished(replace(answer, text=SAID, model="q"))])
    after = seen[[bool(s.direct) for s in seen].index(True) + 1 :]
    assert all(s.direct is None and s.support is None and s.earlier is None for s in after)


def test_a_final_reply_that_differs_replaces_the_first(samples: ModuleType) -> None:
    seen, _ = play([Direct(samples.reward()), Finished(samples.goal())])
    assert "40家" in (shown(seen).direct or "")
    assert "二、重点任务 （二）培育示范项目" in (shown(seen).support or "")


def test_refusal(samples: ModuleType) -> None:
    refusal = samples.refusal()
    seen, _ = play([Direct(refusal), Finished(refusal)])
    assert refusal.message in (shown(seen).direct or "")
    assert shown(seen).wording == ""
    assert not any(s.running for s in seen)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        pytest.param("", "还没有输入问题", id="empty"),
        pytest.param(" \n\t ", "还没有输入问题", id="blank"),
        pytest.param("\u200b\x00\u202e", "还没有输入问题", id="invisible"),
        pytest.param("问" * 51, "共 51 个字，最多 50 个字", id="too-long"),
        pytest.param("问" * 1_000_000, "共 1000000 个字", id="a-megabyte"),
    ],
)
def test_questions_that_are_not_asked(question: str, sentence: str) -> None:
    assistant = ScriptedAssistant({})
    seen = asyncio.run(screens(desk_of(assistant), question))
    assert len(seen) == 1
    assert sentence in (seen[0].notice or "")
    assert len(seen[0].notice or "") < 300
    assert not seen[0].accepted
    assert assistant.asked == []


def test_invisible_characters_do_not_reach_the_assistant(samples: ModuleType) -> None:
    assistant = ScriptedAssistant({})
    asyncio.run(screens(desk_of(assistant), " 奖励\u202e多少\x00？ "))
    assert assistant.asked == ["奖励多少？"]


@pytest.mark.parametrize(
    ("error", "sentence"),
    [
        pytest.param(EngineUnavailable("模型进程退出；请再问一次。"), "模型进程退出；请再问一次。", id="known"),
        pytest.param(RuntimeError("segmentation fault"), "改写时出错，已经中断；请点“再问一次”", id="unforeseen"),
    ],
)
def test_a_crash_leaves_the_direct_answer(samples: ModuleType, error: Exception, sentence: str) -> None:
    seen, _ = play([Direct(samples.reward()), Wording(SAID), error])
    last = shown(seen)
    assert "600万元" in (last.direct or "")
    assert "每家企业" in (last.wording or "")
    assert "回答不完整" in (last.wording or "")
    assert "上面的原文作答不受影响" in (last.wording or "")
    assert sentence in (last.wording or "")
    assert "segmentation" not in (last.wording or "")
    assert last.running is False
    assert last.conversation is not None


def test_a_crash_before_anything_is_one_sentence_and_no_exchange() -> None:
    seen, _ = play([RuntimeError("segmentation fault")])
    assert "出错，请再试一次" in (shown(seen).notice or "")
    assert not shown(seen).conversation
    assert shown(seen).running is False


def test_stop(samples: ModuleType) -> None:
    assistant = ScriptedAssistant({"问": [Direct(samples.reward()), Wording(SAID), 0.2, Wording("不应出现。")]})
    desk = desk_of(assistant)

    async def journey() -> list[Screen]:
        seen = []
        async for screen in tell(desk, Inquiry("问"), (), language=ZH, session="s"):
            seen.append(screen)
            if "每家企业" in (screen.wording or ""):
                desk.stop("s")
                desk.stop("another")
        await asyncio.sleep(0.4)
        return seen

    last = shown(asyncio.run(journey()))
    assert "已停止改写" in (last.wording or "")
    assert "每家企业" in (last.wording or "")
    assert "不应出现" not in (last.wording or "")
    assert last.running is False
    assert assistant.closed == 1  # the model was cancelled


def test_closing_the_tab_cancels_the_model(samples: ModuleType) -> None:
    assistant = ScriptedAssistant({"问": [Direct(samples.reward()), Wording(SAID), 0.1, Wording(SAID)]})
    desk = desk_of(assistant)

    async def journey() -> None:
        asking = tell(desk, Inquiry("问"), (), language=ZH, session="s")
        async for screen in asking:
            if "每家企业" in (screen.wording or ""):
                break
        await asking.aclose()
        await asyncio.sleep(0.3)

    asyncio.run(journey())
    assert assistant.closed == 1


def test_a_new_question_replaces_the_one_under_way(samples: ModuleType) -> None:
    slow: Script = [Direct(samples.reward()), 0.1, Wording(SAID), 5.0]
    assistant = ScriptedAssistant({"慢": slow, "快": [Direct(samples.goal()), Finished(samples.goal())]})
    desk = desk_of(assistant)

    async def journey() -> tuple[list[Screen], list[Screen]]:
        first = asyncio.create_task(screens(desk, "慢"))
        await asyncio.sleep(0.3)
        second = await screens(desk, "快")
        return await asyncio.wait_for(first, 1), second

    first, second = asyncio.run(journey())
    assert "已停止" not in (shown(first).wording or "")  # it went without a word: the page belongs to the new one
    assert "40家" in (shown(second).direct or "")
    last = kept(first)[-1]
    assert (last.said, last.stopped) == (SAID, True)


@pytest.mark.parametrize("asked_next", [True, False], ids=["question", "new-conversation"])
def test_what_was_told_is_kept_when_something_else_replaces_it(samples: ModuleType, asked_next: bool) -> None:
    ends: Script = [Direct(samples.reward()), Wording(SAID), 2.0, Finished(samples.reward())]
    desk = desk_of(ScriptedAssistant({"一": ends, "二": [Direct(samples.goal()), 2.0]}))

    async def journey() -> list[Screen]:
        seen = []
        async with aclosing(tell(desk, Inquiry("一"), (), language=ZH, session="s")) as first:
            async for screen in first:
                seen.append(screen)
                if "每家企业" in (screen.wording or ""):
                    if asked_next:
                        second = tell(desk, Inquiry("二"), (), language=ZH, session="s")
                        await anext(second)
                    else:
                        desk.stop("s", replaced=True)
        if asked_next:
            await second.aclose()
        return seen

    seen = asyncio.run(journey())
    assert [(e.said, e.stopped) for e in kept(seen)] == [("", True), (SAID, True)]
    assert shown(seen).running is not False  # the page belongs to what replaced it


def test_replaced_in_the_moment_of_its_end(samples: ModuleType) -> None:
    telling = Telling((), Inquiry("问"), ZH, id="x")
    for event in (Direct(samples.reward()), Wording(SAID), Finished(samples.reward())):
        telling.show(event)
    left = telling.leave()
    assert left == Screen(kept=left.kept)
    assert left.kept
    assert (left.kept.said, left.kept.stopped) == (SAID, False)


def test_without_a_model_the_first_screen_is_the_last(samples: ModuleType) -> None:
    answer = samples.reward()
    desk = desk_of(ScriptedAssistant({"问": [Direct(answer, final=True), Finished(answer)]}), speakers=1, queue=0)

    async def journey() -> list[list[Screen]]:
        return await asyncio.gather(*(screens(desk, "问", session=str(n)) for n in range(3)))

    for seen in asyncio.run(journey()):
        (only,) = [screen for screen in seen if screen.direct]
        assert seen[-1] is only
        assert (only.running, only.kept is not None and only.kept.stopped) == (False, False)
        assert "没有请模型改写" not in (only.wording or "")  # nobody waits for a model that is not there


def test_a_busy_model_delays_no_direct_answer(samples: ModuleType) -> None:
    slow: Script = [Direct(samples.reward()), 0.5, Finished(samples.reward())]
    desk = desk_of(ScriptedAssistant({"慢": slow}), speakers=1, queue=1)
    order: list[str] = []

    async def one(session: str) -> Screen:
        seen = []
        async for screen in tell(desk, Inquiry("慢"), (), language=ZH, session=session):
            seen.append(screen)
            order.extend(["direct"] if screen.direct else ["end"] if screen.running is False else [])
        return shown(seen)

    async def journey() -> list[Screen]:
        return await asyncio.gather(*(one(str(n)) for n in range(4)))

    ends = asyncio.run(journey())
    busy = [end for end in ends if "没有请模型改写" in (end.wording or "")]
    assert len(busy) == 2  # one speaks, one waits
    assert all("600万元" in (end.direct or "") for end in ends)
    assert order[-2:] == ["end", "end"]
    assert order[:-2].count("direct") == 4  # all four before the first of the two models has spoken


def test_history_is_passed_on(samples: ModuleType) -> None:
    assistant = ScriptedAssistant({})
    before = (Exchange(3, Inquiry("采购零部件有奖励吗？"), samples.reward()),)
    seen = asyncio.run(screens(desk_of(assistant), "那上限呢？", before))
    assert [t.question for t in assistant.inquiries[0].history] == ["采购零部件有奖励吗？"]
    conversation = shown(seen).conversation
    assert conversation is not None
    assert [e.serial for e in conversation] == [3, 4]
    assert "采购零部件有奖励吗？" in (shown(seen).earlier or "")


def test_old_exchanges_are_dropped(samples: ModuleType) -> None:
    before = tuple(Exchange(n, Inquiry(f"问{n}"), samples.refusal()) for n in range(KEPT))
    seen = asyncio.run(screens(desk_of(ScriptedAssistant({})), "再问", before))
    assert len(shown(seen).conversation or ()) == KEPT
    assert "问0" not in (shown(seen).earlier or "")


def opening(*outcomes: Exception | ScriptedAssistant) -> Callable[[], Opened]:
    left = list(outcomes)

    def open_next() -> Opened:
        outcome = left.pop(0) if len(left) > 1 else left[0]
        if isinstance(outcome, Exception):
            raise outcome
        return Opened(outcome, lambda: ())

    return open_next


def test_a_missing_index_is_a_sentence_and_is_looked_for_again() -> None:
    missing = IndexMissing("还没有索引；请先运行 policyqa sync。")
    loader = Loader(opening(missing, ScriptedAssistant({})), again_after=-1.0)
    desk = Desk(loader, speakers=1, queue=1, question_limit=50)

    async def journey() -> tuple[list[Screen], list[Screen]]:
        return await screens(desk, "问"), await screens(desk, "问")

    first, second = asyncio.run(journey())
    assert "policyqa sync" in (first[-1].notice or "")
    assert not first[-1].accepted
    assert "文件中没有找到相关规定" in (shown(second).direct or "")


def test_an_unforeseen_fault_of_the_opening_shows_no_details() -> None:
    desk = Desk(Loader(opening(OSError("/secret/path"))), speakers=1, queue=1, question_limit=50)
    seen = asyncio.run(screens(desk, "问"))
    assert "（OSError）；请运行 policyqa doctor" in (seen[-1].notice or "")
    assert "secret" not in (seen[-1].notice or "")


def test_asked_too_early(samples: ModuleType) -> None:
    assistant = ScriptedAssistant({})

    def slow() -> Opened:
        time.sleep(0.3)
        return Opened(assistant, lambda: ())

    desk = Desk(Loader(slow), speakers=1, queue=1, question_limit=50)
    seen = asyncio.run(screens(desk, "问"))
    assert "正在载入" in (seen[0].notice or "")
    assert shown(seen).notice == ""
    assert "文件中没有找到相关规定" in (shown(seen).direct or "")


def test_redraw_in_the_other_language(samples: ModuleType) -> None:
    conversation = (
        Exchange(1, Inquiry("一"), samples.reward()),
        Exchange(2, Inquiry("二"), samples.goal(), said=SAID, stopped=True),
    )
    screen = redraw(conversation, Language.ENGLISH)
    assert "Earlier questions" in (screen.earlier or "")
    assert "The text disagrees with itself" in (screen.direct or "")
    assert "Rewording stopped" in (screen.wording or "")
    assert redraw((), ZH).direct == ""


def test_examples_and_a_fault_in_preparing() -> None:
    assistant = ScriptedAssistant({})
    good = Loader(lambda: Opened(assistant, lambda: ()), lambda _: ("一", "二"))
    bad = Loader(lambda: Opened(assistant, lambda: ()), lambda _: 1 / 0)  # type: ignore[arg-type,return-value]

    async def examples(loader: Loader) -> tuple[str, ...]:
        await loader.opened(timeout=5)
        return await loader.examples(timeout=5)

    assert asyncio.run(examples(good)) == ("一", "二")
    assert asyncio.run(examples(bad)) == ()


def test_loader_closes_what_it_opened() -> None:
    closed: list[bool] = []
    loader = Loader(lambda: Opened(ScriptedAssistant({}), lambda: (), close=lambda: closed.append(True)))
    loader.close()
    asyncio.run(loader.opened(timeout=5))
    loader.close()
    assert closed == [True]
