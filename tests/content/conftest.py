"""A programme of coaching, and somebody who has begun it."""

import pytest
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
