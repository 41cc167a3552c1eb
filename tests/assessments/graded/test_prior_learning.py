"""Recognition of prior learning: asked with evidence, decided with a reason, done at once, told by the certificate."""

import re
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils.translation import override

from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.pages.prior_learning import targets_of
from assessments.graded.services.prior_learning import Decided, decide_application
from certificates.api import award_of
from certificates.render.pdf import certificate_of
from certificates.views.sheet import Sheet
from courses.api import Enrolment, Progress, cancel_enrolment, enrol_learner, fold_enrolments, steps_of
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import SELF_MARKED, client_of, do_steps, main_of, make_manager, make_trainer
from tests.factories.assignments import PDF
from tests.factories.certificates import make_certified_run
from tests.factories.courses import make_course, make_run

pytestmark = pytest.mark.django_db


@pytest.fixture
def enrolment(learner):
    """In a run of two lessons and an assignment that gives a certificate."""
    return enrol_learner(run=make_certified_run(make_course(kinds=("assignment",))), learner=learner)


@pytest.fixture
def own(enrolment):
    return client_of(enrolment.learner.user)


@pytest.fixture
def teacher(enrolment):
    return client_of(make_trainer(enrolment.run))


def place(enrolment) -> str:
    return f"/oma/opinnot/{enrolment.run.code}/hyvaksiluku/"


def desk(enrolment) -> str:
    return f"/kouluttaja/ohjaus/{enrolment.run.code}/hyvaksiluvut/"


def apply(own, enrolment, target="s-lesson-1", text="Kurssi Kuopiossa 2024.", **more):
    answer = own.post(place(enrolment), {"target": target, "text": text} | more)
    assert answer.status_code == 302, main_of(answer)
    return PriorLearning.objects.first()


def stored() -> set[str]:
    storage = PriorLearning._meta.get_field("file").storage
    return set(storage.listdir("prior-learning")[1]) if storage.exists("prior-learning") else set()


@pytest.fixture
def kept():
    """Tells which files have been stored since the test began."""
    before = stored()
    return lambda: stored() - before


def test_an_accepted_application_makes_the_step_done_on_its_own_evidence(own, teacher, enrolment):
    found = apply(own, enrolment)
    assert "Tiina Testaaja" in main_of(teacher.get(desk(enrolment)))
    page = f"{desk(enrolment)}{found.pk}/"
    assert "Kurssi Kuopiossa 2024." in main_of(teacher.get(page))
    assert teacher.post(page, {"decision": "accepted", "reason": ""}).status_code == 422
    assert teacher.post(page, {"decision": "accepted", "reason": "Todistus riittää."}).status_code == 302
    done = Progress.objects.get(enrolment=enrolment)
    assert (done.activity.slug, done.evidence_kind, done.evidence_id) == ("lesson-1", "prior_learning", found.pk)
    assert "Todistus riittää." in main_of(own.get(place(enrolment)))
    run_due()
    (letter,) = [one for one in mail.outbox if place(enrolment) in one.body]
    assert "riittää" not in letter.body


def test_a_declined_application_changes_no_step(own, teacher, enrolment):
    found = apply(own, enrolment)
    teacher.post(f"{desk(enrolment)}{found.pk}/", {"decision": "declined", "reason": "Sisältö on vanhentunut."})
    assert not Progress.objects.exists()
    assert "Sisältö on vanhentunut." in main_of(own.get(place(enrolment)))
    assert apply(own, enrolment, text="Lisäksi kurssi 2026.").pk != found.pk


def test_a_whole_module_is_recognised_at_once_and_completes_the_training(own, teacher, enrolment):
    do_steps(enrolment, 1)
    whole = f"m-{steps_of(enrolment)[0].section_key}"
    found = apply(own, enrolment, target=whole)
    assert found.activities.count() == 2
    teacher.post(f"{desk(enrolment)}{found.pk}/", {"decision": "accepted", "reason": "Tutkinto."})
    enrolment.refresh_from_db()
    assert enrolment.status == Enrolment.Status.COMPLETED
    kinds = Progress.objects.order_by("activity_id").values_list("evidence_kind", flat=True)
    assert list(kinds) == [SELF_MARKED.kind, "prior_learning", "prior_learning"]
    assert "Everything that is required is done" in main_of(own.get(f"/en{place(enrolment)}"))


def test_the_certificate_says_what_was_recognised(own, teacher, enrolment):
    found = apply(own, enrolment, target="s-assignment-3")
    teacher.post(f"{desk(enrolment)}{found.pk}/", {"decision": "accepted", "reason": "Tutkinto."})
    do_steps(enrolment)
    award = award_of(enrolment)
    assert award.public["recognised"] == ["Vaihe 3"]
    with override("en"):
        told = {line.label: line.value for line in Sheet(award).grounds}
    assert told["Recognised on the ground of prior learning"] == "Vaihe 3"
    assert certificate_of(award)["words"]["recognised"].startswith("Hyväksi luettu")


def test_a_certificate_without_recognition_says_nothing_of_it(learner, enrolment):
    do_steps(enrolment)
    award = award_of(enrolment)
    assert award.public["recognised"] == []
    with override("en"):
        assert "Recognised on the ground of prior learning" not in {line.label for line in Sheet(award).grounds}


def test_evidence_may_be_a_file_and_others_cannot_open_it(own, teacher, enrolment, kept):
    file = SimpleUploadedFile("todistus.pdf", PDF, content_type="text/html")
    found = apply(own, enrolment, text="", file=file)
    assert len(kept()) == 1
    mine, theirs = f"{place(enrolment)}{found.pk}/tiedosto/", f"{desk(enrolment)}{found.pk}/tiedosto/"
    for browser, address in ((own, mine), (teacher, theirs)):
        answer = browser.get(address)
        assert b"".join(answer.streaming_content) == PDF
        assert answer["Content-Disposition"].startswith("attachment")
    other = client_of(make_trainer(make_run(), "muu@example.org"))
    stranger = client_of(User.objects.create_user(email="muu2@example.org"))
    for browser in (other, stranger, client_of(make_manager()), Client()):
        for address in (mine, theirs, desk(enrolment), f"{desk(enrolment)}{found.pk}/", place(enrolment)):
            assert browser.get(address).status_code in (302, 404)


@pytest.mark.parametrize(
    "sent",
    [
        {"target": "s-lesson-1", "text": "  "},
        {"target": "s-muu", "text": "Osaan."},
        {"target": "", "text": "Osaan."},
        {"target": "s-lesson-1", "text": "x" * 6001},
        {"target": "s-lesson-1", "file": SimpleUploadedFile("ohjelma.exe", b"MZ")},
        {"target": "s-lesson-1", "file": SimpleUploadedFile("kuva.pdf", b"<html>")},
    ],
)
def test_an_application_that_cannot_be_taken_is_shown_again_and_leaves_nothing(own, enrolment, sent, kept):
    answer = own.post(place(enrolment), sent)
    assert answer.status_code == 422
    assert sent.get("text", "") in main_of(answer)
    assert not PriorLearning.objects.exists()
    assert kept() == set()


def test_applying_twice_for_the_same_is_one_application_with_one_file(own, enrolment, kept):
    for _press in range(2):
        apply(own, enrolment, file=SimpleUploadedFile("todistus.pdf", PDF))
    assert PriorLearning.objects.count() == 1
    assert len(kept()) == 1


def test_another_application_for_what_waits_is_refused_and_its_text_stays_in_the_form(own, enrolment, kept):
    apply(own, enrolment)
    sent = {"target": "s-lesson-1", "text": "Muistin vielä tutkinnon.", "file": SimpleUploadedFile("tod.pdf", PDF)}
    answer = own.post(place(enrolment), sent)
    assert answer.status_code == 422
    assert "Muistin vielä tutkinnon." in main_of(answer)
    assert answer.context["form"].errors["target"]
    assert PriorLearning.objects.get().text == "Kurssi Kuopiossa 2024."
    assert not kept()


def hidden_of(page) -> dict[str, str]:
    return dict(re.findall(r'name="(writer|base)" value="([^"]*)"', page.content.decode()))


def test_what_a_refused_application_said_is_there_when_the_first_is_taken_back(own, enrolment):
    sent = hidden_of(own.get(place(enrolment)))
    first = apply(own, enrolment, **sent)
    wanted = {"target": "s-lesson-1", "text": "Muistin vielä tutkinnon."}  # the browser's own way back, and again
    for _press in range(2):
        answer = own.post(f"/en{place(enrolment)}", wanted | sent | {"file": SimpleUploadedFile("tod.pdf", PDF)})
        assert answer.status_code == 422
        assert "choose the file again" in str(answer.context["form"].errors)
    own.post(f"{place(enrolment)}{first.pk}/peru/")
    page = own.get(place(enrolment))
    assert page.context["form"]["text"].value() == wanted["text"]
    assert own.post(place(enrolment), wanted | hidden_of(page)).status_code == 302
    assert own.get(place(enrolment)).context["form"]["text"].value() == ""


def test_a_refused_text_does_not_write_over_what_another_window_has_saved(own, enrolment):
    apply(own, enrolment)
    sent, other = (hidden_of(own.get(place(enrolment))) for _window in range(2))
    save_url = own.get(place(enrolment)).context["desk"]["save_url"]
    assert own.post(save_url, other | {"text": "Toisessa ikkunassa.", "seq": "7"}).status_code == 200
    for _press in range(2):
        answer = own.post(place(enrolment), {"target": "s-lesson-1", "text": "Tässä."} | sent)
        assert answer.context["form"]["text"].value() == "Tässä.\n\nToisessa ikkunassa."
        assert "choose the file" not in str(answer.context["form"].errors)
    assert own.get(place(enrolment)).context["form"]["text"].value() == "Tässä.\n\nToisessa ikkunassa."


def steps_named(*names: tuple[str, str], done: int = 0) -> list[SimpleNamespace]:
    return [
        SimpleNamespace(
            required=True, is_done=number <= done, kind="quiz", slug=f"testi-{number}", title=title,
            section_title=section, section_key=section, activity_id=number,
        )
        for number, (title, section) in enumerate(names, 1)
    ]  # fmt: skip


def titles_of(steps) -> list[str]:
    return [one.title for ones in targets_of(steps).values() for one in ones if one.key.startswith("s-")]


@pytest.mark.parametrize("done", [0, 1])
def test_steps_of_one_name_are_told_apart_by_their_modules_also_when_one_is_done(done):
    titles = titles_of(steps_named(("Loppukoe", "M1"), ("Loppukoe", "M2"), ("Muu", "M2"), done=done))
    assert titles == ["Loppukoe (M1)", "Loppukoe (M2)", "Muu"][done:]


@pytest.mark.parametrize("done", [0, 1])
def test_steps_of_one_name_in_one_module_are_numbered(done):
    titles = titles_of(steps_named(("Loppukoe", "M1"), ("Loppukoe", "M1"), done=done))
    assert titles == ["Loppukoe (M1, 1)", "Loppukoe (M1, 2)"][done:]


def test_what_waits_is_known_by_its_steps_also_when_it_was_called_otherwise(own, enrolment):
    whole = f"m-{steps_of(enrolment)[0].section_key}"
    apply(own, enrolment, target=whole)
    PriorLearning.objects.update(title="Hela modulen")
    assert own.post(place(enrolment), {"target": whole, "text": "Muistin vielä tutkinnon."}).status_code == 422
    assert PriorLearning.objects.count() == 1


def test_an_application_is_taken_back_only_while_it_waits(own, teacher, enrolment):
    found = apply(own, enrolment)
    own.post(f"{place(enrolment)}{found.pk}/peru/")
    assert teacher.get(f"{desk(enrolment)}{found.pk}/").status_code == 404
    with pytest.raises(Decided):
        decide_application(pk=found.pk, accepted=True, reason="Liian myöhään.", actor=None)
    second = apply(own, enrolment)
    decide_application(pk=second.pk, accepted=False, reason="Vanhentunut.", actor=None)
    own.post(f"{place(enrolment)}{second.pk}/peru/")
    second.refresh_from_db()
    assert second.state == PriorLearning.State.DECLINED


def test_a_decision_is_given_once(own, teacher, enrolment):
    found = apply(own, enrolment)
    for decision in ("declined", "accepted"):
        teacher.post(f"{desk(enrolment)}{found.pk}/", {"decision": decision, "reason": "Luin."})
    assert not Progress.objects.exists()


def test_who_has_left_applies_for_nothing(own, enrolment, teacher):
    found = apply(own, enrolment)
    cancel_enrolment(enrolment=enrolment, actor=None)
    assert own.post(place(enrolment), {"target": "s-lesson-2", "text": "Osaan."}).status_code == 404
    assert teacher.get(f"{desk(enrolment)}{found.pk}/").status_code == 404


def test_applications_are_exported_folded_and_erased_with_their_files(
    own, enrolment, learner, kept, django_capture_on_commit_callbacks
):
    apply(own, enrolment, file=SimpleUploadedFile("todistus.pdf", PDF))
    assert "Kurssi Kuopiossa 2024." in str([section.rows for section in sections_of(learner)])
    other = Learner.objects.create()
    staying = enrol_learner(run=enrolment.run, learner=other)
    fold_enrolments(source_id=learner.pk, target_id=other.pk)
    assert PriorLearning.objects.get().enrolment_id == staying.pk
    with django_capture_on_commit_callbacks(execute=True):
        erase_learner(learner=other)
    assert not PriorLearning.objects.exists()
    assert kept() == set()


@pytest.mark.parametrize("number", [1, 3])
def test_the_lists_cost_the_same_for_any_number(own, teacher, enrolment, statements, number):
    for target in ("s-lesson-1", "s-lesson-2", "s-assignment-3")[:number]:
        apply(own, enrolment, target=target)
    own.get(place(enrolment))  # the message of having sent is shown once
    with statements(5):  # one for what was begun
        own.get(place(enrolment))
    with statements(4):
        teacher.get(desk(enrolment))
