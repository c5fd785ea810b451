"""Radical code points and the ideographs that they stand for.

PDF writers pick the code point of a radical where a font shares its glyph with an ideograph: 人 becomes U+2F08, 见
becomes U+2EC5. NFKC mends the Kangxi block alone; the CJK Radicals Supplement and the strokes need Unicode's property
Equivalent_Unified_Ideograph, of which this is a copy (version 14.0; the Kangxi block is left to NFKC).
"""

import unicodedata

# One radical, one ideograph, and so on.
_SUPPLEMENT = (
    "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺇𠘨⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺑𡯂⺒巳⺓幺⺔彑"
    "⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺟母⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王"
    "⺪𤴔⺫目⺬示⺭礻⺮𥫗⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺵𦉫⺶羊⺷𦍌⺸𦍋⺹耂⺺肀⺻聿⺼肉⺽𦥑"
    "⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻇𧢲⻈讠⻉贝⻊𧾷⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長"
    "⻒镸⻓长⻔门⻕𨸏⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食⻞𩙿⻟飠⻠饣⻡𩠐⻢马⻣骨⻤鬼⻥鱼"
    "⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀⻳龟㇆𠃌㇏乀㇐一㇑丨㇒丿㇓丿"
    "㇔丶㇕𠃍㇖乛㇗𠃊㇘𠃎㇙𠄌㇚亅㇛𡿨㇜𠃋㇝乀㇞𠃑㇟乚㇠乙㇡𠄎"
)

# The property names the traditional form of these two. In the simplified fonts (looked up in Noto Serif and Sans CJK SC)
# ⼾ has the glyph of 户, as in “永久落户”; ⻑ was seen for 长 in files printed by browsers.
_SIMPLIFIED = {"⼾": "户", "⻑": "长"}

_KANGXI = range(0x2F00, 0x2FD6)

IDEOGRAPHS: dict[str, str] = {
    **{chr(code): unicodedata.normalize("NFKC", chr(code)) for code in _KANGXI},
    **dict(zip(_SUPPLEMENT[::2], _SUPPLEMENT[1::2], strict=True)),
    **_SIMPLIFIED,
}
