"""Who may keep unsaved text in the browser, and with which key."""

import pytest
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.test import RequestFactory

from lms.accounts.drafts import drafts_of
from lms.accounts.models import Learner, User
from lms.accounts.sessions import POLICY

pytestmark = pytest.mark.django_db


def request_with(*, user=None, learner=None, policy: str = ""):
    """A request of somebody whose session follows ``policy``."""
    request = RequestFactory().get("/")
    request.user, request.learner, request.session = user or AnonymousUser(), learner, {POLICY: policy}
    request.drafts = lambda: drafts_of(request)
    return request


def shown(request) -> str:
    return Template("{% load ui %}{% save_state %}").render(Context({"request": request}))


@pytest.mark.parametrize("policy, is_kept", [("trainee-own", True), ("trainee", False), ("shared", False), ("", False)])
def test_only_an_own_device_keeps_text(trainee, policy, is_kept):
    page = shown(request_with(user=trainee, policy=policy))
    assert ("data-own-device" in page) is is_kept
    assert "drafts.js" in page  # what was kept before is still sent


def test_the_key_is_the_persons_alone_and_the_same_in_every_session(trainee, trainer, pseudonymous):
    mine = drafts_of(request_with(user=trainee, policy="trainee-own"))
    assert drafts_of(request_with(user=trainee, policy="trainee")).key == mine.key
    others = [drafts_of(request_with(user=trainer)), drafts_of(request_with(learner=pseudonymous))]
    others.append(drafts_of(request_with(learner=Learner.objects.create())))
    assert len({mine.key, *(one.key for one in others)}) == 4


def test_nothing_is_kept_for_staff_or_for_somebody_unknown(trainer):
    for request in (request_with(user=trainer, policy="staff"), request_with()):
        assert drafts_of(request) is None
        assert "polku-drafts" not in shown(request)


def test_the_key_costs_no_statement_with_an_account(trainee, statements):
    request = request_with(user=User.objects.get(pk=trainee.pk), policy="trainee-own")
    with statements(0):
        assert drafts_of(request)
