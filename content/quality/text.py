"""Words and sentences of a text or of its HTML."""

import re
from html import unescape

_TAG = re.compile(r"<[^>]+>")
_END = re.compile(r"</(?:p|li)>|(?<=[.!?])[\"”)]?\s+|\n+")
_LIST = re.compile(r"<(?:ul|ol)\b[^>]*>(.*?)</(?:ul|ol)>", re.DOTALL | re.IGNORECASE)


def words_of(html: str) -> int:
    """Words of a text or of HTML; a lone dash is no word."""
    return sum(any(letter.isalnum() for letter in word) for word in plain_text(html).split())


def plain_text(html: str) -> str:
    """What is left of HTML when it is only words."""
    return unescape(_TAG.sub(" ", html))


def sentences_of(html: str) -> list[str]:
    """The sentences of a text; every paragraph and point of a list ends one."""
    return [plain for part in _END.split(html) if (plain := unescape(_TAG.sub("", part)).strip())]


def list_lengths(html: str) -> list[int]:
    """How many points each list of the HTML has."""
    return [inner.lower().count("<li") for inner in _LIST.findall(html)]
