"""Serves the page over a scripted assistant: ``serve_scripted.py HOME PORT [DELAY [OLD NEW]]``. The tests' child process.

``DELAY`` is in seconds; the library's document has ``NEW`` where it had ``OLD``.
"""

import sys
import time
from dataclasses import replace
from pathlib import Path

import samples

from app.answering.answer import Direct, Finished, Wording
from app.desk import Desk, Loader, Opened
from app.desk.scripted import ScriptedAssistant
from app.server.serving import serve_desk
from app.settings import load_settings

MODEL = "Qwen2.5-1.5B"
HOSTILE = "<img src=x onerror=alert(1)><script>alert(2)</script>{{7*7}}${alert(3)}"


def said(answer, *sentences, pause: float = 0.0):
    steps = [Direct(answer)]
    for sentence in sentences:
        steps += [pause, Wording(sentence)] if pause else [Wording(sentence)]
    done = replace(answer, text="".join(sentences), engine="embedded", model=MODEL, withheld=1)
    return [*steps, Finished(done)]


def hostile():
    title = f"关于{HOSTILE}的通知"
    clauses = ((("一",), (f"一、{HOSTILE}",), f"一、{HOSTILE}，奖励5万元。"),)
    parsed = samples.document(title=title, clauses=clauses)
    quote = f"{HOSTILE}，奖励5万元。"
    answer = replace(
        samples.reward(), direct=f"{quote}[1]", text=f"{quote}[1]", citations=(samples.cite(parsed, quote),)
    )
    return said(answer, f"{HOSTILE}[1]")


def edited(old: str, new: str):
    return samples.document(clauses=tuple((p, h, body.replace(old, new)) for p, h, body in samples.CLAUSES))


def main(home: Path, port: int, delay: float, old: str, new: str) -> None:
    parsed = edited(old, new)
    reward, goal = samples.reward(parsed), samples.goal(parsed)
    first = "年度购置额5000万元，按12%计算是600万元，但每家企业每年最高奖励300万元[1]。"
    second = "需要年度设备购置额达到200万元[1]。"
    assistant = ScriptedAssistant(
        {
            samples.ASK_REWARD: said(reward, first, second, pause=0.4),
            samples.ASK_GOAL: [Direct(goal), Finished(goal)],
            "慢慢说": said(reward, first, second, pause=4.0),
            "崩溃": [Direct(reward), 0.6, Wording(first), RuntimeError("segmentation fault")],
            "马上崩溃": [RuntimeError("segmentation fault")],
            "个人买设备有补贴吗？": [Direct(samples.refusal(parsed)), Finished(samples.refusal(parsed))],
            HOSTILE: hostile(),
        },
        on_close=lambda: print("cancelled", file=sys.stderr, flush=True),
    )

    def opened() -> Opened:
        time.sleep(delay)
        return Opened(assistant, lambda: (parsed,), model=MODEL)

    examples = (samples.ASK_REWARD, samples.ASK_GOAL, "个人买设备有补贴吗？")
    desk = Desk(Loader(opened, lambda _: examples), speakers=2, queue=4, question_limit=2000)
    serve_desk(desk, load_settings(home), host="127.0.0.1", port=port)


if __name__ == "__main__":
    more = sys.argv[3:]
    old, new = more[1:3] or ("", "")
    main(Path(sys.argv[1]), int(sys.argv[2]), float(more[0]) if more else 0.0, old, new)
