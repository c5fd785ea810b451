"""Two invented documents, asked as wholes."""

from collections.abc import Callable, Mapping

import pytest

from app.answering import Answer, Assistant
from index import Index

TEA = """清源县茶产业三年提升方案（2026-2028年）
(征求意见稿)
一、总体目标
2026-2028年，打造“123”茶产业格局。
（一）建成一个交易中心
在清源镇建成县级茶叶交易中心。
（二）做强两条产业带
做强青溪、白石两条产业带，力争到2028年茶园面积达到5万亩。
（三）培育三类主体
培育龙头企业10家以上、专业合作社30家以上，家庭茶场100家以上。
二、重点任务
（一）生产提升
1.扩大种植规模。聚焦茶叶种植、加工、销售企业（以下简称涉茶企业）和茶农发展种植。对新建连片茶园的，按每亩500元给予补助。到2028年新建标准茶园2万亩。（责任单位：县农业农村局）
2.更新加工设备。对购置自动化生产线的加工企业，按设备投资额的30%给予补助，最高不超过80万元。支持青溪镇建设共享加工车间，2027年底前投入使用。（责任单位：县工信局）
（二）市场开拓
1.培育品牌。对首次获得省级以上名牌的涉茶企业，给予一次性奖励20万元。每年举办茶叶推介会不少于2场。（责任单位：县市场监管局）
2.拓展销路。对涉茶企业参加境外展会的，按展位费的50%给予补贴，每年最高5万元。对在省外新开专卖店的，一次性补助3万元。（责任单位：县商务局）
三、保障措施
县财政每年安排专项资金1000万元。白石镇、青溪镇负责落实到村。
"""

ARTICLES = """清源县民宿管理办法
第一章 总则
第一条 为了规范民宿经营，制定本办法。
第二条 本办法适用于清源县行政区域内的民宿。
第二章 开办
第三条 开办民宿应当取得营业执照。
第四条 民宿的客房数量不得超过15间。
第五条 开办者应当在开业前10个工作日内备案，并提交下列材料：
（一）营业执照；
（二）消防安全承诺书。
第三章 奖励
第六条 评定为五星级民宿的，给予奖励10万元。
第七条 本办法自2026年5月1日起施行，有效期至2030年12月31日。
"""

Ask = Callable[..., str]


@pytest.fixture(scope="module")
def ask(indexed: Callable[[Mapping[str, str]], Index]) -> Ask:
    """The text of the answer from both documents, or of one by its name; a refusal's message begins with 拒."""
    assistant = Assistant(indexed({"tea": TEA, "inns": ARTICLES}))

    def answer(question: str, document: str | None = None) -> str:
        ids = {p.document.title[:5]: p.document.id for p in assistant.index.snapshot().documents()}
        chosen = next((i for title, i in ids.items() if document and document in title), None)
        reply = assistant.ask(question, document=chosen)
        return reply.text if isinstance(reply, Answer) else f"拒 {reply.message}"

    return answer
