"""Which pages are there in which language and level: translated, outdated, half done or missing.

A translation is outdated when the Finnish words have changed after it was made. wagtail-localize keeps the Finnish
text that a translation was made of; a translation that it does not know is judged by the days of publishing.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db.models import Count, F, TextChoices
from django.urls import reverse
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _
from wagtail.models import Locale, Page
from wagtail_localize.models import StringSegment, Translation
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from content.richtext import is_written

SOURCE = settings.LANGUAGE_CODE
#: Streams whose blocks may have a plain-language variant.
STREAMS = ("body", "screens")


class State(TextChoices):
    """How a page is in a language or level."""

    DONE = "valmis", pgettext_lazy("coverage", "Done")
    OUTDATED = "muuttunut", _("The Finnish has changed")
    PARTLY = "kesken", _("Partly")
    DRAFT = "luonnos", _("Draft")
    MISSING = "puuttuu", _("Missing")
    NONE = "ei-ole", _("Nothing to write")


@dataclass(frozen=True)
class Cell:
    """A page in one language, or in plain language in it. ``url`` is where its author goes on, ``update_url`` where
    the Finnish changes are brought beside the translation; both may be empty."""

    language: str
    is_plain: bool
    state: State
    detail: str = ""
    url: str = ""
    update_url: str = ""


@dataclass(frozen=True)
class Row:
    """A Finnish page and how it is in every language and level."""

    page: Page
    cells: list[Cell]


@dataclass(frozen=True)
class Known:
    """What wagtail-localize knows: translations by page and language, and how much of each is not translated."""

    translations: Mapping[tuple[UUID, str], Translation]
    gaps: Mapping[tuple[int, int], int]

    @classmethod
    def read(cls) -> "Known":
        """Three statements."""
        found = Translation.objects.filter(enabled=True).select_related("source", "target_locale")
        rows = {(one.source.object_id, one.target_locale.language_code): one for one in found}
        segments = StringSegment.objects.exclude(context__path__endswith=".plain")
        totals = dict(segments.values_list("source").annotate(Count("pk")))
        done = segments.filter(string__translations__context=F("context"), string__translations__has_error=False)
        counts = done.values_list("source", "string__translations__locale").annotate(Count("pk"))
        translated = {(source, locale): count for source, locale, count in counts}
        gaps = {
            (one.source_id, one.target_locale_id): totals.get(one.source_id, 0)
            - translated.get((one.source_id, one.target_locale_id), 0)
            for one in rows.values()
        }
        return cls(rows, gaps)


def coverage() -> list[Row]:
    """Every Finnish page, in the order of the site. As many statements whatever their number, and one or two for each
    page that was published after its translation."""
    codes = dict(Locale.objects.values_list("pk", "language_code"))
    by_language: dict[str, dict[UUID, Page]] = defaultdict(dict)
    for page in Page.objects.filter(depth__gt=1, alias_of=None).order_by("path").specific():
        by_language[codes[page.locale_id]][page.translation_key] = page
    known, languages = Known.read(), [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != SOURCE]
    rows = []
    for key, page in by_language[SOURCE].items():
        cells = [_plain_cell(page, page, SOURCE)]
        for language in languages:
            mine = by_language[language].get(key)
            cells += [_cell(page, mine, language, known), _plain_cell(page, mine, language)]
        rows.append(Row(page, cells))
    return rows


def states_of(rows: Iterable[Row]) -> Counter[tuple[str, bool, State]]:
    """How many pages are in each state, by language and level."""
    return Counter((cell.language, cell.is_plain, cell.state) for row in rows for cell in row.cells)


def _cell(page: Page, mine: Page | None, language: str, known: Known) -> Cell:
    if mine is None:
        url = reverse("wagtail_localize:submit_page_translation", args=[page.pk])
        return Cell(language, False, State.MISSING, url=url)
    url = reverse("wagtailadmin_pages:edit", args=[mine.pk])
    translation = known.translations.get((page.translation_key, language))
    if _has_changed(page, mine, translation):
        update = reverse("wagtail_localize:update_translations", args=[translation.source_id]) if translation else ""
        return Cell(language, False, State.OUTDATED, url=url, update_url=update)
    gap = known.gaps.get((translation.source_id, translation.target_locale_id), 0) if translation else 0
    if gap:
        said = gettext("%(count)s sentences are not translated") % {"count": gap}
        return Cell(language, False, State.PARTLY, said, url)
    return Cell(language, False, State.DONE if mine.live else State.DRAFT, url=url)


def _has_changed(page: Page, mine: Page, translation: Translation | None) -> bool:
    """Whether the Finnish words are others than those that were translated."""
    published = page.last_published_at
    if published is None:
        return False
    if translation is None:
        return mine.last_published_at is not None and published > mine.last_published_at
    if published <= translation.source.last_updated_at:
        return False
    then = StringSegment.objects.filter(source=translation.source_id).values_list("context__path", "string__data")
    now = [segment for segment in extract_segments(page) if isinstance(segment, StringSegmentValue)]
    return Counter(then) != Counter((segment.path, segment.string.data) for segment in now)


def _plain_cell(page: Page, mine: Page | None, language: str) -> Cell:
    """The plain-language variants of the page's texts in one language."""
    texts = plain_texts(page)
    if not texts:
        return Cell(language, True, State.NONE)
    own = plain_texts(mine) if mine else {}
    count = sum(is_written(own.get(name)) and (mine is page or own[name] != texts[name]) for name in texts)
    url = reverse("wagtailadmin_pages:edit", args=[mine.pk]) if mine else ""
    state = State.DONE if count == len(texts) else State.PARTLY if count else State.MISSING
    detail = "" if state is State.DONE else f"{count} / {len(texts)}"
    return Cell(language, True, state, detail, url)


def plain_texts(page: Page) -> dict[str, Any]:
    """The plain-language variant of each text and each exercise of the page by its block's id; empty where nobody has
    written it."""
    return {
        block["id"]: block["value"]["plain"] or ""
        for name in STREAMS
        for block in (getattr(page, name).get_prep_value() if hasattr(page, name) else ())
        if isinstance(block["value"], dict)
        and "plain" in block["value"]
        and (is_written(block["value"].get("text")) or is_written(block["value"].get("prompt")))
    }
