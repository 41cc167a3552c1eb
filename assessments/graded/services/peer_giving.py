"""A trainer gives a text that too few have read to somebody to read. It is asked for kindly and never required: who
has read enough is done, whether they read this or not."""

from typing import Any

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from assessments.graded.models import Assignment, PeerTurn, Submission
from assessments.graded.queries.peer import possible_readers
from assessments.graded.services.notices import TITLE
from courses.api import Enrolment
from lms.jobs.api import Kind, Topic, declare, notify
from lms.records.audit import log_fact

ASKED = declare(
    Kind(
        slug="graded.peer_asked",
        label=_("A text to read in peer review"),
        subject=_("A text waits for you to read"),
        body=(_("Your trainer asks you to read one more text of another participant: %(title)s."),),
        facts={"title": TITLE},
        button=_("Read the text"),
        topic=Topic.FEEDBACK,
    )
)


class NoReader(Exception):
    """This person cannot read the text: it is theirs, they have it already, or they have not handed in."""


@transaction.atomic
def give_turn(*, submission: Submission, reader_id: int, actor: Any) -> PeerTurn:
    """Give ``submission`` to the participant ``reader_id``, who is told. Raises ``NoReader``."""
    enrolment = Enrolment.objects.select_related("run", "learner__user").select_for_update(of=("self",))
    reader = enrolment.filter(pk=reader_id).first()
    activity = submission.work.activity
    Assignment.objects.select_for_update().get(key=activity.key)  # as taking the next text does
    standing = submission.work.submissions.exclude(state=Submission.State.WITHDRAWN)
    newest = standing.select_for_update(of=("self",)).order_by("-number").first()  # waits for whoever takes it back
    if reader is None or newest is None or reader.pk not in {one.pk for one in possible_readers(submission)}:
        raise NoReader
    turn = PeerTurn.objects.create(enrolment=reader, activity=activity, submission=newest)
    log_fact("peer_turn.given", subject=turn, actor=actor)
    link = ("graded:peers", reader.run.code, activity.slug)
    facts = {"title": activity.title}
    notify(ASKED, key=f"peer-asked:{turn.pk}", to=reader.learner.user, facts=facts, link=link)
    return turn
