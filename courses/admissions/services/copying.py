"""The way into a run, taken along to the run that is made from it."""

import datetime

from django.utils.translation import gettext as _

from courses.admissions.models import Admission, Question
from courses.admissions.services.ways import renew_code
from courses.api import DatedLine, Run

KEPT = ("way", "asks_employer", "instructions", "code_limit", "reply_hours")


def copy_way_in(*, source_id: int, target_id: int, days: int) -> None:
    """The new run is entered as the earlier one was, with the same questions and a code of its own. Nobody who
    applied or waits comes along."""
    earlier = Admission.objects.filter(run=source_id).first()
    if earlier is None:
        return
    ends = earlier.code_ends and earlier.code_ends + datetime.timedelta(days=days)
    kept = {name: getattr(earlier, name) for name in KEPT}
    made = Admission.objects.create(run_id=target_id, code_ends=ends, **kept)
    if made.way == Admission.Way.CODE:
        renew_code(run=Run.objects.get(pk=target_id), actor=None)
    questions = Question.objects.filter(run=source_id)
    names = ("position", "kind", "text", "why", "options", "required")
    Question.objects.bulk_create(
        Question(run_id=target_id, **{name: getattr(one, name) for name in names}) for one in questions
    )


def dates_of_way_in(run: Run) -> list[DatedLine]:
    """When the code of the run ends, for the page that makes the next run from it."""
    ends = Admission.objects.filter(run=run).exclude(code_ends=None).values_list("code_ends", flat=True)
    return [DatedLine(_("The code for joining ends"), day) for day in ends]
