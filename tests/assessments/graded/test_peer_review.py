"""Participants read each other's texts: evenly, without names, and nothing typed is lost."""

import datetime

import pytest
from django.core import mail
from django.utils import timezone

from assessments.graded.api import AssignmentSettings, publish_assignment
from assessments.graded.models import PeerReview, PeerTurn, Submission
from assessments.graded.services.assignments import withdraw
from assessments.graded.services.peer import NothingToRead
from assessments.graded.services.peer_oversight import waive_reading
from assessments.graded.services.reviewing import decide, save_review
from courses.api import Enrolment, Progress, cancel_enrolment
from lms.jobs.api import run_due
from lms.jobs.notices import write_summary
from tests.dashboard.people import main_of
from tests.factories.assignments import PDF, add
from tests.factories.peers import LEVELS, join, make_circle, peers_of, send, take

pytestmark = pytest.mark.django_db
ALL = {f"level-{key}": place for key, place in LEVELS.items()}


def accept(writing, trainer):
    submission = writing.work.submissions.get(state="waiting")
    place = {"submission_id": submission.pk, "reviewer": trainer}
    save_review(**place, levels=LEVELS, comment="", note="", seq=None, base=0)
    decide(**place, decision="accepted", hold=False)


def is_done(writing) -> bool:
    return Progress.objects.filter(enrolment=writing.enrolment).exists()


def form_of(writing, turn, **values):
    page = writing.browser.get(f"{peers_of(writing)}{turn.pk}/").context
    return {"writer": page["writer"], "base": page["seq"], "comment": "", **values}


def test_participants_are_told_before_handing_in_that_others_read():
    one, _other = make_circle(2)
    for address in (one.address, f"{one.address}palauta/"):
        shown = one.browser.get(address)
        assert "graded/peer/_told.html" in {template.name for template in shown.templates}
    assert "/vertaisarviot/" not in main_of(one.browser.get(one.address))
    assert one.browser.get(peers_of(one)).status_code == 404


def test_who_has_not_handed_in_gets_no_text_and_finds_no_page():
    one, other = make_circle(2)
    other.hand_in()
    assert one.browser.post(f"{peers_of(one)}ota/").status_code == 404
    with pytest.raises(NothingToRead):
        take(one)


def test_a_participant_reads_and_the_writer_sees_it_without_a_name():
    one, other = make_circle(2)
    one.hand_in("Ykkösen teksti.")
    other.hand_in("Kakkosen teksti.")
    assert peers_of(one) in main_of(one.browser.get(one.address))
    answer = one.browser.post(f"{peers_of(one)}ota/")
    turn = PeerTurn.objects.get()
    assert answer.headers["Location"] == f"{peers_of(one)}{turn.pk}/"
    shown = main_of(one.browser.get(answer.headers["Location"]))
    assert "Kakkosen teksti." in shown
    assert other.enrolment.learner.user.first_name not in shown
    form = form_of(one, turn, comment="Hyvin kirjoitettu.", send="1", **ALL)
    assert one.browser.post(f"{peers_of(one)}{turn.pk}/", form).status_code == 302
    seen = main_of(other.browser.get(peers_of(other)))
    assert "Hyvin kirjoitettu." in seen
    assert "keinot: asiakkaan sanoin ja mittari" in seen
    assert one.enrolment.learner.user.first_name not in seen
    assert "Hyvin kirjoitettu." in main_of(one.browser.get(f"{peers_of(one)}{turn.pk}/"))


def test_names_are_shown_both_ways_where_the_author_says_so():
    one, other = make_circle(2, peer_named=True)
    one.hand_in()
    other.hand_in()
    turn = take(one)
    assert other.enrolment.learner.user.first_name in main_of(one.browser.get(f"{peers_of(one)}{turn.pk}/"))
    send(one, turn)
    assert one.enrolment.learner.user.first_name in main_of(other.browser.get(peers_of(other)))


def test_a_file_comes_under_a_name_that_does_not_tell_whose_it_is():
    one, other = make_circle(2)
    add(other, "Matti Meikäläinen.pdf")
    other.hand_in()
    one.hand_in()
    turn = take(one)
    page = one.browser.get(f"{peers_of(one)}{turn.pk}/")
    assert "Meikäläinen" not in main_of(page)
    file = turn.submission.files.get()
    answer = one.browser.get(f"{peers_of(one)}{turn.pk}/tiedosto/{file.pk}/")
    assert answer.status_code == 200
    assert "attachment" in answer.headers["Content-Disposition"]
    assert "Meik" not in answer.headers["Content-Disposition"]
    assert b"".join(answer.streaming_content) == PDF
    assert other.browser.get(f"{peers_of(one)}{turn.pk}/tiedosto/{file.pk}/").status_code == 404
    assert one.browser.get(f"{peers_of(one)}{turn.pk}/tiedosto/{file.pk + 1}/").status_code == 404


def test_nobody_else_reads_or_writes_a_turn():
    one, other, third = make_circle(3)
    for writing in (one, other, third):
        writing.hand_in()
    turn = take(one)
    for stranger in (other.browser, third.browser):
        assert stranger.get(f"{peers_of(one)}{turn.pk}/").status_code == 404
        assert stranger.post(f"{peers_of(one)}{turn.pk}/", {"comment": "x", "send": "1", **ALL}).status_code == 404
        assert stranger.post(f"{peers_of(one)}{turn.pk}/tallenna/", {"comment": "x", "seq": "1"}).status_code == 404
    assert one.browser.get(f"{peers_of(one)}{2**70}/").status_code == 404
    assert PeerReview.objects.count() == 0


def test_what_is_written_is_saved_and_a_review_without_a_level_keeps_its_text():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    turn = take(one)
    address = f"{peers_of(one)}{turn.pk}/"
    form = form_of(one, turn, comment="Kesken")
    assert one.browser.post(f"{address}tallenna/", form | {"seq": "1"}).status_code == 200
    refused = one.browser.post(address, form | {"comment": "Melkein valmis", "send": "1"})
    assert refused.status_code == 422
    assert "Melkein valmis" in main_of(refused)
    turn.refresh_from_db()
    assert (turn.comment, turn.sent_at) == ("Melkein valmis", None)
    long = one.browser.post(address, form_of(one, turn, comment="x" * 10_001, send="1", **ALL))
    assert long.status_code == 422
    assert PeerReview.objects.count() == 0


def test_two_windows_never_overwrite_each_other():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    turn = take(one)
    first, second = form_of(one, turn, comment="Ensimmäinen"), form_of(one, turn, comment="Toinen")
    address = f"{peers_of(one)}{turn.pk}/"
    assert one.browser.post(f"{address}tallenna/", first | {"seq": "1"}).status_code == 200
    assert one.browser.post(f"{address}tallenna/", second | {"seq": "2"}).status_code == 409
    answer = one.browser.post(address, second)
    assert answer.status_code == 409
    assert "Toinen" in main_of(answer)
    turn.refresh_from_db()
    assert turn.comment == "Ensimmäinen"


def test_sending_twice_sends_once_and_what_was_sent_does_not_change():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    turn = take(one)
    send(one, turn)
    form = {"comment": "Muutettu", "send": "1", "writer": "x", "base": "1", **ALL}
    again = one.browser.post(f"{peers_of(one)}{turn.pk}/", form)
    assert again.status_code == 409
    assert "Muutettu" in main_of(again)  # to be copied
    assert PeerReview.objects.get().comment == "Selkeä tavoite."
    same = one.browser.post(f"{peers_of(one)}{turn.pk}/", form | {"comment": "Selkeä tavoite."})
    assert same.status_code == 302


def test_done_means_accepted_and_read_in_whichever_order():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    accept(one, one.trainer)
    assert not is_done(one)
    send(one)
    assert is_done(one)
    send(other)
    assert not is_done(other)
    accept(other, one.trainer)
    assert is_done(other)
    assert set(Progress.objects.values_list("evidence_kind", flat=True)) == {"assignment_accepted"}
    assert Enrolment.objects.filter(status="completed").count() == 2


def test_no_trainer_is_needed_where_the_author_says_so():
    one, other = make_circle(2, peer_accepting=False)
    one.hand_in()
    other.hand_in()
    assert not is_done(one)
    send(one)
    assert is_done(one)
    assert Progress.objects.get().evidence_kind == "peer_reviewed"


def test_a_trainer_frees_somebody_from_reading_with_a_reason():
    (one,) = make_circle(1)
    one.hand_in()
    accept(one, one.trainer)
    assert not is_done(one)
    waive_reading(
        enrolment_id=one.enrolment.pk, activity_id=one.activity.pk, reason="Olet ryhmän ainoa.", actor=one.trainer
    )
    assert is_done(one)
    assert "Olet ryhmän ainoa." in main_of(one.browser.get(peers_of(one)))


def test_alone_one_is_told_to_come_back():
    (one,) = make_circle(1)
    one.hand_in()
    answer = one.browser.post(f"{peers_of(one)}ota/")
    assert answer.headers["Location"] == peers_of(one)
    assert PeerTurn.objects.count() == 0


def test_asking_again_gives_the_text_that_is_still_open():
    one, other, third = make_circle(3, peer_reviews=2)
    for writing in (one, other, third):
        writing.hand_in()
    assert take(one, 2).pk == take(one, 2).pk
    send(one, take(one, 2))
    send(one, take(one, 2))
    read = PeerTurn.objects.filter(enrolment=one.enrolment).values_list("submission__work", flat=True)
    assert set(read) == {other.work.pk, third.work.pk}
    with pytest.raises(NothingToRead):
        take(one, 2)


def test_a_text_handed_in_when_nobody_was_told_of_readers_is_not_given_to_any():
    one, other = make_circle(2, peer_reviews=0)
    other.hand_in()
    settings = AssignmentSettings.restored(one.version.settings | {"peer_reviews": 1})
    publish_assignment(key=one.activity.key, settings=settings)
    one.hand_in()
    with pytest.raises(NothingToRead):
        take(one)


def test_somebody_who_left_or_never_reads_is_replaced():
    one, other, third = make_circle(3)
    one.hand_in()
    other.hand_in()
    idle = take(other)  # the text of the first
    third.hand_in()
    assert take(third).submission.work_id == other.work.pk
    fourth = join(one)
    fourth.hand_in()
    PeerTurn.objects.filter(pk=idle.pk).update(taken_at=timezone.now() - datetime.timedelta(days=8))
    cancel_enrolment(enrolment=third.enrolment, actor=third.trainer)
    assert take(fourth).submission.work_id in {one.work.pk, other.work.pk}
    assert send(other, idle).submission.work_id == one.work.pk  # late is not refused


def test_reviews_are_seen_when_enough_came_or_after_the_days_that_were_set():
    one, other, third = make_circle(3, peer_reviews=2, peer_wait_days=5)
    for writing in (one, other, third):
        writing.hand_in()
    review = send(one, take(one, 2), comment="Varhainen sana.")
    writer = other if review.submission.work_id == other.work.pk else third
    assert "Varhainen sana." not in main_of(writer.browser.get(peers_of(writer)))
    Submission.objects.update(submitted_at=timezone.now() - datetime.timedelta(days=5, minutes=1))
    assert "Varhainen sana." in main_of(writer.browser.get(peers_of(writer)))


def test_the_writer_gets_one_mail_when_enough_have_read_and_it_says_nothing_of_it():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    run_due()
    mail.outbox.clear()
    send(one, comment="Salainen sana.")
    run_due()
    write_summary({"person": str(other.enrolment.learner.user.key), "day": "20270104"})
    run_due()
    (letter,) = mail.outbox
    assert letter.to == [other.enrolment.learner.user.email]
    assert "Salainen" not in str(letter.message())
    assert peers_of(other) in letter.body


def test_what_somebody_reads_cannot_be_taken_back():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    take(one)
    assert not withdraw(enrolment=other.enrolment, activity_id=other.activity.pk)
    assert withdraw(enrolment=one.enrolment, activity_id=one.activity.pk)


@pytest.mark.parametrize("size", [2, 5])
def test_the_page_costs_the_same_however_many_have_handed_in(size, statements):
    circle = make_circle(size)
    for writing in circle:
        writing.hand_in()
    send(circle[0])
    circle[0].browser.get(peers_of(circle[0]))
    with statements(10):
        circle[0].browser.get(peers_of(circle[0]))
