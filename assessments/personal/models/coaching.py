"""The familiar coach: a code to find them by, the link to a person, and its history."""

from typing import Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.accounts.api import COACH
from lms.records.privacy import Privacy


class CoachCodeQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def usable(self) -> Self:
        """Neither ended nor expired, and its maker is still a coach."""
        good = self.filter(ended_at=None, expires_on__gte=timezone.localdate())
        return good.filter(coach__is_active=True, coach__groups__name=COACH)


class CoachCode(models.Model):
    """A few words by which people find one coach at one place. No secret of anybody: it hangs on a wall.

    ``plain`` is the code as it is compared and as it stands in an address.
    """

    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coach_codes")
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="coach_codes")
    place = models.CharField(max_length=80)
    code = models.CharField(max_length=60)
    plain = models.CharField(max_length=60, unique=True)
    made_at = models.DateTimeField(default=timezone.now)
    expires_on = models.DateField()
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = CoachCodeQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="The codes you have made as a coach, and the places they are for.",
        owner="coach",
        keep="with the account",
        export=("place", "code", "made_at", "expires_on", "ended_at"),
    )

    def __str__(self) -> str:
        return f"coach code {self.pk}"

    @property
    def is_usable(self) -> bool:
        return self.ended_at is None and self.expires_on >= timezone.localdate()


class CoachLink(models.Model):
    """That a person lets a coach walk beside them. Either may end it at any time, at once."""

    learner = models.ForeignKey("accounts.Learner", on_delete=models.PROTECT, related_name="coach_links")
    # A coach whose account goes sees nothing any more.
    coach = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="coached_links")
    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="coach_links")
    place = models.CharField(max_length=80, blank=True)
    nickname = models.CharField(max_length=40, blank=True, help_text="What this coach calls the person.")
    shows_progress = models.BooleanField(default=True)
    since = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Which coach walks beside you, and whether the coach sees which parts you have done.",
        owner="learner",
        keep="with your answers",
        export=("place", "nickname", "shows_progress", "since", "ended_at"),
        merge="assessments.personal.services.coaching.fold_links",
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["learner", "coach"], condition=models.Q(ended_at=None), name="coach_link_once"
            ),
        ]

    def __str__(self) -> str:
        return f"coach link {self.pk}"

    @property
    def name(self) -> str:
        """What the coach calls the person."""
        return self.nickname or str(_("No name given"))

    @property
    def coach_name(self) -> str:
        """The coach's first name, as on the poster; a coach without one is called by the role."""
        return self.coach.first_name or str(_("Your coach"))


class LinkEvent(models.Model):
    """One line of the history that the person sees: what was shown to whom, and when."""

    class What(models.TextChoices):
        JOINED = "joined", _("You began with the coach")
        PROGRESS_SHOWN = "progress_shown", _("You let the coach see which parts you have done")
        PROGRESS_HIDDEN = "progress_hidden", _("You hid from the coach which parts you have done")
        ANSWER_SHOWN = "answer_shown", _("You showed the coach an answer")
        ANSWER_OPENED = "answer_opened", _("The coach opened an answer")
        ANSWER_TAKEN_BACK = "answer_taken_back", _("You took an answer back from the coach")
        RESULT_SHOWN = "result_shown", _("You showed the coach a result")
        RESULT_OPENED = "result_opened", _("The coach opened a result")
        RESULT_TAKEN_BACK = "result_taken_back", _("You took a result back from the coach")
        JOURNAL_SHOWN = "journal_shown", _("You showed the coach a page of your journal")
        JOURNAL_OPENED = "journal_opened", _("The coach opened a page of your journal")
        JOURNAL_TAKEN_BACK = "journal_taken_back", _("You took a page of your journal back from the coach")
        PAGE_SHOWN = "page_shown", _("You showed the coach your page My strengths")
        PAGE_OPENED = "page_opened", _("The coach opened your page My strengths")
        PAGE_TAKEN_BACK = "page_taken_back", _("You took your page My strengths back from the coach")
        CALL_ASKED = "call_asked", _("You asked the coach to be in touch")
        CALL_DONE = "call_done", _("The coach has been in touch")
        CALL_TAKEN_BACK = "call_taken_back", _("You took back the wish to be called")
        HANDOVER_PROPOSED = "handover_proposed", _("The coach proposed another coach to you")
        HANDOVER_TAKEN_BACK = "handover_taken_back", _("The coach took the proposal of another coach back")
        HANDOVER_DECLINED = "handover_declined", _("You wanted to go on with this coach")
        HANDED_OVER = "handed_over", _("You went on with another coach; this one sees nothing any more")
        ENDED_BY_PERSON = "ended_by_person", _("You ended it with the coach")
        ENDED_BY_COACH = "ended_by_coach", _("The coach ended it")

    link = models.ForeignKey(CoachLink, on_delete=models.CASCADE, related_name="events")
    what = models.CharField(max_length=20, choices=What.choices)
    at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="What you have let your coach see, and when.",
        owner="link__learner",
        keep="with your answers",
        export=("what", "at"),
    )

    class Meta:
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return f"link event {self.pk}"
