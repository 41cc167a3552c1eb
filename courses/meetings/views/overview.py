"""Attendance of a whole run: person by day, and the same as a table to take along."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.meetings.pages.overview import export_rows, heads_of, lines_of
from courses.meetings.queries.overview import overview_of
from courses.meetings.views.access import run_or_404
from lms.records.audit import log_fact
from lms.records.tables import TYPES, pieces_of

A_PAGE = 100


@require_safe
def overview(request: HttpRequest, run: str) -> HttpResponse:
    """Everybody on every day."""
    found = run_or_404(request, run)
    whole = overview_of(found)
    page = Paginator(whole.people, A_PAGE).get_page(request.GET.get("sivu"))
    context = {"run": found, "heads": heads_of(whole), "page": page, "lines": lines_of(found, list(page))}
    return render(request, "meetings/trainer/overview.html", context)


@require_safe
@never_cache
def export(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """The whole as a table. Who took it along is on record."""
    found = run_or_404(request, run)
    if kind not in TYPES:
        raise Http404
    whole = overview_of(found)
    log_fact("attendance.exported", subject=found, actor=request.user, detail={"rows": len(whole.people), "kind": kind})
    response = StreamingHttpResponse(pieces_of(export_rows(whole), kind, title=found.name), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="lasnaolot-{found.code}.{kind}"'
    return response
