"""Every link that a mail carries: looking at it, however often and by whichever program, changes nothing (C-16)."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from courses.admissions.models import Approval
from courses.admissions.services.applications import save_application, send_application
from courses.admissions.services.queue import join_queue
from courses.admissions.tokens import issue_link
from courses.api import Enrolment, cancel_enrolment
from tests.courses.admissions.people import browser_of, let_in_by, make_full_run, make_person
from tests.factories import make_run
from tests.factories.world_invitations import KEY, invite_somebody

WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")
#: A browser's own session is touched by whoever looks at anything.
NOT_OURS = "accounts_session"


@pytest.fixture
def links(db) -> dict[str, list[str]]:
    """Each link by what it is, in each of its states: open, and over."""
    invited = make_run(lessons=1)
    invite_somebody(invited)
    asking = make_run(type="blended_cohort", lessons=1)
    let_in_by(asking, "employer")
    for number in range(2):
        draft = {"employer": f"esihenkilo{number}@example.com"}
        application = save_application(run=asking, learner=make_person(), draft=draft)
        send_application(application=application, answers=[], actor=None)
    open_one, replaced = Approval.objects.order_by("pk")
    old = issue_link(replaced)
    Approval.objects.filter(pk=replaced.pk).update(serial=2)
    full, inside = make_full_run()
    offered, waiting = make_person(), make_person()
    for who in (offered, waiting):
        join_queue(run=full, learner=who, actor=None)
    cancel_enrolment(enrolment=Enrolment.objects.get(run=full, learner=inside[0]))
    return {
        "addresses": [
            reverse("courses:invitation", args=[KEY]),
            *(reverse("employer:approval", args=[link]) for link in (issue_link(open_one), old)),
            *(reverse(f"admissions:{name}", args=[full.code]) for name in ("queue", "code", "apply")),
            reverse("admissions:apply", args=[asking.code]),
            reverse("admissions:send", args=[asking.code]),
            reverse("admissions:any-code"),
        ],
        "browsers": [Client(), browser_of(offered), browser_of(waiting), browser_of(make_person())],
    }


def test_looking_at_a_link_changes_nothing(links):
    for browser in links["browsers"]:
        for address in links["addresses"]:
            for method in (browser.get, browser.head, browser.get):
                with CaptureQueriesContext(connection) as captured:
                    method(address)
                written = [one["sql"] for one in captured if one["sql"].startswith(WRITES)]
                assert [sql for sql in written if NOT_OURS not in sql] == [], address
