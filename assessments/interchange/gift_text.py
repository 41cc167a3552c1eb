"""The signs of GIFT: how a file divides into questions, and which signs are written and not meant."""

import re
from dataclasses import dataclass

_SIGNS = "\\~=#{}:"
#: Stands for a sign that was escaped, while the rest is read; texts hold none of these of their own.
_ASIDE = {sign: chr(0xE000 + place) for place, sign in enumerate(_SIGNS)} | {"n": chr(0xE00F)}
_BACK = {ord(aside): "\n" if sign == "n" else sign for sign, aside in _ASIDE.items()}
_PRIVATE = re.compile("[\ue000-\uf8ff]")
_ESCAPE = re.compile(r"\\([\\~=#{}:n])")
_MARKED = re.compile(r"\[(id|tag):((?:[^\]\\]|\\.){1,200})\]")


#: Longer comments hold no id and no tags.
MAX_NOTES = 2000


@dataclass(frozen=True, slots=True)
class Chunk:
    """One question's own lines, and what stood in the comments before it."""

    line: int
    text: str
    category: str
    own_id: str
    tags: tuple[str, ...]


def chunks_of(text: str) -> list[Chunk]:
    """Questions are parted by empty lines; a category holds until the next one."""
    chunks: list[Chunk] = []
    category, lines, notes, start = "", [], "", 1
    for number, line in enumerate([*_aside(text).split("\n"), ""], start=1):
        bare = line.strip()
        if bare.startswith("//"):
            notes += bare[: MAX_NOTES - len(notes)]
        elif bare.upper().startswith("$CATEGORY:"):
            category, notes = back(bare[len("$CATEGORY:") :]).strip(), ""
        elif bare:
            start = start if lines else number
            lines.append(line.rstrip())
        elif lines:
            chunks.append(_chunk(start, lines, category, notes))
            lines, notes = [], ""
    return chunks


def _chunk(start: int, lines: list[str], category: str, notes: str) -> Chunk:
    marked = _MARKED.findall(back(notes, escaped=True))
    bare = [(name, re.sub(r"\\(.)", r"\1", value)) for name, value in marked]
    ids = [value for name, value in bare if name == "id"]
    tags = tuple(value for name, value in bare if name == "tag")
    return Chunk(start, "\n".join(lines), category, ids[0] if ids else "", tags)


def _aside(text: str) -> str:
    return _ESCAPE.sub(lambda found: _ASIDE[found[1]], _PRIVATE.sub("", text))


def back(text: str, *, escaped: bool = False) -> str:
    """``text`` with the signs that were set aside, as they are read; or as they were written."""
    if escaped:
        return "".join("\\" + {v: k for k, v in _ASIDE.items()}[char] if ord(char) in _BACK else char for char in text)
    return text.translate(_BACK)


def written(text: str) -> str:
    """``text`` so that none of its signs means anything."""
    escaped = re.sub(r"([\\~=#{}:])", r"\\\1", text.strip())
    return escaped.replace("\n", "\\n")
