"""Reports of groups on the page and in the file: the same rows for the organiser, nothing for anybody else (C-59)."""

import io

import pytest
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from assessments.personal.api import last_closed_day, make_due_reports
from assessments.personal.models import FigureReport
from courses.api import create_run
from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR
from lms.dashboard.figures import next_report_on
from lms.records.models import AuditEntry
from lms.records.tables import csv_rows
from tests.dashboard.people import client_of, make_staff
from tests.factories.measures import make_counted, make_scale
from tests.factories.personal import make_programme

PAGE = "reports:measures"


def days_back() -> int:
    return (timezone.localdate() - last_closed_day(timezone.localdate())).days + 20


@pytest.fixture
def organiser(db):
    return client_of(make_staff("raija@example.org", COHORT_ADMINISTRATOR))


@pytest.fixture
def report(db) -> FigureReport:
    """Twelve people in one run, four in another: only the whole is shown."""
    run, version = make_programme(), make_scale()
    other = create_run(course=run.course, code="toinen", name="Toinen", actor=None, is_open=True)
    for place in [run] * 12 + [other] * 4:
        make_counted(place, version, days_ago=days_back())
    make_due_reports()
    return FigureReport.objects.get()


def read(response) -> bytes:
    return b"".join(response.streaming_content)


def test_the_page_shows_what_may_be_shown_and_says_what_is_not(organiser, report):
    page = organiser.get(reverse(PAGE)).content.decode()
    assert page.count('<td class="num">2.0</td>') == 3  # two groups of statements and the whole
    assert page.count("Not shown, so that nobody can be told apart") == 2
    assert "about 15" in page


def test_the_file_holds_the_rows_of_the_page_and_no_more(organiser, report):
    address = reverse("reports:measures-file", args=[report.pk, "csv"])
    rows = csv_rows(read(organiser.get(address)).decode())
    assert rows[-4][:4] == ["Group", "People, about", "Toivo, at the start", "Toivo, at the end"]
    assert [row[1] for row in rows[-3:]] == ["15", "", ""]
    assert [set(row[1:]) for row in rows[-2:]] == [{""}, {""}]
    assert rows[-3][2:4] == ["2,0", "4,0"]
    assert AuditEntry.objects.filter(verb="figures.exported").count() == 1


def test_the_workbook_holds_the_same(organiser, report):
    address = reverse("reports:measures-file", args=[report.pk, "xlsx"])
    sheet = load_workbook(io.BytesIO(read(organiser.get(address)))).active
    last = list(sheet.iter_rows(values_only=True))[-1]
    assert set(last[1:]) == {None}


@pytest.mark.parametrize("role", [AUTHOR, COACH, None])
def test_nobody_else_gets_there(db, report, role):
    browser = client_of(make_staff("joku@example.org", *([role] if role else [])))
    assert browser.get(reverse(PAGE)).status_code == 404
    assert browser.get(reverse("reports:measures-file", args=[report.pk, "csv"])).status_code == 404


def test_the_site_administrator_gets_there_too(db, report):
    browser = client_of(make_staff("yllapito@example.org", SITE_ADMINISTRATOR))
    assert browser.get(reverse(PAGE)).status_code == 200


@pytest.mark.parametrize(("pk", "kind"), [(10**6, "csv"), (None, "pdf")])
def test_there_is_no_other_file(organiser, report, pk, kind):
    assert organiser.get(reverse("reports:measures-file", args=[pk or report.pk, kind])).status_code == 404


def test_without_reports_the_page_says_when_one_comes(organiser):
    page = organiser.get(reverse(PAGE)).content.decode()
    assert "There is no report yet." in page
    assert f"{next_report_on().day}.{next_report_on().month}.{next_report_on().year}" in page


def test_so_few_people_get_no_table(organiser):
    run, version = make_programme(), make_scale()
    for _number in range(9):
        make_counted(run, version, days_ago=days_back())
    make_due_reports()
    page = organiser.get(reverse(PAGE)).content.decode()
    assert "So few people that nothing is shown." in page
    assert "<table" not in page
    assert "fewer than 10" in page


def test_my_page_leads_there(organiser):
    assert reverse(PAGE) in organiser.get(reverse("dashboard:home")).content.decode()


def test_a_table_costs_the_same_however_many_people_there_are(organiser, report, statements):
    with statements(4):  # session with user, second factor, roles, reports
        organiser.get(reverse(PAGE))
