"""A group of a run that does one assignment together."""

from dataclasses import dataclass
from typing import Any

from assessments.graded.models import Submission, Work
from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import save_draft
from assessments.graded.services.group_work import hand_in_together
from courses.api import Enrolment, Group
from tests.dashboard.people import client_of, enrol_people
from tests.factories.assignments import STATEMENTS, TEXT, Writing, make_writing


@dataclass(frozen=True)
class Together:
    """The first member's writing, the group and everybody in it."""

    writing: Writing
    group: Group
    members: list[Enrolment]

    def browser(self, place: int) -> Any:
        return client_of(self.members[place].learner.user)

    def found(self, place: int = 0) -> Any:
        """The assignment as the member ``place`` meets it."""
        return assignment_step_for(
            self.members[place].learner, self.writing.run.code, self.writing.activity.slug
        )  # fmt: skip

    def write(self, text: str = TEXT, place: int = 0) -> Work:
        found = self.found(place)
        base = found.work.seq if found.work else 0
        return save_draft(
            enrolment=found.enrolment,
            activity_id=found.step.activity_id,
            text=text,
            seq=None,
            base=base,
            group_id=found.group.pk,
        )

    def hand_in(self, text: str = TEXT, place: int = 0) -> Submission:
        """One member writes and hands in for all."""
        self.write(text, place)
        found = self.found(place)
        files = [file.pk for file in found.draft_files]
        return hand_in_together(
            enrolment=found.enrolment,
            group_id=self.group.pk,
            item=found.step,
            version=found.version,
            shown="-".join(str(number) for number in (found.work.seq, *files)),
            statements=STATEMENTS,
        )

    def submissions(self) -> list[Submission]:
        return list(Submission.objects.order_by("pk"))


def make_together(learner: Any, *names: str, **settings: Any) -> Together:
    """``learner`` and people called ``names`` in one group, where the assignment is handed in as a group."""
    writing = make_writing(learner, in_groups=True, **settings)
    enrolments = [writing.enrolment, *enrol_people(writing.run, *(names or ("Mikko Mäki", "Olga Outo")))]
    group = Group.objects.create(run=writing.run, name="Sininen")
    Enrolment.objects.filter(pk__in=[one.pk for one in enrolments]).update(group=group)
    members = list(Enrolment.objects.filter(group=group).select_related("learner__user", "run").order_by("pk"))
    return Together(writing, group, members)
