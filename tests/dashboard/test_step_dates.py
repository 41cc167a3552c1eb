"""When the steps of a run open and are to be ready: all on one page."""

import pytest
from django.utils import timezone

from courses.api import RunItem
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, enrol_people, main_of, make_trainer
from tests.factories import make_course, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def run():
    return make_run(make_course(lessons=2, kinds=("quiz",)))


def form_of(run, **values: str) -> dict[str, str]:
    ids = {item.activity.slug: item.activity_id for item in run.items.select_related("activity")}
    return {f"{name.split('__')[0]}_{ids[name.split('__')[1].replace('_', '-')]}": to for name, to in values.items()}


def local(moment) -> str:
    return timezone.localtime(moment).isoformat()[:16]


def test_times_are_set_on_one_page_and_met_by_the_learner(run):
    trainer, address = client_of(make_trainer(run)), f"/kouluttaja/ryhma/{run.code}/ajat/"
    assert address in trainer.get(f"/kouluttaja/ryhma/{run.code}/").content.decode()
    sent = form_of(run, opens__lesson_2="2090-03-01T09:00", due__lesson_1="2090-02-01T16:00")
    assert trainer.post(address, sent).url == f"/kouluttaja/ryhma/{run.code}/"
    item = RunItem.objects.get(activity__slug="lesson-2")
    assert (local(item.opens_at), item.due_at) == ("2090-03-01T09:00", None)
    assert 'value="2090-02-01T16:00"' in trainer.get(address).content.decode()
    person = enrol_people(run, "Aino Esimerkki")[0]
    home = main_of(client_of(person.learner.user).get(f"/oma/opinnot/{run.code}/"))
    assert "1.3.2090" in home
    assert "1.2.2090" in home


def test_saving_the_same_again_writes_nothing(run):
    trainer, address = client_of(make_trainer(run)), f"/kouluttaja/ryhma/{run.code}/ajat/"
    for _ in range(2):
        trainer.post(address, form_of(run, due__lesson_1="2090-02-01T16:00"))
    assert AuditEntry.objects.filter(verb="run.times_set").count() == 1


@pytest.mark.parametrize(
    "values",
    [
        {"opens__lesson_1": "2090-02-31T10:00"},
        {"opens__lesson_1": "2090-03-02T10:00", "due__lesson_1": "2090-03-01T10:00"},
        {"opens__quiz_3": "2090-03-02T10:00"},
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(run, values):
    RunItem.objects.filter(activity__slug="quiz-3").update(closes_at="2090-01-01T10:00Z")
    trainer, address = client_of(make_trainer(run)), f"/kouluttaja/ryhma/{run.code}/ajat/"
    page = trainer.post(address, form_of(run, due__lesson_2="2090-05-05T10:00", **values))
    assert page.status_code == 422
    assert "2090-05-05T10:00" in page.content.decode()
    assert not RunItem.objects.exclude(opens_at=None, due_at=None).exists()


def test_the_page_of_a_run_says_its_rule(run):
    run.rule = {"all": [{"is": "required"}, {"is": "approval"}]}
    run.save()
    page = client_of(make_trainer(run)).get(f"/kouluttaja/ryhma/{run.code}/")
    assert "kouluttaja on hyväksynyt kokonaisuuden" in main_of(page)
