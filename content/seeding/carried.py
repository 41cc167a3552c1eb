"""What a translation must carry over from the Finnish text: its figures, phone numbers and links.

The words are the translator's. A figure that only one language has is most often a fact that was mended in the other.
"""

import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from content.seeding.cards import CardPlan
from content.seeding.plans import PagePlan
from content.seeding.texts import line_of, texts_in
from content.seeding.translations import LANGUAGES, SOURCE

#: Sites that stand at an address of their own in each language.
SAME_SITE = {
    "www.tillganglighetskrav.fi": "www.saavutettavuusvaatimukset.fi",
    "www.webaccessibility.fi": "www.saavutettavuusvaatimukset.fi",
}
#: (file, line, sentence)
Lost = tuple[Path, int, str]

_LINK = re.compile(r'href="([^"]+)"')
#: A month may be written in words.
_DATE = re.compile(r"\b(\d{1,2})\.\d{1,2}\.(\d{4})\b")
_FIGURE = re.compile(r"\d+")
_FIRST_TAG = re.compile(r"^<[^>]+>")
_OWN_LANGUAGE = re.compile(rf"^/(?:{'|'.join(LANGUAGES)})/")


def lost_in_pages(pages: tuple[PagePlan, ...]) -> Iterator[Lost]:
    """What the translations of the pages lack, or have besides, block by block."""
    finnish = {page.key: dict(_places(page.values)) for page in pages if page.language == SOURCE}
    for page in pages:
        if page.language != SOURCE:
            for place, value in _places(page.values):
                yield from _compared(page.source, finnish[page.key].get(place, ""), value)


def lost_in_cards(cards: list[CardPlan]) -> Iterator[Lost]:
    """The same of the cards that have a translation in a file of its own; addresses and days are each card's own."""
    finnish = {card.key: card.values for card in cards if card.language == SOURCE}
    for card in cards:
        if card.language != SOURCE:
            for name, value in card.values.items():
                yield from _compared(card.path, finnish[card.key][name], value, card.line)


def _places(values: dict[str, Any]) -> Iterator[tuple[tuple[str, int], Any]]:
    for name, value in values.items():
        for number, one in enumerate(value if isinstance(value, list) else [value]):
            yield (name, number), one


def _compared(path: Path, theirs: Any, mine: Any, line: int = 0) -> Iterator[Lost]:
    """Figures and links of one stretch against those of the Finnish one."""
    ours, words = "\n".join(texts_in(theirs)), "\n".join(texts_in(mine))
    for what, found in (("figure", _figures), ("link", _links)):
        there, here = found(ours), found(words)
        for one in sorted((there - here) | (here - there)):
            where = line or line_of(path, _FIRST_TAG.sub("", words))
            missing = "lacks" if there[one] > here[one] else "has besides the Finnish"
            yield path, where, f"The translation {missing} the {what} “{one}”."


def _figures(text: str) -> Counter[str]:
    return Counter(_FIGURE.findall(_DATE.sub(r"\1 \2", _LINK.sub("", text))))


def _links(text: str) -> Counter[str]:
    return Counter(map(_home_of, _LINK.findall(text)))


def _home_of(address: str) -> str:
    """Our own pages by their Finnish address, others by their site: a site has its pages in many languages."""
    parts = urlsplit(address)
    if parts.scheme in ("http", "https"):
        return SAME_SITE.get(parts.netloc, parts.netloc)
    return _OWN_LANGUAGE.sub("/", address)
