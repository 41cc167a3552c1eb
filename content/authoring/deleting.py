"""Deleting is refused before the author is asked to confirm it: what records rest on is kept, and the sentence says
what to do instead. The guard below (``content/receivers.py``) refuses at every door all the same."""

from collections.abc import Iterable
from typing import Any

from django.db.models import Model, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.admin.views.pages.bulk_actions.delete import DeleteBulkAction
from wagtail.models import Page

from content.models import CertificateText, CoursePage, SharedPiece
from content.receivers import is_shown, why_in_use
from courses.api import Activity, Course


def kept_page(pages: Iterable[Page]) -> Page | None:
    """The first page, of these and those below them, that learners' records rest on. Three queries."""
    inside = Q()
    for page in pages:
        inside |= Q(path__startswith=page.path)
    keys = dict(Page.objects.filter(inside).order_by("-path").values_list("translation_key", "pk")) if inside else {}
    rested_on = {
        key for model in (Activity, Course) for key in model.objects.filter(key__in=keys).values_list("key", flat=True)
    }
    kept = [keys[key] for key in rested_on]
    return Page.objects.filter(pk__in=kept).order_by("path").first() if kept else None


def why_kept(page: Page) -> str:
    """What the author is told of a page that is kept."""
    sentence = (
        gettext("“%(title)s” has been published to learners, so it is kept. Unpublish it instead.")
        if page.live
        else gettext("“%(title)s” has been published to learners, so it is kept. It is unpublished: nobody meets it.")
    )
    return sentence % {"title": page.title}


def refuse_before_deleting(request: HttpRequest, page: Page) -> HttpResponse | None:
    """The hook of one page; runs before the question and again before the deed."""
    kept = kept_page([page])
    if kept is None:
        return None
    unpublish = messages.button(reverse("wagtailadmin_pages:unpublish", args=[page.pk]), gettext("Unpublish"))
    messages.error(request, why_kept(kept), buttons=[unpublish] if page.live else [])
    return redirect("wagtailadmin_explore", page.get_parent().pk)


class DeletePages(DeleteBulkAction):
    """Deleting many pages at once: none is deleted when one of them must be kept."""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        pages, _without_right = self.get_actionable_objects()
        kept = kept_page(pages)
        if kept is None:
            return super().dispatch(request, *args, **kwargs)
        messages.error(request, why_kept(kept))
        return redirect(get_valid_next_url_from_request(request) or "wagtailadmin_explore_root")


def refuse_before_deleting_cards(request: HttpRequest, cards: list[Model]) -> HttpResponse | None:
    """The hook of cards and certificate texts, one or many."""
    for card in cards:
        if reason := why_card_is_kept(card):
            messages.error(request, reason)
            return redirect(type(card).snippet_viewset.get_url_name("list"))
    return None


def why_card_is_kept(card: Model) -> str:
    """What keeps a card; empty when nothing does."""
    if isinstance(card, CertificateText):
        trainings = CoursePage.objects.filter(certificate=card).order_by("path").values_list("title", flat=True)
        if trainings:
            sentence = gettext(
                "The certificate text “%(title)s” is in use in: %(trainings)s. Choose another text there, or none, and "
                "publish. Then this one can be deleted."
            )
            return sentence % {"title": card, "trainings": ", ".join(trainings)}
    if isinstance(card, SharedPiece) and (reason := why_in_use(card)):
        return reason
    if is_shown(type(card), card):
        sentence = gettext(
            "“%(title)s” is shown in a published lesson, so it is kept. Take it out of the lessons first."
        )
        return sentence % {"title": str(card)}
    return why_in_use(card)
