"""A group hands in one work: one draft, everybody's own receipt, feedback and credit, and nobody's words lost."""

import pytest
from django.core import mail
from django.utils.translation import gettext

from assessments.graded.models import Review, Submission, Work, WorkFile
from assessments.graded.queries.group_work import members_of_submission
from assessments.graded.queries.marking import neighbours_of, queue_of, submission_for
from assessments.graded.services.assignments import CannotHandIn, WrittenElsewhere, add_file, save_draft, withdraw
from assessments.graded.services.covering import cover_and_return
from assessments.graded.services.group_work import confirm_statements, delete_orphaned_group_works
from assessments.graded.services.reviewing import decide, save_review
from courses.api import Enrolment, Group, Progress, cancel_enrolment
from lms.accounts.api import Learner, User
from lms.jobs.api import run_due
from lms.privacy.erasure import erase_learner
from lms.privacy.export import sections_of
from lms.ui.uploads import Upload
from tests.dashboard.people import client_of, enrol_people, main_of
from tests.factories.assignments import PDF, STATEMENTS, TEXT, stored
from tests.factories.groups import make_together

pytestmark = pytest.mark.django_db
LEVELS = {"tavoite": "2", "keinot": "1"}


@pytest.fixture
def together(learner):
    return make_together(learner)


def mark(together, submission, decision="accepted", comment="Hyvä."):
    trainer = together.writing.trainer
    place = {"submission_id": submission.pk, "reviewer": trainer}
    save_review(**place, levels=LEVELS, comment=comment, note="", seq=None, writer="arvio", base=0)
    decide(**place, decision=decision, hold=False)


def test_everybody_in_the_group_writes_one_draft(together):
    together.write("Aloitan tästä.", 0)
    together.write("Aloitan tästä. Ja minä jatkan.", 1)
    assert together.found(2).work.text == "Aloitan tästä. Ja minä jatkan."
    assert Work.objects.count() == 1


def test_two_who_write_at_once_meet_a_conflict_and_nothing_is_overwritten(together):
    activity = together.writing.activity.pk
    place = {"activity_id": activity, "seq": None, "base": 0, "group_id": together.group.pk}
    save_draft(**place, enrolment=together.members[0], text="minun", writer="a")
    with pytest.raises(WrittenElsewhere) as clash:
        save_draft(**place, enrolment=together.members[1], text="sinun", writer="b")
    assert clash.value.stored.text == "minun"


def test_handing_in_gives_everybody_a_version_and_a_receipt(together):
    made = together.hand_in()
    assert [(one.text, one.number) for one in together.submissions()] == [(TEXT, 1)] * 3
    assert {one.work.enrolment_id for one in together.submissions()} == {one.pk for one in together.members}
    assert made.statements == list(STATEMENTS)
    assert [one.has_confirmed for one in members_of_submission(made)] == [True, False, False]
    run_due()
    assert len(mail.outbox) == 3


def test_handing_in_again_by_another_member_changes_nothing(together):
    together.hand_in()
    other = together.found(1)
    assert not other.is_open
    assert other.submissions[0].text == TEXT
    assert Submission.objects.count() == 3


def test_each_member_confirms_their_own_part(together):
    together.hand_in()
    place = {"enrolment": together.members[1], "activity_id": together.writing.activity.pk}
    with pytest.raises(CannotHandIn):
        confirm_statements(**place, statements=STATEMENTS[:1])
    confirm_statements(**place, statements=STATEMENTS)
    assert [one.has_confirmed for one in members_of_submission(together.submissions()[0])] == [True, True, False]


def test_trainers_mark_it_once_and_everybody_gets_feedback_and_credit(together):
    made = together.hand_in(place=1)
    trainer = together.writing.trainer
    queued = queue_of(trainer)
    assert queued.count() == 1
    mark(together, queued.get())
    assert {one.state for one in together.submissions()} == {"accepted"}
    assert [(one.comment, one.levels, one.is_released) for one in Review.objects.all()] == [
        ("Hyvä.", {"tavoite": 2, "keinot": 1}, True)
    ] * 3
    assert Progress.objects.count() == 3
    assert set(Enrolment.objects.values_list("status", flat=True)) == {Enrolment.Status.COMPLETED}
    assert set(Work.objects.values_list("state", flat=True)) == {"accepted"}
    assert submission_for(trainer, made.pk) is None  # one page marks for all


def test_a_returned_work_is_everybodys_again_and_is_handed_in_anew(together):
    together.hand_in()
    mark(together, together.submissions()[0], decision="returned", comment="Lisätkää keinot.")
    assert {together.found(place).work.state for place in range(3)} == {"returned"}
    together.hand_in("Parempi.", place=2)
    newest = [together.found(place).submissions[0] for place in range(3)]
    assert [(one.text, one.number, one.state) for one in newest] == [("Parempi.", 2, "waiting")] * 3
    assert queue_of(together.writing.trainer).count() == 1


def test_any_member_takes_it_back_for_all_until_somebody_reads_it(together):
    together.hand_in()
    assert withdraw(enrolment=together.members[2], activity_id=together.writing.activity.pk)
    assert {one.state for one in together.submissions()} == {"withdrawn"}
    assert together.found(0).work.text == TEXT
    assert together.found(0).is_open
    second = together.hand_in("Uusi.")
    save_review(
        submission_id=Submission.objects.filter(shared=second.shared).order_by("pk").first().pk,
        reviewer=together.writing.trainer, levels={}, comment="", note="", seq=None, base=0,
    )  # fmt: skip
    assert not withdraw(enrolment=together.members[2], activity_id=together.writing.activity.pk)


def test_who_leaves_the_group_after_handing_in_keeps_the_credit(together):
    together.hand_in()
    Enrolment.objects.filter(pk=together.members[1].pk).update(group=None)
    mark(together, together.submissions()[0])
    assert Progress.objects.filter(enrolment=together.members[1]).exists()


def test_who_leaves_the_group_goes_on_alone_from_what_was_returned(together):
    together.hand_in()
    Enrolment.objects.filter(pk=together.members[1].pk).update(group=None)
    mark(together, together.submissions()[0], decision="returned")
    found = together.found(1)
    assert (found.group, found.work.text, found.is_open) == (None, TEXT, True)


def test_what_one_wrote_alone_stays_and_is_saved_where_the_page_showed_it(together):
    place = {"activity_id": together.writing.activity.pk, "seq": None, "base": 0}
    save_draft(**place, enrolment=together.members[1], text="Oma alku.")
    assert together.found(1).work is None
    together.hand_in()
    assert Work.objects.get(enrolment=together.members[1]).text == "Oma alku."


def test_who_comes_to_the_group_later_is_told_and_writes_alone(together):
    late = together.members[2]
    Enrolment.objects.filter(pk=late.pk).update(group=None)
    together.hand_in()
    Enrolment.objects.filter(pk=late.pk).update(group=together.group)
    found = together.found(2)
    assert (found.is_left_out, found.group, found.is_open) == (True, None, True)


def test_a_learner_without_a_group_hands_in_alone(learner):
    together = make_together(learner)
    Enrolment.objects.update(group=None)
    assert together.writing.hand_in().shared is None


def test_who_left_the_training_is_no_obstacle_to_the_others(together):
    together.hand_in(place=0)
    cancel_enrolment(enrolment=together.members[0], actor=together.members[0].learner.user)
    led = queue_of(together.writing.trainer).get()
    assert led.work.enrolment_id == together.members[1].pk
    mark(together, led)
    assert set(Progress.objects.values_list("enrolment_id", flat=True)) == {one.pk for one in together.members[1:]}


def test_files_are_everybodys_and_go_when_nobodys_version_has_them(together, django_capture_on_commit_callbacks):
    before = stored()
    upload = Upload("suunnitelma.pdf", "pdf", PDF)
    place = {"activity_id": together.writing.activity.pk, "group_id": together.group.pk}
    add_file(**place, enrolment=together.members[0], upload=upload)
    together.hand_in()
    assert [len(one.files.all()) for one in together.submissions()] == [1, 1, 1]
    assert "suunnitelma.pdf" in str(sections_of(together.members[2].learner))
    for member in together.members:
        erase_learner(learner=member.learner)
    assert not Submission.objects.exists()
    with django_capture_on_commit_callbacks(execute=True):
        delete_orphaned_group_works()
    assert not WorkFile.objects.exists()
    assert stored() == before


def test_one_member_is_erased_and_the_others_lose_nothing(together):
    together.hand_in()
    erase_learner(learner=together.members[0].learner)
    assert [one.text for one in together.submissions()] == [TEXT] * 2
    assert queue_of(together.writing.trainer).count() == 1


def test_covering_covers_everybodys_version_and_the_draft(together):
    together.hand_in("Asiakas Erkki Esimerkki palasi työhön.")
    places = cover_and_return(
        submission_id=together.submissions()[0].pk, passages=["Erkki Esimerkki"], file_ids=[],
        reason="Nimi näkyi.", actor=together.writing.trainer,
    )  # fmt: skip
    assert places >= 1
    assert not Work.objects.filter(text__contains="Erkki").exists()
    assert not Submission.objects.filter(text__contains="Erkki").exists()
    assert {one.state for one in together.submissions()} == {"returned"}


def test_a_draft_goes_with_its_last_member_and_not_before(together, django_capture_on_commit_callbacks):
    before, upload = stored(), Upload("suunnitelma.pdf", "pdf", PDF)
    place = {"activity_id": together.writing.activity.pk, "group_id": together.group.pk}
    add_file(**place, enrolment=together.members[0], upload=upload)
    assert delete_orphaned_group_works() == 0
    Enrolment.objects.update(group=None)
    Group.objects.get().delete()
    with django_capture_on_commit_callbacks(execute=True):
        assert delete_orphaned_group_works() == 1
    assert not Work.objects.exists()
    assert not WorkFile.objects.exists()
    assert stored() == before


def test_the_draft_of_the_group_is_in_everybodys_own_copy(together):
    together.write("Yhteinen luonnos.")
    assert "Yhteinen luonnos." in str(sections_of(together.members[2].learner))


# --- As its people meet it ---------------------------------------------------------------------------------------


def page(together, place):
    return main_of(together.browser(place).get(together.writing.address))


def test_the_page_names_the_group_and_says_how_it_goes(together):
    told = page(together, 1)
    assert "Sininen" in told
    assert "Olga Outo" in told


def test_the_page_saves_into_the_draft_of_the_group(together):
    browser, address = together.browser(1), together.writing.address
    form = browser.get(address).context
    sent = {"pass": form["pass"], "writer": form["writer"], "base": form["seq"], "text": "Yhdessä."}
    assert browser.post(f"{address}tallenna/", sent | {"seq": "1"}).status_code == 200
    assert "Yhdessä." in page(together, 2)


def test_two_members_who_write_at_once_see_both_texts(together):
    address, browsers = together.writing.address, [together.browser(place) for place in (0, 1)]
    forms = [browser.get(address).context for browser in browsers]
    posts = [
        {"pass": form["pass"], "writer": form["writer"], "base": form["seq"], "text": f"Teksti {place}."}
        for place, form in enumerate(forms)
    ]
    assert browsers[0].post(address, posts[0]).status_code == 302
    clash = browsers[1].post(address, posts[1])
    assert clash.status_code == 409
    assert "Teksti 0." in main_of(clash)
    assert "Teksti 1." in main_of(clash)


def test_a_draft_is_saved_alone_when_one_has_left_the_group_meanwhile(together):
    browser, address = together.browser(1), together.writing.address
    form = browser.get(address).context
    Enrolment.objects.filter(pk=together.members[1].pk).update(group=None)
    sent = {"pass": form["pass"], "writer": form["writer"], "base": form["seq"], "text": "Kirjoitettu kesken."}
    assert browser.post(address, sent).status_code == 302
    assert Work.objects.get(enrolment=together.members[1]).text == "Kirjoitettu kesken."


def test_one_hands_in_by_the_page_and_another_confirms(together):
    together.write()
    address, ticked = together.writing.address, {"own_work": "on", "unidentifiable": "on"}
    first, second = together.browser(0), together.browser(1)
    shown = first.get(f"{address}palauta/").context["shown"]
    assert first.post(f"{address}palauta/", {"shown": shown} | ticked).status_code == 302
    assert f"{address}vahvista/" not in page(together, 0)
    assert f"{address}vahvista/" in page(together, 1)
    assert second.post(f"{address}vahvista/", {"own_work": "on"}).status_code == 422
    assert second.post(f"{address}vahvista/", ticked).status_code == 302
    assert f"{address}vahvista/" not in page(together, 1)


def test_somebody_of_another_run_confirms_nothing(together):
    together.hand_in()
    other = make_together(Learner.objects.create(user=User.objects.create_user(email="muu@example.org")), "Anna Arvo")
    assert other.browser(0).post(f"{together.writing.address}vahvista/").status_code == 404


def test_a_file_of_the_group_is_opened_by_its_members_and_by_nobody_else(together):
    upload = Upload("suunnitelma.pdf", "pdf", PDF)
    place = {"activity_id": together.writing.activity.pk, "group_id": together.group.pk}
    file = add_file(**place, enrolment=together.members[0], upload=upload)
    address = f"{together.writing.address}tiedosto/{file.pk}/"
    opened = together.browser(2).get(address)
    assert b"".join(opened.streaming_content) == PDF
    outsider = enrol_people(together.writing.run, "Ulla Ulkona")[0]
    assert client_of(outsider.learner.user).get(address).status_code == 404


def test_what_one_wrote_before_the_group_is_shown_to_them_alone(together):
    place = {"activity_id": together.writing.activity.pk, "seq": None, "base": 0}
    save_draft(**place, enrolment=together.members[1], text="Vain minun.")
    assert "Vain minun." in page(together, 1)
    assert "Vain minun." not in page(together, 0)


def test_who_has_no_group_is_told_what_to_do(together):
    Enrolment.objects.filter(pk=together.members[1].pk).update(group=None)
    alone = page(together, 1)
    assert "Sininen" not in alone
    assert 'name="check"' in alone


def test_the_page_costs_the_same_however_many_are_in_the_group(together, statements):
    browser = together.browser(0)
    browser.get(together.writing.address)
    with statements(7):
        browser.get(together.writing.address)
    Enrolment.objects.filter(
        pk__in=[one.pk for one in enrol_people(together.writing.run, *(f"Osa {letter}" for letter in "ABCDE"))]
    ).update(group=together.group)
    with statements(7):
        browser.get(together.writing.address)


def test_a_list_of_works_does_not_name_one_member_as_if_they_were_alone(together, learner):
    together.hand_in()
    listed = main_of(client_of(together.writing.trainer).get("/kouluttaja/arvioitavat/"))
    name = together.submissions()[0].work.enrolment.learner.user.get_full_name()
    assert gettext("%(name)s and their group") % {"name": name} in listed


def test_the_trainer_sees_who_handed_in_and_who_has_confirmed(together):
    together.hand_in()
    told = main_of(
        client_of(together.writing.trainer).get(f"/kouluttaja/arvioitavat/{together.submissions()[0].pk}/")
    )  # fmt: skip
    for name in ("Mikko Mäki", "Olga Outo"):
        assert name in told
    assert neighbours_of(together.submissions()[0]) == (None, None, 1, 1)
    assert told.count("tag-done") >= 1
    assert told.count("/kouluttaja/ryhma/") >= 6
