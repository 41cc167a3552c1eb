"""Pages by language and level in the admin's reports: what is translated, what has changed, what is missing."""

from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import URLPattern, path
from django.utils.translation import gettext as _
from wagtail.admin.viewsets.base import ViewSet
from wagtail.models import Page

from content.authoring.quality_report import may_see, place_above
from content.card_coverage import CardRow, card_coverage, done_of
from content.coverage import SOURCE, Cell, Row, State, coverage, states_of

#: What the list may be narrowed to, in the order of the links.
CHOICES = (State.OUTDATED, State.PARTLY, State.MISSING, State.DRAFT)


def index(request: HttpRequest) -> HttpResponse:
    """Every page and card with its languages; ``kieli`` narrows to one column (``sv``, ``fi-selko``), ``tila`` to one
    state."""
    if not may_see(request):
        raise PermissionDenied
    rows = coverage()
    columns = columns_of(rows)
    chosen = next((one for one in columns if one["name"] == request.GET.get("kieli", "")), None)
    state = request.GET.get("tila", "")
    state = state if state in CHOICES else ""
    titles = dict(Page.objects.filter(depth__gt=1).values_list("path", "title"))
    shown = [row for row in rows if _is_asked(row, chosen, state)]
    context = {
        "rows": [{"row": row, "place": place_above(row.page, titles)} for row in shown],
        "columns": columns,
        "chosen": chosen,
        "states": [{"state": one, "chosen": one == state} for one in CHOICES],
        "state": state,
        "total": len(rows),
    }
    context |= _cards(chosen, state)
    return TemplateResponse(request, "content/admin/coverage.html", context)


def _cards(chosen: dict[str, object] | None, state: str) -> dict[str, object]:
    """The cards that are asked for. Cards have no plain language of their own, so its columns show none."""
    rows = card_coverage()
    shown = [row for row in rows if _is_asked(row, chosen, state)]
    return {"cards": shown, "card_counts": done_of(rows), "all_cards": len(rows)}


def columns_of(rows: list[Row]) -> list[dict[str, object]]:
    """One column for each language and level: its heading, and how many pages are done of those that have something
    to write."""
    counts = states_of(rows)
    columns = []
    for code, name in settings.WAGTAIL_CONTENT_LANGUAGES:
        for is_plain in (False, True):
            if code == SOURCE and not is_plain:
                continue
            mine = {state: counts[code, is_plain, state] for state in State}
            title = _("%(language)s, plain language") % {"language": name} if is_plain else str(name)
            columns.append(
                {
                    "name": f"{code}-selko" if is_plain else code,
                    "title": title,
                    "language": code,
                    "is_plain": is_plain,
                    "done": mine[State.DONE],
                    "of": sum(mine.values()) - mine[State.NONE],
                }
            )
    return columns


def _is_asked(row: Row | CardRow, column: dict[str, object] | None, state: str) -> bool:
    return any(_is_cell_asked(cell, column, state) for cell in row.cells)


def _is_cell_asked(cell: Cell, column: dict[str, object] | None, state: str) -> bool:
    is_there = column is None or (cell.language, cell.is_plain) == (column["language"], column["is_plain"])
    return is_there and (not state or cell.state == state)


class CoverageReport(ViewSet):
    """The address."""

    name = "coverage"
    url_prefix = "kielet-ja-tasot"

    def get_urlpatterns(self) -> list[URLPattern]:
        return [path("", index, name="index")]
