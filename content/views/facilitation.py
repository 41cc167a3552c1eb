"""The coach's edition: how to do each part together. It tells of the programme, never of a person."""

from typing import Any

from django.db.models import Q
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from content.models import PartPage
from content.richtext import is_written, rich_html
from courses.api import Course, Enrolment, Run
from lms.accounts.api import AUTHOR, COACH, SITE_ADMINISTRATOR, has_role

SOURCE = "fi"


@require_safe
def parts(request: HttpRequest) -> HttpResponse:
    """All parts on one page, so that it can be printed and taken along."""
    is_coach = has_role(request.user, COACH)
    if not is_coach and not has_role(request.user, AUTHOR, SITE_ADMINISTRATOR) and not _is_professional(request.user):
        raise Http404
    context = {"parts": facilitated_parts(get_language()), "is_coach": is_coach}
    return render(request, "content/facilitation/parts.html", context)


def _is_professional(user: Any) -> bool:
    """Whether they teach or study in a training with a group: its lessons tell how to use the coaching."""
    runs = Run.objects.filter(course__type=Course.Type.BLENDED_COHORT, course__policy=Course.Policy.TRAINING)
    studied = Enrolment.objects.active().filter(learner__user=user)
    return runs.filter(Q(staff__user=user) | Q(pk__in=studied.values("run"))).exists()


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
