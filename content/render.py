"""A publication as HTML. What never changes is built once a process; facts are filled in at every view."""

import datetime
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, NamedTuple
from uuid import UUID

from django.conf import settings
from django.db.models import Q
from django.template.loader import render_to_string
from django.utils import translation
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from wagtail.blocks import StreamBlock, StructBlock

from content.blocks.streams import LessonStream, SourceStream
from content.models import LessonPage, SharedPiece
from content.outline import lesson_links
from content.render_cards import actor_html, actors_by_pk, fact_html, facts_by_pk
from courses.api import Publication
from courses.api import publication as publication_by_pk

SOURCE = settings.LANGUAGE_CODE
#: Seconds after which built HTML is built anew, so that a corrected transcript or credit reaches learners.
FRESH = 600
LEVELS = ("standard", "plain")
#: What a body is built with for its author.
PREVIEWED = {"level": "standard", "course_id": 0, "cards_follow": True}
#: What is filled in at every view.
BY_REFERENCE = {"fact": "card", "network": "card", "piece": "piece"}


class UnknownBlock(LookupError):
    """A body holds a block or a field that the code no longer knows; dropping it would lose an author's text."""


class Place(NamedTuple):
    """A shared piece where it stands: what its HTML depends on besides the piece itself. ``course_id`` is 0 where no
    course is known."""

    piece: int
    level: str
    course_id: int


@dataclass(frozen=True, slots=True)
class Segment:
    """A stretch of a body: finished HTML, or the place of a fact card, of one of the service network (closed until
    pressed where it belongs to a case or a word), or of a shared piece."""

    html: str = ""
    card: int | None = None
    network: int | None = None
    piece: Place | None = None
    is_folded: bool = False


class PieceRow(NamedTuple):
    """Which piece a place shows, and the moment that tells its versions apart."""

    pk: int
    language: str
    changed_at: datetime.datetime


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
    """The segments as one HTML, with all cards and shared pieces as they are now: one query if there is a fact, one if
    there is a card of the service network, one if there is a piece, none otherwise.

    Facts that have changed after ``since``, when the reader finished the lesson, say so, and so does a note on top.
    """
    segments = _with_pieces(tuple(segments), language)
    cards = facts_by_pk({segment.card for segment in segments if segment.card is not None})
    news = {pk for pk, card in cards.items() if since and card.changed_at and card.changed_at > since}
    actors = actors_by_pk({segment.network for segment in segments if segment.network is not None})
    pieces = [_html_of(one, cards, actors, language, news) for one in segments]
    if news:
        with translation.override(language):
            context = {"titles": sorted(cards[pk].title for pk in news)}
            pieces.insert(0, render_to_string("content/steps/changed_facts.html", context))
    return mark_safe("".join(pieces))  # every piece came out of a template


def _html_of(one: Segment, cards: dict, actors: dict, language: str, news: set[int]) -> str:
    if one.network is not None:
        return actor_html(actors.get(one.network), language, is_folded=one.is_folded)
    return one.html if one.card is None else fact_html(cards.get(one.card), language, one.card in news)


def preview_of(page: LessonPage) -> dict[str, Any]:
    """A lesson page as learners would get it, from the page itself: for its author."""
    language = page.locale.language_code
    checked = page.checked.isoformat() if page.checked else None
    with translation.override(language):
        segments = [*_segments(page.body, PREVIEWED, frozenset(), language)]
        segments.append(_sources(page.sources.get_prep_value(), checked))
    return {"language": language, "lead": page.lead, "body": fill(segments, language)}


def preview_of_stream(stream: Any, language: str) -> SafeString:
    """A stream as learners would get it, from the page itself: for its author."""
    with translation.override(language):
        return fill([*_segments(stream, PREVIEWED, frozenset(), language)], language)


def forget() -> None:
    """Empty the process's store of built lessons and pieces."""
    _built.cache_clear()
    _piece.cache_clear()


@lru_cache(maxsize=512)
def _built(publication_id: int, activity_key: UUID, level: str, _age: int) -> Built:
    publication = publication_by_pk(publication_id)
    if publication is None:
        raise Publication.DoesNotExist
    body = publication.body
    with translation.override(publication.language):
        blocks = checked_blocks(LessonStream(), body["blocks"])
        course_id = publication.activity.course_id
        links = lesson_links(blocks, course_id=course_id)
        context = PREVIEWED | {"level": level, "links": links, "course_id": course_id}
        segments = [*_segments(blocks, context, frozenset(publication.untranslated), publication.language)]
        segments.append(_sources(checked_raw(SourceStream(), body.get("sources") or []), body.get("checked")))
    return Built(
        language=publication.language,
        title=publication.title,
        lead=body.get("lead", ""),
        segments=tuple(segments),
        has_plain=any(_has_plain(block["value"]) for block in _opened(body["blocks"])),
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
    is_told = False
    for block in blocks:
        if block.block_type in BY_REFERENCE:
            if ready:
                yield Segment(html=mark_safe("".join(ready)))
                ready = []
            yield _place(block, context)
            continue
        html = block.render(context)
        is_finnish = block.id in untranslated and language != SOURCE
        ready.append(in_finnish(html, is_told=is_told) if is_finnish else html)
        is_told = is_finnish
        if pk := _brought_along(block):
            yield Segment(html=mark_safe("".join(ready)))
            yield Segment(network=pk, is_folded=True)
            ready = []
    if ready:
        yield Segment(html=mark_safe("".join(ready)))


def _brought_along(block: Any) -> int | None:
    """The number of the service network's card that belongs to a case or to an explained word."""
    if block.block_type == "case":
        return getattr(block.value["card"], "pk", None)
    term = block.value["term"] if block.block_type == "term" else None
    return getattr(term.shown_card, "pk", None) if term else None


def in_finnish(html: str, *, is_told: bool) -> SafeString:
    """A block that nobody has translated: it says its language, and the first of several says so in words too."""
    hint = "" if is_told else render_to_string("content/blocks/in_finnish.html")
    return format_html('{}<div class="stack" lang="{}">{}</div>', hint, SOURCE, html)


def _place(block: Any, context: dict[str, Any]) -> Segment:
    pk = getattr(block.value[BY_REFERENCE[block.block_type]], "pk", None) or 0
    if block.block_type == "piece":
        return Segment(piece=Place(pk, context["level"], context["course_id"]))
    return Segment(card=pk) if block.block_type == "fact" else Segment(network=pk)


def _with_pieces(segments: tuple[Segment, ...], language: str) -> tuple[Segment, ...]:
    """The segments with those of the shared pieces in their places; a piece that is gone leaves nothing."""
    wanted = {one.piece.piece for one in segments if one.piece}
    if not wanted:
        return segments
    rows = _piece_rows(wanted, language)
    opened: list[Segment] = []
    for one in segments:
        if one.piece is None:
            opened.append(one)
        elif row := rows.get(one.piece.piece):
            opened += _piece(row, one.piece.level, one.piece.course_id, language, int(time.monotonic() // FRESH))
    return tuple(opened)


def _piece_rows(pks: set[int], language: str) -> dict[int, PieceRow]:
    """By the number that a body names, the piece in ``language``, or as it was named where it is not translated."""
    named = Q(translation_key__in=SharedPiece.objects.filter(pk__in=pks).values("translation_key"))
    rows = SharedPiece.objects.filter(named).values_list("translation_key", "pk", "locale__language_code", "changed_at")
    keys = {pk: key for key, pk, *_rest in rows if pk in pks}
    found = {pk: PieceRow(pk, code, changed_at) for _key, pk, code, changed_at in rows}
    own = {key: found[pk] for key, pk, code, _changed in rows if code == language}
    return {pk: own.get(key, found[pk]) for pk, key in keys.items()}


@lru_cache(maxsize=256)
def _piece(row: PieceRow, level: str, course_id: int, language: str, _age: int) -> tuple[Segment, ...]:
    """A shared piece as segments, kept by everything it depends on. In another language than the page's it says so."""
    body = SharedPiece.objects.filter(pk=row.pk).values_list("body", flat=True).first() or ()
    with translation.override(row.language):
        links = lesson_links(body, course_id=course_id) if course_id else {}
        untranslated = frozenset(block.id for block in body) if row.language != language else frozenset()
        context = PREVIEWED | {"level": level, "links": links, "course_id": course_id}
        return tuple(_segments(body, context, untranslated, language))


def _opened(raw: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The blocks of a body with those of its shared pieces; one query if there is a piece."""
    pks = [block["value"]["piece"] for block in raw if block["type"] == "piece"]
    bodies = dict(SharedPiece.objects.filter(pk__in=pks).values_list("pk", "body")) if pks else {}
    inner = [block for pk in pks if pk in bodies for block in bodies[pk].get_prep_value()]
    return [*raw, *inner]


def _sources(raw: Sequence[dict[str, Any]], checked: str | None) -> Segment:
    """Where the facts come from, and when they were checked."""
    day = datetime.date.fromisoformat(checked) if checked else None
    context = {"sources": [item["value"] for item in raw], "checked": day}
    return Segment(html=render_to_string("content/steps/sources.html", context))


def _has_plain(value: Any) -> bool:
    return isinstance(value, dict) and bool((value.get("plain") or "").strip())
