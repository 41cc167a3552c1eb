"""Two enrolments of one person become one: of a work that both had begun nothing is lost that a trainer granted."""

from datetime import timedelta

import pytest
from django.utils import timezone

from assessments.graded.models import Work, WorkMarking
from assessments.graded.services.assignments import extend, save_draft
from assessments.graded.services.naming import show_name
from assessments.graded.services.peer_oversight import waive_reading
from courses.api import enrol_learner, fold_enrolments
from lms.accounts.models import Learner
from tests.factories.assignments import make_writing

pytestmark = pytest.mark.django_db
SOON, LATER = (timezone.now() + timedelta(days=days) for days in (3, 9))


@pytest.fixture
def staying(learner):
    return make_writing(learner)


@pytest.fixture
def leaving(staying):
    """Another enrolment in the same run, of what turns out to be the same person."""
    return enrol_learner(run=staying.run, learner=Learner.objects.create())


def fold(staying, leaving) -> Work:
    fold_enrolments(source_id=leaving.learner_id, target_id=staying.enrolment.learner_id)
    return Work.objects.get()


def begin(staying, leaving) -> None:
    for enrolment, text in ((staying.enrolment, "Yksi."), (leaving, "Kaksi.")):
        save_draft(enrolment=enrolment, activity_id=staying.activity.pk, text=text, seq=None, base=0)


@pytest.mark.parametrize("given", [(None, LATER), (SOON, LATER), (LATER, SOON)])
def test_the_longer_of_two_extensions_stays_with_its_reason(staying, leaving, given):
    begin(staying, leaving)
    for enrolment, until in zip((staying.enrolment, leaving), given, strict=True):
        if until:
            why = f"{until:%d}"
            extend(enrolment=enrolment, activity_id=staying.activity.pk, until=until, reason=why, actor=None)
    work = fold(staying, leaving)
    assert work.text == "Yksi.\n\nKaksi."
    assert (work.extended_until, work.extension_reason) == (LATER, f"{LATER:%d}")


def test_who_was_freed_from_reading_stays_free_and_a_shown_name_stays_told(staying, leaving):
    begin(staying, leaving)
    waive_reading(enrolment_id=leaving.pk, activity_id=staying.activity.pk, reason="Sairaus.", actor=None)
    show_name(work_id=Work.objects.get(enrolment=leaving).pk, reason="Vilppi.", actor=None)
    work = fold(staying, leaving)
    assert (work.peer_waiver, work.marking.named_reason) == ("Sairaus.", "Vilppi.")


def test_a_name_that_was_shown_stays_shown_where_both_works_have_somebody_to_mark_them(staying, leaving):
    begin(staying, leaving)
    mine, theirs = (Work.objects.get(enrolment=one) for one in (staying.enrolment, leaving))
    WorkMarking.objects.create(work=mine, trainer=staying.trainer, allocated_at=SOON)
    WorkMarking.objects.create(work=theirs, named_at=LATER, named_reason="Vilppi.")
    marking = fold(staying, leaving).marking
    assert (marking.trainer, marking.allocated_at) == (staying.trainer, SOON)
    assert (marking.named_at, marking.named_reason) == (LATER, "Vilppi.")
