"""What a question asks for, and what a sentence must have to give it."""

import re
from dataclasses import dataclass, replace
from enum import StrEnum

from app.answering.interrogative import number_asked
from app.answering.offices import asked_task, is_done_to, names_office
from app.answering.told import Told, tells, told_asked
from corpus import Bound, Kind, Quantity
from corpus.quantities.units import same_unit


class Want(StrEnum):
    """A kind of thing that is asked for."""

    AMOUNT = "amount"  # 多少钱, 奖励多少
    RATE = "rate"  # 比例, 百分之几
    CAP = "cap"  # 上限, 封顶, 最高
    COUNT = "count"  # 几家, 多少项
    DATE = "date"  # 什么时候, 哪年
    PERIOD = "period"  # 多久, 几年
    FIGURE = "figure"  # 多少, with nothing that says of what
    CONDITION = "condition"  # 条件, 门槛
    DEPARTMENT = "department"  # 责任单位, 哪个部门
    PROCEDURE = "procedure"  # 怎么申请, 材料, 电话
    STATUS = "status"  # 正式了吗, 生效了吗
    LIST = "list"  # 哪些, 什么


_SUM = r"(金额|数额|额度|奖金|力度)"  # asked for where it stands beside what asks: 把奖金压着不给 asks for no sum
_CUES: tuple[tuple[Want, str], ...] = (
    (
        Want.DEPARTMENT,
        r"责任单位|负责单位|几个局|几个部门|哪个部门|哪些部门|什么部门|啥部门|哪个局|哪些局|由谁|找谁|问谁|归谁|(向|跟|给|报|交给)(谁|哪儿|哪里|哪家|哪个)|哪家单位|哪(个|些)单位(来)?(负责|牵头|管|办)|由哪个单位|主管部门|牵头(单位|部门)"
        r"|谁(来|去|具体)*(做|管|审|批|评|核|查|办|编|发|拨|认定|负责|牵头|监督|检查|组织|受理|验收|考核|处罚|说了?算)",
    ),
    (
        Want.PROCEDURE,
        r"怎么(申请|申报|办理|领|报名|提交)|(?<![的了够上着到完没])怎么办|如何(申请|申报|办理|领取|报名|提交)|(申报|申请|办理|报名)(的)?(材料|流程|程序|时间|方式|入口|网址|平台|步骤|截止|期限|窗口|地点)"
        r"|[什啥]么?材料|哪些材料|材料清单|联系电话|电话(号码)?是|咨询电话|网址|办公地址|在哪(里|儿)?(申请|申报|办)|截止(日期|时间)|几个工作日|(打|拨|发|转)(到|进|至)?(企业)?(账|帐|卡)|到账(时间|要)"
        r"|(多久|多长时间|[什啥]么?时候|何时).{0,6}(到账|到帐|到位|拨付|发放|打款|打到)",
    ),
    (
        Want.RATE,
        r"比例|百分之(几|多少)|百分比|百分率|几成|几折|费率|(率|占比|比重|占股|持股|股比|份额).{0,6}(多少|多高|几)",
    ),
    (Want.CAP, r"上限|封顶|最高|最多|至多|顶多|撑死|顶格|不超过多少|限额|天花板|拿满|顶天|封到|顶到"),
    (
        Want.AMOUNT,
        rf"{_SUM}[^,，。;；?？]{{0,8}}(多少|多大|多高|几|(怎么|如何|咋)(?!处|办)|[什啥]么?|是(?!不是|不))|(多少|多大|几|[什啥]么?|和|及|、)[^,，。;；?？]{{0,6}}{_SUM}|{_SUM}的?(呢|$|[?？]|[和及与、](比例|条件|期限|时间|{_SUM}))|多大.{0, 2}红包|红包.{0, 4}多大|怎么(奖|补|给钱|减免)|什么价|啥价|收费标准"
        r"|(奖|补|资助|支持|奖励|补贴|补助|给|拿|领|得|获得|扶持|补偿)(到)?(的)?(是)?多少(?![家个项场次台套名件人])|多少(奖|补)"
        r"|(款|费用?|(?<!名)额|奖金|资金|押金|租金|本金|保证金|罚金|金额|税|利息|工资|津贴|待遇|价格?|报酬)(一共|总共|大概|大约|能|会|该|应|要|得)*(是|有|到|交|达到?|做到)?多少(?![家个项场次台套名件人])",
    ),
    (
        Want.DATE,
        r"[什啥]么?时(候|间)|何时|几时|哪一?年|哪几年|哪些年|时限|起止|哪[一几些]?[天日]|何日|几月|几号|时间节点|到哪年|截止到",
    ),
    (Want.PERIOD, r"多久|多长时间|年限|时限|时长|有效期|期限"),
    (
        Want.CONDITION,
        r"条件|门槛|资格|要求|才(能|可以|算|有|给)|需要(达到|满足)|达到多少|要达到|至少要|满足什么|什么样的(企业|项目|单位)",
    ),
    (Want.STATUS, r"正式(发布|施行|实施|印发|生效|稿)|生效|征求意见.*(还是|吗)|还是.*征求意见|草案|现行有效|作废|废止"),
    (Want.LIST, r"哪些|有[什啥]么?|[什啥]么?(政策|支持|奖励|补贴|好处|优惠)|哪几"),
)
# What is done with money, before a bare 多少: 能扣多少, 报下来多少.
_PAID = re.compile(
    r"(?:扣除?|抵扣?|报销?|交|缴纳?|罚|贷|借|付|赔|退|返还?|发|减免?|免|省|收|掏|花|出|挣|赚|拨|贴|垫|涨|提|[给奖补领拿得]|资助|支持|扶持|补偿)"
    r"(?:[到得出掉走回了给]|下来|出来|回来|的|是|上)*多少(?=$|\W|[呢啊呀吗吧的才就了])"
)
_HOW_MUCH = re.compile(r"多少|几何|多大|多高|多远|多重")
_FROM_WHEN = re.compile(r"(?:从|自|打)(?:[什啥]么?时候|何时|几时|哪[一]?[天日年])(?:开始|起)?(?:起?算|计|起)")
_BEGINS = re.compile(r"[自从][^,，。;；]{2,24}起|[之以]后(?:开始)?计算|起算")
_FORMULA = re.compile(r"[=＝][^。;；\n]*[×*÷/+＋]")  # how much it is, told in words: 救助金额=人数×标准×月数
_SYMBOL = re.compile(
    r"(?:不(?:得|能)?超过|不高于|不低于|上限为?|最高为?|按照?|为)[A-Z]{3,}[+＋\-－加减]"
)  # 利率不超过LPR+50BP
_FLOOR = re.compile(r"不低于多少|不少于多少|最少|最低|至少|起码")
_COUNTED = re.compile(  # 最高能补多少万元, 每个月最高报多少
    r"(?:多少|几)(?:十|百|千)*(?:万|亿|块|元|钱)|(?:每个?|一个?)(?:月|季度|天|平方?米?|人)[^,，。;；?？]{0,8}多少"
)
_MULTIPLE = re.compile(  # 不超过2个月最低生活保障标准: an amount, told as so many of another
    r"(?:\d+|[一二两三四五六七八九十]+)(?:个月|倍|天)的?[^,，。;；、]{0,14}?(?:标准|工资|租金|收入|基数|补助金)"
)
_DAY = re.compile(r"哪[一几些]?[天日]|几月|几号|何日")
_ALIKE = (
    frozenset("次场届回"),
    frozenset("家户"),
    frozenset("台套"),
    frozenset({"名", "人"}),
    frozenset({"岁", "周岁"}),
)
_MEASURES = frozenset({"分", "岁", "周岁"})  # what is measured is not counted in 个
_ANY_FIGURE = frozenset({Kind.AMOUNT, Kind.RATE, Kind.COUNT})
_KINDS: dict[Want, frozenset[Kind]] = {
    Want.AMOUNT: frozenset({Kind.AMOUNT, Kind.RATE}),
    Want.RATE: frozenset({Kind.RATE}),
    Want.COUNT: frozenset({Kind.COUNT}),
    Want.DATE: frozenset({Kind.DATE}),
    Want.PERIOD: frozenset({Kind.PERIOD}),
    Want.FIGURE: _ANY_FIGURE,
}
_OF_KIND = {
    Kind.AMOUNT: Want.AMOUNT,
    Kind.RATE: Want.RATE,
    Kind.COUNT: Want.COUNT,
    Kind.PERIOD: Want.PERIOD,
    Kind.DATE: Want.DATE,
}
_STATUS = re.compile(r"征求意见|草案|试行|施行|生效|有效期|废止|印发")
_PROCEDURE = re.compile(r"材料|提交|拨付|到账时间|受理|办理|电话|网址|流程|程序|工作日|登录|窗口|申报时间|报名")


def _is_upper(quantity: Quantity) -> bool:
    """Whether a figure is an upper limit; of money also the upper end of a range, of the rest also what is fixed.

    享受4次, 期限为48个月 are the most that there is; 奖励50万元 may be one sum of several.
    """
    if quantity.kind is Kind.AMOUNT:
        return quantity.bound in {Bound.LE, Bound.LT, Bound.RANGE}
    return quantity.bound not in {Bound.GE, Bound.GT}


@dataclass(frozen=True, slots=True)
class Wants:
    """Everything that one question asks for. ``units`` are the measure words of 多少家, 几项 …

    ``day`` says that a day or a month is asked for (哪一天, 几月几号), which a bare year does not give; ``begins`` that
    it is from when something counts, which may be told without a date (自认定之日起); ``floor`` that the least is asked for
    beside the most; ``counted`` that the sum is asked for in money (几万, 每月多少), which no rate gives; ``told`` what is
    told in words; ``task`` the pattern of what is asked who does it.
    """

    wants: frozenset[Want]
    units: frozenset[str] = frozenset()
    day: bool = False
    begins: bool = False
    floor: bool = False
    counted: bool = False
    told: frozenset[Told] = frozenset()
    task: str = ""

    @property
    def figures(self) -> frozenset[Kind]:
        """The kinds of figure that would answer; empty where no figure is asked for."""
        kinds: frozenset[Kind] = frozenset()
        for want in self.wants:
            kinds |= _KINDS.get(want, frozenset())
        if Want.CAP in self.wants and not kinds - {Kind.RATE}:
            kinds |= {Kind.AMOUNT, Kind.COUNT}
        return kinds

    @property
    def of_clause(self) -> bool:
        """Whether the answer is a remark at the end of the clause that the question describes (责任单位)."""
        return Want.DEPARTMENT in self.wants

    def gives(self, quantity: Quantity) -> bool:
        """Whether a figure is of a kind that is asked for."""
        if quantity.kind not in self.figures or (self.day and quantity.kind is Kind.DATE and quantity.unit == "年"):
            return False
        if self.units and self.units <= _MEASURES and quantity.kind is Kind.COUNT:
            return self._counts(quantity.unit)
        if self.units and quantity.kind is Kind.COUNT and self.wants <= {Want.COUNT, Want.LIST, Want.CAP}:
            return self._counts(quantity.unit) or bool(self.units & {"个", "项"}) or quantity.unit in {"个", "项"}
        return True

    def _counts(self, unit: str) -> bool:
        """Whether ``unit`` is asked for, or stands for one that is (几次 is answered by 2场)."""
        alike = {u for group in _ALIKE if unit in group for u in group} | {unit}
        return any(same_unit(one, u) for one in alike for u in self.units)

    def fit(self, quantity: Quantity) -> float:
        """How well a figure is of the kind asked for: 1 with the unit asked for, .6 with another, 0 of another kind."""
        if not self.gives(quantity):
            return 0.0
        return 1.0 if not self.units or self._counts(quantity.unit) else 0.6

    def is_met_by(self, text: str, quantities: tuple[Quantity, ...]) -> bool:
        """Whether a sentence has the kind of thing that is asked for."""
        if Told.STAGES in self.told and not tells(text, frozenset({Told.STAGES})):
            return False
        if Want.DEPARTMENT in self.wants:
            return (names_office(text) and not is_done_to(text, self.task)) or tells(text, self.told)
        if Want.PROCEDURE in self.wants:
            timed = not self.wants & {Want.PERIOD, Want.DATE} or any(self.gives(q) for q in quantities)
            return (timed and bool(_PROCEDURE.search(text))) or tells(text, self.told)
        if Want.STATUS in self.wants:
            return bool(_STATUS.search(text))
        if not self.figures:
            return not self.told or tells(text, self.told)
        return self._is_told(text) or self._has_figure(quantities)

    def _has_figure(self, quantities: tuple[Quantity, ...]) -> bool:
        """Whether a figure that is asked for stands there; where the most is asked for, one that is a most."""
        most = Want.CAP in self.wants and Want.RATE not in self.wants and not self.floor
        return any(self.gives(q) and (not most or self._is_most(q)) for q in quantities)

    def _is_most(self, quantity: Quantity) -> bool:
        """Whether a figure limits what is asked for: of a sum a rate does only as 不超过50%, of money counted (几万) never."""
        if quantity.kind is Kind.RATE and Want.AMOUNT in self.wants:
            return not self.counted and quantity.bound is not Bound.EQ and _is_upper(quantity)
        return _is_upper(quantity)

    def _is_told(self, text: str) -> bool:
        """Whether a sentence tells in words what else would be a figure: from when on, or by which formula."""
        by_formula = bool(self.wants & {Want.AMOUNT, Want.FIGURE} and (_FORMULA.search(text) or _MULTIPLE.search(text)))
        by_symbol = bool(self.wants & {Want.CAP, Want.RATE, Want.FIGURE} and _SYMBOL.search(text))
        return by_formula or by_symbol or bool(self.begins and _BEGINS.search(text))


def read_wants(question: str, *, brings_money: bool = False) -> Wants:
    """What ``question`` (normalised) asks for; one that ``brings_money`` asks what comes of it (80万够不够)."""
    wants = {want for want, cue in _CUES if re.search(cue, question)}
    number = number_asked(question)
    wants |= {_OF_KIND[kind] for kind in number.kinds}
    if _PAID.search(question):
        wants.add(Want.AMOUNT)
    if _HOW_MUCH.search(question) and not wants & {Want.AMOUNT, Want.RATE, Want.COUNT, Want.CAP, Want.PERIOD}:
        wants.add(Want.FIGURE)
    asked = Wants(
        frozenset(wants),
        number.units,
        day=bool(_DAY.search(question)),
        begins=bool(_FROM_WHEN.search(question)),
        floor=bool(_FLOOR.search(question)),
        counted=bool(_COUNTED.search(question)),
        told=told_asked(question),
        task=asked_task(question),
    )
    return replace(asked, wants=asked.wants | {Want.AMOUNT}) if brings_money and not asked.figures else asked
