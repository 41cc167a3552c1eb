"""Writing an assignment and handing it in: nothing is lost, nothing is handed in unseen, late is only shown."""

import datetime

import pytest
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.utils import timezone

from assessments.graded.models import Submission, Work, WorkFile
from assessments.graded.rules.assignments import LONGEST_TEXT
from assessments.graded.services.assignments import WrittenElsewhere, extend, save_draft, withdraw
from assessments.graded.services.reviewing import save_review
from courses.api import RunItem
from lms.jobs.api import run_due
from tests.dashboard.people import client_of, enrol_people, main_of
from tests.factories.assignments import PDF, TEXT, make_writing
from tests.factories.courses import make_run

pytestmark = pytest.mark.django_db
TICKED = {"own_work": "on", "unidentifiable": "on"}


@pytest.fixture
def writing(learner):
    return make_writing(learner)


def shown_on(browser, address):
    return browser.get(f"{address}palauta/").context["shown"]


def test_the_page_shows_the_rubric_before_anything_is_written(writing):
    page = main_of(writing.browser.get(writing.address))
    assert "Peruste tavoite" in page
    assert "keinot: asiakkaan sanoin ja mittari" in page
    assert not Work.objects.exists()


def test_looking_costs_the_same_however_much_was_handed_in(writing, statements):
    writing.hand_in()
    writing.browser.get(writing.address)  # the instructions are built once a process
    with statements(8):
        writing.browser.get(writing.address)
    for number in range(3):
        withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk)
        writing.hand_in(f"Versio {number}")
    with statements(8):
        writing.browser.get(writing.address)


def test_a_draft_that_is_saved_by_itself_is_there_again(writing):
    answer = writing.browser.post(f"{writing.address}tallenna/", writing.form(text="Ensin näin.", seq="1"))
    assert answer.status_code == 200
    assert answer.json()["seq"] == 1
    assert "Ensin näin." in main_of(writing.browser.get(writing.address))


def test_a_draft_is_saved_by_its_button_without_a_script(writing):
    answer = writing.browser.post(writing.address, writing.form(text="Ilman skriptiä.", save="1"))
    assert answer.status_code == 302
    assert writing.work.text == "Ilman skriptiä."


def test_a_draft_is_saved_by_its_pass_when_the_session_has_ended(writing):
    form = writing.form(text="Kirjoitettu ulkona.")
    writing.browser.logout()
    answer = writing.browser.post(writing.address, form)
    assert answer.status_code == 200
    assert "tili/login" in main_of(answer)
    assert writing.work.text == "Kirjoitettu ulkona."


def chosen(content=PDF):
    """A file that was chosen on the page, and the button that adds it."""
    return {"file": SimpleUploadedFile("liite.pdf", content), "add": "1"}


def test_a_chosen_file_is_added_by_its_pass_when_the_session_has_ended(writing):
    form = writing.form(text="Kirjoitettu ulkona.") | chosen()
    writing.browser.logout()
    answer = writing.browser.post(writing.address, form)
    assert answer.context["is_saved"]
    assert "seuraavasta kysymyksestä" not in main_of(answer)
    assert WorkFile.objects.get().name == "liite.pdf"
    assert writing.work.text == "Kirjoitettu ulkona."


def test_a_file_that_is_refused_when_the_session_has_ended_is_not_said_to_be_saved(writing):
    form = writing.form(text="Kirjoitettu ulkona.") | chosen(b"MZ")
    writing.browser.logout()
    answer = writing.browser.post(writing.address, form)
    assert answer.status_code == 422
    assert not answer.context["is_whole"]
    assert answer.context["is_saved"], "the text is"
    assert "”liite.pdf” ei ole sitä" in main_of(answer), "the reason, as the same file would be refused again"
    assert writing.work.text == "Kirjoitettu ulkona."


def test_of_a_refused_file_alone_no_text_is_said_to_be_saved(writing):
    form = writing.form(text="") | chosen(b"MZ")
    writing.browser.logout()
    answer = writing.browser.post(writing.address, form)
    assert not answer.context["is_saved"]
    assert "”liite.pdf” ei ole sitä" in main_of(answer)


@pytest.mark.parametrize("text", ["Vanhalta sivulta.", ""])
def test_without_a_pass_and_a_session_it_is_said_that_the_file_is_not_saved(writing, text):
    answer = Client().post(writing.address, {"text": text} | chosen())
    assert answer.status_code == 422
    assert "Tiedosto ei tallentunut" in main_of(answer)
    assert answer.context["sent"] == [text] * bool(text)
    assert not WorkFile.objects.exists()


@pytest.mark.parametrize(
    ("content", "said"), [(PDF, "”liite.pdf” on tallennettu."), (b"MZ", "”liite.pdf” ei ole sitä")]
)
def test_two_windows_and_no_session_still_say_what_became_of_the_file(writing, content, said):
    one, two = writing.form(text="Toisesta ikkunasta."), writing.form(text="Tästä ikkunasta.")
    writing.browser.post(writing.address, one)
    writing.browser.logout()
    answer = writing.browser.post(writing.address, two | chosen(content))
    assert answer.status_code == 409
    assert said in main_of(answer)
    assert "Tästä ikkunasta." in main_of(answer)
    assert "Toisesta ikkunasta." not in main_of(answer), "read only by somebody who is signed in"


@pytest.mark.parametrize(
    ("content", "kept", "said"), [(PDF, 1, "”liite.pdf” on tallennettu."), (b"MZ", 0, "”liite.pdf” ei ole sitä")]
)
def test_a_chosen_file_is_added_though_the_texts_of_two_windows_differ(writing, content, kept, said):
    one, two = writing.form(text="Toisesta ikkunasta."), writing.form(text="Tästä ikkunasta.")
    writing.browser.post(writing.address, one)
    answer = writing.browser.post(writing.address, two | chosen(content))
    assert answer.status_code == 409
    assert said in main_of(answer)
    assert WorkFile.objects.count() == kept


def test_without_a_pass_it_is_said_that_the_file_has_to_be_chosen_again(writing):
    answer = writing.browser.post(writing.address, {"text": "Vanhalta sivulta."} | chosen())
    assert answer.status_code == 422
    assert "file-error" in main_of(answer)


def test_a_pass_saves_into_nobody_elses_work(writing):
    form = writing.form(text="Väärään paikkaan.")
    other = enrol_people(writing.run, "Olga Outo")[0]
    assert client_of(other.learner.user).post(writing.address, form).status_code == 404
    assert not Work.objects.exists()


def test_without_a_pass_nothing_is_saved_and_the_text_is_kept(writing):
    answer = writing.browser.post(writing.address, {"text": "Vanhalta sivulta."})
    assert answer.status_code == 422
    assert "Vanhalta sivulta." in main_of(answer)
    assert not Work.objects.exists()


def test_an_older_save_never_overwrites_a_newer_one(writing):
    form = writing.form()
    writing.browser.post(f"{writing.address}tallenna/", form | {"text": "uusi", "seq": "5"})
    writing.browser.post(f"{writing.address}tallenna/", form | {"text": "vanha", "seq": "4"})
    assert writing.work.text == "uusi"


def test_two_windows_show_both_texts_and_both_can_be_kept(writing):
    one, two = writing.form(text="Toisesta ikkunasta."), writing.form(text="Tästä ikkunasta.")
    writing.browser.post(writing.address, one)
    answer = writing.browser.post(writing.address, two)
    assert answer.status_code == 409
    assert "Toisesta ikkunasta." in main_of(answer)
    assert "Tästä ikkunasta." in main_of(answer)
    context = answer.context
    kept = {"pass": context["pass"], "writer": context["writer"], "base": context["base"], "text": context["both"]}
    assert writing.browser.post(writing.address, kept).status_code == 302
    assert writing.work.text == "Toisesta ikkunasta.\n\nTästä ikkunasta."


def test_a_page_that_has_seen_less_is_refused_by_the_service_too(writing):
    place = {"enrolment": writing.enrolment, "activity_id": writing.activity.pk, "seq": None, "base": 0}
    save_draft(**place, text="uusi", writer="toinen")
    with pytest.raises(WrittenElsewhere):
        save_draft(**place, text="muu", writer="tämä")


@pytest.mark.parametrize("ticked", [{}, {"own_work": "on"}, {"unidentifiable": "on"}])
def test_nothing_is_handed_in_without_both_statements(writing, ticked):
    writing.write()
    shown = shown_on(writing.browser, writing.address)
    answer = writing.browser.post(f"{writing.address}palauta/", {"shown": shown} | ticked)
    assert answer.status_code == 422
    assert TEXT in main_of(answer)
    assert not Submission.objects.exists()


def test_handing_in_gives_a_receipt_on_the_page_and_by_mail(writing):
    writing.write()
    shown = shown_on(writing.browser, writing.address)
    answer = writing.browser.post(f"{writing.address}palauta/", {"shown": shown} | TICKED, follow=True)
    page, submission = main_of(answer), Submission.objects.get()
    assert "done-panel" in page
    assert "6" in page
    assert (submission.text, submission.words, submission.number) == (TEXT, 6, 1)
    assert len(submission.statements) == 2
    assert writing.work.state == "handed_in"
    run_due()
    assert len(mail.outbox) == 1
    assert "Suunnitelma" not in mail.outbox[0].subject
    assert TEXT not in mail.outbox[0].body
    assert f"{writing.address}" in mail.outbox[0].body


def test_handing_in_twice_hands_in_once(writing):
    writing.write()
    form = {"shown": shown_on(writing.browser, writing.address)} | TICKED
    for _press in range(2):
        assert writing.browser.post(f"{writing.address}palauta/", form).status_code == 302
    assert Submission.objects.count() == 1


def test_what_was_changed_after_the_check_page_is_not_handed_in_unseen(writing):
    writing.write("Tarkistettu.")
    shown = shown_on(writing.browser, writing.address)
    writing.write("Muutettu toisaalla.")
    answer = writing.browser.post(f"{writing.address}palauta/", {"shown": shown} | TICKED)
    assert answer.status_code == 409
    assert "Muutettu toisaalla." in main_of(answer)
    assert not Submission.objects.exists()


@pytest.mark.parametrize(
    ("settings", "text"),
    [({}, ""), ({"takes_files": False}, " \n - "), ({"takes_files": False, "min_words": 10}, "liian lyhyt")],
)
def test_an_empty_or_too_short_work_is_not_handed_in(learner, settings, text):
    writing = make_writing(learner, **settings)
    writing.write(text)
    shown = shown_on(writing.browser, writing.address)
    answer = writing.browser.post(f"{writing.address}palauta/", {"shown": shown} | TICKED)
    assert answer.status_code == 422
    assert not Submission.objects.exists()


def test_what_is_handed_in_is_not_written_on(writing):
    form = writing.form(text="Jälkikäteen.")
    submission = writing.hand_in()
    assert writing.browser.post(writing.address, form).status_code == 409
    assert writing.browser.post(f"{writing.address}tallenna/", form).json() == {"error": "already_sent"}
    submission.refresh_from_db()
    assert (submission.text, writing.work.text) == (TEXT, TEXT)


def test_what_was_typed_after_another_window_handed_in_is_shown_to_be_copied(writing):
    form = writing.form(text="Tätä en ehtinyt palauttaa.")
    writing.hand_in()
    answer = writing.browser.post(writing.address, form | chosen())
    assert answer.status_code == 409
    page = main_of(answer)
    assert "Tätä en ehtinyt palauttaa." in page
    assert "Tiedosto ei tallentunut." in page
    assert not WorkFile.objects.exists()
    same = main_of(writing.browser.post(writing.address, form | {"text": TEXT}))
    assert "jotta voit kopioida" not in same  # nothing of it is missing


def test_a_file_beside_a_text_that_is_too_long_is_not_lost_unsaid(writing):
    answer = writing.browser.post(writing.address, writing.form(text="a" * (LONGEST_TEXT + 1)) | chosen())
    assert answer.status_code == 422
    assert list(answer.context["errors"]) == ["text", "file"]
    assert "Tiedosto ei tallentunut. Valitse se uudelleen." in main_of(answer)


def test_taking_back_opens_the_work_and_keeps_the_version(writing):
    writing.hand_in()
    assert writing.browser.post(f"{writing.address}peru/").status_code == 302
    assert writing.work.state == "draft"
    second = writing.hand_in("Parempi teksti.")
    assert [one.state for one in Submission.objects.order_by("number")] == ["withdrawn", "waiting"]
    assert second.number == 2


def test_nothing_is_taken_back_once_somebody_reads_it(writing):
    submission = writing.hand_in()
    save_review(submission_id=submission.pk, reviewer=writing.trainer, levels={}, comment="", note="", seq=None, base=0)
    assert withdraw(enrolment=writing.enrolment, activity_id=writing.activity.pk) is False
    assert writing.work.state == "handed_in"


def test_late_work_is_taken_and_only_shown_as_late(writing):
    yesterday = timezone.now() - datetime.timedelta(days=1)
    RunItem.objects.filter(activity=writing.activity).update(due_at=yesterday)
    assert "has-error" not in main_of(writing.browser.get(writing.address))
    assert writing.hand_in().is_late


def test_whoever_was_signed_out_can_copy_all_that_they_wrote(writing):
    text = "Alku.\n\n" + "pitkä teksti " * 1000 + "Loppu."
    page = main_of(Client().post(writing.address, {"text": text}))
    assert "Alku.<br><br>pitkä" in page
    assert "Loppu." in page


@pytest.mark.parametrize(("seconds", "is_late"), [(0, False), (59, False), (60, True)])
def test_the_minute_of_the_due_date_still_counts(writing, seconds, is_late):
    """What is due at 23.59 may be handed in until midnight."""
    sent = writing.hand_in()
    sent.due_at = sent.submitted_at - datetime.timedelta(seconds=seconds)
    assert sent.is_late == is_late


def test_an_extension_moves_the_due_date_and_tells_why(writing):
    now = timezone.now()
    RunItem.objects.filter(activity=writing.activity).update(due_at=now - datetime.timedelta(days=1))
    until = now + datetime.timedelta(days=7)
    place = {"enrolment": writing.enrolment, "activity_id": writing.activity.pk}
    extend(**place, until=until, reason="Sovittu.", actor=writing.trainer)
    assert "Sovittu." in main_of(writing.browser.get(writing.address))
    assert not writing.hand_in().is_late


def test_days_from_the_start_of_the_run_make_a_due_date(learner):
    writing = make_writing(learner, due_days=14)
    writing.run.starts = datetime.date(2026, 1, 1)
    writing.run.save(update_fields=["starts"])
    assert timezone.localtime(writing.hand_in().due_at).date() == datetime.date(2026, 1, 15)


def test_strangers_find_no_assignment(writing):
    stranger = enrol_people(make_run(), "Outi Outo")[0]
    browser = client_of(stranger.learner.user)
    for page in ("", "palauta/"):
        assert browser.get(writing.address + page).status_code == 404
    assert Client().get(writing.address)["Location"].startswith("/tili/login/")


def test_a_text_that_is_far_too_long_is_refused_and_kept_on_the_page(writing):
    answer = writing.browser.post(writing.address, writing.form(text="a" * 100_001))
    assert answer.status_code == 422
    assert not Work.objects.exists()
