"""Alive and ready, in one word each."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from lms.dashboard.views import health
from lms.jobs.api import enqueue


def test_being_alive_touches_no_database(client):
    response = client.get("/health/live")  # pytest-django refuses any query here
    assert (response.status_code, response.content) == (200, b"ok")
    assert "no-store" in response.headers["Cache-Control"]


def test_ready_when_the_database_answers_and_the_queue_moves(client, db):
    enqueue("test", key="just-now")
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (200, b"ok")


def test_not_ready_when_mail_has_waited_too_long_and_no_details_are_told(client, db):
    enqueue("test", key="old", not_before=timezone.now() - datetime.timedelta(seconds=health.LONGEST_WAIT + 60))
    response = client.get("/health/ready")
    assert (response.status_code, response.content) == (503, b"not ready")


@pytest.mark.django_db(transaction=True)
def test_not_ready_when_the_tables_are_not_there(client):
    with connection.schema_editor() as editor:
        editor.execute("ALTER TABLE jobs_job RENAME TO jobs_job_away")
    try:
        assert client.get("/health/ready").status_code == 503
    finally:
        with connection.schema_editor() as editor:
            editor.execute("ALTER TABLE jobs_job_away RENAME TO jobs_job")


@pytest.mark.parametrize("name", ["live", "ready"])
def test_health_is_only_read(client, db, name):
    assert client.post(f"/health/{name}").status_code == 405
