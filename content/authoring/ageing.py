"""Facts by the day on which they should be checked again, with the pages that show them."""

import datetime
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import F
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils import timezone
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page, ReferenceIndex

from content.authoring.quality_report import may_see
from content.models import FactCard

#: Days before its day on which a fact is said to be soon due.
SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Row:
    """A fact with the pages that show it; ``state`` is "late", "soon" or empty."""

    card: FactCard
    pages: list[Page]
    state: str


def index(request: HttpRequest) -> HttpResponse:
    """All facts, the most urgent first; those without a day last."""
    if not may_see(request):
        raise PermissionDenied
    rows = facts_by_day(timezone.localdate())
    context = {"rows": rows, "late": sum(row.state == "late" for row in rows)}
    return TemplateResponse(request, "content/admin/ageing.html", context)


def facts_by_day(today: datetime.date) -> list[Row]:
    """Every fact card with the pages that show it. Three statements whatever their number."""
    cards = list(FactCard.objects.select_related("locale").order_by(F("review_by").asc(nulls_last=True), "title"))
    pages = _pages_of(cards)
    return [Row(card, pages[card.pk], _state(card.review_by, today)) for card in cards]


def _state(day: datetime.date | None, today: datetime.date) -> str:
    if day is None or day > today + SOON:
        return ""
    return "late" if day < today else "soon"


def _pages_of(cards: Iterable[FactCard]) -> dict[int, list[Page]]:
    """By card the pages that show it, as Wagtail keeps its references."""
    types = ContentType.objects.get_for_models(FactCard, Page)
    references = ReferenceIndex.objects.filter(
        to_content_type=types[FactCard],
        to_object_id__in=[str(card.pk) for card in cards],
        base_content_type=types[Page],
    )
    pairs = set(references.values_list("to_object_id", "object_id"))
    pages = Page.objects.in_bulk({int(page) for _card, page in pairs})
    found: dict[int, list[Page]] = defaultdict(list)
    for card, page in pairs:
        if int(page) in pages:
            found[int(card)].append(pages[int(page)])
    for several in found.values():
        several.sort(key=lambda page: page.path)
    return found


class AgeingFacts(ViewSet):
    """The address."""

    name = "ageing"
    url_prefix = "vanhenevat-tiedot"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", index, name="index")]
