"""When two enrolments of one person become one."""

from courses.discussions.models import Conversation, Message


def move_conversations(*, source_id: int, target_id: int) -> None:
    """Every conversation follows; where both had one with the same trainer, its messages join the one that stays."""
    staying = {
        (one.with_all, one.trainer_id): one
        for one in Conversation.objects.select_for_update().filter(enrolment_id=target_id).order_by("pk")
    }
    for moving in Conversation.objects.select_for_update().filter(enrolment_id=source_id).order_by("pk"):
        kept = staying.get((moving.with_all, moving.trainer_id))
        if kept is None:
            Conversation.objects.filter(pk=moving.pk).update(enrolment_id=target_id)
            continue
        lowest = min if any(map(_waits, (kept, moving))) else max
        kept.settled_upto = lowest(kept.settled_upto, moving.settled_upto)
        Message.objects.filter(conversation=moving).update(conversation=kept)
        kept.last_at = max(kept.last_at, moving.last_at)
        kept.seen_by_learner = min(kept.seen_by_learner, moving.seen_by_learner)
        kept.seen_by_trainer = min(kept.seen_by_trainer, moving.seen_by_trainer)
        kept.save()
        moving.delete()


def _waits(conversation: Conversation) -> bool:
    """Whether its participant waits for an answer: such a question stays so, rather than an answered one rest."""
    asked = Message.objects.filter(conversation=conversation, role=Message.Role.LEARNER)
    return asked.filter(pk__gt=conversation.settled_upto).exists()
