"""The coach's edition: how to do each part together. It tells of the programme, never of a person."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import PartPage
from content.richtext import is_written, rich_html
from lms.accounts.api import AUTHOR, COACH, SITE_ADMINISTRATOR, has_role

SOURCE = "fi"


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """All parts on one page, so that it can be printed and taken along."""
    if not has_role(request.user, COACH, AUTHOR, SITE_ADMINISTRATOR):
        raise Http404
    return render(request, "content/facilitation/parts.html", {"parts": facilitated_parts(get_language())})


def facilitated_parts(language: str) -> list[dict[str, Any]]:
    """Published parts that have a text for the coach: in ``language`` if it is written there, else in Finnish."""
    pages = PartPage.objects.live().filter(locale__language_code__in={language, SOURCE}).order_by("path")
    found: dict[Any, PartPage] = {}
    for page in pages.select_related("locale").defer("screens"):
        if is_written(page.facilitator) and (
            page.translation_key not in found or page.locale.language_code == language
        ):
            found[page.translation_key] = page
    return [_shown(page) for page in found.values()]


def _shown(page: PartPage) -> dict[str, Any]:
    return {
        "title": f"{page.number}. {page.title}",
        "about": _("%(aim)s About %(minutes)d min.") % {"aim": page.aim, "minutes": page.minutes},
        "language": page.locale.language_code,
        "text": rich_html(page.facilitator),
    }
