"""What a test says of itself before one begins."""

import pytest
from django.utils import translation
from django.utils.translation import gettext

from tests.assessments.graded.test_views import text_of
from tests.factories.graded import make_taking

pytestmark = pytest.mark.django_db


def test_a_timed_test_does_not_say_that_one_may_stop_for_nothing(own, learner):
    with translation.override("fi"):
        free = text_of(own.get(make_taking(learner, "short_text").address))
        timed = text_of(own.get(make_taking(learner, "short_text", minutes_allowed=20).address))
        may_stop = gettext("Your answers are saved by themselves. You can stop and come back.")
        goes_on = gettext("Your answers are saved by themselves. If you stop in between, the time goes on.")
    assert (may_stop in free, goes_on in free) == (True, False)
    assert (may_stop in timed, goes_on in timed) == (False, True)


def test_a_test_that_everybody_passes_names_no_limit(own, learner):
    with translation.override("fi"):
        limited, free = (
            text_of(own.get(make_taking(learner, "short_text", pass_percent=percent).address)) for percent in (50, 0)
        )
        sentence = gettext("You pass with %(percent)s %% of the points")
    assert " ".join((sentence % {"percent": 50}).split()) in limited
    assert " ".join((sentence % {"percent": 0}).split()) not in free
