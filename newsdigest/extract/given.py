"""Whether a name opens as those of persons do."""

import re
from functools import lru_cache
from importlib.resources import files
from unicodedata import normalize

_SURNAMES = frozenset(
    "王李张張刘劉陈陳杨楊黄黃赵趙周吴吳徐孙孫马馬朱胡郭何高林罗羅郑鄭梁谢謝宋唐许許韩韓冯馮邓鄧曹彭曾肖萧田董袁潘于蒋蔣蔡"
    "余杜叶葉程苏蘇魏吕呂丁任沈姚卢盧姜崔钟鐘谭譚陆陸汪范廖石金韦韋贾賈夏付方白邹鄒孟熊秦邱江尹薛闫段雷侯龙龍史陶黎贺賀顾顧"
    "毛郝龚龔邵万萬钱錢严嚴武戴莫孔向汤湯김이박최정강조윤장임한오서신권황안송류홍전고문손배백허남심노하곽성차"
)
"""The first sign of most names in Chinese and Korean."""


def is_given(name: str) -> bool:
    """Whether a name opens as names of persons often do: with a frequent given name, or surname's sign.

    Accents are as good as none: the list has many names in one spelling only.
    """
    first = re.split(r"[\s-]", name.casefold().removeprefix("dr. "), maxsplit=1)[0]
    return first in _given_names() or _plain(first) in _given_names() or name[:1] in _SURNAMES


def _plain(word: str) -> str:
    return word if word.isascii() else re.sub(r"[\u0300-\u036f]", "", normalize("NFD", word))


@lru_cache(maxsize=1)
def _given_names() -> frozenset[str]:
    rows = (files(__package__) / "given_names.txt").read_text(encoding="utf-8").splitlines()
    return frozenset(name for row in rows if not row.startswith("#") for name in row.split())
