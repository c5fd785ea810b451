"""Roles: the words that show what a piece of a statement of support does: name somebody, aim, condition, measure."""

import re

from corpus.span import Span

# Who can receive something, and what can be named in their place.
AGENT = (
    r"(?:企业|单位|机构|个人(?!所得)|团队|公司|园区管委会|高校|院所|协会|主体|商户|农户|合作社|人员|职工|毕业生|用户|联盟|街道|乡镇|创客|学生|总部|个体工商户|人才|服务商|运营商"
    r"|投资人|带头人|项目方|申请人|(?:投资|销售|采购|购买|承办|主办|运营|开发|建设|使用|需求|供给|出租|承租)方)"
)
THING = r"(?:平台|基地|园区|中心|社区|软件|产品|项目|集群|训练场|工作室|工作站|实验室|孵化器|学校|医院|村|场景|活动|景区|载体|车间|工厂|品牌|标准|专利|展会|赛事|奖项|商标|工程)"
ENTITY = rf"(?:{AGENT}|{THING})"
AMOUNT_OF = re.compile(r"(?:部分|费用|费|额|款|税|贡献度?|投入|支出|成本|租金|利息|价)$")  # what a rate is applied to
GOAL = re.compile(
    r"^(?:支持|鼓励|推动|推进|加快|加大|探索|围绕|充分|形成|强化|促进|引导|积极|制定|建立|完善|优化|每年|力争|争取|培育|打造|发挥|组织|搭建|开展|针对|丰富|拓展|聚焦|着力|持续"
    r"|依托|落实|统筹|实施|营造|提升|深化|健全|大力|全面|进一步|为(?!了解)|以)"
)
BASIS = re.compile(
    r"^(?:根据|依据|结合|视|从(?=[^,]*中$)|以(?=[^,]*为基数)|参照(?=[^,\d]*给予[^,]*(?:奖励|补助|补贴|支持)$))(?P<what>[^,对]+)"
)
_ROUND = r"(?:我|本|全|当地|地方|行业|产业|社会|经济|县域|区域|市域)[^,的]{0,10}(?:贡献|带动|拉动|支撑|作用|影响)"  # 对我区发展贡献最大
TARGET = re.compile(
    rf"(?<![针面其绝相派核应])(?<!企业)(?<!单位)(?<!机构)对于?(?!接|应|外(?!资|商|地|贸)|象|口|标|比|照|{_ROUND})"
)
ACTS = re.compile(
    r"^(?:承接|创办|评选(?!出)|评定|承担|获|取得|入选|列入|通过|购买|采购|引进|建设|开展|参与|新|认定|被|首次|初次|主导|主持|牵头|举办|完成|实施|购置|年度|成功|评为|当年|在|经)"
)
COUNTED = r"(?:(?:每|同一|单)(?:家|个|项|户|人|件|笔|台|套|名|宗|次|间|场|亩|平方米|万平方米|辆)|每位|单一|单品种|同一)"
BRACKETS = re.compile(r"[(][^()]*[)]")
SCOPE = re.compile(
    rf"(?P<per>{COUNTED})(?P<noun>(?:(?!每年|年度|最高|最多|累计|合计|按|给予|予以|奖励|补助|补贴|资助|支持|扶持|不超过|不高于|一次性|可|的|给|总额|当年)[^,、。;()\d]){{0,12}})"
)


def end_of(text: str, piece: Span) -> int:
    """The end of a piece without the words that lead to the sum."""
    words = re.sub(r"(?:依法依规|当年|经认定后?|再|另|各|的)*$", "", text[piece.start : piece.end].rstrip())
    return piece.start + len(words)
