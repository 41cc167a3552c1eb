"""When two enrolments of one person become one."""

from assessments.graded.models import Attempt


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
