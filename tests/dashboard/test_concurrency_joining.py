"""Two people join the same two accounts at the same moment, with real connections."""

import pytest
from django.db import connection

from courses.api import Enrolment, Run, enrol_learner
from lms.accounts.api import CannotJoin, User, join_accounts
from lms.records.models import AuditEntry
from tests.dashboard.people import enrol_people
from tests.factories import make_run
from tests.factories.races import race

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
TRIES = 5


@pytest.mark.parametrize("towards", ["same", "each other"])
@pytest.mark.parametrize("turn", range(TRIES))
def test_two_who_join_at_once_join_once(towards, turn):
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    run, other = make_run(capacity=3), make_run()
    one, two = (row.learner for row in enrol_people(run, "Aino Aamu", "Aino Aamunen"))
    enrol_learner(run=other, learner=two)
    pairs = [(one, two), (one, two)] if towards == "same" else [(one, two), (two, one)]
    results = race(
        *[lambda a=a, b=b: join_accounts(source=a.user, target=b.user, reason="Sama.", actor=None) for a, b in pairs]
    )
    assert sorted(type(one) for one in results if one is not None) == [CannotJoin]
    assert User.objects.count() == 1
    assert AuditEntry.objects.filter(verb="account.joined").count() == 1
    assert {row.run_id for row in Enrolment.objects.all()} == {run.pk, other.pk}
    assert Run.objects.get(pk=run.pk).places_taken == 1
