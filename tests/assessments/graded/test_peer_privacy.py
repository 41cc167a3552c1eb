"""Two people's data in one peer review: covered, erased and exported without taking what is the other's."""

import pytest

from assessments.graded.models import PeerReview, PeerTurn, Submission
from assessments.graded.services.covering import cover_and_return
from assessments.graded.services.finishing import has_read_enough
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from tests.dashboard.people import main_of
from tests.factories.peers import make_circle, peers_of, send, take

pytestmark = pytest.mark.django_db


def test_covering_covers_what_readers_have_quoted():
    one, other = make_circle(2)
    one.hand_in()
    submission = other.hand_in("Asiakas Matti Meikäläinen haluaa töihin.")
    turn = take(one)
    send(one, turn, comment="Kirjoitit: Matti Meikäläinen.")
    cover_and_return(
        submission_id=submission.pk, passages=["Matti Meikäläinen"], file_ids=[], reason="Nimi.", actor=one.trainer
    )
    turn.refresh_from_db()
    kept = [turn.comment, PeerReview.objects.get().comment, Submission.objects.get(pk=submission.pk).text]
    assert not [text for text in kept if "Matti" in text]


def test_a_reader_is_erased_and_the_review_stays_without_a_name():
    one, other = make_circle(2, peer_named=True)
    one.hand_in()
    other.hand_in()
    name = one.enrolment.learner.user.first_name
    send(one, comment="Jää talteen.")
    erase_learner(learner=one.enrolment.learner)
    shown = main_of(other.browser.get(peers_of(other)))
    assert "Jää talteen." in shown
    assert name not in shown
    assert PeerTurn.objects.count() == 0


def test_a_writer_is_erased_and_the_reader_keeps_having_read():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    send(one)
    erase_learner(learner=other.enrolment.learner)
    assert PeerReview.objects.count() == 0
    assert one.browser.get(peers_of(one)).status_code == 200
    assert has_read_enough(one.work.submissions.get())


def test_ones_own_copy_has_what_was_written_and_what_was_said_without_who():
    one, other = make_circle(2)
    one.hand_in()
    other.hand_in()
    send(one, comment="Minun sanani.")
    mine = {section.label: section.rows for section in sections_of(one.enrolment.learner)}
    theirs = {section.label: section.rows for section in sections_of(other.enrolment.learner)}
    assert mine["graded.peerturn"][0]["comment"] == "Minun sanani."
    assert theirs["graded.peerreview"][0]["comment"] == "Minun sanani."
    assert one.enrolment.learner.user.first_name not in str(theirs)
