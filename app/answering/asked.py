"""What a stretch of a question asks for (奖励多少, 什么时候, 谁负责), told from what it asks about.

``topic`` keeps the one, ``asking`` the other: 采购零部件的比例是多少 → 采购零部件 and 比例是多少.
"""

import re

from app.answering.lexicon import lexicon

_ASPECT = (
    r"(?:补助|补贴|奖励|资助|支持)?(?:比例|上限|下限|封顶|限额|额度|金额|数额|标准|力度|条件|门槛|要求|期限|有效期|时间|"
    r"截止(?:日期|时间)|日期|责任单位|主管部门|牵头单位|频次|次数|名额|总量|材料|流程)"
)
_GIVING = r"(?:奖励|补贴|补助|资助|支持|奖金|奖补|贴息)"
_HELP = (
    r"(?:一共|总共|大概|分别|各自|各|每[步期批笔](?=[给拨发付兑奖补])|最[高多少低长晚迟]|至少|顶多|一次性?|每年|每月|能够?|可以|可|会|要|该|应|得|给|补|奖|拿到?|领到?|享受|达到?|需要?|是|为|有|到|不超过|办|还|再|又|先|在|由|归|找|"
    r"扣除?|抵扣?|申报|报销?|缴纳?|交|支付|拨付|付|贷|罚|退|减免?|免|发放?)"
)
_UNIT = r"(?:万元|亿元|块钱|元|钱|资金|个(?:月|工作日|百分点)|年|天|月|岁|成|折|点|号|家次|家|项|场次|场|次|台|套|名|人|件|张|份|类|种|座|条|处|亩|平方米|个|回|届)"
_WH = (
    rf"(?:分(?:成|为|作)?几(?:步|期|次|批|回|笔|个?阶段)(?:来|去)?(?:给|拨|发|付|兑现)?|多少(?:{_UNIT})?|几(?!乎){_UNIT}|[百千万亿]分之几|多久|多大|多高|多长(?:时间)?|什么时候|何时|哪一?[年天月]|到?哪年"
    r"|(?:怎么|如何|怎样)(?:算|计算|补|奖|给|申请|申报|办理?|领取?|规定|样)?(?:的)?"
    r"|谁(?:来)?(?:负责|牵头|管|出)?|(?:哪[个些家几]|什么|几个)(?:部门|局|单位|条件|材料|要求|资格|手续|时候|奖励|补贴|补助|支持|政策)(?:负责|牵头|管)?"
    r"|哪[些几个里儿]|什么|何|是否|能否|可否|能不能|可不可以|有没有|够不够|算不算|要不要|行不行|[吗么]$|(?<=[\u4e00-\u9fff])不$)"
)
_OFTEN = re.compile(r"^(?:一|每)(?:年|个?月|天|日|个?季度)$")
_RUN = re.compile(rf"(?:的)?(?:(?:{_ASPECT})[和与及、]?)*(?:{_HELP})*{_WH}")
_TAIL = re.compile(rf"(?:的)?(?:{_GIVING}|{_ASPECT}|[和与及、])*(?:{_HELP})*{_WH}.*$")
_ASPECT_ONLY = re.compile(
    rf"(?:的|{_GIVING}|{_ASPECT}|{_HELP}|[和与及、]|{_WH}|呢|这项|条款|[再更]?[高多低少长久](?:一?[点些])?)*"
)
_BARE_ASPECT = re.compile(rf"(?:的|{_GIVING})*(?:(?:{_ASPECT}|比率|上下限)[和与及、]?)+")
_ASKS = re.compile(rf"{_WH}|呢$|分别|各自")
_INDEFINITE = re.compile(  # 哪个级别都不够, 什么也没有, 不管多少: nothing is asked
    r"(?:哪[个些家种类里儿]?|什么|啥|谁|多少|几[个家种])[^,，。;；?？]{0,4}?(?:都|也)(?=[不没无])|(?:不管|不论|无论|任凭)[^,，。;；?？]*"
)
_BETWEEN = re.compile(r"[,，;；。?？!！]")
_LITTLE = 4  # characters: a stretch with less than this says nothing by itself


def stretches(text: str) -> tuple[str, ...]:
    """``text`` cut at its commas, semicolons and ends, without what is empty."""
    return tuple(s for part in _BETWEEN.split(text) if (s := part.strip()))


def asks(stretch: str) -> bool:
    """Whether a stretch between commas is itself a question."""
    return bool(_ASKS.search(_INDEFINITE.sub("", stretch)))


def asks_alone(stretch: str) -> bool:
    """Whether a stretch only says what is asked for and not about what: 那上限, 要什么条件, 谁负责."""
    return bool(_ASPECT_ONLY.fullmatch(stretch))


def names_aspect(stretch: str) -> bool:
    """Whether a stretch is nothing but the name of what is asked for: 上限, 补助比例."""
    return bool(_BARE_ASPECT.fullmatch(stretch))


def topic(text: str) -> str:
    """``text`` without what it asks for, and without how often (一年 of 一年最多给多少)."""
    kept = (_OFTEN.sub("", _RUN.sub("", s).rstrip("呢")) if asks(s) else s for s in stretches(text))
    return "，".join(k for k in kept if k)


def asking(text: str) -> str:
    """What ``text`` asks for, from the last of its stretches that asks; empty where none does."""
    found = [m[0] for s in stretches(text) if (m := _TAIL.search(s))]
    return found[-1].removeprefix("的") if found else ""


def content(text: str) -> str:
    """``text`` without the words that say nothing about its subject."""
    return re.sub(r"\W", "", lexicon().stop.sub("", text))


def says_little(text: str) -> bool:
    """Whether ``text`` has too little content to be understood by itself."""
    return len(content(text)) < _LITTLE


_WHETHER = re.compile(
    r"(?:能|可以?|给|让|够|算|符合|有资格)[^,，;；。多少几]{0,8}?(?:申请|申报|办理?|享受|参加|参评|评|报名?|条件|资格)[^,，多少几]{0,3}[吗么不]"
    r"|(?:能不能|可不可以|可否|能否|有没有资格|够不够)[^,，;；。多少几]{0,10}?(?:申请|申报|办|享受|参加|参评|报名|条件|资格)"
)
_AMOUNT = re.compile(r"多少|几[个百千万亿]|哪")


def asks_whether(text: str) -> bool:
    """Whether ``text`` asks if somebody may apply at all, and not what comes of it: 能申请吗, 还给办吗."""
    return bool(_WHETHER.search(text)) and not _AMOUNT.search(text)
