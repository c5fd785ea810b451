"""What an amount measures: 营收, 研发费用, 租金 …, read from the words beside it.

A rate is applied to what its clause names and to nothing else: 5% of 研发费用 is not 5% of a turnover.
"""

import re
from collections.abc import Sequence

from app.answering.association import bigrams
from app.answering.question import Question
from corpus import Benefit, Kind, Quantity, Span

GRANT = "奖补"  # the kind of sum that somebody was given

# What is earned, owned or borrowed: each only itself. What is spent: 花了, 投入, 费用 stand for any of the kinds.
_OWN = {
    "销售": r"销售|营业收入|营业额|营收|(?:业务|经营|服务|演出|门票|运营|技术|软件)收入|票房|流水|卖了|卖出|卖(?=[\d一二两三四五六七八九十百千]|$)",
    "产值": r"产值",
    "利润": r"利润|净利",
    "税": r"税收|纳税|税金|[缴交]税|税款|税额|个税|所得税|增值税|营业税|利税",
    "贡献": r"贡献|地方留成|地方财力",
    "资本": r"注册资[本金]|增资|实缴资本|实缴|到资|到位资金",
    "利息": r"利息|贷款实际利率|贷款利率|贴息",
    "贷款": r"贷款|借款|本金|放款|贷了|借了",
    "融资": r"融资|募资|募集",
    "出口": r"出口|进口|外贸",
    "保额": r"保额|保险金额|担保额|担保金额",
    "赔付": r"赔付|理赔|损失",
    GRANT: r"上级|(?<!投入)(?<!活动)(?<!研发)(?<!运营)(?<!建设)经费|到账|国家级?补|省级?补|补助(?:资金|款|金额|额)|资助|奖励|补贴|奖金|拨款|扶持(?:资金|款|金)",
}
_SPENT = {
    "研发": r"研发|研究开发|R&D|科研",
    "租金": r"租金|房租|租赁|租了|租用|租算力|租房|租",
    "保费": r"保费|保险费",
    "工资": r"工资|薪酬|年薪|薪资|社保|社会保险",
    "培训": r"培训",
    "认证": r"认证|检测|检验",
    "装修": r"装修",
    "运费": r"运费|物流费|运输",
    "采购": r"采购|订货|订购|购买|购置|购入|购房|购车|购机|外购|进货|买|进了",
    "投资": r"投资",
    "展位": r"展位|参展",
    "电费": r"电费|用电",
    "诉讼": r"律师|维权|诉讼",
    "上云": r"上云|云服务|算力",
}
_DESCRIBES = frozenset({"销售", "产值", "利润", "资本"})
_SPENDING = re.compile(
    r"花|投入|投了|(?<!经)费|成本|支出|开支|砸|掏|付了|支付|总价|价|合同|发票|搞|用了|开销|自付|自己"
)
_OF_ANY = re.compile(  # in the words of a base: of any sum whatever
    r"实际|发生|支付|支出|投入|总额?|金额|经费|费用|资金|成本|年度|当年|上一年|核定|认定|合同|项目|企业|其|所|相关|产品"
)
_SEPARATOR = re.compile(r"[,，。;；?？、:：]")
_NEAR_KINDS = frozenset({Kind.AMOUNT})


def measures(words: str) -> tuple[frozenset[str], bool]:
    """The kinds of sum that ``words`` name, and whether they speak of something spent."""
    own = {name for name, cue in _OWN.items() if re.search(cue, words)}
    spent = {name for name, cue in _SPENT.items() if re.search(cue, words)}
    if "利息" in own and re.search(r"利息|贴息|实际利率", words):
        own.discard("贷款")  # 贷款利息 is interest
    if "销售" in own and re.search(r"销售(?:人员|费)", words):
        own.discard("销售")
    return frozenset(own | spent), bool(spent or _SPENDING.search(words))


def conflict(words: str, base: str) -> bool:
    """Whether the amount that ``words`` speak of is certainly another than ``base``."""
    mine, i_spend = measures(words)
    its, it_spends = measures(base)
    if mine & its or not (its or it_spends) or not (mine or i_spend):
        return False
    if mine - _SPENT.keys() or its - _SPENT.keys():  # something earned, owned or borrowed on one side
        return True
    if its == {"采购"}:
        return "投资" not in mine and bool(mine)  # 研发费用 is not the price of what was bought
    if {"采购", "租金"} <= mine | its:  # what was bought is not rented
        return True
    return bool(mine and its) and not (mine | its) & {"采购", "投资"}


def says_base(question: Question, benefit: Benefit | None) -> bool:
    """Whether a question says anything of what a rate is applied to (建设 of 建设总投入), where its base says what that is."""
    if benefit is None or benefit.rate is None:
        return True
    own = bigrams(_OF_ANY.sub("\n", benefit.base))
    same = measures(question.search)[0] & measures(benefit.base)[0]
    done = any(re.search(f"{pair[0]}[了好成起过]", question.search) for pair in own)  # 建了 of 建设
    return not own or bool(same) or done or bool(own & bigrams(question.search))


def beside_the_point(words: str) -> bool:
    """Whether an amount only describes the firm (营收2亿) and takes no part in a rate of another sum."""
    mine, _ = measures(words)
    return bool(mine) and mine <= _DESCRIBES


def beside(question: Question, quantity: Quantity) -> str:
    """The words that a figure of the question goes with: those before it in its stretch, else those after it."""
    text, span = question.search, quantity.span
    rivals = [q.span for q in question.quantities if q.kind in _NEAR_KINDS and q.span != span]
    before, after = _before(text, span, rivals), _after(text, span, rivals)
    if measures(before)[0]:
        return before
    return before + after


def _before(text: str, span: Span, rivals: Sequence[Span]) -> str:
    left = max((r.end for r in rivals if r.end <= span.start), default=0)
    marks = [m.end() for m in _SEPARATOR.finditer(text, left, span.start)]
    return text[max([left, *marks]) : span.start]


def _after(text: str, span: Span, rivals: Sequence[Span]) -> str:
    right = min((r.start for r in rivals if r.start >= span.end), default=len(text))
    mark = _SEPARATOR.search(text, span.end, right)
    return text[span.end : mark.start() if mark else right]


def nearness(words: str, base: str) -> int:
    """How many pairs of characters, and kinds of sum, both name; 0 where nothing speaks for them being the same."""
    mine, its = measures(words)[0], measures(base)[0]
    return 3 * len(mine & its) + len(bigrams(words) & bigrams(base))
