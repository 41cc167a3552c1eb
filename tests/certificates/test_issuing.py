"""Awarding: once, at the completing act, and only when every condition holds."""

import pytest

from certificates.api import Award
from tests.factories.certificates import complete_run, make_award, make_certified_run


def test_the_completing_act_gives_the_certificate(learner):
    award = make_award(learner)
    assert award.public["holder"] == "Tiina Testaaja"
    assert award.serial == award.public["number"]
    print(award.snapshot)
