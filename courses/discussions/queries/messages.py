"""Reading private messages. A conversation is seen by its participant and by the trainers it is with."""

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, F, OuterRef, Q, QuerySet, Subquery, When

from courses.api import Course, Enrolment, Run, RunStaff
from courses.discussions.models import Conversation, Message
from courses.discussions.queries.members import Member, name_of


@dataclass(frozen=True)
class Side:
    """On which side of their conversations somebody reads: as a participant or as a trainer."""

    user: Any
    is_trainer: bool

    @property
    def role(self) -> str:
        return Message.Role.TRAINER if self.is_trainer else Message.Role.LEARNER

    @property
    def seen_field(self) -> str:
        return "seen_by_trainer" if self.is_trainer else "seen_by_learner"


def conversations_of(side: Side) -> QuerySet[Conversation]:
    """Theirs, newest first, each with whether something in it is unread."""
    rows = Conversation.objects.exclude(enrolment__status=Enrolment.Status.CANCELLED)
    if side.is_trainer:
        teaches = RunStaff.objects.filter(user=side.user).values("run")
        rows = rows.filter(enrolment__run__in=teaches).filter(Q(with_all=True) | Q(trainer=side.user))
    else:
        rows = rows.filter(enrolment__learner__user=side.user)
    newest = Message.objects.filter(conversation=OuterRef("pk")).exclude(role=side.role).order_by("-pk")
    rows = rows.annotate(newest_of_others=Subquery(newest.values("pk")[:1]))
    rows = rows.select_related("enrolment__learner__user", "enrolment__run", "trainer")
    return rows.order_by("-last_at", "-pk")


def inbox_of(side: Side) -> QuerySet[Conversation]:
    """Theirs in reading order, so that a message to a whole run buries no question: what is unread first, then what
    waits for a trainer's answer."""
    unread = When(newest_of_others__gt=F(side.seen_field), then=0)
    waiting = [When(newest_of_others__gt=F("settled_upto"), then=1)] if side.is_trainer else []
    return conversations_of(side).order_by(Case(unread, *waiting, default=2), "-last_at", "-pk")


def is_unread(conversation: Conversation, side: Side) -> bool:
    """The same of one that ``conversations_of`` gave."""
    return (conversation.newest_of_others or 0) > getattr(conversation, side.seen_field)


def waits(conversation: Conversation, side: Side) -> bool:
    """Whether a participant waits for an answer in one that ``conversations_of`` gave a trainer."""
    return side.is_trainer and (conversation.newest_of_others or 0) > conversation.settled_upto


def conversation_for(side: Side, pk: int) -> Conversation | None:
    """One of theirs."""
    return conversations_of(side).filter(pk=pk).first() if pk < 2**63 else None


def messages_in(conversation: Conversation) -> QuerySet[Message]:
    """What was said, oldest first."""
    return Message.objects.filter(conversation=conversation).select_related("sender").order_by("pk")


def still_answers(conversation: Conversation) -> bool:
    """Whether anybody would read what the participant writes: a trainer who has left the run does not."""
    staff = RunStaff.objects.filter(run_id=conversation.enrolment.run_id)
    return (staff if conversation.with_all else staff.filter(user=conversation.trainer_id)).exists()


def participants_to_write(member: Member) -> list[Enrolment]:
    """To whom a trainer can write: everybody who is in the run and has an account, by name."""
    rows = Enrolment.objects.active().filter(run=member.run).exclude(learner__user=None)
    rows = rows.select_related("learner__user", "group")
    return list(rows.order_by("learner__user__last_name", "learner__user__first_name", "pk"))


def enrolment_of(member: Member) -> Enrolment:
    """The participant's own place in the run."""
    return Enrolment.objects.select_related("learner__user", "run").get(pk=member.enrolment_id)


def waiting_for_trainer(user: Any) -> int:
    """How many conversations hold something that no trainer has answered, or said to need no answer. One query."""
    return conversations_of(Side(user, is_trainer=True)).filter(newest_of_others__gt=F("settled_upto")).count()


def who_wrote_last(enrolments: Collection[int]) -> dict[int, int]:
    """By enrolment (ids) the account of the trainer who wrote to that participant last. One query."""
    rows = Message.objects.filter(conversation__enrolment__in=enrolments, role=Message.Role.TRAINER)
    return dict(rows.exclude(sender=None).order_by("pk").values_list("conversation__enrolment_id", "sender_id"))


def is_trainer_somewhere(user: Any) -> bool:
    """Whether the trainers' side of the messages is theirs to open."""
    if not user.is_staff:
        return False
    training = Run.objects.filter(pk=OuterRef("run"), course__policy=Course.Policy.TRAINING)
    return RunStaff.objects.filter(Exists(training), user=user).exists()


def messages_for_export(learner: Any) -> list[dict[str, Any]]:
    """What a person has sent and got, as a participant and as a trainer. Of what trainers wrote to others only what
    they wrote themselves is theirs."""
    rows = Message.objects.filter(conversation__enrolment__learner=learner)
    if learner.user_id:
        rows = Message.objects.filter(Q(conversation__enrolment__learner=learner) | Q(sender=learner.user_id))
    rows = rows.select_related("sender", "conversation__enrolment__run").order_by("pk")
    return [
        {
            "run__name": row.conversation.enrolment.run.name,
            "role": str(row.get_role_display()),
            "name": name_of(row.sender),
            "text": row.text,
            "sent_at": row.sent_at,
        }
        for row in rows
    ]
