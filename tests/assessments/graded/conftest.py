"""Somebody at a quiz page."""

import re
from collections.abc import Callable

import pytest
from django.test import Client

from lms.accounts.models import Learner

HIDDEN = re.compile(r'<input type="hidden" name="(pass|writer|base)" value="([^"]*)">')


@pytest.fixture
def own(client: Client, trainee, learner: Learner) -> Client:
    """The browser of the signed-in learner."""
    client.force_login(trainee)
    return client


@pytest.fixture
def opened() -> Callable[[Client, str], dict[str, str]]:
    """``opened(client, address)`` opens a question and gives what its form will send unseen."""

    def hidden(client: Client, address: str) -> dict[str, str]:
        page = client.get(address)
        assert page.status_code == 200, page.status_code
        return dict(HIDDEN.findall(page.content.decode()))

    return hidden
