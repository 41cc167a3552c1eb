"""What can be studied: courses, their activities, and the immutable publications of each activity.

Nothing here knows a page. A course and an activity share their key with the author's page
(``Page.translation_key``), which survives edits, moves and translations and is new in a copy.
"""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import NOT_PERSONAL


class Course(models.Model):
    """A training, or the coaching programme. The author's page may go; this row and its records stay."""

    class Type(models.TextChoices):
        BLENDED_COHORT = "blended_cohort", _("Blended training with a group")
        SELF_PACED = "self_paced", _("Self-paced")
        SHORT_GROUP = "short_group", _("Short group course")
        COACHING_GROUP = "coaching_group", _("Coaching group")
        THEME_DAY = "theme_day", _("Theme day")
        WEBINAR = "webinar", _("Webinar")

    class Policy(models.TextChoices):
        TRAINING = "training", _("Training: account needed, results seen by the trainer")
        PRIVATE = "private", _("Coaching: no account needed, answers seen by the writer only")

    key = models.UUIDField(unique=True, editable=False)
    code = models.SlugField(max_length=80, unique=True, help_text="Fixed at first publish.")
    type = models.CharField(max_length=20, choices=Type.choices)
    policy = models.CharField(max_length=20, choices=Policy.choices, default=Policy.TRAINING)
    titles = models.JSONField(default=dict, help_text="Title by language code.")
    hours = models.PositiveSmallIntegerField(default=0)
    outline = models.JSONField(
        default=list,
        help_text="The author's newest outline: [{key, titles, items: [{activity, required, rule?}]}]; runs copy it.",
    )
    rule = models.JSONField(default=dict, help_text="What completes it (courses/completion/shape.py); runs copy it.")
    days = models.JSONField(
        default=list,
        help_text="Its contact days as planned: [{key, title, week, compulsory, programme, …}]; a run's days begin so.",
    )
    facts = models.JSONField(
        default=dict, help_text="By language: what a certificate says of the course (scope, outcomes, method)."
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return self.title_in("fi")

    def title_in(self, language: str) -> str:
        """The title in ``language``, else in Finnish, else in any language there is."""
        return self.titles.get(language) or self.titles.get("fi") or next(iter(self.titles.values()), self.code)


class Activity(models.Model):
    """One thing to do in a course: a lesson, a part, a quiz."""

    class Kind(models.TextChoices):
        LESSON = "lesson", _("Lesson")
        PART = "part", _("Part")
        QUIZ = "quiz", _("Quiz")
        ASSIGNMENT = "assignment", _("Assignment")
        MEASURE = "measure", _("Inquiry")
        MEETING = "meeting", _("Contact day")
        PROJECT = "project", _("Development project")
        COMPETENCE = "competence", _("Competence self-assessment")

    key = models.UUIDField(unique=True, editable=False)
    course = models.ForeignKey(Course, on_delete=models.PROTECT, related_name="activities")
    slug = models.SlugField(max_length=80, help_text="Its place in addresses; fixed at first publish.")
    kind = models.CharField(max_length=12, choices=Kind.choices)
    title = models.CharField(max_length=255, help_text="Newest title in the course's source language.")
    retired_at = models.DateTimeField(null=True, blank=True)

    privacy = NOT_PERSONAL

    class Meta:
        verbose_name_plural = "activities"
        constraints = [models.UniqueConstraint(fields=["course", "slug"], name="activity_slug")]

    def __str__(self) -> str:
        return self.title


class Publication(models.Model):
    """An immutable version of an activity in one language: what a learner really saw.

    ``body`` is opaque here; ``content.render`` turns it into HTML.
    """

    activity = models.ForeignKey(Activity, on_delete=models.PROTECT, related_name="publications")
    language = models.CharField(max_length=5)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=255)
    body = models.JSONField(default=dict)
    untranslated = models.JSONField(default=list, help_text="Ids of blocks still in the source language.")
    schema = models.PositiveSmallIntegerField(default=1)
    hash = models.CharField(max_length=64)
    minutes = models.PositiveSmallIntegerField(default=0)
    proposed_rule = models.JSONField(default=dict)
    source_revision = models.PositiveBigIntegerField(null=True, blank=True, help_text="A hint, not evidence.")
    published_at = models.DateTimeField(default=timezone.now)
    superseded_at = models.DateTimeField(
        null=True, blank=True, help_text="Empty on the current one; only this changes."
    )

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["activity", "language", "number"], name="publication_number"),
            # "Which one do learners see now?" has one answer.
            models.UniqueConstraint(
                fields=["activity", "language"],
                condition=models.Q(superseded_at=None),
                name="publication_current",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.title} ({self.language} {self.number})"


class PublicationRef(models.Model):
    """That a publication shows an image, document, fact card …: one query answers "may this be deleted?"."""

    publication = models.ForeignKey(Publication, on_delete=models.CASCADE, related_name="refs")
    kind = models.CharField(max_length=60, help_text="Model label of the thing shown.")
    ref = models.CharField(max_length=40)

    privacy = NOT_PERSONAL

    class Meta:
        indexes = [models.Index(fields=["kind", "ref"], name="publication_ref")]

    def __str__(self) -> str:
        return f"{self.kind} {self.ref}"
