"""The book of results of a run: the page, one person's results with their history, and the table to take along."""

from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from assessments.graded.api import NOTHING, outcomes_in, overrides_of, regrades_of, results_that_count
from courses.api import Group, Run, Step, groups_of, steps_in
from lms.dashboard import queries
from lms.dashboard.matrix import name_of
from lms.dashboard.result_forms import ResultsFilterForm
from lms.dashboard.results import (
    BookRow,
    Filters,
    Outcomes,
    book_rows,
    cell_of,
    cell_words,
    export_rows,
    has_points,
)
from lms.dashboard.results_order import columns_of, heads_of, orders_in, rows_in_order
from lms.dashboard.table_order import read_order
from lms.dashboard.views.access import groups_asked, run_of
from lms.dashboard.views.participants import participant_of
from lms.records.audit import log_fact
from lms.records.tables import TYPES, pieces_of

A_PAGE = 100


@dataclass(frozen=True)
class Book:
    """What was found of a run."""

    required: list[Step]
    outcomes: Outcomes
    rows: list[BookRow]
    form: ResultsFilterForm
    order: str


def book_of(request: HttpRequest, run: Run, groups: list[Group]) -> Book:
    """Everybody whom the address's filters let through, in its order; ``groups`` are those one may choose. Five
    statements, whatever the size."""
    required = [step for step in steps_in(run) if step.required]
    form = ResultsFilterForm(request.GET, steps=required, groups=groups)
    chosen = form.cleaned_data if form.is_valid() else {}
    filters = Filters(state=chosen.get("tila", ""), lacks=chosen.get("puuttuu", ""))
    people = queries.participants_named(run, chosen.get("nimi", "")).select_related("group")
    if chosen.get("ryhma"):
        people = people.filter(group=chosen["ryhma"])
    outcomes = outcomes_in(run)
    order = read_order(request.GET.get("jarjestys", ""), orders_in(required))
    rows = rows_in_order(list(book_rows(people, required, outcomes, filters)), order, steps=required, outcomes=outcomes)
    return Book(required, outcomes, rows, form, order)


@require_safe
def book(request: HttpRequest, run: str) -> HttpResponse:
    """Person by requirement, with points where there are any."""
    found = run_of(request, run)
    made = book_of(request, found, groups_of(found))
    context = {
        "run": found,
        "title": found.course.title_in(get_language()),
        "required": made.required,
        "page": Paginator(made.rows, A_PAGE).get_page(request.GET.get("sivu")),
        "form": made.form,
        "is_filtered": any(request.GET.get(name) for name in made.form.fields),
        "query": request.GET.urlencode(),
        "kept": made.form.kept,
        "order": made.order,
        "columns": columns_of(made.order),
        "heads": heads_of(made.required, made.order),
    }
    return render(request, "dashboard/trainer/results.html", context)


@require_safe
@never_cache
def export(request: HttpRequest, run: str, kind: str) -> StreamingHttpResponse:
    """The book as a table, with the filters of the page one came from. Who took it along is on record."""
    found = run_of(request, run)
    if kind not in TYPES:
        raise Http404
    made = book_of(request, found, groups_asked(request, found))
    log_fact("results.exported", subject=found, actor=request.user, detail={"rows": len(made.rows), "kind": kind})
    rows = export_rows(made.rows, made.required, made.outcomes)
    response = StreamingHttpResponse(pieces_of(rows, kind, title=found.name), content_type=TYPES[kind])
    response["Content-Disposition"] = f'attachment; filename="tulokset-{found.code}.{kind}"'
    return response


@require_safe
def person(request: HttpRequest, run: str, pk: int) -> HttpResponse:
    """One participant's results, and everything that was changed in them by a person."""
    found = run_of(request, run)
    enrolment = participant_of(found, pk)
    outcomes, words, steps = outcomes_in(found, enrolment_id=enrolment.pk), cell_words(), steps_in(found)
    sent = results_that_count(enrolment, [step.activity_id for step in steps])
    results = [
        (
            step,
            cell_of(outcomes.get((enrolment.pk, step.activity_id), NOTHING), words),
            has_points(step) and enrolment.learner.user_id != request.user.pk,
            step.activity_id in sent,
        )
        for step in steps
    ]
    context = {
        "run": found,
        "enrolment": enrolment,
        "name": name_of(enrolment.learner),
        "results": results,
        "teaches": found.is_taught,
        "overrides": overrides_of(enrolment),
        "regrades": regrades_of(enrolment),
    }
    return render(request, "dashboard/trainer/results_person.html", context)
