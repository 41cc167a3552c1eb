"""An application, and what the applicant's employer says of it."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from courses.api import Run
from lms.records.privacy import Privacy


class Application(models.Model):
    """What somebody writes to get into a run. One a run and person; taking it back lets one write it again."""

    class State(models.TextChoices):
        DRAFT = "draft", _("Draft")
        SENT = "sent", _("Waits for a decision")
        ACCEPTED = "accepted", _("Accepted")
        WAITING = "waiting", _("On the waiting list")
        DECLINED = "declined", _("Not accepted")
        WITHDRAWN = "withdrawn", _("Taken back")

    run = models.ForeignKey(Run, on_delete=models.PROTECT, related_name="applications")
    learner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="applications")
    state = models.CharField(max_length=12, choices=State.choices, default=State.DRAFT)
    draft = models.JSONField(default=dict, help_text="Answers by the question's number, while they are written.")
    seq = models.PositiveBigIntegerField(default=0, help_text="Of the newest autosave.")
    answers = models.JSONField(default=list, help_text="[{question, answer}] as sent.")
    saved_at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    message = models.TextField(blank=True, help_text="What the trainer says with the decision.")

    privacy = Privacy(
        personal=True,
        about="Your applications to trainings: what you answered and what was decided.",
        owner="learner",
        keep="a draft 14 days; otherwise 6 months after it was decided or taken back",
        export=("run__name", "state", "draft", "answers", "sent_at", "decided_at", "message"),
        merge="courses.admissions.services.folding.fold_applications",
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["run", "learner"], name="application_once")]

    def __str__(self) -> str:
        return f"application {self.pk}"

    @property
    def is_being_written(self) -> bool:
        return self.state in (self.State.DRAFT, self.State.WITHDRAWN)


class Approval(models.Model):
    """That an applicant's employer is asked, and what the employer says. The link holds ``serial``: asking again
    makes the earlier link useless."""

    application = models.OneToOneField(Application, on_delete=models.CASCADE, related_name="approval")
    email = models.EmailField(help_text="Where the link went; forgotten when it has been answered.", blank=True)
    serial = models.PositiveSmallIntegerField(default=1)
    asked_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    sent_times = models.JSONField(default=list, help_text="When mail was asked for, within the last day.")
    decided_at = models.DateTimeField(null=True, blank=True)
    approved = models.BooleanField(null=True, blank=True)
    name = models.CharField(max_length=150, blank=True)
    job_title = models.CharField(max_length=150, blank=True)
    note = models.CharField(max_length=500, blank=True)

    privacy = Privacy(
        personal=True,
        about="Your employer's approval of your taking part: whom you asked, who answered, and what.",
        owner="application__learner",
        keep="with the application",
        export=("email", "asked_at", "name", "job_title", "decided_at", "approved", "note"),
    )

    def __str__(self) -> str:
        return f"approval {self.pk}"
