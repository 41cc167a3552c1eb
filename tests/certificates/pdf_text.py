"""Reading a tagged PDF the way a screen reader does: the structure tree in order, with its text."""

import re
from dataclasses import dataclass

from pikepdf import Array, Dictionary, Page, Pdf, parse_content_stream


@dataclass(frozen=True)
class Passage:
    """One element of the structure with the text directly inside it."""

    role: str
    text: str
    alternative: str = ""


def passages(pdf: Pdf) -> list[Passage]:
    """Every element of the structure that says something, in reading order."""
    texts = {(page.obj.objgen, mcid): text for page in pdf.pages for mcid, text in _marked_texts(page).items()}
    found: list[Passage] = []
    _walk(pdf.Root.StructTreeRoot.K, "", None, texts, found)
    return found


def whole_text(pdf: Pdf) -> str:
    return " ".join(passage.text for passage in passages(pdf))


def _walk(node, role: str, page, texts: dict, found: list[Passage]) -> None:
    if isinstance(node, Array):
        for child in node:
            _walk(child, role, page, texts, found)
    elif isinstance(node, Dictionary):
        page = node.get("/Pg", page)
        if "/MCID" in node:
            _walk(node.MCID, role, page, texts, found)
            return
        role = str(node.get("/S", role))
        if "/Alt" in node:
            found.append(Passage(role, "", str(node.Alt)))
        if "/K" in node:
            _walk(node.K, role, page, texts, found)
    elif texts.get((page.objgen, int(node))):
        found.append(Passage(role, texts[page.objgen, int(node)]))


def _marked_texts(page: Page) -> dict[int, str]:
    fonts = {name: _unicode_map(font) for name, font in page.resources.get("/Font", {}).items()}
    texts: dict[int, str] = {}
    stack: list[int | None] = []
    font: dict[bytes, str] = {}
    for operands, operator in parse_content_stream(page):
        match str(operator):
            case "BDC":
                properties = operands[1]
                stack.append(int(properties.MCID) if "/MCID" in properties else None)
            case "BMC":
                stack.append(None)
            case "EMC":
                stack.pop()
            case "Tf":
                font = fonts[str(operands[0])]
            case "Tj" | "TJ":
                mcid = next((mark for mark in reversed(stack) if mark is not None), None)
                if mcid is not None:
                    pieces = operands[0] if str(operator) == "TJ" else operands
                    texts[mcid] = texts.get(mcid, "") + "".join(_decode(piece, font) for piece in pieces)
    return texts


def _decode(piece, font: dict[bytes, str]) -> str:
    if isinstance(piece, int) or not hasattr(piece, "__bytes__"):
        return ""
    raw = bytes(piece)
    return "".join(font.get(raw[i : i + 2], "\N{REPLACEMENT CHARACTER}") for i in range(0, len(raw), 2))


def _unicode_map(font) -> dict[bytes, str]:
    cmap = font.ToUnicode.read_bytes().decode("latin-1")
    pairs: dict[bytes, str] = {}
    for block in re.findall(r"beginbfchar(.*?)endbfchar", cmap, re.S):
        for code, text in re.findall(r"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>", block):
            pairs[bytes.fromhex(code)] = bytes.fromhex(text).decode("utf-16-be")
    for block in re.findall(r"beginbfrange(.*?)endbfrange", cmap, re.S):
        for first, last, text in re.findall(r"<(\w+)>\s*<(\w+)>\s*<(\w+)>", block):
            start = int.from_bytes(bytes.fromhex(text), "big")
            for step, code in enumerate(range(int(first, 16), int(last, 16) + 1)):
                pairs[code.to_bytes(2, "big")] = chr(start + step)
    return pairs
