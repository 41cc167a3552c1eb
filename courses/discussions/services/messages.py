"""Writing private messages between a participant and the trainers of the run."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID, uuid5

from django.db import transaction
from django.db.models import F, OuterRef, Subquery
from django.db.models.functions import Coalesce
from django.utils import timezone

from courses.api import Enrolment, Run
from courses.discussions.models import Conversation, Message
from courses.discussions.queries.messages import Side
from courses.discussions.services.refusals import own_key, refuse_flood
from lms.jobs.api import enqueue

_ASKED = Message.objects.filter(conversation=OuterRef("pk"), role=Message.Role.LEARNER).order_by("-pk").values("pk")
#: What an answer of a trainer changes in its conversation.
ANSWERED = {"settled_upto": Coalesce(Subquery(_ASKED[:1]), F("settled_upto"))}


class NobodyToWrite(Exception):
    """None of the recipients is in the run with an account."""


@transaction.atomic
def ask_trainers(*, enrolment: Enrolment, trainer: Any | None, text: str, key: UUID) -> Conversation:
    """A participant writes to ``trainer``, or with None to all trainers of the run. Raises ``TooMuchAtOnce``."""
    Enrolment.objects.select_for_update().get(pk=enrolment.pk)
    about = {"enrolment": enrolment, "trainer": trainer, "with_all": trainer is None}
    conversation, _made = Conversation.objects.get_or_create(**about)
    _write(conversation, sender=enrolment.learner.user, role=Message.Role.LEARNER, text=text, key=key)
    return conversation


@transaction.atomic
def reply(*, conversation: Conversation, side: Side, text: str, key: UUID) -> Message:
    """Answer in a conversation that is the writer's own. Raises ``TooMuchAtOnce``."""
    Enrolment.objects.select_for_update().get(pk=conversation.enrolment_id)
    return _write(conversation, sender=side.user, role=side.role, text=text, key=key)


def _write(conversation: Conversation, *, sender: Any, role: str, text: str, key: UUID) -> Message:
    """The caller holds the enrolment's lock. The same key again is the same message."""
    stored = own_key(key, sender)
    found = Message.objects.filter(key=stored).first()
    if found:
        return found
    refuse_flood(Message.objects.filter(sender=sender, role=Message.Role.LEARNER), "sent_at")
    made = Message.objects.create(conversation=conversation, sender=sender, role=role, key=stored, text=text)
    answered = ANSWERED if role == Message.Role.TRAINER else {}
    Conversation.objects.filter(pk=conversation.pk).update(last_at=made.sent_at, **answered)
    enqueue("message-notice", key=f"message-notice:{made.pk}", payload={"messages": [made.pk]})
    return made


@transaction.atomic
def send_message(*, sender: Any, recipients: Sequence[Enrolment], run: Run, text: str, key: UUID) -> int:
    """A trainer writes the same to several participants, to each in a conversation of their own; returns to how many.

    The caller has made sure that ``sender`` teaches ``run``; whoever of ``recipients`` is not in the run gets
    nothing. The same ``key`` again changes nothing, so that a double press writes once. A few statements, whatever
    their number. Raises ``NobodyToWrite``.
    """
    rows = Enrolment.objects.active().filter(run=run, pk__in=[one.pk for one in recipients])
    people = list(rows.exclude(learner__user=None).order_by("pk").select_for_update(of=("self",)))
    if not people:
        raise NobodyToWrite
    Conversation.objects.bulk_create(
        [Conversation(enrolment=one, trainer=sender, with_all=False) for one in people], ignore_conflicts=True
    )
    own, now = own_key(key, sender), timezone.now()
    theirs = Conversation.objects.filter(enrolment__in=people, trainer=sender, with_all=False)
    wanted = {uuid5(own, str(one.enrolment_id)): one for one in theirs}
    known = set(Message.objects.filter(key__in=list(wanted)).values_list("key", flat=True))
    new = [
        Message(conversation=one, sender=sender, role=Message.Role.TRAINER, key=own_of, text=text, sent_at=now)
        for own_of, one in wanted.items()
        if own_of not in known
    ]
    if not new:
        return len(people)
    made = Message.objects.bulk_create(new)
    theirs.update(last_at=now, **(ANSWERED if len(people) == 1 else {}))  # a letter to many answers nobody's question
    numbers = [one.pk for one in made]
    enqueue("message-notice", key=f"message-notice:{own}:{numbers[0]}", payload={"messages": numbers})
    return len(people)


def look_at(*, conversation: Conversation, side: Side, upto: int) -> None:
    """Remember that this side has been shown what was said up to the number ``upto``; a statement only when it is
    new."""
    if upto > getattr(conversation, side.seen_field):
        behind = {"pk": conversation.pk, f"{side.seen_field}__lt": upto}
        Conversation.objects.filter(**behind).update(**{side.seen_field: upto})


def needs_no_answer(*, conversation: Conversation, upto: int) -> None:
    """A trainer says that nothing up to the message ``upto`` waits for an answer; what came after it waits on."""
    told = Message.objects.filter(conversation=conversation, pk__lte=upto, role=Message.Role.LEARNER)
    newest = told.order_by("-pk").values_list("pk", flat=True).first()
    if newest:
        Conversation.objects.filter(pk=conversation.pk, settled_upto__lt=newest).update(settled_upto=newest)
