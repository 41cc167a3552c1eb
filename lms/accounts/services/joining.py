"""Joining two accounts of one person: what belongs to trainings moves, what is private stays its owner's.

Staff do this, and staff may be wrong about who is who. So nothing of the coaching moves: an account that holds any of
it stays open for its owner, and nobody is told whether it does.
"""

from typing import Any

from django.apps import apps
from django.db import models, transaction
from django.db.models import ProtectedError
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from lms.accounts.models import Learner, User
from lms.accounts.roles import roles_of
from lms.accounts.services.staff import end_sessions
from lms.accounts.signals import accounts_joining
from lms.jobs.api import Fact, Kind, Pace, declare, forget_choice, move_notices, send_letter
from lms.records.audit import log_fact

#: How somebody signs in is never taken over from another account.
SIGN_IN = {"account", "mfa", "usersessions", "accounts"}
JOINED = declare(
    Kind(
        slug="accounts.joined",
        label=lazy("Two accounts of one person were joined"),
        subject=lazy("Your accounts have been joined"),
        body=(
            lazy("You had two accounts. The organiser has joined your trainings and certificates into one."),
            lazy("From now on sign in with the address %(kept)s. Your trainings are no longer under %(closed)s."),
            lazy("If this was not right, answer the organiser: the addresses are on the contact page."),
        ),
        facts={
            "kept": Fact(lazy("the address that stays, shortened"), "t…@example.org"),
            "closed": Fact(lazy("the other address, shortened"), "m…@example.org"),
        },
        pace=Pace.AT_ONCE,
    )
)


class CannotJoin(Exception):
    """The two accounts cannot be joined; ``str()`` is a sentence for whoever tried."""


def refuse_joining(source: User, target: User) -> None:
    """Raise ``CannotJoin``: one account, a closed one, or somebody who works here, whose roles are given and taken by
    site administrators."""
    if source.pk == target.pk:
        raise CannotJoin(_("This is the same account."))
    if not (source.is_active and target.is_active):
        raise CannotJoin(_("One of the accounts is closed."))
    if any(works_here(user) for user in (source, target)):
        raise CannotJoin(_("One of them works here. The accounts of staff are not joined on this page."))


def works_here(user: User) -> bool:
    """Whether the account has a role, in the site or in a run, or ever had one."""
    return user.is_staff or user.is_superuser or bool(roles_of(user)) or user.run_roles.exists()


@transaction.atomic
def join_accounts(*, source: User, target: User, reason: str, actor: Any) -> None:
    """Move everything about trainings from ``source`` to ``target`` and close ``source``, unless something private is
    left in it. All or nothing; again changes nothing. Both addresses are told. Raises ``CannotJoin`` and, without a
    reason, ValueError."""
    if not reason.strip():
        raise ValueError("joining needs a reason")
    rows = User.objects.select_for_update().filter(pk__in=[source.pk, target.pk]).order_by("pk")
    users = {user.pk: user for user in rows}
    if not {source.pk, target.pk} <= set(users):  # somebody else has just joined them
        raise CannotJoin(_("One of the accounts is closed."))
    source, target = users[source.pk], users[target.pk]
    refuse_joining(source, target)
    mine, theirs = _learners(source, target)
    accounts_joining.announce_strictly(
        source_id=mine.pk, target_id=theirs.pk, source_user_id=source.pk, target_user_id=target.pk
    )
    _follow(source, target)
    move_notices(source=source.key, target=target.key)
    detail = {"from": str(mine.key)}
    log_fact("account.joined", subject=theirs, actor=actor, learner_key=theirs.key, reason=reason, detail=detail)
    _tell(source, target)
    end_sessions(source)
    _close_if_empty(mine, source)


def _learners(source: User, target: User) -> tuple[Learner, Learner]:
    for user in (source, target):
        Learner.objects.get_or_create(user=user)
    rows = Learner.objects.select_for_update().filter(user__in=[source, target]).order_by("pk")
    by_user = {row.user_id: row for row in rows}
    return by_user[source.pk], by_user[target.pk]


def _follow(source: User, target: User) -> None:
    """What names the account itself, such as who wrote a message. What a person has once, their room has joined."""
    for model, field in pointing_to_users():
        if not is_had_once(model, field):
            model._base_manager.filter(**{field.name: source}).update(**{field.name: target})


def pointing_to_users() -> list[tuple[type[models.Model], models.Field]]:
    """Every model with a foreign key to an account, and that key; but for how one signs in."""
    return [
        (model, field)
        for model in apps.get_models()
        for field in model._meta.local_concrete_fields
        if field.is_relation and field.related_model is User and model._meta.app_label not in SIGN_IN
    ]


def is_had_once(model: type[models.Model], field: models.Field) -> bool:
    """Whether two rows of one person could contradict each other."""
    together = [rule.fields for rule in model._meta.constraints if isinstance(rule, models.UniqueConstraint)]
    return field.unique or any(field.name in names for names in (*together, *model._meta.unique_together))


def _tell(source: User, target: User) -> None:
    facts = {"kept": shortened(target.email or ""), "closed": shortened(source.email or "")}
    for user in filter(lambda one: one.email, (source, target)):
        key = f"joined:{source.key}:{target.key}:{user.pk}"
        send_letter(JOINED, key=key, to=user.email, language=user.language, facts=facts)


def shortened(address: str) -> str:
    """Enough for its owner to know it by, and too little for anybody else."""
    name, _at, host = address.partition("@")
    return f"{name[:1]}…@{host}"


def _close_if_empty(learner: Learner, user: User) -> None:
    try:
        with transaction.atomic():
            learner.delete()
            user.delete()
            forget_choice(user.key)
    except ProtectedError:  # what is private stays, and so does the way to it
        return
