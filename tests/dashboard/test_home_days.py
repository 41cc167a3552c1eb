"""My page names the next contact day of each study."""

from django.urls import reverse

from courses.api import Group
from courses.meetings.services.planning import cancel_meeting
from tests.dashboard.people import client_of, enrol_people, main_of
from tests.factories import make_run
from tests.factories.meetings import make_day


def test_my_page_names_the_next_day_that_is_held_and_costs_nothing_for_it(db, statements):
    run = make_run()
    [one] = enrol_people(run, "Aino Aalto")
    browser, home = client_of(one.learner.user), reverse("dashboard:home")
    assert "lahipaivat" not in main_of(browser.get(home))
    make_day(run, days=-1, title="Mennyt")
    cancel_meeting(meeting=make_day(run, days=1, title="Peruttu"), actor=None)
    make_day(run, days=2, title="Muiden", group=Group.objects.create(run=run, name="Muut"))
    soon = make_day(run, days=3, title="Seuraava")
    make_day(run, days=4, title="Myöhempi")
    browser.get(home)
    with statements(6):
        body = main_of(browser.get(home))
    assert reverse("meetings:day", args=[run.code, soon.pk]) in body
    assert [title in body for title in ("Mennyt", "Peruttu", "Muiden", "Myöhempi")] == [False] * 4
