"""Pure checks of one text. Each yields findings: what is doubtful, where it stands, and what to do about it.

A check may be wrong about a good sentence, so a finding is advice: what must not be published at all is refused by
the pages' own ``publish_problems``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.db.models import TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from content.quality.plain import plain_doubts
from content.quality.text import plain_text, sentences_of, words_of


class About(TextChoices):
    """What a finding is about."""

    ALT = "alt", _("Alternative text")
    CAPTIONS = "captions", _("Captions")
    HEADINGS = "headings", _("Headings")
    LINKS = "links", _("Link texts")
    SENTENCES = "sentences", _("Long sentences")
    ABBREVIATIONS = "abbreviations", _("Abbreviations")
    MINUTES = "minutes", _("Minutes")
    SOURCES = "sources", _("Sources")
    FACTS = "facts", _("Ageing facts")
    PLAIN = "plain", _("Plain language")
    RULES = "rules", _("Rules that cannot hold")


@dataclass(frozen=True)
class Finding:
    """One doubt: ``block`` is the id of the block it stands in, empty when it is about the whole page."""

    about: About
    text: str
    block: str = ""


@dataclass(frozen=True)
class Piece:
    """One block as the checks read it.

    ``htmls`` are the texts of the ordinary variant and ``plains`` those of the plain one; ``level`` is 2 or 3 for a
    heading. ``is_picture`` asks for ``alt`` unless it is empty by choice (``decorative``). ``gaps`` are what a
    recording lacks, ``overdue`` the title of a fact card whose check is late, ``extra_minutes`` what the block takes
    besides reading.
    """

    block: str
    htmls: tuple[str, ...] = ()
    plains: tuple[str, ...] = ()
    level: int = 0
    heading: str = ""
    is_picture: bool = False
    decorative: bool = False
    alt: str = ""
    gaps: tuple[str, ...] = ()
    overdue: str = ""
    extra_minutes: float = 0


@dataclass(frozen=True)
class Draft:
    """A page as the checks read it; ``minutes`` 0 and ``needs_sources`` False where these are not asked for."""

    pieces: tuple[Piece, ...]
    longest_sentence: int = 20
    minutes: int = 0
    needs_sources: bool = False
    has_sources: bool = False
    has_checked: bool = False
    #: The rules of plain language know Finnish.
    is_finnish: bool = True


#: Careful reading of a text that one studies.
WORDS_A_MINUTE = 100
#: How far the stated minutes may be from the reckoned ones, as a ratio.
MINUTES_APART = 2
#: Words said of a link that tell nothing by themselves, as a screen reader lists links.
EMPTY_LINKS = frozenset(
    {
        *("tästä", "täältä", "täällä", "tämä", "linkki", "lue lisää", "lisää"),
        *("klikkaa", "klikkaa tästä", "tästä linkistä"),
        *("här", "läs mer", "mer", "länk", "klicka", "klicka här", "denna länk"),
        *("here", "read more", "more", "link", "click", "click here", "this link", "this"),
    }
)
#: Abbreviations that everybody knows or that are names, also of licences and of offices that are no more.
KNOWN_ABBREVIATIONS = frozenset(
    {
        *("EU", "PDF", "OK", "WWW", "USB", "SMS", "QR", "IP", "AA", "CC", "BY", "ADHD"),
        *("HERO", "MIELI", "TEMPO", "NUOTTI", "TE", "ELY"),
    }
)
_LINK = re.compile(r"<a\b[^>]*>(.*?)</a>", re.DOTALL | re.IGNORECASE)
_ADDRESS = re.compile(r"^(https?://|www\.)\S+$", re.IGNORECASE)
_FILE_NAME = re.compile(r"^\S+\.(png|jpe?g|gif|webp|svg)$", re.IGNORECASE)
_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÅÄÖ]{2,6}(?=[^\w]|$)")


def findings_in(draft: Draft) -> list[Finding]:
    """Everything doubtful in a draft, in the order of the checks and then of the text."""
    checks = (_pictures, _recordings, _headings, _links, _sentences, _abbreviations, _minutes, _sources, _facts, _plain)
    return [finding for check in checks for finding in check(draft)]


def reckoned_minutes(draft: Draft) -> int:
    """How long the draft takes somebody who reads it with care and stops where it asks to stop."""
    words = sum(words_of(html) for piece in draft.pieces for html in piece.htmls)
    return max(1, round(words / WORDS_A_MINUTE + sum(piece.extra_minutes for piece in draft.pieces)))


def _pictures(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        alt = piece.alt.strip()
        if not piece.is_picture or piece.decorative:
            continue
        if not alt:
            yield Finding(About.ALT, gettext("A picture has no alternative text."), piece.block)
        elif _FILE_NAME.match(alt):
            said = gettext("The alternative text is a file's name: %(text)s. Say what the picture tells.")
            yield Finding(About.ALT, said % {"text": alt}, piece.block)


def _recordings(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        for gap in piece.gaps:
            yield Finding(About.CAPTIONS, gettext("A recording lacks: %(gap)s.") % {"gap": gap}, piece.block)


def _headings(draft: Draft) -> Iterator[Finding]:
    level = 1
    for piece in draft.pieces:
        if not piece.level:
            continue
        if piece.level > level + 1:
            said = gettext("A subheading stands before any heading: %(text)s") % {"text": piece.heading}
            yield Finding(About.HEADINGS, said, piece.block)
        level = piece.level


def _links(draft: Draft) -> Iterator[Finding]:
    for piece, html in _all_htmls(draft):
        for inner in _LINK.findall(html):
            text = " ".join(plain_text(inner).split())
            if text.lower().strip(" .!:›»→") in EMPTY_LINKS:
                said = gettext("The link “%(text)s” does not tell where it leads. Name the page it opens.")
            elif _ADDRESS.match(text):
                said = gettext("A link shows its address: %(text)s. Name the page it opens.")
            elif not text:
                said = gettext("A link has no words.")
            else:
                continue
            yield Finding(About.LINKS, said % {"text": text}, piece.block)


def _sentences(draft: Draft) -> Iterator[Finding]:
    for piece, html in _all_htmls(draft):
        if draft.is_finnish and html in piece.plains:  # judged as plain Finnish below
            continue
        for sentence in sentences_of(html):
            count = words_of(sentence)
            if count > draft.longest_sentence:
                said = gettext("%(count)s words, at most %(most)s read well: “%(start)s…”")
                start = sentence[:60].rstrip()
                facts = {"count": count, "most": draft.longest_sentence, "start": start}
                yield Finding(About.SENTENCES, said % facts, piece.block)


def _abbreviations(draft: Draft) -> Iterator[Finding]:
    """Each abbreviation once, where it first stands, unless the page says what it means."""
    everything = " ".join(plain_text(html) for _piece, html in _all_htmls(draft))
    seen: set[str] = set(KNOWN_ABBREVIATIONS)
    for piece, html in _all_htmls(draft):
        for short in _ABBREVIATION.findall(plain_text(html)):
            if short in seen:
                continue
            seen.add(short)
            if not is_explained(short, everything):
                said = gettext("%(short)s is not explained. Write it out the first time: “the whole name (%(short)s)”.")
                yield Finding(About.ABBREVIATIONS, said % {"short": short}, piece.block)


def is_explained(short: str, text: str) -> bool:
    """Whether the text says what an abbreviation means: “whole name (ABC)”, “ABC (whole name)”, “ABC eli …”."""
    name = re.escape(short)
    before = rf"\(\s*{name}\b|\b(?:eli|eller|or|lyhen\w+|förkortning\w*|short)\s+{name}\b"
    after = r"eli|tarkoittaa|on lyhenne|betyder|är en förkortning|det vill säga|means|is short for|that is"
    return bool(re.search(rf"{before}|\b{name}(?:[:-]\w+)?\s*(?:\(|,?\s(?:{after})\s)", text))


def _minutes(draft: Draft) -> Iterator[Finding]:
    if not draft.minutes or not draft.pieces:
        return
    reckoned = reckoned_minutes(draft)
    if draft.minutes > reckoned * MINUTES_APART or reckoned > draft.minutes * MINUTES_APART:
        said = gettext("The page says %(stated)s min; reading and doing it takes about %(reckoned)s min.")
        yield Finding(About.MINUTES, said % {"stated": draft.minutes, "reckoned": reckoned})


def _sources(draft: Draft) -> Iterator[Finding]:
    if draft.needs_sources and not draft.has_sources:
        yield Finding(About.SOURCES, gettext("No sources are named. Add at least one under Sources."))
    if draft.needs_sources and not draft.has_checked:
        yield Finding(About.SOURCES, gettext("The page does not say when its facts were checked."))


def _facts(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces:
        if piece.overdue:
            said = gettext("The fact “%(title)s” should have been checked again. Check it and date the card anew.")
            yield Finding(About.FACTS, said % {"title": piece.overdue}, piece.block)


def _plain(draft: Draft) -> Iterator[Finding]:
    for piece in draft.pieces if draft.is_finnish else ():
        for html in piece.plains:
            for doubt in plain_doubts(html):
                yield Finding(About.PLAIN, doubt, piece.block)


def _all_htmls(draft: Draft) -> Iterator[tuple[Piece, str]]:
    for piece in draft.pieces:
        for html in (*piece.htmls, *piece.plains):
            yield piece, html
