"""What trainers see and do of peer reviews; what happens when two accounts of a reader become one."""

import pytest
from django.core import mail
from django.utils.translation import gettext, override

from assessments.graded.models import PeerReview, PeerTurn, Work
from assessments.graded.pages.peer import average_of, settings_of
from assessments.graded.services.peer_folding import move_peer_turns
from courses.api import Progress
from lms.jobs.api import run_due
from lms.records.models import AuditEntry
from tests.dashboard.people import client_of, main_of, make_manager, make_trainer
from tests.factories.courses import make_run
from tests.factories.peers import join, make_circle, peers_of, send, take

pytestmark = pytest.mark.django_db


def overseen(submission) -> str:
    return f"/kouluttaja/arvioitavat/{submission.pk}/vertaisarviot/"


@pytest.fixture
def pair():
    one, other = make_circle(2)
    return one, other, one.hand_in(), other.hand_in()


def test_the_trainer_sees_who_said_what_and_strangers_nothing(pair):
    one, other, _first, second = pair
    send(one, comment="Hyvä alku.")
    trainer = client_of(one.trainer)
    assert overseen(second) in main_of(trainer.get(f"/kouluttaja/arvioitavat/{second.pk}/"))
    shown = main_of(trainer.get(overseen(second)))
    assert "Hyvä alku." in shown
    assert one.enrolment.learner.user.first_name in shown
    elsewhere = client_of(make_trainer(make_run(), "muu@example.org"))
    for stranger in (elsewhere, client_of(make_manager()), one.browser, other.browser):
        assert stranger.get(overseen(second)).status_code == 404
        assert stranger.post(overseen(second), {"review": "1", "reason": "x"}).status_code == 404
        assert stranger.post(f"{overseen(second)}vapauta/", {"reason": "x"}).status_code == 404
    assert PeerReview.objects.get().changed_at is None


def test_a_trainer_sets_a_level_and_hides_a_comment_and_the_writer_reads_why(pair):
    one, other, _first, second = pair
    review = send(one, comment="Asiaton sana.")
    form = {"review": review.pk, f"{review.pk}-level-tavoite": "2", f"{review.pk}-level-keinot": "2", "hide": "on"}
    trainer = client_of(one.trainer)
    for _press in range(2):
        assert trainer.post(overseen(second), form | {"reason": "Loukkaava."}).status_code == 302
    review.refresh_from_db()
    assert (review.levels, review.set_levels) == ({"tavoite": 1, "keinot": 2}, {"tavoite": 2})
    shown = main_of(other.browser.get(peers_of(other)))
    assert "Asiaton sana." not in shown
    assert "tavoite: asiakkaan sanoin ja mittari" in shown
    assert "Loukkaava." in shown
    assert "Asiaton sana." in main_of(trainer.get(overseen(second)))
    entry = AuditEntry.objects.get(verb="peer_review.changed")
    assert (entry.reason, entry.actor_key) == ("Loukkaava.", one.trainer.key)


def test_the_writer_and_the_trainer_see_the_points_and_a_trainers_level_counts(pair):
    one, other, _first, second = pair
    review = send(one)
    levels = {criterion.key: criterion.levels for criterion in settings_of(review.submission).criteria}
    most = sum(max(level.points for level in found) for found in levels.values())
    got = levels["tavoite"][1].points + levels["keinot"][2].points
    with override("fi"):
        told = gettext("%(points)s / %(most)s points")
    assert told % {"points": got, "most": most} in main_of(other.browser.get(peers_of(other)))
    form = {"review": review.pk, f"{review.pk}-level-tavoite": "0", f"{review.pk}-level-keinot": "2", "reason": "Näin."}
    trainer = client_of(one.trainer)
    trainer.post(overseen(second), form)
    now = levels["tavoite"][0].points + levels["keinot"][2].points
    for page in (trainer.get(overseen(second)), other.browser.get(peers_of(other))):
        assert told % {"points": now, "most": most} in main_of(page)


def test_the_average_of_several_reviews_is_told_to_the_trainer():
    with override("fi"):
        assert average_of([(3, 6), None]) is None
        assert average_of([(3, 6), (4, 6), None]) == ("3,5", 6)
        assert average_of([(1, 6), (2, 6), (2, 6)]) == ("1,7", 6)


def test_a_change_without_a_reason_is_refused_and_keeps_what_was_chosen(pair):
    one, _other, _first, second = pair
    review = send(one)
    form = {"review": review.pk, f"{review.pk}-level-tavoite": "0", "hide": "on", "reason": " "}
    answer = client_of(one.trainer).post(overseen(second), form)
    assert answer.status_code == 422
    assert "checked" in main_of(answer).split(f'name="{review.pk}-level-tavoite"')[1].split(">")[0]
    review.refresh_from_db()
    assert (review.set_levels, review.is_hidden, review.changed_at) == ({}, False, None)


@pytest.mark.parametrize("number", ["", "0", "-1", "x", "9" * 30, "٣"])
def test_a_review_that_is_not_of_this_text_is_not_found(pair, number):
    one, _other, first, second = pair
    review = send(one)
    trainer = client_of(one.trainer)
    assert trainer.post(overseen(second), {"review": number, "reason": "x"}).status_code == 404
    assert trainer.post(overseen(first), {"review": review.pk, "reason": "x"}).status_code == 404


def test_freeing_somebody_needs_a_reason_and_then_finishes_what_was_accepted(pair):
    one, _other, first, _second = pair
    trainer = client_of(one.trainer)
    Work.objects.filter(enrolment=one.enrolment).update(state=Work.State.ACCEPTED)
    assert trainer.post(f"{overseen(first)}vapauta/", {"reason": ""}).status_code == 422
    assert Progress.objects.count() == 0
    for _press in range(2):
        assert trainer.post(f"{overseen(first)}vapauta/", {"reason": "Sovittu."}).status_code == 302
    assert AuditEntry.objects.filter(verb="work.peers_waived").count() == 1
    assert Progress.objects.get().enrolment == one.enrolment
    assert "Sovittu." in main_of(trainer.get(overseen(first)))


def test_an_assignment_without_peer_review_has_no_such_page():
    (one,) = make_circle(1, peer_reviews=0)
    submission = one.hand_in()
    trainer = client_of(one.trainer)
    assert trainer.get(overseen(submission)).status_code == 404
    assert overseen(submission) not in main_of(trainer.get(f"/kouluttaja/arvioitavat/{submission.pk}/"))


def test_what_was_read_follows_when_two_enrolments_become_one(pair):
    one, _other, _first, second = pair
    third = join(one)
    third.hand_in()
    sent = send(third, PeerTurn.objects.create(enrolment=third.enrolment, activity=one.activity, submission=second))
    unsent = take(one)
    assert unsent.submission_id != second.pk
    twin = PeerTurn.objects.create(enrolment=one.enrolment, activity=one.activity, submission=second)
    move_peer_turns(source_id=third.enrolment.pk, target_id=one.enrolment.pk)
    assert not PeerTurn.objects.filter(pk=twin.pk).exists()
    assert set(PeerTurn.objects.values_list("pk", "enrolment")) == {
        (unsent.pk, one.enrolment.pk),
        (sent.turn_id, one.enrolment.pk),
    }
    assert PeerReview.objects.get().turn_id == sent.turn_id


def give(submission, reader) -> dict:
    return {"path": f"{overseen(submission)}anna/", "data": {"reader": str(reader.enrolment.pk)}}


def test_a_text_that_nobody_is_left_to_read_is_given_to_somebody_by_the_trainer(pair):
    one, other, _first, _second = pair
    send(one)
    send(other)
    late = join(one)
    handed_in = late.hand_in()
    trainer = client_of(one.trainer)
    assert "0 / 1" in main_of(trainer.get(overseen(handed_in)))
    assert trainer.post(**give(handed_in, one)).status_code == 302
    assert PeerTurn.objects.get(enrolment=one.enrolment, sent_at=None).submission == handed_in
    assert 'name="reader"' not in main_of(trainer.get(overseen(handed_in)))
    run_due()
    assert [letter.to for letter in mail.outbox if letter.to == [one.enrolment.learner.user.email]]
    send(one, PeerTurn.objects.get(enrolment=one.enrolment, sent_at=None))
    assert PeerReview.objects.filter(submission=handed_in).count() == 1


def test_a_text_is_given_to_nobody_who_wrote_it_has_it_or_has_handed_in_nothing(pair):
    one, other, first, _second = pair
    trainer, idle = client_of(one.trainer), join(one)
    for nobody in (one, idle):
        assert trainer.post(**give(first, nobody)).status_code == 422
    take(other)
    assert trainer.post(**give(first, other)).status_code == 422
    assert other.browser.post(**give(first, other)).status_code == 404
    assert PeerTurn.objects.count() == 1
