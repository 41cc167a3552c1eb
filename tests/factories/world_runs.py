"""A run's settings in the world: its groups, its successor, its end."""

from typing import Any

from django.urls import reverse

from courses.api import Enrolment, Run, add_group, groups_of, left_of
from lms.accounts.api import Learner, User

ASKS_APPROVAL = {"all": [{"is": "required"}, {"is": "approval"}]}


def divide_run(run: Run) -> None:
    """Groups in a run, so that the pages of groups are there."""
    add_group(run=run, name="Iltaryhmä", actor=None)


def ask_for_approval(run: Run) -> None:
    """A rule that asks the run's trainer for a word on the whole, so that there is a page to say it on."""
    Run.objects.filter(pk=run.pk).update(rule=ASKS_APPROVAL)
    run.refresh_from_db(fields=["rule"])


def let_somebody_leave(run: Run, user: User) -> None:
    """Somebody who was in the run once, so that they can be taken back."""
    learner = Learner.objects.get(user=user)
    left, reason = Enrolment.Status.CANCELLED, "Siirtyi muualle."
    Enrolment.objects.create(run=run, learner=learner, status=left, left_reason=reason)


def run_addresses(run: Run) -> dict[str, str]:
    """The addresses by name."""
    group = groups_of(run)[0].pk
    new = f"{reverse('trainer:new')}?koulutus={run.course.code}"
    plain = ("next", "groups", "add-group", "close", "reopen", "board", "left")
    return (
        {f"trainer:{name}": reverse(f"trainer:{name}", args=[run.code]) for name in plain}
        | {
            f"trainer:{name}": reverse(f"trainer:{name}", args=[run.code, group])
            for name in ("rename-group", "delete-group")
        }
        | {"trainer:take-back": reverse("trainer:take-back", args=[run.code, left_of(run)[0].pk])}
        | {"trainer:new[of a training]": new}
        | {"trainer:board-export": reverse("trainer:board-export", args=[run.code, "csv"])}
    )


def run_posts(run: Run) -> dict[str, dict[str, Any]]:
    """What the forms of these pages post."""
    group = groups_of(run)[0].pk
    return {
        "trainer:edit": {"name": "Uusi nimi", "language": "fi", "is_open": "on"},
        "trainer:new[of a training]": {"name": "Uusi", "code": "uusi-ryhma", "language": "fi"},
        "trainer:next": {"name": "Seuraava", "starts": "2090-01-12", "shown": "2090-01-12", "make": "1"},
        "trainer:add-group": {"name": "Päiväryhmä"},
        "trainer:approve": {"reason": "Näyttö nähty."},
        "trainer:take-out": {"reason": "Ei ole vastannut."},
        "trainer:rename-group": {f"g{group}-name": "Aamuryhmä"},
    }
