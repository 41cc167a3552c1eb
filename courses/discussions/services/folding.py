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
        Message.objects.filter(conversation=moving).update(conversation=kept)
        if moving.last_at > kept.last_at:
            kept.last_at, kept.last_by_trainer = moving.last_at, moving.last_by_trainer
        kept.seen_by_learner = min(kept.seen_by_learner, moving.seen_by_learner)
        kept.seen_by_trainer = min(kept.seen_by_trainer, moving.seen_by_trainer)
        kept.save()
        moving.delete()
