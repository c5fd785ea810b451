"""Web forms: what a line of a saved web page is by its own form: a menu's word, a breadcrumb, a share button, a link.

The words are those of all web sites (首页, 打印, 上一篇, 版权所有), never those of one. What a line's form is worth
depends on its place, which is the business of ``corpus.text.web_furniture``.
"""

import re
from enum import Enum, auto

from corpus.facts.title import is_title
from corpus.structure.labels import LabelKind, leading_label
from corpus.structure.signatures import DATE
from corpus.text.characters import ems


class Form(Enum):
    """What a line may be on a saved page."""

    TEXT = auto()  # a sentence, a labelled line, a row of a table: of the document
    KEPT = auto()  # of a document's head or tail: title, 文号, date, addressee, contact, note
    PLAIN = auto()  # short words that may be anything
    MENU = auto()  # words of a site's menu: 首页, 登录, 无障碍
    TRAIL = auto()  # a breadcrumb: 当前位置：首页 > 政务公开
    SITE = auto()  # the name of a site: 某市人民政府门户网站
    BAR = auto()  # a mark between the words of a menu or the steps of a breadcrumb: |, >
    TOOL = auto()  # what a reader of the page may do: 打印, 分享到, 字体大小; and how many did
    COMPANION = auto()  # a tool only beside others: 大, 中, 小, 微信
    NEIGHBOUR = auto()  # a link to the page before or after: 上一篇：…
    FOOT = auto()  # whose site it is: 版权所有, ICP备
    COMMENT = auto()  # a comment of the page's source, or a mark of one
    CUT = auto()  # the end of a comment whose beginning is lost: 某厅官网 -->


_SENTENCE = re.compile("[。？]|！(?=.)")
_LONGEST = 25  # characters of a line with a full stop that may be furniture, and only at the foot of a page
_LONGEST_LINK = 200  # characters of a line without one
_PLAIN = 30  # type sizes
_LISTED = 80  # characters of a headline in a list of news: words and a day
_TITLE = 8  # characters; shorter ones (通知公告, 政策解读) are what menus say

_BETWEEN = re.compile(r"[\s|｜/·、,，:：【】\[\]（）()]+")
_MENU = re.compile(
    "(?:网站|返回)?首页|主页|[^\\W\\d_]{0,6}登[录陆]|(?:用户|会员)?注册|(?:个人|用户|会员)中心|在线留言|联系我们|关于(?:我们|本站)"
    "|(?:网站|站点)地图|(?:网站|全站)?导航|(?:网站|法律|免责|版权|隐私)声明|隐私(?:保护|政策)|友情链接|(?:网站|使用)帮助|OA系统"
    "|无障碍(?:浏览|阅读|版)?|长者(?:版|模式|专区)?|(?:关怀|适老)版?|[繁简]体?(?:版|中文)?|English|ENGLISH|EN|RSS"
    "|(?:手机|移动|电脑)版|(?:移动)?客户端|(?:官方|政务)微[信博]|微信公众号|(?:高级|站内|全站)?搜索"
)
_TRAIL = re.compile(
    r"(?:您|你|当前|现在|目前)[^\W\d_]{0,6}位置\s*[:：]\s*(?:$|.*[>＞»›→/\\])|所在位置\s*[:：]\s*(?:网站)?首页"
    r"|(?:当前|您的?)?位?置?\s*[:：]?\s*(?:网站)?首页\s*(?:[>＞»›→/\\-]\s*[^>＞»›→/\\-]{1,40})+[>＞»›→/\\]?\s*$"
)
_GREETING = re.compile(r"(?:您好[，,!！\s]*)?欢迎(?:您|你)?(?:来到|访问|光临|进入|浏览|关注)|今天是|.{0,4}[0-9]{4}年.{2,8}星期[一二三四五六日天]")  # fmt: skip
_SITE = re.compile(r"(?:门户网站|官方网站|官网|门户|网站|政府网|信息网|政务网|服务网)$")
_TOOL = re.compile(
    "打印(?:本页|此页|页面|文章|本文)?|关闭(?:窗口|本页|页面)?|分享(?:到|至|本页)?|加入收藏|收藏本[站页]|设为首页|我要纠错|字体(?:大小)?|字号"
    "|(?:返回|回到)(?:顶部|首页|列表|上一?页)|扫一扫.{0,18}|扫码(?:联系方式|关注.{0,8}|分享.{0,6})|(?:浏览|点击|访问|阅读)(?:次数|量|数|人数)|视力保护色|语音播报|复制链接"
)
_COMPANION = re.compile(
    "[大中小]|特大|默认|放大|缩小|(?:新浪|腾讯)?微博|微信|朋友圈|QQ(?:空间|好友)?|收藏|转发|纠错|返回|下载|浏览|点击|访问|阅读|朗读|人气|[0-9]{1,9}次?|次|到|至"
)
_BAR = re.compile(r"[|｜][|｜\s]*|[>＞»›]|[-—·]+(?:\s+[-—·]+){2,}")
_NEIGHBOUR = re.compile(
    r"[<《«‹]{0,2}\s*(?:[上下]一(?:篇|个|条|则|页)(?:文章|新闻|信息)?\s*[:：]|[前后]一篇\s*[:：]|[上下]一篇(?:$|\s)|[上下]一[条页]$)"
)
_FOOT = re.compile(
    r"(?:^|\s)版权所有(?=[:：\s©]|$)|copyright|©|all rights reserved|ICP\s*[备证]\s*(?:\d{4,}|第)|公网安备\s*\d{6,}|网站标识码",
    re.IGNORECASE,
)
_COMMENT = re.compile(r"<!--[^\n]*-->|<!--|-->")
_CUT_COMMENT = re.compile(r"[^<>。；]{0,40}-->")
_FIELD = re.compile(
    r"(?:索\s*引\s*号|(?:主题|体裁|信息)?分\s*类|(?:发布|发文|成文|印发|公开|生效|失效|废止|制定|信息)?(?:时间|日期|机构|机关|单位|字号|文号|属性|渠道|方式|来源|状态)"
    r"|文\s*号|来源|作者|名称|标题|主题词|有效性|统一编号|文件编号)\s*[:：]"
)  # fmt: skip
_PUBLISHED = re.compile(r"(?:发布|发文|成文|印发|公开)?(?:时间|日期)\s*[:：]")
_NUMBER = re.compile(r"[〔\[(（【［]\s*(?:19|20)\d{2}\s*[〕\])）】］]\s*(?:第\s*)?\d+\s*号|^第\s*\d+\s*号$")
_DAY = re.compile(
    rf"[（(]?\s*{DATE}.{{0,12}}$|[（(]?\s*(?:19|20)\d{{2}}[-./年]\d{{1,2}}(?:[-./月]\d{{1,2}}日?)?\s*[)）]?$"
)
_LISTED_NEWS = re.compile(r"\S.*?\s*[\[(（]?(?:19|20)\d{2}[-./]\d{1,2}[-./]\d{1,2}[\])）]?$")
_ADDRESSEE = re.compile(
    r"各.*[:：]$|.*(?:政府|局|厅|委|办|部|院|公司|单位|机构|部门|企业|中心|镇|街道?|乡|区|县|市|省|处|会|行|校|所|直属)\s*[:：]$"
)
_CONTACT = re.compile(r"[（(]?\s*(?:联\s*系|咨询|监督|受理|投诉|举报|抄\s*送|主\s*送)[^:：]{0,6}[:：]|附\s*件")
_NOTE = re.compile(r"[（(].*[)）]$")


def form_of(line: str, *, tabular: bool = False) -> Form:
    """The form of a line without blanks around it; ``tabular`` says that it is a row of a table."""
    stops = bool(_SENTENCE.search(line))
    if tabular or len(line) > (_LONGEST if stops else _LONGEST_LINK):
        return Form.TEXT if tabular or "。" in line or _is_text(line) else Form.KEPT
    label = leading_label(line)
    if _FOOT.search(line) and not label:
        return Form.FOOT
    if not stops and (found := _of_page(line)):
        return found
    if not stops and _GREETING.match(line.rstrip("!！")):
        return Form.MENU
    if "。" in line or _is_text(line):
        return Form.TEXT
    return Form.KEPT if label or not _is_plain(line) else Form.PLAIN


def _is_text(line: str) -> bool:
    """Whether a line without a full stop is labelled, or closed like a paragraph."""
    label = leading_label(line)
    closed = line[-1:] in "；;" or (line[-1:] in "！？!?" and len(line) > _LONGEST)
    return closed or (label is not None and label.kind is not LabelKind.HEADING)


def is_comment(line: str) -> bool:
    """Whether a line is a whole comment of a page's source, or only a mark of one: ``<!-- INFO END -->``."""
    return bool(_COMMENT.fullmatch(line)) and not ("。" in line and len(line) > _LONGEST)


def is_neighbour(line: str) -> bool:
    """Whether a line links to the page before or after: ``上一篇：关于…的通知``."""
    return bool(_NEIGHBOUR.match(line)) and "。" not in line


def is_kept_title(line: str) -> bool:
    """Whether a line is what a document is called, and no word of a menu (通知公告)."""
    return len(line) >= _TITLE and is_title(line)


def is_menu_title(line: str) -> bool:
    """Whether a line that is called like a document may be the word of a menu: 政府信息公开年度报告."""
    return is_title(line) and len(line) < 14 and not re.search("关于|[《》]", line)


def is_field(line: str) -> bool:
    """Whether a line names a fact of the page: ``发布时间：2024-05-06``."""
    return bool(_FIELD.match(line))


def is_publication(line: str) -> bool:
    """Whether a line says when the page was published: on a web page, the line below the title."""
    return bool(_PUBLISHED.match(line))


def is_day(line: str) -> bool:
    """Whether a line is a date."""
    return bool(_DAY.match(line))


def menu_words(text: str) -> int:
    """How many of the words of ``text``, divided by blanks and bars, are those of a site's menu."""
    return sum(bool(_MENU.fullmatch(word)) for word in _BETWEEN.split(text))


def _of_page(line: str) -> Form | None:
    """The form of a line that only web pages have, or ``None``."""
    if is_comment(line) or _CUT_COMMENT.fullmatch(line):
        return Form.COMMENT if is_comment(line) else Form.CUT
    for form, pattern in ((Form.BAR, _BAR), (Form.NEIGHBOUR, _NEIGHBOUR), (Form.TRAIL, _TRAIL)):
        if pattern.fullmatch(line) or (form is not Form.BAR and pattern.match(line)):
            return form
    words = [word for word in _BETWEEN.split(line) if word]
    tools = [word for word in words if _TOOL.fullmatch(word)]
    if words and all(_TOOL.fullmatch(word) or _COMPANION.fullmatch(word) for word in words):
        return Form.TOOL if tools else Form.COMPANION
    named = menu_words(line)
    if named and (named == len(words) or (len(words) >= 3 and all(len(word) <= 10 for word in words))):
        return Form.MENU
    return Form.SITE if _SITE.search(line) and ems(line) <= _PLAIN and not is_field(line) else None


def _is_plain(line: str) -> bool:
    """Whether a line is short and has nothing of a document's head or tail."""
    if _LISTED_NEWS.fullmatch(line) and len(line) <= _LISTED and not is_field(line) and not is_day(line):
        return True
    documentary = (_FIELD, _NUMBER, _DAY, _ADDRESSEE, _CONTACT, _NOTE)
    if any(pattern.match(line) for pattern in documentary) or _NUMBER.search(line) or is_kept_title(line):
        return False
    return ems(line) <= _PLAIN and not re.search("[，；！？,;!?]", line)
