"""What a person shows to their coach: a pointer to what is sealed, never a copy of it."""

from typing import Self

from django.db import models
from django.db.models import Exists, F, OuterRef, Q
from django.utils import timezone

from assessments.personal.models.coaching import CoachLink
from assessments.personal.models.entries import Entry
from assessments.personal.models.measures import Measurement
from assessments.personal.models.own import JournalEntry, OwnPage
from lms.records.privacy import Privacy

WHAT = ("entry", "measured", "journal", "page")


class ShareQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def shown(self) -> Self:
        """What a coach may read now: neither taken back, nor changed since it was shown, and the link holds."""
        held = self.filter(withdrawn_at=None, link__ended_at=None)
        answers = Q(entry__seq=F("seq"), entry__vault__owner=F("link__learner"))
        days = Q(journal__seq=F("seq"), journal__vault__owner=F("link__learner"))
        pages = Q(page__seq=F("seq"), page__vault__owner=F("link__learner")) & ~Exists(changed_parts())
        return held.filter(answers | days | pages | Q(measured__vault__owner=F("link__learner")))


def changed_parts() -> models.QuerySet:
    """Answers on a shown page that were changed since; for a query of shares."""
    return SharedPart.objects.filter(share=OuterRef("pk")).exclude(entry__seq=F("seq"))


def _only(shown: str) -> Q:
    return Q(**{f"{what}__isnull": what != shown for what in WHAT})


class Share(models.Model):
    """One answer, page of the journal or "My strengths", as it stood when the person showed it: writing on in it ends
    the showing until they say yes anew. Or one result of a scale: of one measurement, or of a later one
    (``measured``) beside an earlier (``before``). Those stand as they are, and a result that gets a new measurement is
    a new one."""

    link = models.ForeignKey(CoachLink, on_delete=models.CASCADE, related_name="shares")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="shares", null=True, blank=True)
    journal = models.ForeignKey(JournalEntry, on_delete=models.CASCADE, related_name="shares", null=True, blank=True)
    page = models.ForeignKey(OwnPage, on_delete=models.CASCADE, related_name="shares", null=True, blank=True)
    seq = models.BigIntegerField(default=0, help_text="Its seq when its owner saw it and said yes.")
    measured = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    before = models.ForeignKey(Measurement, on_delete=models.CASCADE, related_name="+", null=True, blank=True)
    shared_at = models.DateTimeField(default=timezone.now)
    opened_at = models.DateTimeField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = ShareQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="What you have shown to your coach, when it was opened and when taken back.",
        owner="link__learner",
        keep="with your answers",
        export=("shared_at", "opened_at", "withdrawn_at"),
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["link", "entry"], condition=Q(withdrawn_at=None), name="answer_shown_once"),
            models.UniqueConstraint(
                fields=["link", "measured"], condition=Q(withdrawn_at=None), name="result_shown_once"
            ),
            models.UniqueConstraint(fields=["link", "journal"], condition=Q(withdrawn_at=None), name="day_shown_once"),
            models.UniqueConstraint(fields=["link", "page"], condition=Q(withdrawn_at=None), name="page_shown_once"),
            models.CheckConstraint(
                condition=_only("measured") | Q(before=None) & (_only("entry") | _only("journal") | _only("page")),
                name="shows_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return f"share {self.pk}"

    @property
    def about(self) -> str:
        """What is shown: "answer", "result", "journal" or "page"."""
        if self.entry_id:
            return "answer"
        if self.measured_id:
            return "result"
        return "journal" if self.journal_id else "page"


class SharedPart(models.Model):
    """One answer on a shown page "My strengths", as it stood when the person saw the page and said yes. An answer that
    they delete is gone from the page, and its row with it."""

    share = models.ForeignKey(Share, on_delete=models.CASCADE, related_name="parts")
    entry = models.ForeignKey(Entry, on_delete=models.CASCADE, related_name="+")
    seq = models.BigIntegerField()

    privacy = Privacy(
        personal=True,
        about="Which of your answers were on the page that you have shown to your coach.",
        owner="share__link__learner",
        keep="with your answers",
        export=(),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["share", "entry"], name="answer_once_on_shown_page")]

    def __str__(self) -> str:
        return f"part {self.pk} of share {self.share_id}"
