"""The coach's page: for coaches, and without anybody's data."""

import pytest

from lms.accounts.api import AUTHOR, COACH, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR
from tests.dashboard.people import client_of, make_staff


def test_a_coach_reads_what_a_coach_sees_and_does_not(db, statements):
    client = client_of(make_staff("ohjaaja@example.org", COACH))
    # session with account, second factor, roles, people, what they have shown
    with statements(5):
        response = client.get("/ohjaaja/")
    assert response.status_code == 200
    assert 'href="/voimavarat/"' in response.content.decode()


@pytest.mark.parametrize("role", [AUTHOR, COHORT_ADMINISTRATOR, SITE_ADMINISTRATOR])
def test_others_find_no_such_page(db, role):
    assert client_of(make_staff("x@example.org", role)).get("/ohjaaja/").status_code == 404


def test_a_trainee_and_a_stranger_find_no_such_page(client, trainee):
    assert client.get("/ohjaaja/").status_code == 302
    assert client_of(trainee).get("/ohjaaja/").status_code == 404
