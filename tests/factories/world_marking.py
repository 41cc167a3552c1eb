"""The part of the small world around marking: feedback with a file, a second marker, a saved comment, a set time."""

from datetime import timedelta
from typing import Any

from django.urls import reverse
from django.utils import timezone

from assessments.graded.models import AnswerFeedbackFile, FeedbackFile, PlannedRelease, SavedComment, Submission
from assessments.graded.pages.allocating import sharing_page
from assessments.graded.queries.allocating import sharing_for
from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import hand_in, save_draft
from assessments.graded.services.commenting import save_comment
from assessments.graded.services.feedback_files import add_answer_feedback_file, add_feedback_file
from assessments.graded.services.hand_marking import hold_mark
from assessments.graded.services.releasing import plan_release
from assessments.graded.services.reviewing import decide, save_review
from content.models import AssignmentPage
from courses.api import name_trainer
from lms.ui.uploads import checked
from tests.dashboard.people import make_staff
from tests.factories.pages import add_page

#: Feedback with a file has been given on the one; the other hides names and has a second marker.
GIVEN, TWICE = "annettu-palaute", "kaksi-arvioijaa"
COMMENT = "Nimeä mittari."


def add_marking(world: Any) -> None:
    """The owner hands in both; a colleague of the trainer's marks them, and an essay is ready for tomorrow."""
    module, trainer = world.pages["module"], world.people["trainer"]
    add_page(module, AssignmentPage(title="Annettu palaute", slug=GIVEN, intro="Tee.", minutes=0))
    twice = {"hides_names": True, "second_marker": True}
    add_page(module, AssignmentPage(title="Kaksi arvioijaa", slug=TWICE, intro="Tee.", minutes=0, **twice))
    colleague = make_staff("kollega@example.org", first_name="Kalle", last_name="Kollega")
    name_trainer(run=world.run, user=colleague, actor=None)
    for slug in (GIVEN, TWICE):
        pk = _hand_in(world, slug).pk
        save_review(submission_id=pk, reviewer=colleague, levels={}, comment="Kerro lisää.", note="", seq=None, base=0)
    given = submission_of(world, GIVEN).pk
    add_feedback_file(submission_id=given, reviewer=colleague, upload=checked("merkinnat.txt", b"Hyvin."))
    decide(submission_id=given, reviewer=colleague, decision="returned", hold=False)
    save_comment(owner=trainer, text=COMMENT)
    essay = world.essay.pk
    upload = checked("reunat.txt", b"Hyvin.")
    add_answer_feedback_file(response_id=essay, marker=trainer, upload=upload)
    hold_mark(response_id=essay, marker=trainer, points=100, comment="Selkeä.", base=0)
    plan_release(submission_ids=[], response_ids=[essay], at=timezone.now() + timedelta(days=1), actor=trainer)


def submission_of(world: Any, slug: str) -> Submission:
    """The owner's own, of one of the two."""
    return Submission.objects.get(work__enrolment=world.enrolment, work__activity__slug=slug)


def _hand_in(world: Any, slug: str) -> Submission:
    found = assignment_step_for(world.enrolment.learner, world.run.code, slug)
    save_draft(enrolment=found.enrolment, activity_id=found.step.activity_id, text="Teksti.", seq=None, base=0)
    statements = ("Oma työ", "Ei tunnistettavissa")
    return hand_in(enrolment=found.enrolment, item=found.step, version=found.version, shown="1", statements=statements)


def marking_addresses(world: Any) -> dict[str, str]:
    """An address for every name."""
    given, twice, file = submission_of(world, GIVEN).pk, submission_of(world, TWICE).pk, FeedbackFile.objects.get().pk
    beside = AnswerFeedbackFile.objects.get().pk
    own, saved = ("skip", "second", "second-save", "name"), SavedComment.objects.get().pk
    return {f"marking:{name}": reverse(f"marking:{name}", args=[twice]) for name in own} | {
        "marking:comment": reverse("marking:comment", args=[saved]),
        "marking:comment-delete": reverse("marking:comment-delete", args=[saved]),
        "marking:give-cancel": reverse("marking:give-cancel", args=[PlannedRelease.objects.get().pk]),
        "marking:hiding": reverse("marking:hiding", args=[world.run.code]),
        "marking:attempts": reverse("marking:attempts", args=[world.run.code, world.enrolment.pk, world.quiz.slug]),
        "marking:answer-name": reverse("marking:answer-name", args=[world.essay.pk]),
        "marking:answer-feedback-file": reverse("marking:answer-feedback-file", args=[world.essay.pk, beside]),
        "graded:answer-feedback-file": reverse(
            "graded:answer-feedback-file", args=[world.run.code, world.quiz.slug, beside]
        ),
        "marking:feedback-file": reverse("marking:feedback-file", args=[given, file]),
        "graded:feedback-file": reverse("graded:feedback-file", args=[world.run.code, GIVEN, file]),
    }


def marking_posts(world: Any) -> dict[str, dict[str, str]]:
    """What the forms there post."""
    place = sharing_page(sharing_for(world.people["trainer"]))[0]
    return {
        "marking:share": {"place": place.key, "shown": place.fingerprint},
        "marking:second": {"comment": "Samaa mieltä.", "save": "1", "base": "0"},
        "marking:second-save": {"comment": "Samaa mieltä.", "seq": "1", "base": "0", "writer": "sivu"},
        "marking:name": {"reason": "Sovittu."},
        "marking:answer-name": {"reason": "Sovittu."},
        "marking:answers-allocate": {"item": str(world.essay.pk)},
        "marking:allocate": {"item": str(world.handed_in.pk)},
        "marking:comments": {"text": COMMENT, "course": ""},
        "marking:comment": {"text": COMMENT, "course": ""},
        "marking:give": {"item": f"a{world.essay.pk}", "when": "now"},
        "marking:hiding": {"assignment": world.draft.slug, "hide": "1"},
    }
