"""Units: what follows a figure, as a kind, a base unit and a factor.

Amounts have the base unit 元 (foreign money keeps its own), rates % (百分点, 倍, BP stay), periods 年, 个月, 周, 日, 工作日,
小时 and 分钟; counts keep their measure word as printed. Nothing is converted that is not exact: a month is not thirty days.
"""

import re
from dataclasses import dataclass
from decimal import Decimal

from corpus.quantities.quantity import Kind


@dataclass(frozen=True, slots=True)
class Unit:
    """A unit at a place of a text: a figure before it, times ``factor``, is in the base unit ``name``."""

    kind: Kind
    name: str
    factor: Decimal
    start: int
    end: int


_ONE = Decimal(1)
_MONEY = {
    "元": "元", "块": "元", "圆": "元", "人民币": "元", "分钱": "元", "角钱": "元", "美元": "美元", "欧元": "欧元", "港元": "港元", "港币": "港元",
    "日元": "日元", "英镑": "英镑", "新元": "新元", "澳元": "澳元", "加元": "加元", "卢布": "卢布", "韩元": "韩元", "新台币": "新台币",
}  # fmt: skip
_FOREIGN = "|".join(name for name in _MONEY if name not in {"元", "块", "圆", "人民币", "分钱", "角钱"})
_RATES = {
    "%": ("%", _ONE), "‰": ("%", Decimal("0.1")), "成": ("%", Decimal(10)), "百分点": ("百分点", _ONE), "倍": ("倍", _ONE),
    "BP": ("BP", _ONE), "bp": ("BP", _ONE), "基点": ("BP", _ONE),
}  # fmt: skip
_PERIODS = {
    "工作日": "工作日", "自然日": "日", "日历日": "日", "天": "日", "日": "日", "周": "周", "星期": "周", "个月": "个月",
    "周年": "年", "年度": "年", "会计年度": "年", "纳税年度": "年", "年": "年", "小时": "小时", "分钟": "分钟",
    "学时": "学时", "课时": "课时", "学年": "学年", "学期": "学期", "季度": "季度", "月": "个月", "秒": "秒", "毫秒": "毫秒",
    "自然年度": "年", "预算年度": "年",
}  # fmt: skip

# Measure words, each with what must not follow because the two make another word (人 + 才, 名 + 单).
_MEASURES = {
    "家": "", "个": "(?!性|体工商|税)", "项": "", "台": "(?!阶|账|湾)", "套": "(?!餐|现)", "场": "(?!景|所|馆|地)",
    "次": "(?!数|序|生|要)", "人": "(?!形机|工智|才|员|均|民)", "名": "(?!单|称|录|牌|企|校|优)", "位": "(?!置|于|列|一体|数)",
    "件": "(?!数)", "种": "(?!植|子)", "类": "", "条": "(?!件|款|例)", "款": "(?!项)", "部": "(?!门|分|署|委|级)",
    "篇": "", "座": "(?!谈|位)", "栋": "", "幢": "", "处": "(?!理|置|罚|于)", "间": "(?!接|隔)", "所": "(?!有|需|在|得|属|述)",
    "辆": "", "艘": "", "架": "(?!构)", "只": "(?!有|需|能|要|是)", "支": "(?!持|付|出|撑|配|部)", "颗": "", "枚": "",
    "份": "(?!额)", "本": "(?!科|地|市|区|省|级|人|数|政|办|条|意|预|方|规|通|细|实|法|标|表|次|项|年|月|单|公|企|院|校|局|部)", "册": "", "户": "(?!籍|口|均|外)", "批": "(?!准|复|次|发)",
    "页": "", "亩": "", "公顷": "", "平方米": "", "平方公里": "", "平方": "", "平米": "", "立方米": "", "㎡": "", "米": "",
    "公里": "", "千米": "", "吨": "", "千克": "", "公斤": "", "克": "", "升": "(?!级|格|为|至|学|值)", "千瓦时": "", "千瓦": "",
    "兆瓦时": "", "兆瓦": "", "标准煤": "", "厘米": "", "毫米": "", "微米": "", "纳米": "(?!材|级|科|技)", "毫升": "", "毫克": "", "立方": "",
    "分贝": "", "摄氏度": "", "℃": "", "千伏安": "", "千伏": "", "赫兹": "", "标箱": "", "标准箱": "", "TEU": "", "学分": "", "轴": "(?!承|线|心)",
    "棵": "", "匹": "(?!配)", "羽": "(?!毛|绒)", "口井": "", "眼井": "", "盏": "", "桩": "", "车次": "", "人日": "", "人天": "", "人月": "",
    "级": "(?!别)", "层": "(?!级|面|次)", "周岁": "", "岁": "", "星级": "",
    "分": "(?!别|为|期|配|类|层|级|之|散|包|享|析|公|档|段|年|批)", "笔": "(?!试)", "门": "(?!槛|户|诊)", "轮": "(?!岗|换)",
    "席": "", "床": "", "张": "", "票": "", "股": "(?!权|份|东|票|改)", "头": "(?!部)", "株": "", "根": "(?!据|本)", "例": "(?!如)",
    "字": "", "档": "(?!案)", "班": "", "卡": "", "组": "(?!织|建|成|合|长)", "对": "(?=夫|新人|情侣|双胞|母子|父子|以[上下]|[,、;)]|$)",
    "PFLOPS": "", "EFLOPS": "", "TFLOPS": "", "TOPS": "", "P": "(?![A-Za-z])", "TB": "", "GB": "", "PB": "", "Gbps": "", "Mbps": "",
    "MWh": "", "kWh": "", "MW": "", "kW": "", "kVA": "", "km": "", "kg": "", "mm": "", "cm": "", "nm": "", "GHz": "", "MHz": "", "kV": "",
}  # fmt: skip
# Chinese figures with these name things instead of counting them: 三级医院, 二类新药, 三期, 四大, 五年级.
_NAMING = frozenset("级类条批层档班组对部分度门卡字头根本股期届星")
# Any figure with these names: 5星级.
_ALWAYS_NAMING = frozenset({"星级"})

# What money is paid for: 15元/平方米·月, 元/人·天, 万元/亩.
_PAID = (
    "平方公里|平方米|平方|平米|立方米|公顷|公里|工作日|标准箱|千瓦时|兆瓦时|学时|课时|学年|学期|季度|小时|人次|车次|班次|架次|台次|家次|场次|辆次|台套|机柜|标箱"
    "|个月|千瓦|千克|公斤|兆瓦|kWh|MWh|kW|MW|TEU|㎡|[月年天日夜晚季人亩家户个台套件次吨场项间辆度瓦米头株床张席位名例生P篇本册笔单票宗栋层幢店处村所列艘架只条款种类支]"
)
_PER = rf"(?:/(?:每)?[ ]?(?:{_PAID})(?![A-Za-z])(?:[·•・./*](?:每)?(?:{_PAID}))*)"
_COUNT_WORD = "|".join(word + unless for word, unless in sorted(_MEASURES.items(), key=lambda item: -len(item[0])))
_COUNT = (
    rf"(?:[家人项台场件车架批][次](?!数)|[家个项台套件场人][(][家个项台套件场次组辆][)]|台/套|台套|(?:{_COUNT_WORD}))"
)
_PERIOD = (
    r"(?:个)?(?:会计年度|纳税年度|自然年度|预算年度|工作日|自然日|日历日|周年|星期|小时|分钟|毫秒|秒(?!杀)|学时|课时|学年|学期)"
    r"|个(?:季度|年度|月|年)|年(?!级|代|鉴|薪|检|均|份)|天|日(?!元|本|常|均|报|益|历)|周(?!岁|边|期|末|报|刊)"
)
_UNIT = re.compile(
    rf"[ ]{{0,2}}(?:(?P<money>(?:{_FOREIGN}|(?:元|块钱|块|圆)(?:人民币|整|钱)?|人民币|[角分]钱)(?P<per>{_PER})?)"
    rf"|(?P<rate>%|‰|个?百分点|个?基点|BP|bp|倍(?!增)|成(?!立|为|功|果|本|员|交|长|熟|效|都|人|品|套|份|绩|分|型|组|就))"
    rf"|(?P<period>{_PERIOD})|(?P<count>{_COUNT}))"
)


def unit_at(text: str, position: int) -> Unit | None:
    """The unit that follows a figure ending at ``position`` of a folded text: ``(家次)`` counts, ``元/平方米·月`` pays."""
    match = _UNIT.match(text, position)
    if match is None:
        return None
    end = match.end()
    start = end - len(match.group().lstrip())
    if match["money"]:
        return _money(match, start)
    if match["rate"]:
        name, factor = _RATES[match["rate"].removeprefix("个")]
        return Unit(Kind.RATE, name, factor, start, end)
    if match["period"]:
        word = match["period"]
        return Unit(Kind.PERIOD, _PERIODS.get(word) or _PERIODS[word.removeprefix("个")], _ONE, start, end)
    return Unit(Kind.COUNT, match["count"], _ONE, start, end)


def _money(match: re.Match[str], start: int) -> Unit:
    per = re.sub("[•・]", "·", match["per"] or "")
    word = match["money"].removesuffix(match["per"] or "")
    name = next(base for printed, base in _MONEY.items() if word.startswith(printed))
    factor = {"角": Decimal("0.1"), "分": Decimal("0.01")}.get(word[0], _ONE)
    return Unit(Kind.AMOUNT, name + per, factor, start, match.end())


def names_rather_than_counts(unit: Unit, *, chinese: bool) -> bool:
    """Whether a figure with this unit is a name: 三级医院, 二类新药, 5星级."""
    return unit.kind is Kind.COUNT and (unit.name in _ALWAYS_NAMING or (chinese and unit.name in _NAMING))


def same_unit(one: str, other: str) -> bool:
    """Whether two measure words count the same things: 台 and 台(套), 家 and 家."""
    words = [set(re.findall(r"\w+", unit)) for unit in (one, other)]
    return one == other or bool(words[0] & words[1])
