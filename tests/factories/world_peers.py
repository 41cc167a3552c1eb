"""One participant more in the small world, who reads the owner's assignment and whose text the owner reads."""

from typing import Any

from assessments.graded.queries.assignments import assignment_step_for
from assessments.graded.services.assignments import add_file, hand_in, save_draft
from assessments.graded.services.peer import save_turn, send_turn, take_turn
from courses.api import Activity, Enrolment, Run, enrol_learner
from lms.accounts.models import Learner, User
from lms.ui.uploads import checked

LEVELS = [{"points": 0, "title": "", "text": "Puuttuu."}, {"points": 1, "title": "", "text": "On mukana."}]
#: What the author of the world's assignment says about peer review.
PEERS = {"criteria": [("criterion", {"title": "Tavoite", "levels": LEVELS})], "peer_reviews": 1}


def let_them_read(enrolment: Enrolment, activity: Activity) -> None:
    """The owner has a text to read; what they handed in has been read."""
    other = _hand_in(enrolment.run, activity)
    _take(enrolment, activity)
    turn = _take(other, activity)
    (criterion,) = turn.submission.version.settings["criteria"]
    save_turn(turn_id=turn.pk, levels={criterion["key"]: "1"}, comment="Selkeä.", seq=None, base=0)
    send_turn(turn_id=turn.pk, enrolment=other)


def _hand_in(run: Run, activity: Activity) -> Enrolment:
    user = User.objects.create_user(email="lukutoveri@example.org", first_name="Luka", last_name="Lukutoveri")
    enrolment = enrol_learner(run=run, learner=Learner.objects.create(user=user))
    save_draft(enrolment=enrolment, activity_id=activity.pk, text="Toverin teksti.", seq=None, base=0)
    file = add_file(enrolment=enrolment, activity_id=activity.pk, upload=checked("luka.txt", b"Liite."))
    found = assignment_step_for(enrolment.learner, run.code, activity.slug)
    hand_in(
        enrolment=enrolment,
        item=found.step,
        version=found.version,
        shown=f"{found.work.seq}-{file.pk}",
        statements=("Oma työ", "Ei tunnistettavissa"),
    )
    return enrolment


def _take(enrolment: Enrolment, activity: Activity) -> Any:
    return take_turn(enrolment=enrolment, activity_id=activity.pk, activity_key=activity.key, wanted=1)
