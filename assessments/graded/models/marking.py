"""How marking is arranged: saved comments, files that come with feedback, who marks what, names hidden, a second
marker, and feedback that is given at a set time."""

import uuid

from django.conf import settings
from django.db import models
from django.utils import timezone

from assessments.graded.models.assignments import Review, Submission, Work, WorkFile, private_storage
from assessments.graded.models.attempts import Response
from lms.records.privacy import NOT_PERSONAL, Privacy


def place_of_feedback(instance: "GivenFile", name: str) -> str:
    """A name that tells nothing and cannot be guessed."""
    return f"feedback/{uuid.uuid4().hex}.{instance.kind}"


class SavedComment(models.Model):
    """A comment that a trainer uses again; shared, it serves every trainer of the training's runs."""

    owner = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_comments")
    text = models.TextField(max_length=2000)
    course = models.ForeignKey(
        "courses.Course",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="saved_comments",
        help_text="The training it is shared in; empty is the owner's alone.",
    )
    saved_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="Comments that you saved to use again when you mark.",
        owner="owner",
        keep="until the person deletes it",
        export=("text", "saved_at"),
    )

    class Meta:
        ordering = ["-saved_at", "-pk"]

    def __str__(self) -> str:
        return f"saved comment {self.pk}"


class GivenFile(models.Model):
    """A file that comes with feedback."""

    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=8)
    size = models.PositiveIntegerField()
    sha256 = models.CharField(max_length=64)
    file = models.FileField(storage=private_storage, upload_to=place_of_feedback, max_length=200)
    added_at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"feedback file {self.pk}"


class FeedbackFile(GivenFile):
    """A file that comes with the feedback on one submission: often the person's own file with notes in it."""

    review = models.ForeignKey(Review, on_delete=models.PROTECT, related_name="files")
    copy_of = models.ForeignKey(
        WorkFile, on_delete=models.SET_NULL, null=True, blank=True, related_name="copies", help_text="With notes."
    )

    privacy = Privacy(
        personal=True,
        about="Files that your trainers added to the feedback on your assignments.",
        owner="review__submission__work__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.feedback_files.files_for_export",
    )


class AnswerFeedbackFile(GivenFile):
    """A file that comes with the marking of one test answer."""

    mark = models.ForeignKey("graded.ResponseMark", on_delete=models.PROTECT, related_name="files")

    privacy = Privacy(
        personal=True,
        about="Files that your trainers added to the marking of your test answers.",
        owner="mark__response__attempt__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.feedback_files.answer_files_for_export",
    )


class Turn(models.Model):
    """Who marks something, and whether its writer's name has been shown to the trainers before the marks were given."""

    trainer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    allocated_at = models.DateTimeField(null=True, blank=True)
    named_at = models.DateTimeField(null=True, blank=True)
    named_reason = models.CharField(max_length=500, blank=True)

    class Meta:
        abstract = True


class WorkMarking(Turn):
    """Who marks a work."""

    work = models.OneToOneField(Work, on_delete=models.CASCADE, related_name="marking")

    privacy = Privacy(
        personal=True,
        about="Which trainer marks your assignment, and why your name was shown where names are hidden.",
        owner="work__enrolment__learner",
        keep="with the enrolment",
        export=("work__activity__title", "allocated_at", "named_at", "named_reason"),
    )

    def __str__(self) -> str:
        return f"marking of work {self.work_id}"


class AnswerMarking(Turn):
    """Who marks a test answer."""

    response = models.OneToOneField(Response, on_delete=models.CASCADE, related_name="marking")

    privacy = Privacy(
        personal=True,
        about="Which trainer marks your test answer, and why your name was shown where names are hidden.",
        owner="response__attempt__enrolment__learner",
        keep="with the enrolment",
        export=("response__attempt__activity__title", "allocated_at", "named_at", "named_reason"),
    )

    def __str__(self) -> str:
        return f"marking of response {self.response_id}"


class RunMarking(models.Model):
    """A run's own word on whether names are hidden while one of its assignments or tests is marked."""

    run = models.ForeignKey("courses.Run", on_delete=models.CASCADE, related_name="markings")
    activity = models.ForeignKey("courses.Activity", on_delete=models.CASCADE, related_name="markings")
    hides_names = models.BooleanField()

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "activity"], name="run_marking_once")]

    def __str__(self) -> str:
        return f"{self.run_id} {self.activity_id}"


class SecondReview(models.Model):
    """What a second marker says of one submission, written without seeing the first one's marks."""

    submission = models.OneToOneField(Submission, on_delete=models.PROTECT, related_name="second_review")
    reviewer = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="second_reviews"
    )
    levels = models.JSONField(default=dict, help_text="Number of the level by criterion.")
    comment = models.TextField(blank=True, help_text="For the trainers of the run.")
    decision = models.CharField(max_length=10, choices=Review.Decision.choices, blank=True)
    seq = models.PositiveBigIntegerField(default=0)
    writer = models.CharField(max_length=32, blank=True)
    saved_at = models.DateTimeField(null=True, blank=True)
    done_at = models.DateTimeField(null=True, blank=True, help_text="From then on both see what the other one says.")

    privacy = Privacy(
        personal=True,
        about="What a second trainer has said of your assignments.",
        owner="submission__work__enrolment__learner",
        keep="with the enrolment",
        export="assessments.graded.queries.second_marking.second_reviews_for_export",
    )

    def __str__(self) -> str:
        return f"second review {self.pk}"


class PlannedRelease(models.Model):
    """Feedback that is given at a set time. What was planned then and is ready still is given, once."""

    at = models.DateTimeField()
    made_at = models.DateTimeField(default=timezone.now)
    given_at = models.DateTimeField(null=True, blank=True)
    cancelled_at = models.DateTimeField(null=True, blank=True)

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return f"release {self.pk}"
