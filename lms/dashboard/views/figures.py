"""Figures of groups for the organiser: fixed reports, with nothing to filter by."""

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.personal.api import newest_reports, smallest_group
from lms.accounts.api import COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR, has_role
from lms.dashboard.figures import file_rows, next_report_on, table_of
from lms.records.audit import log_fact
from lms.records.tables import TYPES, pieces_of


def only_for_the_organiser(request: HttpRequest) -> None:
    """404 for everybody else."""
    if not any(has_role(request.user, role) for role in (COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR)):
        raise Http404


@require_safe
def measures(request: HttpRequest) -> HttpResponse:
    """Every report there is, the newest first."""
    only_for_the_organiser(request)
    tables = [table_of(report) for report in newest_reports()]
    context = {"tables": tables, "next_on": next_report_on(), "least": smallest_group()}
    return render(request, "dashboard/figures/measures.html", context)


@require_safe
def measures_file(request: HttpRequest, pk: int, kind: str) -> StreamingHttpResponse:
    """One report as a file. Who took it along is on record."""
    only_for_the_organiser(request)
    report = newest_reports().filter(pk=pk).first()
    if report is None or kind not in TYPES:
        raise Http404
    log_fact("figures.exported", subject=report, actor=request.user)
    rows = pieces_of(file_rows(table_of(report)), kind, title=str(report.until))
    response = StreamingHttpResponse(rows, content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="luvut-{report.until}-{report.pk}.{kind}"'
    return response
