"""The question bank."""

import uuid
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from assessments.graded.models.immutable import Immutable
from assessments.kinds import KINDS
from assessments.kinds.base import value_in
from assessments.kinds.question import QuestionKind
from lms.records.privacy import NOT_PERSONAL


def kind_choices() -> list[tuple[str, str]]:
    """A function, so that a new kind needs no migration."""
    return [(kind.slug, kind.label) for kind in KINDS.values()]


class QuestionTag(models.Model):
    """A word by which questions of several categories are found and drawn together."""

    name = models.CharField(max_length=60, unique=True)

    privacy = NOT_PERSONAL

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Question(models.Model):
    """A question that quizzes choose. What it asks lies in its versions; this is its name in lists."""

    class Status(models.TextChoices):
        DRAFT = "draft", _("Draft")
        READY = "ready", _("Ready")
        RETIRED = "retired", _("Retired")

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    kind = models.CharField(_("kind"), max_length=30, choices=kind_choices)
    slug = models.SlugField(_("short name"), max_length=80, unique=True, help_text=_("Never changed afterwards."))
    category = models.CharField(_("category"), max_length=120, blank=True)  # a path: "Moduuli 1/Työkyky"
    tags = models.ManyToManyField(QuestionTag, verbose_name=_("tags"), related_name="questions", blank=True)
    title = models.CharField(_("title"), max_length=200, help_text=_("For lists; learners do not see it."))
    status = models.CharField(_("status"), max_length=10, choices=Status.choices, default=Status.DRAFT)
    source_language = models.CharField(_("source language"), max_length=5, default="fi")

    privacy = NOT_PERSONAL

    class Meta:
        verbose_name = _("question")
        verbose_name_plural = _("questions")
        ordering = ["category", "title", "pk"]

    def __str__(self) -> str:
        return self.title


class QuestionVersion(Immutable):
    """What a question asked, said and counted as right at one time, in all its languages."""

    question = models.ForeignKey(Question, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    values = models.JSONField(help_text="By language, as the kind's fields say; the same ids in every language.")
    hash = models.CharField(max_length=64)
    made_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["question", "number"], name="question_version_number")]

    def __str__(self) -> str:
        return f"{self.question_id} version {self.number}"

    @property
    def rule(self) -> QuestionKind:
        """The kind that asks and marks it."""
        return KINDS[self.question.kind]

    def values_in(self, language: str) -> dict[str, Any]:
        """What it says in ``language``, and in its own language where that is missing."""
        return value_in(self.rule.fields, self.values, language, self.question.source_language)
