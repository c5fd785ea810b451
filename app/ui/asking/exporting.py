"""A kept conversation as a file: Markdown for a letter or a record, JSON for programs."""

import json
from collections.abc import Sequence

from app.answering.answer import Answer
from app.contract import reply_json
from app.records import Conversation, Exchange
from app.ui.asking.copying import literal, markdown


def as_json(conversation: Conversation, exchanges: Sequence[Exchange]) -> str:
    """Each question with its reply in the shape that ``policyqa ask --json`` gives, and what it was answered from."""
    found = {
        "conversation": {"id": conversation.id, "title": conversation.title},
        "exchanges": [
            {
                "asked": e.asked.isoformat(timespec="seconds"),
                "question": e.inquiry.question,
                "as_of": e.inquiry.as_of.isoformat() if e.inquiry.as_of else None,
                "within": sorted(e.inquiry.within) if e.inquiry.within is not None else None,
                "generation": e.generation,
                "stopped": e.stopped,
                "wording": e.said,
                "reply": reply_json(e.reply),
            }
            for e in exchanges
        ],
    }
    return json.dumps(found, ensure_ascii=False, indent=2) + "\n"


def as_markdown(conversation: Conversation, exchanges: Sequence[Exchange]) -> str:
    """Each question with its answer and the clauses that it cites, in Chinese, as the clauses are."""
    return f"# {literal(conversation.title)}\n\n" + "\n---\n\n".join(map(_exchange, exchanges))


def _exchange(exchange: Exchange) -> str:
    reply = exchange.reply
    if isinstance(reply, Answer):
        said = markdown(reply, as_of=exchange.inquiry.as_of)
    else:
        said = f"**{literal(reply.question)}**\n\n文件没有回答：{literal(reply.message)}\n"
    wording = f"\n**模型改写**（数字已与原文核对）\n\n{literal(exchange.said)}\n" if exchange.said else ""
    return f"{said}{wording}\n*{_origin(exchange)}*\n"


def _origin(exchange: Exchange) -> str:
    reply = exchange.reply
    model = reply.model if isinstance(reply, Answer) else None
    parts = [
        f"{exchange.asked:%Y-%m-%d %H:%M} 回答",
        f"索引 {literal(exchange.generation)}" if exchange.generation else "",
        f"模型 {literal(model)}" if model else "没有使用语言模型",
    ]
    return "，".join(part for part in parts if part)
