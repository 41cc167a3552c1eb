"""The health of a connection is seen without a statement; known statements are planned once."""

import time
from collections.abc import Iterator

import psycopg
import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import Session
from lms.records.prepared import Prepared

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def onlooker() -> Iterator[psycopg.Connection]:
    """A connection of its own to the same server."""
    connection.ensure_connection()
    with psycopg.connect(**connection.get_connection_params(), autocommit=True) as other:
        yield other


def asked(sql: str) -> object:
    """What our connection answers."""
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchone()[0]


def begin_request() -> None:
    """What Django does with a connection before a request, with the settings of a site."""
    connection.health_check_enabled = True
    connection.close_if_unusable_or_obsolete()


def test_a_connection_that_the_server_has_closed_is_made_anew_before_anybody_notices(onlooker):
    first = asked("SELECT pg_backend_pid()")
    onlooker.execute("SELECT pg_terminate_backend(%s)", [first])
    for _ in range(100):
        if not onlooker.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [first]).fetchone():
            break
        time.sleep(0.02)
    begin_request()
    assert asked("SELECT pg_backend_pid()") != first


def test_a_connection_that_lives_is_kept_and_not_asked(onlooker):
    ours = asked("SELECT pg_backend_pid() AS ours")
    begin_request()
    connection.close_if_health_check_failed()
    last = onlooker.execute("SELECT query FROM pg_stat_activity WHERE pid = %s", [ours]).fetchone()[0]
    assert last == "SELECT pg_backend_pid() AS ours"
    assert asked("SELECT pg_backend_pid()") == ours


def test_a_known_statement_stays_prepared_in_the_server_and_can_still_be_read():
    known = Prepared(lambda key: Session.objects.filter(pk=key).values_list("pk"), "key")
    for _ in range(5):
        assert known.rows("nobody") == []
    with connection.cursor() as cursor:
        cursor.execute("SELECT statement FROM pg_prepared_statements")
        assert any("accounts_session" in row[0] for row in cursor.fetchall())
    with CaptureQueriesContext(connection) as captured:
        known.rows("nobody")
    assert "accounts_session" in captured[0]["sql"]
