"""What an author writes for those who mark: they read it beside the work, and no learner meets it anywhere."""

import pytest
from django.urls import reverse

from assessments.graded.models import AssignmentVersion, QuestionVersion
from content.models import AssignmentPage
from tests.architecture.test_access_matrix import world  # noqa: F401 -- the fixture
from tests.architecture.test_privacy_walk import text_of
from tests.factories.addresses import addresses_of
from tests.factories.world import World
from tests.factories.world_marking import GIVEN, TWICE, submission_of

pytestmark = pytest.mark.django_db

GUIDE = "ohjearvioijalle"
#: Who learns or looks in from outside; a coach marks nothing.
LEARNERS = ("anonymous", "pseudonymous", "owner", "stranger", "coach")


@pytest.fixture
def guided(world: World) -> World:  # noqa: F811
    """Every assignment and every question of the world has a guide, also where it was answered long ago."""
    for page in AssignmentPage.objects.all():
        page.guide = GUIDE
        page.save_revision().publish()
    for version in AssignmentVersion.objects.all():
        settings = version.settings | {"guides": {"fi": GUIDE}}
        AssignmentVersion.objects.filter(pk=version.pk).update(settings=settings)
    for version in QuestionVersion.objects.all():
        values = {language: texts | {"guide": GUIDE} for language, texts in version.values.items()}
        QuestionVersion.objects.filter(pk=version.pk).update(values=values)
    return world


def test_those_who_mark_read_the_guide_beside_the_work_and_the_answer(guided):
    trainer = guided.browsers["trainer"]
    work = reverse("marking:mark", args=[submission_of(guided, GIVEN).pk])
    second = reverse("marking:mark", args=[submission_of(guided, TWICE).pk])
    answer = reverse("marking:answer", args=[guided.essay.pk])
    for address in (work, second, answer):
        assert GUIDE in trainer.get(address).content.decode()


def test_no_learner_meets_the_guide_on_any_page_or_in_any_file(guided):
    addresses = addresses_of(guided)
    met = {
        role: [one for one in addresses.values() if GUIDE in text_of(guided.browsers[role].get(one))]
        for role in LEARNERS
    }
    assert met == {role: [] for role in LEARNERS}


def test_the_newest_guide_is_shown_though_the_work_was_handed_in_before_it(guided):
    page = AssignmentPage.objects.get(slug=GIVEN)
    page.guide = "Uudempi ohje."
    page.save_revision().publish()
    shown = guided.browsers["trainer"].get(reverse("marking:mark", args=[submission_of(guided, GIVEN).pk]))
    assert "Uudempi ohje." in shown.content.decode() and GUIDE not in shown.content.decode()
