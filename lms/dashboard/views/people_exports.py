"""Taking applicants, the queue, invitations, sign-ups and certificates along as a table. Who did is on record."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from certificates.api import awards_in_run
from courses.admissions.api import applications_to, queue_of
from courses.api import Run, invitations_of
from courses.meetings.api import sign_ups_of
from lms.dashboard.people import entered
from lms.dashboard.people_exports import applicant_rows, award_rows, invitation_rows, queue_rows, sign_up_rows
from lms.dashboard.views.access import run_of
from lms.dashboard.views.admitting import admitting_run
from lms.records.audit import log_fact
from lms.records.tables import TYPES, Cell, pieces_of


@require_safe
@never_cache
def applicants(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """Everybody who has applied, with their answers."""
    found = admitting_run(request, run)
    return _table(request, found, kind, "hakijat", applicant_rows(applications_to(found)))


@require_safe
@never_cache
def queue(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """Everybody who waits for a place."""
    found = admitting_run(request, run)
    return _table(request, found, kind, "jono", queue_rows(queue_of(found)))


@require_safe
@never_cache
def awards(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """Every certificate of the run."""
    found = run_of(request, run)
    return _table(request, found, kind, "todistukset", award_rows(awards_in_run(found)))


@require_safe
@never_cache
def invitations(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """Everybody who has been invited."""
    found = admitting_run(request, run)
    return _table(request, found, kind, "kutsut", invitation_rows(invitations_of(found)))


@require_safe
@never_cache
def sign_ups(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """Who has come in, when and how."""
    found = admitting_run(request, run)
    return _table(request, found, kind, "ilmoittautuneet", sign_up_rows(entered(found), sign_ups_of(found)))


def _table(request: HttpRequest, run: Run, kind: str, name: str, rows: Iterator[list[Cell]]) -> StreamingHttpResponse:
    if kind not in TYPES:
        raise Http404
    log_fact("run.people_exported", subject=run, actor=request.user, detail={"what": name, "kind": kind})
    response = StreamingHttpResponse(pieces_of(rows, kind, title=run.name), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="{name}-{run.code}.{kind}"'
    return response
