"""A programme of coaching with somebody who has begun it, and a table that the translator's editor asks."""

import pytest
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client

from tests.factories.personal import CANARY, make_programme


@pytest.fixture
def run(db):
    return make_programme()


@pytest.fixture
def base(run):
    return f"/valmennus/{run.code}/"


@pytest.fixture
def mira(base):
    """The browser of somebody who has written one thing."""
    browser = Client()
    browser.post(f"{base}osa/1/3/", {"answer": CANARY})
    return browser


@pytest.fixture
def migrations_table(db):
    """wagtail-localize writes down which migrations a translation was made after; the tests run without any."""
    if connection.vendor == "postgresql":
        MigrationRecorder(connection).ensure_schema()
