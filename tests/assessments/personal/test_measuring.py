"""Measurements without pages: sealed, versioned, finished, deleted, merged; and the reports made of them."""

import datetime

import pytest
from django.db import connection
from django.utils import timezone

from assessments.kinds.scales import Limits
from assessments.personal.api import (
    Finished,
    answer_consent,
    consent_of,
    delete_measurements,
    erase_vaults,
    finish_measurement,
    keep_reply,
    last_closed_day,
    make_due_reports,
    measured_by,
    moments_taken,
    newest_version,
    newest_versions,
    retire_scale,
    version_to_ask,
)
from assessments.personal.models import FigureConsent, FigureReport, Measurement, ScaleVersion
from assessments.personal.queries_measures import measurements_for_export
from assessments.personal.services.reporting import _make_reports, first_day
from lms.accounts.api import merge_learners
from lms.accounts.models import Learner
from lms.privacy.api import erase_learner
from tests.factories.measures import make_counted, make_instrument, make_measurement, make_scale
from tests.factories.personal import make_programme


def test_the_same_instrument_is_no_new_version_and_a_changed_one_is(db):
    first = make_scale()
    assert make_scale() == first
    second = make_scale(limits=Limits("0.8", "0.5"))
    assert (second.number, second.scale) == (2, first.scale)
    assert newest_version("voimavaramittari") == second
    assert ScaleVersion.objects.get(pk=first.pk).instrument == make_instrument()


def test_a_version_never_changes(db):
    version = make_scale()
    with pytest.raises(TypeError):
        version.save()


def test_a_retired_scale_is_not_offered_and_comes_back_when_published(db):
    version = make_scale()
    retire_scale(key=version.scale.key)
    assert (newest_versions(), newest_version("voimavaramittari")) == ([], None)
    assert make_scale() == version
    assert newest_versions() == [version]


def test_replies_come_back_and_lie_nowhere_readable(pseudonymous):
    version = make_scale()
    make_measurement(pseudonymous, version, replies={"t1": 4, "l1": None}, finished=False)
    mine = measured_by(pseudonymous, "voimavaramittari")["start"]
    assert (mine.replies, mine.answered, mine.next_number) == ({"t1": 4, "l1": None}, 1, 3)
    assert "t1" not in repr(mine)
    with connection.cursor() as cursor:
        cursor.execute("SELECT ciphertext FROM personal_measurement")
        assert b"t1" not in bytes(cursor.fetchone()[0])


def test_a_finished_measurement_stands(pseudonymous):
    version = make_scale()
    make_measurement(pseudonymous, version)
    with pytest.raises(Finished):
        keep_reply(learner=pseudonymous, version=version, moment="start", item_id="t1", chosen=5)
    assert measured_by(pseudonymous, "voimavaramittari")["start"].replies["t1"] == 3
    when = Measurement.objects.get().finished_at
    assert finish_measurement(learner=pseudonymous, version=version, moment="start")
    assert Measurement.objects.get().finished_at == when


@pytest.mark.parametrize(("item", "chosen"), [("nobody", 3), ("t1", 0), ("t1", 6)])
def test_what_is_not_asked_is_not_kept(pseudonymous, item, chosen):
    with pytest.raises(ValueError, match=item):
        keep_reply(learner=pseudonymous, version=make_scale(), moment="start", item_id=item, chosen=chosen)
    assert not Measurement.objects.exists()


def test_there_is_nothing_to_finish_or_delete_of_somebody_else(pseudonymous):
    version = make_scale()
    make_measurement(pseudonymous, version, finished=False)
    other = Learner.objects.create()
    assert not finish_measurement(learner=other, version=version, moment="start")
    assert not delete_measurements(learner=other, scale_slug="voimavaramittari", moment="start")
    assert delete_measurements(learner=pseudonymous, scale_slug="voimavaramittari", moment="start")
    assert not Measurement.objects.exists()


def test_the_end_asks_what_the_start_asked(pseudonymous):
    first = make_scale()
    make_measurement(pseudonymous, first)
    second = make_scale(licence="Toinen sanamuoto.")
    mine = measured_by(pseudonymous, "voimavaramittari")
    assert version_to_ask(second, "end", mine) == first
    assert version_to_ask(second, "end", {}) == second
    assert version_to_ask(second, "start", mine) == first


def test_joining_two_learners_keeps_both_measurements_and_a_no(pseudonymous, learner):
    version = make_scale()
    make_measurement(pseudonymous, version, "start", replies=2)
    make_measurement(learner, version, "end", replies=4)
    answer_consent(learner=pseudonymous, says_yes=False)
    answer_consent(learner=learner, says_yes=True)
    merge_learners(source=pseudonymous, target=learner)
    mine = measured_by(learner, "voimavaramittari")
    assert {moment: one.replies["t1"] for moment, one in mine.items()} == {"start": 2, "end": 4}
    assert consent_of(learner) is False


@pytest.mark.parametrize("says_yes", [True, False])
def test_joining_carries_a_single_answer_over(pseudonymous, learner, says_yes):
    answer_consent(learner=pseudonymous, says_yes=says_yes)
    merge_learners(source=pseudonymous, target=learner)
    assert consent_of(learner) is says_yes


def test_erasing_takes_measurements_and_consent(pseudonymous):
    make_measurement(pseudonymous, make_scale())
    answer_consent(learner=pseudonymous, says_yes=True)
    erase_learner(learner=pseudonymous)
    assert (Measurement.objects.count(), FigureConsent.objects.count()) == (0, 0)


def test_deleting_all_answers_of_an_account_takes_them_too(learner):
    make_measurement(learner, make_scale())
    answer_consent(learner=learner, says_yes=True)
    erase_vaults(learner=learner)
    assert (moments_taken(learner), consent_of(learner)) == ({}, None)


def test_the_own_copy_says_each_statement_and_option(pseudonymous):
    make_measurement(pseudonymous, make_scale(), replies={"t1": 4, "l1": None})
    (copy,) = measurements_for_export(pseudonymous)
    assert (copy["title"], copy["answer"]) == ("Strengths meter", ["Minulla on asia. sopii hyvin", "Opin uutta. –"])


@pytest.mark.parametrize(
    ("today", "closed"), [("2026-11-22", "2026-06-30"), ("2026-07-01", "2026-06-30"), ("2026-06-30", "2025-12-31")]
)
def test_a_half_year_is_closed_when_it_is_over(today, closed):
    assert last_closed_day(datetime.date.fromisoformat(today)).isoformat() == closed


def test_a_half_year_begins_in_january_or_july():
    ends = [datetime.date(2026, 6, 30), datetime.date(2025, 12, 31)]
    assert [first_day(end).isoformat() for end in ends] == ["2026-01-01", "2025-07-01"]


def long_ago() -> int:
    """Days back into the last closed half-year."""
    return (timezone.localdate() - last_closed_day(timezone.localdate())).days + 20


def test_a_report_counts_those_who_agreed_and_nobody_else(db):
    run, version = make_programme(), make_scale()
    for _number in range(11):
        make_counted(run, version, days_ago=long_ago())
    for says in (False, None):
        make_counted(run, version, days_ago=long_ago(), start=5, end=1, says=says)
    assert make_due_reports() == 1
    report = FigureReport.objects.get()
    assert report.figures["whole"]["start"] == {"toivo": "2.0", "luottamus": "2.0", "total": "2.0"}
    assert report.figures["whole"]["end"]["total"] == "4.0"
    assert report.figures["whole"]["people"] == 10
    assert report.figures["counts"] == {"started": 15, "compared": 15, "agreed": 10, "declined": None}


def test_nine_are_too_few_and_nothing_is_said_of_them(db):
    run, version = make_programme(), make_scale()
    for _number in range(9):
        make_counted(run, version, days_ago=long_ago())
    make_due_reports()
    figures = FigureReport.objects.get().figures
    assert figures["whole"]["people"] is None
    assert (figures["whole"]["start"], figures["runs"]) == ({}, [])


@pytest.mark.parametrize(("setting", "shows"), [(1, True), (7, True), (8, False)])
def test_the_smallest_group_can_be_set_but_not_below_five(db, settings, setting, shows):
    settings.MEASURE_SMALLEST_GROUP = setting
    run, version = make_programme(), make_scale()
    for _number in range(7):
        make_counted(run, version, days_ago=long_ago())
    make_due_reports()
    report = FigureReport.objects.get()
    assert (report.figures["whole"]["people"] is not None) is shows
    assert report.least == max(5, setting)


def test_a_report_is_made_once_and_a_withdrawn_yes_leaves_the_next(db):
    run, version = make_programme(), make_scale()
    people = [make_counted(run, version, days_ago=long_ago()) for _number in range(10)]
    make_due_reports()
    before = FigureReport.objects.get().figures
    answer_consent(learner=people[0], says_yes=False)
    assert make_due_reports() == 0
    assert FigureReport.objects.get().figures == before
    FigureReport.objects.all().delete()  # as if the next half-year had closed
    make_due_reports()
    assert FigureReport.objects.get().figures["whole"]["people"] is None


def test_a_person_is_in_one_report_only_so_none_can_be_subtracted_from_another(db):
    """The attack: read last half-year's report, then this one's, in which one more has come, and subtract."""
    run, version, closed = make_programme(), make_scale(), last_closed_day(timezone.localdate())
    before = first_day(closed) - datetime.timedelta(days=1)
    earlier = (timezone.localdate() - before).days + 20
    for _number in range(12):
        make_counted(run, version, days_ago=earlier)
    assert _make_reports(version, before) == 1
    make_counted(run, version, days_ago=long_ago(), start=5, end=5)
    for _number in range(10):  # these begin and go no further
        learner = make_counted(run, version, days_ago=long_ago())
        Measurement.objects.filter(vault__owner=learner, moment="end").delete()
    assert make_due_reports() == 1
    first, second = FigureReport.objects.order_by("until")
    assert (first.figures["whole"]["people"], first.figures["runs"][0]["people"]) == (10, 10)
    assert (second.figures["whole"]["people"], second.figures["runs"]) == (None, [])
    assert second.figures["counts"] == {"started": 10, "compared": None, "agreed": None, "declined": None}


def test_this_half_year_waits_for_its_end(db):
    run, version = make_programme(), make_scale()
    for _number in range(10):
        make_counted(run, version, days_ago=0)
    assert make_due_reports() == 0


def test_two_versions_are_never_in_one_figure(db):
    run, first = make_programme(), make_scale()
    for _number in range(10):
        make_counted(run, first, days_ago=long_ago())
    second = make_scale(licence="Toinen sanamuoto.")
    for _number in range(10):
        make_counted(run, second, days_ago=long_ago(), start=1, end=1)
    assert make_due_reports() == 2
    means = {report.version_id: report.figures["whole"]["end"]["total"] for report in FigureReport.objects.all()}
    assert means == {first.pk: "4.0", second.pk: "1.0"}


def test_whoever_left_too_much_out_is_in_no_cell(db):
    run, version = make_programme(), make_scale()
    for _number in range(9):
        make_counted(run, version, days_ago=long_ago())
    tenth = make_counted(run, version, days_ago=long_ago())
    delete_measurements(learner=tenth, scale_slug="voimavaramittari", moment="end")
    when = timezone.now() - datetime.timedelta(days=long_ago())
    make_measurement(tenth, version, "end", replies={"t1": 3}, finished=when)
    make_due_reports()
    assert FigureReport.objects.get().figures["whole"]["people"] is None
