"""When two enrolments of one person become one."""

from assessments.graded.models import Accommodation, Attempt, Submission, Work, WorkMarking


def move_attempts(*, source_id: int, target_id: int) -> None:
    """Every attempt follows to the enrolment that stays, numbered after those that are there already.

    Only one attempt may be open: the one that moves is then set aside, with all its answers.
    """
    staying = Attempt.objects.select_for_update().filter(enrolment_id=target_id)
    numbers: dict[int, int] = {}
    opened = set()
    for activity_id, number, state in staying.values_list("activity_id", "number", "state"):
        numbers[activity_id] = max(number, numbers.get(activity_id, 0))
        if state == Attempt.State.OPEN:
            opened.add(activity_id)
    for attempt in Attempt.objects.select_for_update().filter(enrolment_id=source_id).order_by("number"):
        attempt.enrolment_id = target_id
        attempt.number = numbers[attempt.activity_id] = numbers.get(attempt.activity_id, 0) + 1
        if attempt.is_open and attempt.activity_id in opened:
            attempt.state = Attempt.State.SET_ASIDE
        attempt.save(update_fields=["enrolment", "number", "state"])


def move_accommodations(*, source_id: int, target_id: int) -> None:
    """What was arranged for either holds; of two the more generous one."""
    Accommodation.objects.filter(enrolment=source_id).update(enrolment_id=target_id)


def move_works(*, source_id: int, target_id: int) -> None:
    """Every work follows too. Where both had begun the same assignment, one work keeps all versions, all files and
    both drafts, one below the other, and whatever a trainer has granted in either."""
    staying = {work.activity_id: work for work in Work.objects.select_for_update().filter(enrolment_id=target_id)}
    for work in Work.objects.select_for_update().filter(enrolment_id=source_id):
        if work.activity_id not in staying:
            Work.objects.filter(pk=work.pk).update(enrolment_id=target_id)
            continue
        _join_works(work, into=staying[work.activity_id])


def _join_works(source: Work, *, into: Work) -> None:
    waiting = Submission.State.WAITING
    number = into.submissions.count()
    both_wait = into.submissions.filter(state=waiting).exists()
    for submission in source.submissions.order_by("number"):
        number += 1
        state = Submission.State.WITHDRAWN if both_wait and submission.state == waiting else submission.state
        Submission.objects.filter(pk=submission.pk).update(work=into, number=number, state=state)
    source.files.update(work=into)
    order = [Work.State.DRAFT, Work.State.RETURNED, Work.State.HANDED_IN, Work.State.ACCEPTED]
    into.state = max(into.state, source.state, key=order.index)
    into.text = "\n\n".join(filter(None, [into.text, source.text]))
    into.seq, into.writer = max(into.seq, source.seq) + 1, ""
    into.save(update_fields=["state", "text", "seq", "writer", *_grant(source, into=into)])
    _join_marking(source, into=into)
    source.delete()


def _join_marking(source: Work, *, into: Work) -> None:
    """Who marks it, and whether the name was shown: where both say so, the work that stays."""
    stays = WorkMarking.objects.filter(work=into).first()
    goes = WorkMarking.objects.filter(work=source).first()
    if goes and not stays:
        WorkMarking.objects.filter(pk=goes.pk).update(work=into)
    elif goes and stays:
        if not stays.trainer_id:
            stays.trainer_id, stays.allocated_at = goes.trainer_id, goes.allocated_at
        if not stays.named_at:
            stays.named_at, stays.named_reason = goes.named_at, goes.named_reason
        stays.save()


def _grant(source: Work, *, into: Work) -> list[str]:
    """Give ``into`` what a trainer has granted in ``source``: of two extensions the longer. The columns of it."""
    if source.extended_until and (into.extended_until is None or source.extended_until > into.extended_until):
        into.extended_until, into.extension_reason = source.extended_until, source.extension_reason
    into.peer_waiver = into.peer_waiver or source.peer_waiver
    return ["extended_until", "extension_reason", "peer_waiver"]
