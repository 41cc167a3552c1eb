"""Foreign keys point down, records know no page, and every model says what it holds of a person."""

import pytest
from django.apps import apps
from django.db.models import CASCADE, ForeignKey, Model

from lms.records.privacy import Privacy

#: From the bottom up; a model may point to its own room and to rooms before it.
ROOMS = [
    "records",
    "ui",
    "jobs",
    "accounts",
    "privacy",
    "courses",
    "admissions",
    "discussions",
    "followups",
    "meetings",
    "graded",
    "personal",
    "certificates",
    "content",
    "dashboard",
]
RECORD_ROOMS = {
    "followups",
    "accounts",
    "admissions",
    "courses",
    "discussions",
    "meetings",
    "graded",
    "personal",
    "certificates",
    "jobs",
    "records",
    "privacy",
}
OURS = [model for model in apps.get_models() if model._meta.app_label in ROOMS]


def foreign_keys(model: type[Model]) -> list[ForeignKey]:
    return [field for field in model._meta.local_fields if isinstance(field, ForeignKey)]


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_a_model_declares_its_privacy(model):
    declared = vars(model).get("privacy") or model.privacy
    assert isinstance(declared, Privacy)
    if declared.personal:
        assert declared.about, "say what is held and why"
        assert declared.keep, "say how long"


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_foreign_keys_point_down(model):
    mine = ROOMS.index(model._meta.app_label)
    up = [
        field.name
        for field in foreign_keys(model)
        if field.related_model._meta.app_label in ROOMS and ROOMS.index(field.related_model._meta.app_label) > mine
    ]
    assert up == []


@pytest.mark.parametrize("model", [m for m in OURS if m._meta.app_label in RECORD_ROOMS], ids=lambda m: m._meta.label)
def test_records_hold_no_key_to_a_page(model):
    outside = [field.name for field in foreign_keys(model) if field.related_model._meta.app_label.startswith("wagtail")]
    assert outside == []


@pytest.mark.parametrize("model", OURS, ids=lambda model: model._meta.label)
def test_whatever_points_to_a_learner_says_how_it_merges_and_never_cascades(model):
    for field in foreign_keys(model):
        if field.related_model._meta.label == "accounts.Learner":
            assert model.privacy.merge, f"{field.name}: declare merge"
            assert field.remote_field.on_delete is not CASCADE


def test_graded_and_personal_answers_point_not_at_each_other():
    for model in OURS:
        if model._meta.app_label in ("graded", "personal"):
            other = {"graded": "personal", "personal": "graded"}[model._meta.app_label]
            assert [f.name for f in foreign_keys(model) if f.related_model._meta.app_label == other] == []
