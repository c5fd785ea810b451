"""Making the marks of chat templates harmless in text that a server will put into a template.

A server reads ``<|im_end|>`` in a document or a question as the end of the user's turn. The marks are kept readable,
with a full-width first character, so that they stay text. (The embedded engine does not need this: it tells the
tokeniser which parts of the prompt are text.)
"""

import re

_WORDS = r"s|bos|eos|unk|pad|sop|eop|think|tool_call|tool_response|im_start|im_end|(?:start|end)_of_turn"
_MARK = re.compile(
    rf"<(?=[|｜][^<>]{{1,60}}[|｜]>|/?(?:{_WORDS})>|</?SYS>>)|\[(?=/?INST\]|gMASK\])",
    re.IGNORECASE,
)


def neutral(text: str) -> str:
    """``text`` in which no chat template's mark is one any more: ``<|im_end|>`` → ``＜|im_end|>``."""
    return _MARK.sub(lambda found: chr(ord(found[0]) + 0xFEE0), text)
