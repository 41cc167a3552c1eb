"""C-09: twenty claims at once make one certificate, one number and one mail."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection

from certificates.api import Award, AwardFile, issue_award, pdf_of
from courses.api import Enrolment, Evidence, complete_activity, enrol_learner, steps_of
from lms.jobs.models import Job
from tests.factories.certificates import complete_run, make_certified_run

AT_ONCE = 20
pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def all_at_once(act):
    """Call ``act`` from twenty threads that start together, each with a connection of its own."""
    barrier = Barrier(AT_ONCE)

    def run(number):
        barrier.wait()
        try:
            return act()
        finally:
            connection.close()

    with ThreadPoolExecutor(AT_ONCE) as pool:
        return list(pool.map(run, range(AT_ONCE)))


@pytest.fixture
def one_step_left(learner) -> Enrolment:
    enrolment = enrol_learner(run=make_certified_run(lessons=2), learner=learner)
    complete_run(enrolment, leave=1)
    return enrolment


def test_twenty_claims_at_once_make_one_certificate(one_step_left):
    complete_run(one_step_left)
    Award.objects.all().delete()
    Job.objects.all().delete()
    awards = all_at_once(lambda: issue_award(one_step_left.pk))
    assert {award.pk for award in awards} == {Award.objects.get().pk}
    assert Job.objects.filter(kind="certificates.new").count() == 1


def test_twenty_completing_acts_at_once_make_one_certificate(one_step_left):
    last = steps_of(one_step_left)[-1].activity_id

    def finish():
        complete_activity(enrolment_id=one_step_left.pk, activity_id=last, evidence=Evidence("self_marked"))

    all_at_once(finish)
    assert (Award.objects.count(), Job.objects.filter(kind="certificates.new").count()) == (1, 1)


def test_twenty_downloads_at_once_leave_one_file_of_record(one_step_left):
    complete_run(one_step_left)
    files = all_at_once(lambda: pdf_of(Award.objects.get()))
    assert {file.pk for file in files} == {AwardFile.objects.get().pk}
