"""People who write the same assignment, and forms of the marking pages."""

import itertools
from typing import Any

from django.test import Client

from assessments.graded.models import Submission
from assessments.graded.services.reviewing import decide, save_review
from courses.api import enrol_learner
from lms.accounts.api import Learner, User
from tests.dashboard.people import client_of, make_trainer
from tests.factories.assignments import Writing

QUEUE = "/kouluttaja/arvioitavat/"
ALL = {"level-tavoite": "1", "level-keinot": "2"}
_numbers = itertools.count(1)


def page_of(submission: Submission) -> str:
    return f"{QUEUE}{submission.pk}/"


def form_of(browser: Client, submission: Submission, **values: Any) -> dict[str, Any]:
    """What the open marking page sends, with ``values``."""
    page = browser.get(page_of(submission)).context
    return {"writer": page["writer"], "base": page["seq"], "comment": "", "note": "", "release": "now"} | values


def another(writing: Writing, first_name: str = "Hilla", last_name: str = "Hakija") -> Writing:
    """One more who writes the same assignment in the same run."""
    email = f"kirjoittaja{next(_numbers)}@example.org"
    user = User.objects.create_user(email=email, first_name=first_name, last_name=last_name)
    enrolment = enrol_learner(run=writing.run, learner=Learner.objects.create(user=user))
    return Writing(enrolment, writing.activity, writing.version, client_of(user), writing.people)


def second_trainer(writing: Writing, first_name: str = "Kaisa") -> User:
    """One more trainer of the run."""
    user = make_trainer(writing.run, f"toinen{next(_numbers)}@example.org")
    user.first_name = first_name
    user.save(update_fields=["first_name"])
    return user


def review_by(submission: Submission, reviewer: User, *, comment: str = "", levels: dict | None = None) -> Any:
    given = {"tavoite": "1", "keinot": "1"} if levels is None else levels
    return save_review(
        submission_id=submission.pk,
        reviewer=reviewer,
        levels=given,
        comment=comment,
        note="",
        seq=None,
        base=0,
        writer=f"sivu{reviewer.pk}",
    )


def make_ready(submission: Submission, reviewer: User, comment: str = "Hieno työ.") -> Any:
    """Accepted, to be given together with others."""
    review_by(submission, reviewer, comment=comment)
    return decide(submission_id=submission.pk, reviewer=reviewer, decision="accepted", hold=True)
