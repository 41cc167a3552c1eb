"""Rich text to Markdown. What is written is read again at once: only what comes back the same is kept as it is."""

import re
from pathlib import Path

from content.packages.runs import Line, Link, Listing, Run, html_of, read_html
from content.seeding.files import BrokenFile
from content.seeding.markdown import FILE_LINK, rich_text

_ALWAYS = re.compile(r"([\\`*\[\]<])")
_UNDERSCORE = re.compile(r"(?<![^\W_])_|_(?![^\W_])")
_ENTITY = re.compile(r"&(?=#?\w+;)")
_BEGINNING = re.compile(r"^(#{1,6}(?=\s|$)|[-+](?=\s|$)|>|={1,}\s*$|-{2,}\s*$|:::|~~~)")
_NUMBER = re.compile(r"^(\d{1,9})([.)])(?=\s|$)")


def markdown_of(html: str, link: Link) -> tuple[str, bool]:
    """``html`` as Markdown, and whether all of its style could be kept. ``link`` tells what an address becomes."""
    blocks = read_html(html, link)
    wanted = _canonical(blocks)
    for careful in (False, True):
        text = _blocks(blocks, careful)
        if _read_again(text) == wanted:
            return text, True
    plain = [_without_style(one) for one in blocks]
    return _blocks(plain, True), False


def heading_of(text: str) -> str:
    """A heading's words on one line."""
    return escaped(" ".join(text.split()), at_start=False).replace("#", "\\#")


def escaped(text: str, *, at_start: bool) -> str:
    """``text`` so that Markdown sees nothing in it but itself."""
    text = _ENTITY.sub("&amp;", _ALWAYS.sub(r"\\\1", text))
    text = _UNDERSCORE.sub(r"\\_", text)
    if at_start:
        text = _NUMBER.sub(r"\1\\\2", _BEGINNING.sub(r"\\\1", text))
    return text


def _canonical(blocks: list[Line | Listing]) -> str:
    return _bare(html_of(blocks))


def _bare(html: str) -> str:
    """The HTML with one order of tags, whichever order it was written in."""
    return html_of(read_html(html, _own_address))


def _own_address(attributes: dict[str, str]) -> str:
    href = attributes.get("href", "")
    return f"/{href}" if href.startswith(FILE_LINK) else href


def _read_again(text: str) -> str | None:
    """What the files' reader makes of it. Files are not there yet, so links to them are read as other links."""
    text = text.replace(f"]({FILE_LINK}", f"](/{FILE_LINK}").replace(f"](<{FILE_LINK}", f"](</{FILE_LINK}")
    try:
        return _bare(rich_text(text, path=Path("text.md"), line=1))
    except BrokenFile:
        return None


def _without_style(one: Line | Listing) -> Line | Listing:
    if isinstance(one, Listing):
        return Listing(one.ordered, [_without_style(item) for item in one.items])  # type: ignore[misc]
    return Line([Run(run.text) for run in one.runs], [_without_style(inner) for inner in one.lists])  # type: ignore[misc]


def _blocks(blocks: list[Line | Listing], careful: bool) -> str:
    written, last, other = [], None, False
    for one in blocks:
        if isinstance(one, Listing):
            other = not other if isinstance(last, Listing) and last.ordered == one.ordered else False
            written.append("\n".join(_items(one, careful, other)))
        else:
            written.append(_line(one.runs, careful))
        last = one
    return "\n\n".join(written)


def _items(one: Listing, careful: bool, other: bool = False) -> list[str]:
    rows = []
    for number, item in enumerate(one.items, start=1):
        mark = f"{number}{')' if other else '.'} " if one.ordered else ("* " if other else "- ")
        indent = " " * len(mark)
        first, *more = _line(item.runs, careful).split("\n")
        rows += [mark + first, *(indent + row for row in more)]
        for place, inner in enumerate(item.lists):
            rows += [indent + row for row in _items(inner, careful, place % 2 == 1)]
    return rows


def _line(runs: list[Run], careful: bool) -> str:
    """The runs of one line; neighbours in one style or one link stand inside the same marks."""
    made, place = "", 0
    while place < len(runs):
        run = runs[place]
        if run.href:
            end = place
            while end < len(runs) and runs[end].href == run.href:
                end += 1
            inner = _styled([Run(one.text, one.bold, one.italic) for one in runs[place:end]], "", careful)
            made += f"[{inner}]({_address(run.href)})"
            place = end
            continue
        end = place
        while end < len(runs) and not runs[end].href:
            end += 1
        made = _styled(runs[place:end], made, careful)
        place = end
    return made


def _styled(runs: list[Run], made: str, careful: bool) -> str:
    for place, run in enumerate(runs):
        if run.text == "\n":
            made += "\\\n"
            continue
        body = run.text.strip(" ")
        if not body:
            made += run.text
            continue
        before, after = run.text[: len(run.text) - len(run.text.lstrip(" "))], run.text[len(run.text.rstrip(" ")) :]
        mark = _mark(run, runs, place)
        begins = (not made and not before and not mark) or made.endswith("\n")
        text = escaped(body, at_start=begins)
        if careful and mark:
            made = made if before else _by_number(made)
        elif careful and place and runs[place - 1].bold | runs[place - 1].italic and not before and text:
            text = f"&#{ord(text[0])};{text[1:]}" if text[0].isalnum() else text
        made += f"{before}{mark}{text}{mark[::-1]}{after}"
    return made


def _mark(run: Run, runs: list[Run], place: int) -> str:
    if not run.text.strip():
        return ""
    near = [one for one in runs[max(0, place - 1) : place + 2] if one is not run]
    touching = any((one.bold or one.italic) and one.text != "\n" for one in near)
    italic = "_" if run.italic and (touching or run.bold) else "*" if run.italic else ""
    return ("**" if run.bold else "") + italic


def _by_number(made: str) -> str:
    """The last letter as a number, so that a mark may follow it."""
    return f"{made[:-1]}&#{ord(made[-1])};" if made and made[-1].isalnum() else made


def _address(href: str) -> str:
    return f"<{href}>" if re.search(r"[\s()]", href) else href
