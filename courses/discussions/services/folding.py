"""When two enrolments of one person become one, or two accounts."""

from courses.discussions.models import Conversation, Draft, Follow, Message, Report, SeenAnnouncements


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


def join_readers(*, source_user_id: int, target_user_id: int, **_learners: int) -> None:
    """What an account has once a place follows, and of two one stays with what both say."""
    _join_drafts(source_user_id, target_user_id)
    _join_seen(source_user_id, target_user_id)
    for model, place, who in ((Follow, "thread_id", "user_id"), (Report, "post_id", "reporter_id")):
        have = model.objects.filter(**{who: target_user_id}).values_list(place, flat=True)
        moving = model.objects.filter(**{who: source_user_id})
        moving.filter(**{f"{place}__in": list(have)}).delete()
        moving.update(**{who: target_user_id})


def _join_drafts(source: int, target: int) -> None:
    """Of two texts in the making for the same place both are kept, one below the other."""
    kept = {(one.kind, one.place): one for one in Draft.objects.select_for_update().filter(user_id=target)}
    for moving in Draft.objects.select_for_update().filter(user_id=source):
        twin = kept.get((moving.kind, moving.place))
        if twin is None:
            Draft.objects.filter(pk=moving.pk).update(user_id=target)
            continue
        twin.text = "\n\n".join(filter(None, [twin.text, moving.text]))
        twin.title = twin.title or moving.title
        twin.seq, twin.writer = max(twin.seq, moving.seq) + 1, ""
        twin.saved_at = max(twin.saved_at, moving.saved_at)
        twin.save()
        moving.delete()


def _join_seen(source: int, target: int) -> None:
    kept = {one.run_id: one for one in SeenAnnouncements.objects.filter(user_id=target)}
    for moving in SeenAnnouncements.objects.filter(user_id=source):
        twin = kept.get(moving.run_id)
        if twin is None:
            SeenAnnouncements.objects.filter(pk=moving.pk).update(user_id=target)
            continue
        SeenAnnouncements.objects.filter(pk=twin.pk).update(upto=max(twin.upto, moving.upto))
        moving.delete()
