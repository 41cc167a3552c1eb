"""A page of the journal that is sent twice at the same moment, with real connections."""

import pytest
from django.db import connection

from assessments.personal.api import OpenPage, write_journal
from assessments.personal.models import JournalEntry, Vault
from lms.accounts.models import Learner
from tests.assessments.graded.test_concurrency import race
from tests.factories.personal import make_site_key

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_one_page_sent_twice_at_once_is_one_entry_in_one_vault():
    assert connection.vendor == "postgresql", "SQLite lets one writer in at a time: make test runs this on PostgreSQL"
    make_site_key()
    person = Learner.objects.create()
    value = {"text": "Kerran", "mood": "", "day": "2026-11-01"}
    race(*[lambda: write_journal(learner=person, value=value, page=OpenPage(writer="sivu"))] * 3)
    assert (Vault.objects.count(), JournalEntry.objects.count()) == (1, 1)
