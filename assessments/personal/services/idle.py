"""What people with an account wrote and left: they are warned after a year, and it goes two months later.

Without an account everything goes on the date that the person was shown (``lms.privacy.retention``).
"""

from datetime import date, timedelta
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from assessments.personal.models import IdleWarning
from assessments.personal.services.vaults import erase_vaults
from lms.accounts.api import Learner
from lms.jobs.api import Fact, Kind, Pace, declare, notify, scheduled

IDLE = timedelta(days=365)
GRACE = timedelta(days=60)

WARNING = declare(
    Kind(
        slug="coaching.idle",
        label=_("Unused answers of the coaching will be deleted"),
        subject=_("Unused texts will be deleted soon"),
        body=(
            _("You have not come for a year. What you have written in the coaching will be deleted on %(day)s."),
            _("If you want to keep it, open the page and sign in before that day. Nothing else is needed."),
            _("Your account stays, and so do your studies and certificates."),
        ),
        facts={"day": Fact(_("day of the deletion"), "31.3.2027")},
        button=_("Open the page"),
        pace=Pace.AT_ONCE,
        needed=frozenset({"day"}),
    )
)


def to_be_warned(today: date | None = None) -> Any:
    """Learners with an account and answers who have not come for so long, and have not been told."""
    limit = (today or timezone.localdate()) - IDLE
    rows = Learner.objects.filter(user__is_active=True, last_seen_on__lte=limit, vaults__isnull=False)
    return rows.filter(user__email__gt="", idle_warning=None).select_related("user").distinct()


def to_be_erased(today: date | None = None) -> Any:
    """Warnings whose time is over; who came meanwhile is among them and is spared."""
    return IdleWarning.objects.filter(warned_on__lte=(today or timezone.localdate()) - GRACE)


@scheduled("warn of unused answers", every=timedelta(days=1))
def warn_idle() -> int:
    """Tell everybody once; returns how many."""
    return sum(_warn(learner) for learner in to_be_warned())


@transaction.atomic
def _warn(learner: Learner) -> int:
    warning, is_new = IdleWarning.objects.get_or_create(learner=learner)
    if is_new:
        with override(learner.user.language):
            day = date_format(warning.warned_on + GRACE, "j.n.Y")
        key = f"coaching-idle:{learner.key}:{warning.warned_on:%Y%m%d}"
        notify(WARNING, key=key, to=learner.user, facts={"day": day}, link=("privacy:home",))
    return int(is_new)


@scheduled("erase unused answers", every=timedelta(days=1))
def erase_idle() -> int:
    """Erase what was left in spite of the warning; returns for how many people."""
    return sum(_erase(pk) for pk in list(to_be_erased().values_list("pk", flat=True)))


@transaction.atomic
def _erase(pk: int) -> int:
    rows = IdleWarning.objects.select_for_update(of=("self",)).select_related("learner")
    warning = rows.filter(pk=pk).first()
    if warning is None:  # another worker was quicker
        return 0
    stayed_away = warning.learner.last_seen_on < warning.warned_on
    if stayed_away:
        erase_vaults(learner=warning.learner)
    warning.delete()
    return int(stayed_away)


def forget_warnings(*, source_id: int, target_id: int) -> None:
    """Joining two learners is a sign of life: nobody is warned any more. May be repeated."""
    IdleWarning.objects.filter(learner_id__in=[source_id, target_id]).delete()
