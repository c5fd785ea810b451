"""What a language model is asked: short numbered sources, then the question, in the user's language.

No example stands in it, because a small model repeats examples. The sources come first and the question last, so
that an engine can reuse the state of the common prefix.
"""

from collections.abc import Sequence

from app.answering.question import Question, harmless
from app.engines.model import Prompt
from corpus import Citation, Status

SYSTEM = (
    "你是政策问答助手。只根据下面编号的条款，用一到三句通顺的中文回答问题。"
    "每句话的末尾用方括号注明所依据的条款编号。"
    "数字、单位和“最高”“以上”“超过”等限定词必须与条款完全一致。"
    "条款里没有的内容不要写。"
)
_MOST_QUOTED = 260  # characters of one source; the sentences of policies are shorter


def build_prompt(question: Question, citations: Sequence[Citation], computed: Sequence[str]) -> Prompt:
    """The prompt for a question whose answer rests on ``citations``; ``computed`` are lines that code worked out."""
    sources = "\n".join(
        f"[{key}] {'（征求意见稿）' if c.document.status is Status.DRAFT else ''}{c.clause.headings[-1] if c.clause.headings else ''}：{c.quote[:_MOST_QUOTED]}"
        for key, c in enumerate(citations, 1)
    )
    worked_out = "".join(f"\n已算出：{line}" for line in computed)
    user = harmless(f"条款：\n{sources}{worked_out}\n\n问题：{question.text}")
    return Prompt(SYSTEM, user, len(citations))
