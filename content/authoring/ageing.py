"""Cards by the day on which they should be checked again, with the pages that show them."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path, reverse
from django.utils import timezone
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from assessments.graded.api import Question, questions_citing
from content.authoring.quality_report import may_see
from content.models import FactCard, HelpContact, HelpPage, NetworkCard
from content.references import pages_showing

#: Days before its day on which a fact is said to be soon due.
SOON = datetime.timedelta(days=60)


@dataclass(frozen=True)
class Row:
    """A card with the pages that show it and the questions that rest on it; ``state`` is "late", "soon" or empty."""

    card: FactCard | NetworkCard | HelpContact
    pages: list[Page]
    state: str
    questions: tuple[Question, ...] = ()

    @property
    def title(self) -> str:
        return self.card.name if isinstance(self.card, HelpContact) else self.card.title

    @property
    def text(self) -> str:
        """What the card says, in short."""
        if isinstance(self.card, HelpContact):
            return ", ".join(filter(None, (self.card.number, self.card.hours)))
        return self.card.value if isinstance(self.card, FactCard) else self.card.duty

    @property
    def source(self) -> str:
        return self.card.link if isinstance(self.card, HelpContact) else self.card.source

    @property
    def edit_url(self) -> str:
        return reverse(self.card.snippet_viewset.get_url_name("edit"), args=[self.card.pk])


def index(request: HttpRequest) -> HttpResponse:
    """All cards, the most urgent first; those without a day last."""
    if not may_see(request):
        raise PermissionDenied
    rows = facts_by_day(timezone.localdate())
    context = {"rows": rows, "late": sum(row.state == "late" for row in rows)}
    return TemplateResponse(request, "content/admin/ageing.html", context)


def facts_by_day(today: datetime.date) -> list[Row]:
    """Every card with the pages that show it. As many statements whatever their number."""
    rows, questions = [], questions_citing()
    for model in (FactCard, NetworkCard):
        citing = questions if model is FactCard else {}
        cards = list(model.objects.select_related("locale"))
        pages = pages_showing(model, cards)
        rows += [
            Row(card, pages[card.pk], _state(card.review_by, today), tuple(citing.get(card.key, ()))) for card in cards
        ]
    rows += [Row(card, pages, _state(card.review_by, today)) for card, pages in _contacts()]
    return sorted(rows, key=lambda row: (row.card.review_by or datetime.date.max, row.title))


def _contacts() -> Iterator[tuple[HelpContact, list[Page]]]:
    """The help contacts that are shown, with the help page of their language: it shows them all."""
    pages = defaultdict(list)
    for page in HelpPage.objects.live():
        pages[page.locale_id].append(page)
    for card in HelpContact.objects.filter(published=True).select_related("locale"):
        yield card, pages[card.locale_id]


def _state(day: datetime.date | None, today: datetime.date) -> str:
    if day is None or day > today + SOON:
        return ""
    return "late" if day < today else "soon"


class AgeingFacts(ViewSet):
    """The address."""

    name = "ageing"
    url_prefix = "vanhenevat-tiedot"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", index, name="index")]
