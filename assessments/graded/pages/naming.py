"""Whose work or answer it is, as the trainers see it: by name, or by number while names are hidden. Rows come from
``with_names`` of ``queries.marking`` and ``queries.hand_marking``."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _

from assessments.graded.models import Response, Submission, WorkFile
from lms.accounts.api import User


def name_of(user: User | None) -> str:
    """What staff call a person: the name, else the address one signs in with."""
    return (user.get_full_name() or user.email) if user else _("Name not given")


def hides_name(submission: Submission) -> bool:
    """Whether its trainers do not yet see whose work it is: until its feedback is given or somebody had to see it."""
    hides = submission.author_hides if submission.run_hides is None else submission.run_hides
    if not hides:
        return False
    review, marking = getattr(submission, "review", None), getattr(submission.work, "marking", None)
    return not (review and review.is_released) and not (marking and marking.named_at)


def hides_answers_name(response: Response) -> bool:
    """The same of a test answer: until nothing of its attempt waits to be marked, or somebody had to see the name."""
    hides = response.author_hides if response.run_hides is None else response.run_hides
    return bool(hides) and response.is_undecided and not response.is_named


def answers_name_shown(response: Response) -> str:
    """The name, or the number that all answers of the attempt go by."""
    if hides_answers_name(response):
        return _("Participant %(number)d") % {"number": response.goes_by}
    return name_of(response.attempt.enrolment.learner.user)


def readable_by_name(handed_in: Mapping[int, Submission]) -> dict[int, int]:
    """By activity the id of the marking page, where a page that tells the name may lead there."""
    return {activity: one.marked_as for activity, one in handed_in.items() if not hides_name(one)}


def name_shown(submission: Submission) -> str:
    """The name, or the number the work goes by; of a group's work whose name stands for the group."""
    if hides_name(submission):
        return _("Work %(number)d") % {"number": submission.goes_by}
    name = name_of(submission.work.enrolment.learner.user)
    # The other members stand on the page; in a list one name alone would pass for a work of one person.
    return name if submission.shared is None else _("%(name)s and their group") % {"name": name}


def files_shown(submission: Submission, files: list[WorkFile], *, hidden: bool) -> list[dict[str, Any]]:
    """The files of one version under the names that may be shown."""
    return [
        {"file": file, "name": neutral_name(file, place) if hidden else file.name, "submission": submission.pk}
        for place, file in enumerate(files, start=1)
    ]


def neutral_name(file: WorkFile, place: int) -> str:
    """A file's own name often tells its writer's."""
    return f"{_('file')}-{place}.{file.kind}"
