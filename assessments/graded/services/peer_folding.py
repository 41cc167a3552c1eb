"""When two enrolments of one person become one: what they have read follows."""

from assessments.graded.models import PeerTurn


def move_peer_turns(*, source_id: int, target_id: int) -> None:
    """Every turn follows. A text that both had stays read once: an unsent second turn is dropped, of two that were
    sent the older one; its review stays with the writer."""
    staying = {
        turn.submission_id: turn
        for turn in PeerTurn.objects.select_for_update().filter(enrolment_id=target_id, submission__isnull=False)
    }
    for turn in PeerTurn.objects.select_for_update().filter(enrolment_id=source_id):
        twin = staying.get(turn.submission_id)
        if twin is None:
            PeerTurn.objects.filter(pk=turn.pk).update(enrolment_id=target_id)
            continue
        (twin if turn.sent_at and not twin.sent_at else turn).delete()
        PeerTurn.objects.filter(pk=turn.pk).update(enrolment_id=target_id)
