"""A group's phones send at the same moment, and the coach ends the group while they do."""

import pytest
from django.db import connection

from assessments.personal.api import SittingFull, SittingOver, begin_sitting, end_sitting, send_notes
from assessments.personal.models import Sitting, SittingNote
from courses.api import steps_in
from lms.accounts.api import COACH
from tests.courses.test_concurrency_invitations import race
from tests.factories.personal import make_programme
from tests.factories.world import make_staff

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def sitting() -> Sitting:
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    run = make_programme()
    coach = make_staff("onni@example.org", COACH)
    return begin_sitting(coach=coach, run=run, activity_key=steps_in(run)[0].activity_key)


def sending(sitting):
    return lambda: send_notes(sitting_id=sitting.pk, screen=3, values=[{"text": "Koira"}])


def test_all_that_is_sent_at_once_is_kept_and_each_changes_the_number(sitting):
    race(*[sending(sitting)] * 8)
    sitting.refresh_from_db()
    assert (sitting.notes.count(), sitting.version) == (8, 9)


def test_a_full_screen_stays_within_its_measure(sitting, monkeypatch):
    monkeypatch.setattr("assessments.personal.services.sittings.MOST_NOTES", 3)
    results = race(*[sending(sitting)] * 8)
    assert (sitting.notes.count(), sum(isinstance(one, SittingFull) for one in results)) == (3, 5)


def test_nothing_is_left_when_it_ends_while_they_send(sitting):
    results = race(*[sending(sitting)] * 4, lambda: end_sitting(coach=sitting.coach, pk=sitting.pk))
    assert {type(one) for one in results} <= {type(None), SittingOver, bool}
    assert not Sitting.objects.exists()
    assert not SittingNote.objects.exists()
