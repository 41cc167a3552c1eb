"""Cards by language, as pages are in ``content.coverage``: done, left behind by the Finnish, half done or missing."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.db.models import Model
from django.urls import reverse
from django.utils.translation import gettext
from wagtail_localize.models import StringSegment
from wagtail_localize.segments import StringSegmentValue
from wagtail_localize.segments.extract import extract_segments

from content.coverage import SOURCE, Cell, Known, State
from content.models import CertificateText, FactCard, GlossaryTerm, HelpContact, NetworkCard, ScaleCard, SharedPiece

#: Cards with a row for each language, in the order of the report.
TRANSLATED = (FactCard, NetworkCard, GlossaryTerm, SharedPiece, HelpContact, CertificateText)
LANGUAGES = [code for code, _name in settings.WAGTAIL_CONTENT_LANGUAGES if code != SOURCE]


@dataclass(frozen=True)
class CardRow:
    """A Finnish card and how it is in the other languages."""

    card: Model
    url: str
    cells: list[Cell]

    @property
    def kind(self) -> str:
        return str(self.card._meta.verbose_name)


def card_coverage(known: Known | None = None) -> list[CardRow]:
    """Every Finnish card by kind. As many statements whatever their number."""
    known = known or Known.read()
    then = _strings_then(known)
    rows = []
    for model in TRANSLATED:
        found: dict[tuple[Any, str], Any] = {}
        for card in model.objects.select_related("locale"):
            found[card.translation_key, card.locale.language_code] = card
        finnish = [card for (_key, code), card in found.items() if code == SOURCE]
        for card in sorted(finnish, key=str):
            cells = [_cell(card, found.get((card.translation_key, code)), code, known, then) for code in LANGUAGES]
            rows.append(CardRow(card, _edit_url(card), cells))
    return [*rows, *(CardRow(card, _edit_url(card), list(_cells_of_scale(card))) for card in ScaleCard.objects.all())]


def _strings_then(known: Known) -> Mapping[int, Counter]:
    """The Finnish strings that each translation was made of, by the number of its source."""
    then: defaultdict[int, Counter] = defaultdict(Counter)
    sources = {one.source_id for one in known.translations.values()}
    rows = StringSegment.objects.filter(source__in=sources).exclude(
        source__specific_content_type__model__endswith="page"
    )
    for source, path, data in rows.values_list("source", "context__path", "string__data"):
        then[source][path, data] += 1
    return then


def _cell(card: Any, mine: Any, language: str, known: Known, then: Mapping[int, Counter]) -> Cell:
    if mine is None:
        args = [card._meta.app_label, card._meta.model_name, card.pk]
        return Cell(
            language, False, State.MISSING, url=reverse("wagtail_localize:submit_snippet_translation", args=args)
        )
    url = _edit_url(mine)
    translation = known.translations.get((card.translation_key, language))
    if translation is None:
        is_older = hasattr(card, "checked") and card.checked > mine.checked
        return Cell(language, False, State.OUTDATED if is_older else State.DONE, url=url)
    if then[translation.source_id] != _strings_now(card):
        update = reverse("wagtail_localize:update_translations", args=[translation.source_id])
        return Cell(language, False, State.OUTDATED, url=url, update_url=update)
    gap = known.gaps.get((translation.source_id, translation.target_locale_id), 0)
    if gap:
        said = gettext("%(count)s sentences are not translated") % {"count": gap}
        return Cell(language, False, State.PARTLY, said, url)
    return Cell(language, False, State.DONE, url=url)


def _strings_now(card: Any) -> Counter:
    segments = (one for one in extract_segments(card) if isinstance(one, StringSegmentValue))
    return Counter((one.path, one.string.data) for one in segments)


def _cells_of_scale(card: ScaleCard) -> Iterator[Cell]:
    """A scale has its languages side by side: what is written of each text that the Finnish has."""
    texts = [texts for texts in texts_of(card) if texts.get(SOURCE)]
    for language in LANGUAGES:
        done = sum(bool(text.get(language)) for text in texts)
        state = State.DONE if done == len(texts) else State.PARTLY if done else State.MISSING
        detail = "" if state is State.DONE else f"{done} / {len(texts)}"
        yield Cell(language, False, state, detail, _edit_url(card))


def texts_of(card: ScaleCard) -> list[Mapping[str, str]]:
    """Every text of a scale by language."""
    asked = card.instrument
    items = [item for group in asked.subscales for item in group.items]
    told = [one.texts for one in (*asked.options, *asked.bands, *items)]
    return [asked.titles, asked.intros, asked.timeframes, *(group.names for group in asked.subscales), *told]


def _edit_url(card: Any) -> str:
    return reverse(card.snippet_viewset.get_url_name("edit"), args=[card.pk])


def done_of(rows: Iterable[CardRow]) -> list[dict[str, object]]:
    """For each language how many cards are done of all."""
    cells = [cell for row in rows for cell in row.cells]
    names = dict(settings.WAGTAIL_CONTENT_LANGUAGES)
    counts = []
    for code in LANGUAGES:
        mine = [cell for cell in cells if cell.language == code]
        done = sum(cell.state == State.DONE for cell in mine)
        counts.append({"language": code, "title": names[code], "done": done, "of": len(mine)})
    return counts
