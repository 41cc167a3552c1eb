"""The queue of one's own runs: what waits, what is ready, what has been given; whose it is to mark.

Only trainers of the run come here. Whoever else asks finds nothing.
"""

from dataclasses import dataclass
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from assessments.graded.pages.marking import list_page, queue_filters, rows_of
from assessments.graded.queries import marking as queries
from assessments.graded.queries.hand_marking import answers_waiting
from assessments.graded.queries.marking import DONE, HELD, MINE, NOBODYS, UNMARKED

A_PAGE = 50


@dataclass(frozen=True)
class Filters:
    """What of the queue is looked at."""

    state: str
    run: str
    assignment: str
    whose: str

    def as_query(self) -> dict[str, str]:
        """The same in an address."""
        return {"tila": self.state, "toteutus": self.run, "tehtava": self.assignment, "kenen": self.whose}

    @property
    def within(self) -> dict[str, str]:
        """All but the state."""
        return {"run": self.run, "assignment": self.assignment, "whose": self.whose}


def filters_in(source: Any) -> Filters:
    """The filters of an address or a form; what we do not know filters nothing."""
    state, whose = source.get("tila", ""), source.get("kenen", "")
    return Filters(
        state=state if state in (UNMARKED, HELD, DONE) else UNMARKED,
        run=source.get("toteutus", "")[:80].replace("\x00", ""),
        assignment=source.get("tehtava", "")[:80].replace("\x00", ""),
        whose=whose if whose in (MINE, NOBODYS) else "",
    )


@require_safe
def queue(request: HttpRequest) -> HttpResponse:
    """What waits, oldest first."""
    if not queries.teaches(request.user):
        raise Http404
    chosen = filters_in(request.GET)
    rows = queries.queue_of(request.user, state=chosen.state, **chosen.within)
    page = Paginator(rows, A_PAGE).get_page(request.GET.get("sivu"))
    counts = queries.counts_of(request.user, **chosen.within)
    context = {
        "page": page,
        "rows": rows_of(list(page.object_list), me=request.user),
        "answers_waiting": answers_waiting(request.user)[0],
    } | list_page(chosen, counts)
    filters = queue_filters(queries.filters_of(request.user), run=chosen.run, assignment=chosen.assignment)
    return render(request, "graded/marking/queue.html", context | filters)
