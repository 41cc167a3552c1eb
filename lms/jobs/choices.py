"""How a person wants to be written to: their choice, and the one click that ends a kind of mail."""

import uuid
from collections.abc import Collection
from typing import Any

from django.conf import settings
from django.core.signing import BadSignature, Signer
from django.db import transaction
from django.urls import reverse
from django.utils.translation import override

from lms.jobs.letters import Topic
from lms.jobs.models import MailChoice, Notice

#: The links work as long as the mail lies in somebody's mailbox, so they have no time in them.
_signer = Signer(salt="jobs.stop")


def choice_of(person: uuid.UUID) -> MailChoice:
    """The person's choice; who has made none has the ordinary one, which is not stored."""
    return MailChoice.objects.filter(person=person).first() or MailChoice(person=person)


def locked_choice(person: uuid.UUID) -> MailChoice:
    """The choice, locked until the transaction ends: whoever counts or changes this person's mail waits here."""
    MailChoice.objects.bulk_create([MailChoice(person=person)], ignore_conflicts=True)
    return MailChoice.objects.select_for_update().get(person=person)


@transaction.atomic
def choose_mail(*, actor: Any, often: str, off: Collection[str]) -> None:
    """Store what the signed-in person chose, all at once."""
    choice = locked_choice(actor.key)
    choice.often, choice.off = often, sorted(off)
    choice.save(update_fields=["often", "off"])


def stop_address(person: uuid.UUID, topic: str, language: str) -> str:
    """The address of a person's one click. ``topic`` "" is everything that can be turned off. In it is a random key,
    not a name or an address."""
    with override(language):
        path = reverse("accounts:stop_mail", args=[_signer.sign_object([str(person), topic])])
    return settings.PUBLIC_BASE_URL + path


def settings_address(language: str) -> str:
    """Where a person chooses what they are told."""
    with override(language):
        return settings.PUBLIC_BASE_URL + reverse("accounts:notices")


def read_stop(token: str) -> tuple[uuid.UUID, str] | None:
    """(person, topic) of a one-click address, or None when it is none of ours."""
    try:
        person, topic = _signer.unsign_object(token)
        return uuid.UUID(person), topic if topic in Topic.values else ""
    except (BadSignature, ValueError, TypeError):
        return None


def move_notices(*, source: uuid.UUID, target: uuid.UUID) -> None:
    """Two accounts of one person become one: what the one was or will be told, the other was or will be."""
    Notice.objects.filter(person=source).update(person=target)


def forget_choice(person: uuid.UUID) -> None:
    """The account is gone."""
    MailChoice.objects.filter(person=person).delete()


@transaction.atomic
def stop_mail(*, person: uuid.UUID, topic: str) -> None:
    """End mail about ``topic``, or all that can be ended. Again changes nothing."""
    choice = locked_choice(person)
    if topic:
        choice.off = sorted({*choice.off, topic})
    else:
        choice.often = MailChoice.Often.NEVER
    choice.save(update_fields=["often", "off"])
