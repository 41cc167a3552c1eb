"""Taking the conversations along as a table: whom one was to ask, how it was tried, and how it ended. Who did is on
record."""

import datetime
from collections.abc import Iterable, Iterator

from django.http import Http404, HttpRequest, StreamingHttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.followups.models import FollowUp
from courses.followups.queries import follow_ups_with_tries
from courses.followups.views.trainer import only_for_trainers
from lms.records.audit import log_fact
from lms.records.tables import TYPES, Cell, pieces_of


@require_safe
@never_cache
def export(request: HttpRequest, kind: str) -> StreamingHttpResponse:
    """Those of the trainer's own runs or of one of them, the ones that are over too."""
    only_for_trainers(request)
    if kind not in TYPES:
        raise Http404
    code = request.GET.get("ryhma", "")[:80]
    rows = list(follow_ups_with_tries(request.user, run=code))
    log_fact("follow_ups.exported", subject=request.user, actor=request.user, detail={"rows": len(rows), "kind": kind})
    response = StreamingHttpResponse(pieces_of(rows_of(rows), kind, title="Seuranta"), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="seurantakeskustelut.{kind}"'
    return response


def rows_of(found: Iterable[FollowUp]) -> Iterator[list[Cell]]:
    """Names of columns are part of the format: in every language alike. What people told of their lives is read on
    the page and not carried about."""
    yield ["nimi", "toteutus", "kuukautta", "kysyttava", "tila", "tapa", "yrityksia", "viimeksi_yritetty", "paattynyt"]
    for one in found:
        run, times = one.enrolment.run.name, [one.tried, _day(one.last_try), _day(one.closed_at)]
        told = [one.months, one.due.isoformat(), one.state, one.channel]
        yield [one.enrolment.learner.name, run, *told, *times]


def _day(moment: datetime.datetime | None) -> str:
    return timezone.localtime(moment).date().isoformat() if moment else ""
