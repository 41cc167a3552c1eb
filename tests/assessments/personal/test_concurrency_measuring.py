"""Replies that come at the same moment, with real connections."""

import pytest
from django.db import connection

from assessments.personal.api import answer_consent, finish_measurement, keep_reply, measured_by
from assessments.personal.models import FigureConsent, Measurement, Vault
from lms.accounts.models import Learner
from tests.assessments.graded.test_concurrency import race
from tests.factories.measures import make_scale

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def person() -> Learner:
    """Somebody on the path who has written nothing yet, and so has no vault."""
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    return Learner.objects.create()


def test_first_replies_at_once_make_one_measurement_and_none_is_lost(person):
    version = make_scale()
    asked = [item.id for item in version.instrument.asked]
    race(
        *[
            lambda item=item: keep_reply(learner=person, version=version, moment="start", item_id=item, chosen=4)
            for item in asked
        ]
    )
    assert (Vault.objects.count(), Measurement.objects.count()) == (1, 1)
    assert measured_by(person, "voimavaramittari")["start"].replies == dict.fromkeys(asked, 4)


def test_a_reply_that_meets_the_finish_is_in_it_or_refused(person):
    version = make_scale()
    keep_reply(learner=person, version=version, moment="start", item_id="t1", chosen=4)
    reply, finished = race(
        lambda: keep_reply(learner=person, version=version, moment="start", item_id="t2", chosen=4),
        lambda: finish_measurement(learner=person, version=version, moment="start"),
    )
    assert finished is True
    kept = measured_by(person, "voimavaramittari")["start"].replies
    assert ("t2" in kept) is isinstance(reply, Measurement)


def test_yes_and_no_at_once_leave_one_answer(person):
    race(*[lambda yes=yes: answer_consent(learner=person, says_yes=yes) for yes in (True, False, True, False)])
    assert FigureConsent.objects.count() == 1
