"""What our SQLite takes that Django's takes too little of."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from lms.accounts.models import Learner

pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(connection.vendor != "sqlite", reason="about SQLite alone"),
]


def test_a_thousand_rows_go_in_by_one_statement():
    with CaptureQueriesContext(connection) as captured:
        Learner.objects.bulk_create(Learner() for _ in range(1000))
    assert sum(query["sql"].startswith("INSERT") for query in captured.captured_queries) == 1
    assert Learner.objects.count() == 1000
