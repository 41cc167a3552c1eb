"""Finding a person across runs, and joining two accounts of one person (C-38)."""

import contextlib

import pytest
from django.core import mail
from django.db import models, transaction
from django.urls import reverse
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from assessments.personal.models import Entry
from certificates.api import Award
from courses.admissions.models import Application, Turn
from courses.admissions.services.queue import HasRoom, join_queue
from courses.api import CannotEnrol, Enrolment, Progress, Run, cancel_enrolment, enrol_learner
from courses.discussions.models import Draft, Follow, Report, SeenAnnouncements
from courses.meetings.models import CalendarFeed
from lms.accounts.api import CannotJoin, Learner, User, join_accounts
from lms.accounts.services.joining import is_had_once, pointing_to_users
from lms.jobs.api import run_due
from lms.records.models import AuditEntry
from tests.courses.admissions.people import make_person
from tests.dashboard.people import client_of, do_steps, enrol_people, main_of, make_manager, make_staff, make_trainer
from tests.factories import make_run
from tests.factories.certificates import complete_run, make_certified_run
from tests.factories.personal import make_answer, make_programme

pytestmark = pytest.mark.django_db
SEARCH = "/en/kouluttaja/henkilot/"
REASON = "Sama syntymäpäivä ja sama työpaikka, puhuttu puhelimessa."


def join(source: Learner, target: Learner) -> None:
    join_accounts(source=source.user, target=target.user, reason=REASON, actor=None)


def looking_for(browser, words: str):
    return browser.post(SEARCH, {"who": words})


def names_in(response) -> list[str]:
    return [one.get_full_name() for one in response.context["found"]]


def test_a_manager_finds_people_by_parts_of_name_and_address_and_sees_their_trainings():
    run = make_run()
    enrol_people(run, "Aino Aamu", "Ville Valo")
    browser = client_of(make_manager())
    assert SEARCH in browser.get(reverse("trainer:home")).content.decode()
    for words in ("aamu", "ain aam", "aino.aamu@", "AINO"):
        assert names_in(looking_for(browser, words)) == ["Aino Aamu"]
    page = browser.get(reverse("trainer:person", args=[User.objects.get(first_name="Aino").key]))
    assert run.name in main_of(page)
    assert [row.detail for row in AuditEntry.objects.filter(verb="people.searched")] == [{"found": 1}] * 4


def test_nobody_is_listed_without_asking_and_the_asking_is_in_no_address():
    enrol_people(make_run(), "Aino Aamu")
    browser = client_of(make_manager())
    assert browser.get(SEARCH + "?who=aino").context["found"] == []
    short = looking_for(browser, "ai")
    assert (short.status_code, short.context["found"]) == (422, [])
    assert "Nobody was found." in main_of(looking_for(browser, "zzz"))


def test_who_is_only_in_the_coaching_or_has_no_account_is_not_found():
    programme = make_programme()
    quiet = make_person("Hiljainen")
    enrol_learner(run=programme, learner=quiet)
    Learner.objects.create(nickname="Hiljainen")
    browser = client_of(make_manager())
    assert names_in(looking_for(browser, "hiljainen")) == []
    assert browser.get(reverse("trainer:person", args=[quiet.user.key])).status_code == 404
    run = make_run()
    enrol_learner(run=run, learner=quiet)
    page = browser.get(reverse("trainer:person", args=[quiet.user.key]))
    assert [one.run for one in page.context["studies"]] == [run]


def test_trainers_of_one_run_do_not_search_everybody():
    run = make_run()
    [one] = enrol_people(run, "Aino Aamu")
    browser = client_of(make_trainer(run))
    key = one.learner.user.key
    assert looking_for(browser, "aino").status_code == 404
    assert browser.get(reverse("trainer:person", args=[key])).status_code == 404
    assert browser.post(reverse("trainer:person-check", args=[key]), {"email": "x@example.org"}).status_code == 404


def test_two_accounts_are_looked_at_and_joined_with_a_reason():
    run, other = make_run(), make_run()
    [kept] = enrol_people(run, "Aino Aamu")
    [twin] = enrol_people(other, "Aino Aamunen")
    browser = client_of(make_manager())
    here = reverse("trainer:person-check", args=[kept.learner.user.key])
    seen = browser.post(here, {"email": "Aino.Aamunen@example.org"})
    assert other.name in main_of(seen)
    assert Enrolment.objects.filter(learner=twin.learner).exists()  # nothing is done yet
    address = reverse("trainer:person-join", args=[kept.learner.user.key, twin.learner.user.key])
    fingerprint = seen.context["form"].initial["seen"]
    silent = browser.post(address, {"seen": fingerprint})
    assert (silent.status_code, Enrolment.objects.filter(learner=twin.learner).count()) == (422, 1)
    assert browser.post(address, {"seen": fingerprint, "reason": REASON}).status_code == 302
    assert set(Enrolment.objects.filter(learner=kept.learner).values_list("run", flat=True)) == {run.pk, other.pk}
    assert not User.objects.filter(email="aino.aamunen@example.org").exists()
    assert AuditEntry.objects.get(verb="account.joined").reason == REASON
    assert browser.post(address, {"seen": fingerprint, "reason": REASON}).status_code == 404  # it is gone


def test_what_has_changed_since_is_shown_once_more_with_the_reason_kept():
    run, other = make_run(), make_run()
    [kept], [twin] = enrol_people(run, "Aino Aamu"), enrol_people(other, "Aino Aamunen")
    browser = client_of(make_manager())
    address = reverse("trainer:person-join", args=[kept.learner.user.key, twin.learner.user.key])
    response = browser.post(address, {"seen": "something else", "reason": REASON})
    assert response.status_code == 422
    assert REASON in response.content.decode()
    again = response.context["form"].data["seen"]
    assert browser.post(address, {"seen": again, "reason": REASON}).status_code == 302


def test_both_addresses_are_told_and_neither_mail_has_the_other_address_in_full():
    [kept], [twin] = enrol_people(make_run(), "Aino Aamu"), enrol_people(make_run(), "Iida Ilta")
    join(twin.learner, kept.learner)
    run_due()
    assert {one.to[0] for one in mail.outbox} == {"aino.aamu@example.org", "iida.ilta@example.org"}
    for one in mail.outbox:
        assert "a…@example.org" in one.body
        assert "aino.aamu@" not in one.body
        assert "iida.ilta@" not in one.body


@pytest.mark.parametrize("which", ["source", "target"])
def test_accounts_of_people_who_work_here_are_not_joined(which):
    [one], staff = enrol_people(make_run(), "Aino Aamu"), make_staff("kouluttaja@example.org", first_name="Olli")
    theirs = Learner.objects.create(user=staff)
    enrol_learner(run=make_run(), learner=theirs)
    source, target = (theirs, one.learner) if which == "source" else (one.learner, theirs)
    with pytest.raises(CannotJoin):
        join(source, target)
    browser = client_of(make_manager())
    answer = browser.post(reverse("trainer:person-check", args=[target.user.key]), {"email": source.user.email})
    assert answer.status_code == 422
    assert source.user.email in answer.content.decode()


def test_an_account_is_not_joined_to_itself():
    [one] = enrol_people(make_run(), "Aino Aamu")
    with pytest.raises(CannotJoin):
        join(one.learner, one.learner)


def test_two_certificates_of_one_run_stay_verifiable_and_the_later_leads_to_the_earlier(client):
    run = make_certified_run()
    kept, twin = enrol_people(run, "Aino Aamu", "Aino Aamunen")
    complete_run(twin)
    complete_run(kept)
    first, second = Award.objects.order_by("pk")
    join(twin.learner, kept.learner)
    assert list(Award.objects.live().values_list("pk", "enrolment")) == [(first.pk, kept.pk)]
    later = client.get(reverse("certificates:verify", args=[second.key]))
    assert later.status_code == 200
    assert first.key in later.content.decode()
    assert client.get(reverse("certificates:verify", args=[first.key])).status_code == 200


def test_what_the_two_have_done_together_completes_the_run():
    run = make_certified_run()
    kept, twin = enrol_people(run, "Aino Aamu", "Aino Aamunen")
    complete_run(kept, leave=1)
    complete_run(twin)
    cancel_enrolment(enrolment=twin)
    Enrolment.objects.filter(pk=twin.pk).update(status=Enrolment.Status.CANCELLED)
    Award.objects.all().delete()
    join(twin.learner, kept.learner)
    kept.refresh_from_db()
    assert kept.status == Enrolment.Status.COMPLETED
    assert Award.objects.get().enrolment == kept


def test_what_is_private_stays_with_its_owner_and_the_account_open():
    programme = make_programme()
    [kept], twin = enrol_people(make_run(), "Aino Aamu"), make_person("Iida")
    enrol_learner(run=make_run(), learner=twin)
    enrol_learner(run=programme, learner=twin)
    make_answer(twin, text="Oma asia")
    join(twin, kept.learner)
    assert Entry.objects.filter(vault__owner=twin).exists()
    assert not Entry.objects.filter(vault__owner=kept.learner).exists()
    assert Enrolment.objects.get(learner=twin).run == programme
    assert User.objects.get(pk=twin.user.pk).is_active
    assert names_in(looking_for(client_of(make_manager()), "iida")) == []


def test_what_an_account_has_once_is_joined_by_its_room():
    joined = {Draft: "user", Follow: "user", Report: "reporter", SeenAnnouncements: "user", CalendarFeed: "user"}
    staff_only = {"discussions.Conversation", "personal.CoachLink", "courses.RunStaff"}
    found = {
        (model, field.name)
        for model, field in pointing_to_users()
        if is_had_once(model, field) and not model._meta.app_label.startswith("wagtail")
    }
    assert {pair for pair in found if pair[0]._meta.label not in staff_only} == set(joined.items())


def test_two_drafts_of_the_same_message_are_both_kept():
    run = make_run()
    kept, twin = enrol_people(run, "Aino Aamu", "Aino Aamunen")
    for one, text in ((kept, "Hei, kysyn päivästä."), (twin, "Toinen ajatus.")):
        Draft.objects.create(user=one.learner.user, kind=Draft.Kind.QUESTION, place=run.pk, text=text)
    join(twin.learner, kept.learner)
    assert Draft.objects.get().text == "Hei, kysyn päivästä.\n\nToinen ajatus."


def test_of_two_applications_the_one_that_got_further_stays():
    run = make_run()
    kept, twin = make_person(), make_person()
    Application.objects.create(run=run, learner=kept, draft={"1": "luonnos"})
    sent = Application.objects.create(run=run, learner=twin, state=Application.State.SENT, sent_at=run.created_at)
    join(twin, kept)
    assert Application.objects.get().pk == sent.pk
    assert Application.objects.get().learner == kept


PEOPLE = 2
acts = st.tuples(
    st.sampled_from(["enrol", "cancel", "queue", "step", "all"]), st.integers(0, PEOPLE - 1), st.integers(0, 1)
)


class History:
    """Two accounts, two runs of one place each beside somebody else's, and what has happened."""

    def __init__(self) -> None:
        self.runs = [make_certified_run(), make_run(type="blended_cohort", lessons=1)]
        Run.objects.filter(pk=self.runs[1].pk).update(capacity=1)
        self.people = [make_person() for _ in range(PEOPLE)]

    def do(self, act: str, who: int, where: int) -> None:
        run, learner = Run.objects.select_related("course").get(pk=self.runs[where].pk), self.people[who]
        mine = Enrolment.objects.active().filter(run=run, learner=learner).first()
        with contextlib.suppress(CannotEnrol, HasRoom):
            if act == "enrol":
                enrol_learner(run=run, learner=learner)
            elif act == "queue":
                join_queue(run=run, learner=learner, actor=None)
            elif act == "cancel" and mine:
                cancel_enrolment(enrolment=mine)
            elif mine:
                do_steps(mine, 1 if act == "step" else None)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(story=st.lists(acts, max_size=12))
def test_any_history_of_two_accounts_is_joined_without_loss_and_without_doubling(db, story):
    with transaction.atomic():
        history = History()
        for act, who, where in story:
            history.do(act, who, where)
        kept, twin = history.people
        done = set(Progress.objects.values_list("enrolment__run", "activity"))
        runs = set(Enrolment.objects.values_list("run", flat=True))
        inside = set(Enrolment.objects.active().values_list("run", flat=True))
        completed = set(Enrolment.objects.filter(status="completed").values_list("run", flat=True))
        awards = set(Award.objects.values_list("serial", flat=True))
        join(twin, kept)
        rows = Enrolment.objects.filter(learner=kept)
        assert rows.count() == Enrolment.objects.count() == len(runs)
        assert set(rows.active().values_list("run", flat=True)) == inside
        assert completed <= set(rows.filter(status="completed").values_list("run", flat=True))
        assert set(Progress.objects.values_list("enrolment__run", "activity")) == done
        assert Progress.objects.count() == len(done)
        assert awards <= set(Award.objects.values_list("serial", flat=True))
        assert Award.objects.live().count() <= 1
        for run in Run.objects.filter(pk__in=[one.pk for one in history.runs]):
            offered = Turn.objects.filter(run=run, state=Turn.State.OFFERED).count()
            assert run.places_taken == Enrolment.objects.active().filter(run=run).count() + offered
        assert not User.objects.filter(pk=twin.user_id).exists()
        assert not Turn.objects.filter(ended_at=None).values("run").annotate(n=models.Count("pk")).filter(n__gt=1)
        transaction.set_rollback(True)
