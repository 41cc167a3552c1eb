"""Test answers have what works have: whose they are to mark, names hidden meanwhile, files with the feedback."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from assessments.graded.api import save_answer, submit_attempt
from assessments.graded.models import AnswerFeedbackFile, AnswerMarking, Attempt, Response, ResponseMark
from assessments.graded.services.answer_files import add_answer_file
from assessments.graded.services.feedback_files import MOST_FEEDBACK_FILES
from assessments.graded.services.hand_marking import give_mark
from assessments.graded.services.naming import MarkedAlready, set_names_hidden
from courses.api import enrol_learner
from lms.accounts.api import Learner, User
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.records.models import AuditEntry
from lms.ui.uploads import checked
from tests.dashboard.people import client_of, main_of, make_trainer
from tests.factories.courses import make_run
from tests.factories.graded import Taking, make_taking
from tests.factories.world import read

pytestmark = pytest.mark.django_db
LIST = "/kouluttaja/arvioitavat/vastaukset/"
JAKO = f"{LIST}jako/"
PDF = b"%PDF-1.4\nhuomautus"


@pytest.fixture
def taking(learner):
    return make_taking(learner, "essay", "single_choice")


@pytest.fixture
def marker(taking):
    return make_trainer(taking.run)


@pytest.fixture
def browser(marker):
    return client_of(marker)


def send(taking: Taking) -> Response:
    """A sent attempt's essay."""
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaus.", seq=1)
    return submit_attempt(attempt=attempt).responses.get(position=1)


def another(taking: Taking, number: int = 1) -> Response:
    """Somebody else's essay in the same test of the same run."""
    user = User.objects.create_user(email=f"muu{number}@example.org", first_name="Hilla", last_name="Hakija")
    enrolment = enrol_learner(run=taking.run, learner=Learner.objects.create(user=user))
    return send(Taking(enrolment, taking.activity, taking.version))


def page_of(response: Response) -> str:
    return f"{LIST}{response.pk}/"


def form_of(browser, response: Response, **values) -> dict:
    page = browser.get(page_of(response)).context
    return {"points": "", "comment": "", "writer": page["writer"], "base": page["seq"], "release": "now"} | values


def colleague_of(taking: Taking) -> User:
    user = make_trainer(taking.run, "kaisa@example.org")
    User.objects.filter(pk=user.pk).update(first_name="Kaisa")
    return user


def taken() -> dict[int, int]:
    return dict(AnswerMarking.objects.exclude(trainer=None).values_list("response_id", "trainer_id"))


# Whose to mark


def test_a_trainer_takes_what_is_ticked_filters_by_it_and_lets_it_go(taking, marker, browser):
    colleague_of(taking)
    mine, other = send(taking), another(taking)
    browser.post(JAKO, {"item": [mine.pk]})
    assert taken() == {mine.pk: marker.pk}
    own, free = (main_of(browser.get(LIST, {"kenen": whose})) for whose in ("omat", "jakamatta"))
    assert (page_of(mine) in own, page_of(other) in own) == (True, False)
    assert (page_of(mine) in free, page_of(other) in free) == (False, True)
    browser.post(JAKO, {"item": [mine.pk], "free": "1"})
    assert taken() == {}
    assert AuditEntry.objects.filter(verb="response.allocated").count() == 2


def test_answers_are_given_to_a_trainer_who_is_shown_to_all(taking, marker, browser):
    response, colleague = send(taking), colleague_of(taking)
    asked = browser.post(JAKO, {"item": [response.pk], "to": "1"})
    assert "Kaisa Opettaja" in main_of(asked) and taken() == {}
    form = {"item": [response.pk], "to": "1", "asked": "1"}
    assert browser.post(JAKO, form).status_code == 422
    browser.post(JAKO, form | {"trainer": str(colleague.key)})
    assert taken() == {response.pk: colleague.pk}
    assert "Kaisa Opettaja" in main_of(browser.get(LIST))
    assert "Kaisa Opettaja" in main_of(browser.get(page_of(response)))


def test_what_another_has_taken_may_still_be_marked_but_comes_last(taking, marker, browser):
    colleague = colleague_of(taking)
    first, second, third = send(taking), another(taking, 1), another(taking, 2)
    client_of(colleague).post(JAKO, {"item": [second.pk]})
    assert browser.post(page_of(first), form_of(browser, first, points="1")).url == page_of(third)
    browser.post(page_of(second), form_of(browser, second, points="1"))
    assert ResponseMark.objects.get(response=second).marker == marker


def test_strangers_take_and_get_nothing(taking, marker, browser):
    response = send(taking)
    stranger = make_trainer(make_run(), "vieras@example.org")
    client_of(stranger).post(JAKO, {"item": [response.pk]})
    form = {"item": [response.pk], "to": "1", "trainer": str(stranger.key)}
    assert browser.post(JAKO, form).status_code == 422
    browser.post(JAKO, {"item": ["x", "9" * 30, "-1"]})
    assert taken() == {}
    assert client_of(response.attempt.enrolment.learner.user).post(JAKO, {"item": [response.pk]}).status_code == 404


def test_sharing_is_shown_first_and_then_done_as_it_was_shown(taking, marker, browser):
    colleague = colleague_of(taking)
    responses = [send(taking), *(another(taking, number) for number in range(3))]
    place = browser.get(f"{JAKO}tasan/").context["places"][0]
    assert (place.works, place.title) == (4, taking.activity.title) and taken() == {}
    stale = browser.post(f"{JAKO}tasan/", {"place": place.key, "shown": "vanha"})
    assert stale.status_code == 409 and taken() == {}
    browser.post(f"{JAKO}tasan/", {"place": place.key, "shown": place.fingerprint})
    assert sorted(taken()) == sorted(one.pk for one in responses)
    assert sorted(taken().values()).count(colleague.pk) == 2


# Names hidden meanwhile


@pytest.fixture
def hidden(learner):
    """A test whose author hides the names."""
    return make_taking(learner, "essay", "file_answer", hides_names=True)


def hand_over(taking: Taking) -> Attempt:
    attempt = taking.start()
    save_answer(attempt=attempt, position=1, answer="Vastaus.", seq=1)
    file = attempt.responses.get(position=2)
    add_answer_file(response_id=file.pk, upload=checked("Tiina Testaaja.pdf", PDF))
    return submit_attempt(attempt=attempt)


def everywhere(browser, attempt: Attempt) -> str:
    """All that a trainer meets on the way."""
    held = [f"{LIST}{query}" for query in ("", "?tila=valmiina", "?kenen=jakamatta", "jako/tasan/")]
    held.append("/kouluttaja/arvioitavat/anna/")
    for response in attempt.responses.all():
        held += [page_of(response), f"{page_of(response)}nimi/"]
        held += [f"{page_of(response)}tiedosto/{file.pk}/" for file in response.files.all()]
    told = [browser.get(address) for address in held]
    told.append(browser.post(JAKO, {"item": [one.pk for one in attempt.responses.all()], "to": "1"}))
    assert {one.status_code for one in told} == {200}
    return "".join(str(one.headers) + read(one).decode() for one in told)


def test_no_page_title_or_file_tells_the_name_until_all_of_the_attempt_is_marked(hidden):
    marker = make_trainer(hidden.run)
    browser, attempt = client_of(marker), hand_over(hidden)
    assert "Testaaja" not in everywhere(browser, attempt)
    first, second = attempt.responses.order_by("position")
    give_mark(response_id=first.pk, marker=marker, points=100, comment="Hyvä.")
    assert "Testaaja" not in everywhere(browser, attempt)
    give_mark(response_id=second.pk, marker=marker, points=100, comment="Hyvä.")
    assert "Tiina Testaaja" in main_of(browser.get(page_of(first)))
    assert "Tiina Testaaja" in main_of(browser.get(LIST, {"tila": "arvioidut"}))


def test_a_page_that_tells_the_name_does_not_show_the_answer_meanwhile(hidden):
    marker = make_trainer(hidden.run)
    browser, attempt = client_of(marker), hand_over(hidden)
    address = f"/kouluttaja/arvioitavat/kerrat/{hidden.run.code}/{hidden.enrolment.pk}/{hidden.activity.slug}/"
    page = main_of(browser.get(address))
    assert "Vastaus." not in page and LIST not in page
    for response in attempt.responses.all():
        give_mark(response_id=response.pk, marker=marker, points=100, comment="")
    assert "Vastaus." in main_of(browser.get(address))


def test_a_name_is_shown_with_a_reason_that_its_owner_finds(hidden):
    browser, attempt = client_of(make_trainer(hidden.run)), hand_over(hidden)
    essay = attempt.responses.get(position=1)
    assert browser.post(f"{page_of(essay)}nimi/", {"reason": " "}).status_code == 422
    assert "Testaaja" not in everywhere(browser, attempt)
    browser.post(f"{page_of(essay)}nimi/", {"reason": "Sovitaan lisäajasta."})
    assert all("Tiina Testaaja" in main_of(browser.get(page_of(one))) for one in attempt.responses.all())
    assert "Sovitaan lisäajasta." in str([section.rows for section in sections_of(hidden.enrolment.learner)])
    assert AuditEntry.objects.get(verb="answer.name_shown").reason == "Sovitaan lisäajasta."


def test_the_run_has_its_own_word_until_marking_begins(taking, marker, browser):
    response = send(taking)
    places = f"/kouluttaja/arvioitavat/nimet/{taking.run.code}/"
    browser.post(places, {"assignment": taking.activity.slug, "hide": "1"})
    assert "Testaaja" not in main_of(browser.get(page_of(response)))
    browser.post(page_of(response), form_of(browser, response, comment="Kesken.", save="1"))
    with pytest.raises(MarkedAlready):
        set_names_hidden(run=taking.run, activity_id=taking.activity.pk, hides_names=False, actor=marker)
    assert [one.is_begun for one in browser.get(places).context["places"]] == [True]


def test_a_test_in_which_a_person_marks_nothing_has_no_names_to_hide(learner):
    taking = make_taking(learner, "single_choice")
    browser = client_of(make_trainer(taking.run))
    assert browser.get(f"/kouluttaja/arvioitavat/nimet/{taking.run.code}/").context["places"] == []


# Files with the feedback


def attach(browser, response: Response, name: str = "merkinnät.pdf", content: bytes = PDF, **values):
    file = SimpleUploadedFile(name, content)
    return browser.post(page_of(response), form_of(browser, response, attach="1", file=file, **values))


def test_a_file_reaches_the_learner_only_with_the_mark(taking, browser, own, learner):
    response = send(taking)
    attach(browser, response, comment="Kesken.")
    file = AnswerFeedbackFile.objects.get()
    assert (file.name, file.mark.comment, file.mark.attached[0]["id"]) == ("merkinnät.pdf", "Kesken.", file.pk)
    result, address = f"{taking.address}tulos/1/", f"{taking.address}palautetiedosto/{file.pk}/"
    assert own.get(address).status_code == 404
    assert "merkinnät.pdf" not in main_of(own.get(result)) + str([one.rows for one in sections_of(learner)])
    browser.post(page_of(response), form_of(browser, response, points="1", comment="Katso."))
    assert address in main_of(own.get(result))
    answer = own.get(address)
    assert read(answer) == PDF and "attachment" in answer["Content-Disposition"]
    assert "merkinnät.pdf" in str([section.rows for section in sections_of(learner)])
    assert page_of(response) in main_of(browser.get(LIST, {"tila": "arvioidut"}))


def test_nobody_else_opens_a_file_of_the_feedback(taking, browser, own):
    response = send(taking)
    attach(browser, response)
    browser.post(page_of(response), form_of(browser, response, points="1"))
    file = AnswerFeedbackFile.objects.get()
    trainers = f"{page_of(response)}palautetiedosto/{file.pk}/"
    assert read(browser.get(trainers)) == PDF
    stranger = client_of(make_trainer(make_run(), "vieras@example.org"))
    assert stranger.get(trainers).status_code == 404 and own.get(trainers).status_code == 404
    other = client_of(another(taking).attempt.enrolment.learner.user)
    assert other.get(f"{taking.address}palautetiedosto/{file.pk}/").status_code == 404


@pytest.mark.parametrize(("name", "content"), [("ohjelma.exe", b"MZ"), ("kuva.pdf", b"<html>"), ("tyhja.pdf", b"")])
def test_an_unusable_file_is_met_with_the_text_kept(taking, browser, name, content):
    response = send(taking)
    refused = attach(browser, response, name, content, comment="Teksti säilyy.")
    assert refused.status_code == 422 and "Teksti säilyy." in main_of(refused)
    assert not AnswerFeedbackFile.objects.exists()
    assert ResponseMark.objects.get().comment == "Teksti säilyy."


def test_files_are_taken_away_and_only_so_many_fit(taking, browser):
    response = send(taking)
    for number in range(MOST_FEEDBACK_FILES + 1):
        attach(browser, response, f"tiedosto{number}.pdf")
    assert AnswerFeedbackFile.objects.count() == MOST_FEEDBACK_FILES
    gone = AnswerFeedbackFile.objects.first()
    browser.post(page_of(response), form_of(browser, response, detach=gone.pk))
    mark = ResponseMark.objects.get()
    assert [one["id"] for one in mark.attached] == list(mark.files.values_list("pk", flat=True))
    assert gone.pk not in [one["id"] for one in mark.attached]


def test_after_giving_nothing_is_added_or_taken_away(taking, browser):
    response = send(taking)
    attach(browser, response)
    browser.post(page_of(response), form_of(browser, response, points="1"))
    assert attach(browser, response, "toinen.pdf").status_code == 409
    pk = AnswerFeedbackFile.objects.get().pk
    assert browser.post(page_of(response), form_of(browser, response, detach=pk)).status_code == 409
    assert AnswerFeedbackFile.objects.count() == 1


def test_all_of_it_goes_with_its_person(taking, browser, learner):
    response = send(taking)
    attach(browser, response)
    browser.post(JAKO, {"item": [response.pk]})
    erase_learner(learner=learner)
    assert not AnswerFeedbackFile.objects.exists() and not AnswerMarking.objects.exists()
