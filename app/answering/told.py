"""What is asked for in words and told in words: where the money comes from, what it may be spent on, when it is paid
out, whether one thing may be had beside another, what a word means, whether anything is given at all, and in which fields
(钱从哪儿出, 能花在哪些地方, 当年给还是第二年给, 能不能两头拿, 什么叫小微企业, 参展有补贴吗, 是哪些行当的).

Each has the words of a question that ask for it and those of a sentence that tell it.
"""

import re
from enum import StrEnum


class Told(StrEnum):
    """A thing that a sentence tells without a figure."""

    SOURCE = "source"  # 钱从哪儿出
    USE = "use"  # 花在哪些地方
    PAYOUT = "payout"  # 当年给还是第二年给
    BOTH = "both"  # 能不能两头拿
    MEANING = "meaning"  # 什么叫小微企业
    GRANT = "grant"  # 参展有补贴吗
    STAGES = "stages"  # 分几步给
    FIELDS = "fields"  # 都是哪些行当的


NAMES = {  # in Chinese, for a refusal
    Told.SOURCE: "资金来源",
    Told.USE: "资金用途",
    Told.PAYOUT: "何时兑付",
    Told.BOTH: "能否同时享受",
    Told.MEANING: "它的含义",
    Told.GRANT: "给予奖励或补贴",
    Told.STAGES: "分几步给",
    Told.FIELDS: "涉及哪些领域",
}
OF_ALL = frozenset({Told.SOURCE, Told.USE, Told.PAYOUT, Told.BOTH})  # what is said of a whole document, in few words


_MONEY = r"(?:钱|资金|经费|费用|奖金|补贴|补助|款项?)"
_WHERE = r"(?:哪(?:儿|里|些|个|块|方面|地方|几)|[什啥]么?|何处)"
_HAVE = r"(?:享受|享有|拿|领|要|占|申请|申报|扣|抵|报销?|补|给|算)"
_GIVEN = r"(?:奖励|奖金|补贴|补助|资助|津贴|贴息)"
_FIELD = r"(?:行当|行业|领域|产业领域|方面|方向|板块)"
_ASKED: dict[Told, re.Pattern[str]] = {
    Told.SOURCE: re.compile(
        rf"{_MONEY}[^,，。?？]{{0,4}}(?:从|由|打|在)?(?:{_WHERE}(?:个?渠道|地方)?|谁家?)(?:来|给)?(?:出|掏|付|拿|来|列支|安排|解决|承担|负担)"
        rf"|(?:从|由){_WHERE}(?:个?渠道|地方)?(?:来|给)?(?:出|列支|解决|支出)|{_MONEY}(?:的)?来源|谁来?(?:出钱|掏钱|买单|负担|承担费用)"
    ),
    Told.USE: re.compile(
        rf"(?:花|用|使|投)(?:在|到|于)(?:了|的)?{_WHERE}|(?:能|可以?|准|得|怎么)(?:拿来|拿去|用来)?(?:花|买)(?:在|到|于)?{_WHERE}"
        rf"|{_MONEY}(?:的)?用途|用(?:来|去)(?:干|做|买){_WHERE}|(?:拿来|拿去)(?:干|做|买){_WHERE}|{_MONEY}[^,，。?？]{{0,4}}怎么(?:花|用)"
    ),
    Told.PAYOUT: re.compile(
        r"(?:当年|次年|第二年|隔年|来年|年底|一次性?|一把|一下子)[^,，。?？]{0,6}还是|还是[^,，。?？]{0,6}(?:次年|第二年|隔年|来年|分[几多两三]|分开)"
    ),
    Told.BOTH: re.compile(
        rf"两头[^,，。?？]{{0,4}}{_HAVE}|叠加|重复{_HAVE}|兼得|兼[着有]享"
        rf"|(?:能|可以?|可否)[^,，。?？多少几哪]{{0,10}}(?:同时|一起|一块儿?|一并|一道)(?:都|来)?{_HAVE}"
        rf"|[两三](?:样|种|个(?!人|孩|娃|老)|项|笔|份|头|边)[^,，。?？多少几哪]{{0,6}}(?:都|一起|一块儿?|同时)(?:能|可以)?{_HAVE}"
    ),
    Told.MEANING: re.compile(
        r"(?<!为)(?:什么|啥)(?:叫做?|是)(?=[^\W\d])|(?:是|有)?(?:什么|啥)(?:意思|含义)|指的?(?:是|就是)?(?:什么|啥|哪些|哪类|谁)"
        r"|(?:怎么|如何)(?:定义|界定|理解)|的?定义是?(?:什么|啥)?"
    ),
    Told.GRANT: re.compile(
        rf"(?:有没有|有无|是否有|给不给|会不会给|有|给|能拿到?|能领到?)(?:些|点|一点)?{_GIVEN}(?:的|政策)?(?:吗|么|嘛|没有?|不|呢)?(?=[,，。;；?？]|$)"
    ),
    Told.STAGES: re.compile(
        r"分(?:成|作|为)?(?:几|多少)(?:步|期|次|批|回|笔|个?阶段)[^,，。?？]{0,4}?(?:给|拨|发|付|兑[付现]|到位|[拿领](?!导))|(?:每|各|头|第[一二三]|最后)(?:一)?(?:步|期|批|笔|阶段|[次回])(?:各|分别)?(?:给|拨|发|付|兑[付现]?)"
    ),
    Told.FIELDS: re.compile(
        rf"(?:哪些|哪几[个类种大]|[什啥]么?)(?:重点|主要|具体)?{_FIELD}|{_FIELD}(?:都|分别|主要|具体)?(?:有|是|包括)(?:哪些|哪几[个类种]|[什啥]么?)"
    ),
}
_TELLS: dict[Told, re.Pattern[str]] = {
    Told.SOURCE: re.compile(
        r"来源|列支|(?:列入|纳入)[^,，。;；]{0,16}预算|预算(?:中|内|予以)?(?:安排|列支)|由[^,，。;；]{1,40}?(?:承担|负担|支付|安排|解决|出资|拨付|补足|分担)"
        r"|[从在自][^,，。;；]{1,30}?(?:列支|安排|支付|开支|解决|支出|提取|拨付|支取)|财政[^,，。;；]{0,8}(?:资金|承担|负担|安排|预算)|自筹|筹集"
    ),
    Told.USE: re.compile(
        r"用于|用途|用作|专款专用|(?:使用|开支|支持|支出|列支)范围|[只仅]能用|等(?:开支|支出)|购[买置]"
    ),
    Told.PAYOUT: re.compile(
        r"次年|第二年|隔年|当年|年底前?|逐年|分年度?|分期|分(?:[两二三四五六\d]+)(?:年|期|次|批)|一次性?(?:兑[付现]|拨[付款]|发放|支付|付清|到位|给付)"
        r"|年内[^,，。;；]{0,8}(?:兑现|兑付|拨付|发放)|先[^,，。;；]{1,12}[,，]?再"
    ),
    Told.BOTH: re.compile(
        r"就高|从高|择高|取高|重复|叠加|累加|兼得|择一|择优|任选|同时[^,，。;；]{0,16}(?:享受|申[请报]|扣除|领取)|(?:不再|不予|不得|可以?|可再)另?[^,，。;；]{0,6}(?:享受|补[助贴]|奖励|支持|扶持)"
        r"|[只仅](?:能|可)?(?:选择|享受)|已(?:享受|获得|领取)|(?:享受|获得|领取)[^,，。;；]{2,20}的[,，]?(?:不|可)"
    ),
    Told.MEANING: re.compile(
        r"[是系]指|指的是|所[称指]|简称|统称|定义|即(?!可|将|时|日|使|便)|包括|包含|具体为|[一-龥”]是[^,，。;；]{0,24}(?:企业|机构|项目|人员|人才|产品|行为|活动|组织|单位|资金|平台)"
    ),
    Told.STAGES: re.compile(
        r"阶段|分期|分批|分[两二三四五\d]+(?:次|期|批|步|笔)|首[期笔批]|第一[期笔批]|预拨|剩余|余款|\d[%％][、,，和][^。;；%]{0,12}\d[%％]"
    ),
    Told.FIELDS: re.compile(
        rf"[^、,，。;；]{{2,16}}、[^,，。;；]{{2,120}}?{_FIELD}|{_FIELD}[^,，。;；]{{0,8}}(?:包括|[为是:：])|(?:以下|下列|如下)[^,，。;；]{{0,8}}{_FIELD}"
        rf"|(?:包括|聚焦|围绕|面向|涵盖|覆盖|支持|发展)[^,，。;；]{{2,16}}、[^,，。;；]{{2,}}"
    ),
    Told.GRANT: re.compile(rf"{_GIVEN}|给予|予以|发放|减免|返还|报销|配套|补偿|免收|免费|扶持资金|专项资金|[奖补]"),
}


def told_asked(question: str) -> frozenset[Told]:
    """What ``question`` (normalised) asks to be told in words."""
    return frozenset(thing for thing, cue in _ASKED.items() if cue.search(question))


def asking_words(question: str) -> tuple[tuple[int, int], ...]:
    """Where in ``question`` (normalised) the words stand that only say what is to be told."""
    return tuple(match.span() for cue in _ASKED.values() for match in cue.finditer(question))


def tells(text: str, asked: frozenset[Told]) -> bool:
    """Whether a sentence tells one of the things that are asked for."""
    return any(_TELLS[thing].search(text) for thing in asked)
