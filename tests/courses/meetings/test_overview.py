"""Person by day: a whole run's attendance on a page and as a table to take along."""

import io

import pytest
from django.urls import reverse
from django.utils.translation import gettext as _
from openpyxl import load_workbook

from courses.api import Enrolment, add_group, cancel_enrolment
from courses.meetings.api import Mark, save_roll
from courses.meetings.models import Attendance
from courses.meetings.queries.overview import overview_of
from courses.meetings.services.planning import cancel_meeting
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, enrol_people, main_of, make_manager, make_trainer
from tests.factories import make_run
from tests.factories.meetings import make_day


def page_of(run) -> str:
    return reverse("days:overview", args=[run.code])


def table_of(browser, run, kind="csv") -> bytes:
    response = browser.get(reverse("days:overview-export", args=[run.code, kind]))
    assert response.status_code == 200
    return b"".join(response.streaming_content)


def test_every_cell_says_how_the_day_stands(run, people, teacher, at_desk):
    aino, bo, cia = people
    group = add_group(run=run, name="Ilta", actor=None)
    Enrolment.objects.filter(pk=cia.pk).update(group=group)
    first, ours = make_day(run, days=-8, title="Aloitus"), make_day(run, days=-1, group=group, title="Iltapäivä")
    ahead = make_day(run, days=7)
    cancel_meeting(meeting=make_day(run, days=9, title="Peruttu"), actor=None)
    said = [Mark(aino.pk, ("present", 0, "")), Mark(bo.pk, ("absent", 0, "")), Mark(cia.pk, ("part", 180, ""))]
    save_roll(meeting=first, marks=said, actor=teacher)
    lines = at_desk.get(page_of(run)).context["lines"]
    words = [[cell[0] for cell in line.cells] for line in lines]
    assert [line.attended for line in lines] == ["1/2", "0/2", "1/3"]
    assert words == [
        [_("Present"), _("Other group"), _("Ahead")],
        [_("Absent"), _("Other group"), _("Ahead")],
        [_("Part: %(minutes)d min") % {"minutes": 180}, _("Not marked"), _("Ahead")],
    ]
    assert [len(overview_of(run).days), overview_of(run).there] == [3, [2, 0, 0]]
    page = main_of(at_desk.get(page_of(run)))
    assert reverse("days:day", args=[run.code, ahead.pk]) in page
    assert reverse("days:day", args=[run.code, ours.pk]) in page
    assert "Peruttu" not in page


def test_the_list_of_days_leads_there_and_people_who_left_are_not_on_it(run, people, day, at_desk):
    assert page_of(run) in main_of(at_desk.get(reverse("days:days", args=[run.code])))
    cancel_enrolment(enrolment=people[0], actor=None)
    page = main_of(at_desk.get(page_of(run)))
    assert "Aino Aalto" not in page
    assert "Bo Berg" in page


def test_a_run_without_days_says_what_will_be_here(run, at_desk):
    assert reverse("days:new", args=[run.code]) in main_of(at_desk.get(page_of(run)))


def test_the_table_comes_as_csv_and_as_a_workbook_and_taking_it_is_on_record(run, people, teacher, at_desk):
    day = make_day(run, days=-1, title="=Alku")
    save_roll(meeting=day, marks=[Mark(people[0].pk, ("present", 0, ""))], actor=teacher)
    rows = csv_rows(table_of(at_desk, run).decode())
    assert rows[0] == ["nimi", "ryhma", "kayty", "paivia", f"{day.date.isoformat()} =Alku"]
    assert rows[1] == ["Aino Aalto", "", "1", "1", _("Present")]
    sheet = load_workbook(io.BytesIO(table_of(at_desk, run, "xlsx"))).active
    assert [cell.value for cell in sheet[3]] == ["Bo Berg", None, 0, 1, _("Not marked")]
    assert AuditEntry.objects.filter(verb="attendance.exported", actor_key=teacher.key).count() == 2
    assert at_desk.get(reverse("days:overview-export", args=[run.code, "pdf"])).status_code == 404


def test_only_whoever_looks_after_the_run_sees_it(run, people, day):
    other = make_trainer(make_run(), "muu@example.org")
    assert client_of(other).get(page_of(run)).status_code == 404
    assert client_of(people[0].learner.user).get(page_of(run)).status_code == 404
    assert client_of(make_manager()).get(page_of(run)).status_code == 200


@pytest.mark.parametrize(("number", "days"), [(1, 1), (300, 12)])
def test_three_hundred_people_and_twelve_days_cost_as_much_as_one_of_each(db, statements, number, days):
    run = make_run(type="blended_cohort")
    meetings = [make_day(run, days=-each - 1) for each in range(days)]
    people = enrol_people(run, *[f"Aino{each} Aalto" for each in range(number)])
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, enrolment=one, state="present") for meeting in meetings for one in people
    )
    browser = client_of(make_trainer(run))
    browser.get(page_of(run))
    with statements(7):  # session with account, second factor, roles, run; days, attendance, people
        page = main_of(browser.get(page_of(run)))
    assert page.count("<tr>") == min(number, 100) + 2
    with statements(8):  # the same, and the record
        table_of(browser, run)
