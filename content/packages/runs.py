"""Rich text as Wagtail keeps it, as paragraphs and lists of plain stretches of text."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from html import escape
from html.parser import HTMLParser

#: What an address becomes; None when there is nothing left to lead to.
Link = Callable[[dict[str, str]], str | None]
_BREAK = "\n"


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style. A line break is a run of its own."""

    text: str
    bold: bool = False
    italic: bool = False
    href: str = ""

    @property
    def style(self) -> tuple[str, bool, bool]:
        return self.href, self.bold, self.italic


@dataclass
class Line:
    """A paragraph, or one item of a list with the lists inside it."""

    runs: list[Run] = field(default_factory=list)
    lists: list["Listing"] = field(default_factory=list)


@dataclass
class Listing:
    """A list; ``ordered`` counts its items."""

    ordered: bool
    items: list[Line] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects lines and lists; tags that the editor does not write are passed over, their text stays."""

    def __init__(self, link: Link) -> None:
        super().__init__(convert_charrefs=True)
        self.link = link
        self.found: list[Line | Listing] = []
        self.open: list[Listing] = []
        self.bold = self.italic = 0
        self.href = ""
        self.line: Line | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("b", "strong"):
            self.bold += 1
        elif tag in ("i", "em"):
            self.italic += 1
        elif tag == "a":
            self.href = self.link({name: value or "" for name, value in attrs}) or ""
        elif tag == "br":
            self._add(_BREAK)
        elif tag in ("ul", "ol"):
            self._open_list(tag == "ol")
        elif tag == "li" and self.open:
            self.line = Line()
            self.open[-1].items.append(self.line)
        elif tag == "p" and not self.open:
            self.line = Line()
            self.found.append(self.line)

    def handle_endtag(self, tag: str) -> None:
        if tag in ("b", "strong"):
            self.bold = max(0, self.bold - 1)
        elif tag in ("i", "em"):
            self.italic = max(0, self.italic - 1)
        elif tag == "a":
            self.href = ""
        elif tag in ("ul", "ol") and self.open:
            self.open.pop()
            self.line = self.open[-1].items[-1] if self.open and self.open[-1].items else None
        elif tag == "p" and not self.open:
            self.line = None

    def handle_data(self, data: str) -> None:
        self._add(" ".join(data.split("\n")))

    def _open_list(self, ordered: bool) -> None:
        made = Listing(ordered)
        if self.open and self.open[-1].items:
            self.open[-1].items[-1].lists.append(made)
        elif not self.open:
            self.found.append(made)
        self.open.append(made)

    def _add(self, text: str) -> None:
        if self.line is None:
            if not text.strip() or self.open:
                return
            self.line = Line()
            self.found.append(self.line)
        style = Run(text, bool(self.bold), bool(self.italic), self.href)
        last = self.line.runs[-1] if self.line.runs else None
        if last and _BREAK not in (last.text, text) and last.style == style.style:
            self.line.runs[-1] = replace(last, text=last.text + text)
        else:
            self.line.runs.append(style)


def read_html(html: str, link: Link) -> list[Line | Listing]:
    """The paragraphs and lists of ``html``, empty ones left out and edges trimmed; ``link`` gives each address."""
    reader = _Reader(link)
    reader.feed(html)
    reader.close()
    return [one for one in map(_tidy, reader.found) if one]


def _tidy(one: Line | Listing) -> Line | Listing | None:
    if isinstance(one, Listing):
        items = [item for item in map(_tidy, one.items) if item]
        return Listing(one.ordered, items) if items else None
    runs = _trimmed([_plain_break(part) for run in one.runs if run.text for part in _edges_out(run)])
    lists = [inner for inner in map(_tidy, one.lists) if inner]
    return Line(runs, lists) if runs or lists else None


def _edges_out(run: Run) -> list[Run]:
    """A bold word does not end in a bold space."""
    if run.text == _BREAK or not (run.bold or run.italic):
        return [run]
    body = run.text.strip(" ")
    start = run.text.index(body) if body else 0
    ends = run.text[:start], run.text[start + len(body) :]
    parts = [Run(ends[0], href=run.href), replace(run, text=body), Run(ends[1], href=run.href)]
    return [part for part in parts if part.text]


def _plain_break(run: Run) -> Run:
    """Breaks and bare spaces have no style that anybody sees."""
    return run if run.text.strip() else Run(run.text, href="")


def _trimmed(runs: list[Run]) -> list[Run]:
    """Without spaces and breaks at the ends and beside breaks; equal neighbours joined."""
    kept: list[Run] = []
    for run in runs:
        text = run.text if run.text == _BREAK else " ".join(run.text.split(" "))
        if not kept or kept[-1].text == _BREAK:
            text = _BREAK if text == _BREAK else text.lstrip()
            if text == _BREAK and not kept:
                continue
        if text == _BREAK and kept:
            kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \u00a0") or kept[-1].text)
        if not text:
            continue
        if kept and text != _BREAK and kept[-1].text != _BREAK and kept[-1].style == run.style:
            kept[-1] = replace(kept[-1], text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return kept


def html_of(blocks: list[Line | Listing]) -> str:
    """The one way to write them as HTML: links outside bold outside italics."""
    return "".join(_list_html(one) if isinstance(one, Listing) else f"<p>{_runs_html(one.runs)}</p>" for one in blocks)


def _list_html(one: Listing) -> str:
    tag = "ol" if one.ordered else "ul"
    items = "".join(f"<li>{_runs_html(item.runs)}{''.join(map(_list_html, item.lists))}</li>" for item in one.items)
    return f"<{tag}>{items}</{tag}>"


def _runs_html(runs: list[Run]) -> str:
    made = ""
    for run in runs:
        text = "<br/>" if run.text == _BREAK else escape(run.text, quote=False)
        text = f"<i>{text}</i>" if run.italic else text
        text = f"<b>{text}</b>" if run.bold else text
        made += f'<a href="{escape(run.href)}">{text}</a>' if run.href else text
    return made
