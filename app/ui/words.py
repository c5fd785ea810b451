"""The page's own words in Chinese and English, as far as its tabs share them. The documents' words are never translated."""

from dataclasses import dataclass
from enum import StrEnum

from corpus import Status


class Language(StrEnum):
    """The language of the page around the answers."""

    CHINESE = "zh"
    ENGLISH = "en"


@dataclass(frozen=True, slots=True)
class Words:
    """What the page says around its tabs. Each tab has words of its own."""

    title: str
    promise: str
    reader: str
    editor: str
    log_out: str
    tab_ask: str
    to_question: str


WORDS: dict[Language, Words] = {
    Language.CHINESE: Words(
        title="政策问答",
        promise="对照政策原文回答。每个数字都有条款出处；原文没有的，直接说没有。全部在本机运行，不连外网。",
        reader="读者",
        editor="编辑",
        log_out="退出登录",
        tab_ask="问答",
        to_question="跳到提问框",
    ),
    Language.ENGLISH: Words(
        title="Policy questions",
        promise="Answers from the policy's own text. No number without its clause; what the text does not say is said so. "
        "Everything runs on this machine, offline.",
        reader="reader",
        editor="editor",
        log_out="Log out",
        tab_ask="Ask",
        to_question="Skip to the question",
    ),
}

STATUSES: dict[Language, dict[Status, str]] = {
    Language.CHINESE: {
        Status.DRAFT: "征求意见稿",
        Status.IN_FORCE: "现行有效",
        Status.SUPERSEDED: "已被新版替代",
        Status.EXPIRED: "已失效",
        Status.UNKNOWN: "状态不明",
    },
    Language.ENGLISH: {
        Status.DRAFT: "Draft for comments · 征求意见稿",
        Status.IN_FORCE: "In force",
        Status.SUPERSEDED: "Superseded",
        Status.EXPIRED: "Expired",
        Status.UNKNOWN: "Status unknown",
    },
}
