"""A publication as HTML. What never changes is built once a process; facts are filled in at every view."""

import datetime
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamBlock, StructBlock

from content.blocks.streams import LessonStream, SourceStream
from content.models import FactCard, LessonPage, NetworkCard
from content.outline import lesson_links
from courses.api import Publication
from courses.api import publication as publication_by_pk

#: Seconds after which built HTML is built anew, so that a corrected transcript or credit reaches learners.
FRESH = 600
LEVELS = ("standard", "plain")


class UnknownBlock(LookupError):
    """A body holds a block or a field that the code no longer knows; dropping it would lose an author's text."""


class FactRow(NamedTuple):
    """A fact card as its template reads it."""

    pk: int
    title: str
    value: str
    note: str
    source: str
    publisher: str
    url: str
    certain: bool
    checked: datetime.date
    changed_at: datetime.datetime | None
    previous: str


class NetworkRow(NamedTuple):
    """A card of the service network as its template reads it."""

    pk: int
    title: str
    role: str
    duty: str
    referral: str
    contact: str
    url: str
    source: str
    checked: datetime.date


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a body: finished HTML, or the place of a fact card or of one of the service network."""

    html: str = ""
    card: int | None = None
    network: int | None = None


@dataclass(frozen=True, slots=True)
class Built:
    """A lesson with everything in it but the facts."""

    language: str
    title: str
    lead: str
    segments: tuple[Segment, ...]
    has_plain: bool


def built(publication_id: int, activity_key: UUID, level: str = "standard") -> Built:
    """The lesson of a publication. Publications never change, so a process keeps it; the activity's key is asked for
    because a test's database gives its numbers anew. Raises ``UnknownBlock``."""
    return _built(publication_id, activity_key, level, int(time.monotonic() // FRESH))


def segments_for(publication: Publication, level: str = "standard") -> tuple[Segment, ...]:
    """The body of a publication in order."""
    return built(publication.pk, publication.activity.key, level).segments


def fill(segments: Iterable[Segment], language: str, *, since: datetime.datetime | None = None) -> SafeString:
    """The segments as one HTML, with all cards as they are now: one query if there is a fact, one if there is a card
    of the service network, none otherwise.

    Facts that have changed after ``since``, when the reader finished the lesson, say so, and so does a note on top.
    """
    segments = tuple(segments)
    cards = _cards({segment.card for segment in segments if segment.card is not None})
    news = {pk for pk, card in cards.items() if since and card.changed_at and card.changed_at > since}
    actors = _actors({segment.network for segment in segments if segment.network is not None})
    pieces = [_html_of(one, cards, actors, language, news) for one in segments]
    if news:
        with translation.override(language):
            context = {"titles": sorted(cards[pk].title for pk in news)}
            pieces.insert(0, render_to_string("content/steps/changed_facts.html", context))
    return mark_safe("".join(pieces))  # every piece came out of a template


def _html_of(one: Segment, cards: dict, actors: dict, language: str, news: set[int]) -> str:
    if one.network is not None:
        return _actor(actors.get(one.network), language)
    return one.html if one.card is None else _fact(cards.get(one.card), language, one.card in news)


def preview_of(page: LessonPage) -> dict[str, Any]:
    """A lesson page as learners would get it, from the page itself: for its author."""
    language = page.locale.language_code
    checked = page.checked.isoformat() if page.checked else None
    with translation.override(language):
        segments = [*_segments(page.body, {"level": "standard"}, frozenset(), language)]
        segments.append(_sources(page.sources.get_prep_value(), checked))
    return {"language": language, "lead": page.lead, "body": fill(segments, language)}


def preview_of_stream(stream: Any, language: str) -> SafeString:
    """A stream as learners would get it, from the page itself: for its author."""
    with translation.override(language):
        return fill([*_segments(stream, {"level": "standard"}, frozenset(), language)], language)


def forget() -> None:
    """Empty the process's store of built lessons."""
    _built.cache_clear()


@lru_cache(maxsize=512)
def _built(publication_id: int, activity_key: UUID, level: str, _age: int) -> Built:
    publication = publication_by_pk(publication_id)
    if publication is None:
        raise Publication.DoesNotExist
    body = publication.body
    with translation.override(publication.language):
        blocks = checked_blocks(LessonStream(), body["blocks"])
        context = {"level": level, "links": lesson_links(blocks, course_id=publication.activity.course_id)}
        segments = [*_segments(blocks, context, frozenset(publication.untranslated), publication.language)]
        segments.append(_sources(checked_raw(SourceStream(), body.get("sources") or []), body.get("checked")))
    return Built(
        language=publication.language,
        title=publication.title,
        lead=body.get("lead", ""),
        segments=tuple(segments),
        has_plain=any(_has_plain(block["value"]) for block in body["blocks"]),
    )


def checked_blocks(stream: StreamBlock, raw: Sequence[dict[str, Any]]) -> Any:
    """The stream value of a stored body, loaded in bulk. Wagtail drops what it does not know; this raises."""
    return stream.to_python(list(checked_raw(stream, raw)))


def checked_raw(stream: StreamBlock, raw: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """``raw`` itself, if every block type and every field in it is known."""
    for item in raw:
        block = stream.child_blocks.get(item["type"])
        if block is None:
            raise UnknownBlock(item["type"])
        if isinstance(block, StructBlock) and (strange := set(item["value"]) - set(block.child_blocks)):
            raise UnknownBlock(f"{item['type']}: {', '.join(sorted(strange))}")
    return raw


def _segments(blocks: Any, context: dict[str, Any], untranslated: frozenset[str], language: str) -> Iterable[Segment]:
    """Neighbouring finished blocks become one segment, so that a page is joined from few pieces."""
    ready: list[str] = []
    for block in blocks:
        if block.block_type in ("fact", "network"):
            if ready:
                yield Segment(html=mark_safe("".join(ready)))
                ready = []
            pk = getattr(block.value["card"], "pk", None) or 0
            yield Segment(card=pk) if block.block_type == "fact" else Segment(network=pk)
            continue
        html = block.render(context)
        if block.id in untranslated and language != "fi":
            html = format_html('<div class="stack" lang="fi">{}</div>', html)
        ready.append(html)
    if ready:
        yield Segment(html=mark_safe("".join(ready)))


def _sources(raw: Sequence[dict[str, Any]], checked: str | None) -> Segment:
    """Where the facts come from, and when they were checked."""
    day = datetime.date.fromisoformat(checked) if checked else None
    context = {"sources": [item["value"] for item in raw], "checked": day}
    return Segment(html=render_to_string("content/steps/sources.html", context))


def _has_plain(value: Any) -> bool:
    return isinstance(value, dict) and bool((value.get("plain") or "").strip())


def _cards(pks: set[int]) -> dict[int, FactRow]:
    if not pks:
        return {}
    return {row[0]: FactRow(*row) for row in FactCard.objects.filter(pk__in=pks).values_list(*FactRow._fields)}


def _actors(pks: set[int]) -> dict[int, NetworkRow]:
    if not pks:
        return {}
    rows = NetworkCard.objects.filter(pk__in=pks).values_list(*NetworkRow._fields)
    return {row[0]: NetworkRow(*row) for row in rows}


@lru_cache(maxsize=1024)
def _fact(row: FactRow | None, language: str, is_news: bool) -> SafeString:
    """A card's HTML, kept by everything it says: an edited card is another row. Empty for a card that is gone.
    ``is_news``: to this reader it is another fact than the one studied."""
    if row is None:
        return mark_safe("")
    with translation.override(language):
        return render_to_string("content/blocks/fact.html", {"value": {"card": row}, "is_news": is_news})


@lru_cache(maxsize=256)
def _actor(row: NetworkRow | None, language: str) -> SafeString:
    """A card of the service network, kept as a fact is."""
    if row is None:
        return mark_safe("")
    with translation.override(language):
        return render_to_string("content/blocks/network.html", {"value": {"card": row}})
