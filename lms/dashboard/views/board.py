"""The cohort board: whom to look after and why, everybody by requirement, and the table to take along."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from courses.api import Group, Run, Step, groups_of, last_done_column, required_of, steps_in
from lms.dashboard import queries
from lms.dashboard.board import (
    EVERYBODY,
    SOMEBODY,
    Counted,
    Person,
    chosen,
    export_rows,
    facts_of,
    people_on,
    waiting_words,
)
from lms.dashboard.board_forms import BoardFilterForm
from lms.dashboard.board_order import ORDERS, columns_of, people_in_order, seen_words
from lms.dashboard.matrix import Line, lines_of
from lms.dashboard.table_order import read_order
from lms.dashboard.views.access import groups_asked, run_of
from lms.records.audit import log_fact
from lms.records.tables import TYPES, pieces_of

#: Those who are ticked go along in an address, which has to stay short enough for every server.
A_PAGE = 100


@dataclass(frozen=True)
class Board:
    """What was found of a run: those whom the filters let through, and of everybody how many need attention."""

    required: list[Step]
    people: list[Person]
    form: BoardFilterForm
    reason: str
    number: int
    everybody: int
    counted: Counted
    order: str

    @property
    def query(self) -> str:
        """What was chosen, for an address; the order apart."""
        return self.form.kept


def board_of(request: HttpRequest, run: Run, groups: list[Group]) -> Board:
    """Everybody whom the address's filters let through; ``groups`` are those one may choose."""
    required = [step for step in steps_in(run) if step.required]
    form = BoardFilterForm(request.GET, groups=groups)
    typed = form.cleaned_data if form.is_valid() else {}
    rows = queries.participants_named(run, typed.get("nimi", "")).select_related("group")
    rows = rows.annotate(last_done=last_done_column())
    if typed.get("ryhma"):
        rows = rows.filter(group=typed["ryhma"])
    facts = facts_of([run], {run.pk: required_of(required)})
    people = people_on(run, rows, facts, timezone.now())
    reason = typed.get("syy") or SOMEBODY
    number = sum(bool(one.reasons) for one in people)
    counted = Counted(facts.days.held.get(run.pk, []), required, bool(groups))
    order = read_order(request.GET.get("jarjestys", ""), ORDERS)
    shown = people_in_order(chosen(people, reason), order, by_name=people, steps=required)
    return Board(required, shown, form, reason, number, len(people), counted, order)


@require_safe
def board(request: HttpRequest, run: str) -> HttpResponse:
    """Those who need attention first; the filter shows everybody."""
    found = run_of(request, run)
    made = board_of(request, found, groups_of(found))
    page = Paginator(made.people, A_PAGE).get_page(request.GET.get("sivu"))
    context = {
        "run": found,
        "title": found.course.title_in(get_language()),
        "made": made,
        "page": page,
        "lines": matrix_of(found, made, list(page)),
        "beside": made.counted.heads,
        "required": made.required,
        "teaches": found.is_taught,
        "ticked": request.GET.get("valitse") == EVERYBODY,
        "is_filtered": any(request.GET.get(name) for name in made.form.fields),
        "query": f"{made.query}&jarjestys={made.order}" if made.order else made.query,
        "columns": columns_of(made.order),
    }
    return render(request, "dashboard/trainer/board.html", context)


def matrix_of(run: Run, made: Board, people: list[Person]) -> list[Line]:
    """The people by requirement, in words."""
    words = waiting_words()
    begun = {one.enrolment.pk: {key: words[word] for key, word in one.waiting.items()} for one in people}
    home = reverse("trainer:run", args=[run.code])
    now = timezone.now()
    beside = {one.enrolment.pk: [seen_words(one.last, now), *made.counted.cells(one)] for one in people}
    return lines_of([one.matrix_row for one in people], steps=made.required, home=home, begun=begun, beside=beside)


@require_safe
@never_cache
def export(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """The board as a table, with the filters of the page one came from. Who took it along is on record."""
    found = run_of(request, run)
    if kind not in TYPES:
        raise Http404
    made = board_of(request, found, groups_asked(request, found))
    log_fact("board.exported", subject=found, actor=request.user, detail={"rows": len(made.people), "kind": kind})
    rows = export_rows(made.people, made.required, made.counted)
    response = StreamingHttpResponse(pieces_of(rows, kind, title=found.name), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="seuranta-{found.code}.{kind}"'
    return response
