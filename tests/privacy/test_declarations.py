"""Every model says what it holds, whose it is and how it leaves; and what it says can be done."""

import pytest
from django.apps import apps
from django.utils.module_loading import import_string

from lms.accounts.api import Learner
from lms.privacy.api import declarations, personal_declarations
from lms.privacy.declarations import is_ours
from lms.privacy.erasure import child_first, links_between
from lms.records.privacy import Privacy

HELD = personal_declarations()
by_name = pytest.mark.parametrize("declaration", HELD, ids=lambda declaration: declaration.model._meta.label)


def test_every_model_of_ours_is_declared():
    silent = [
        m._meta.label for m in apps.get_models() if is_ours(m) and not isinstance(getattr(m, "privacy", None), Privacy)
    ]
    assert silent == []
    assert {declaration.model for declaration in declarations()} >= {m for m in apps.get_models() if is_ours(m)}


@by_name
def test_personal_rows_can_be_found(declaration, pseudonymous, learner):
    list(declaration.rows_of(pseudonymous)[:1])
    list(declaration.rows_of(learner)[:1])


@by_name
def test_erasable_rows_name_their_owner(declaration):
    owned = bool(declaration.privacy.owner) or hasattr(declaration.model, "rows_of")
    assert owned or declaration.privacy.erase == "keep"


@by_name
def test_personal_model_says_why_and_how_long(declaration):
    assert declaration.privacy.about.endswith(".")
    assert declaration.privacy.keep


@by_name
def test_export_can_be_made(declaration, learner):
    export = declaration.privacy.export
    if isinstance(export, str):
        assert isinstance(import_string(export)(learner), list)
    else:
        list(declaration.rows_of(learner).values(*export))


def test_whatever_points_to_a_model_is_erased_before_it():
    order = [declaration.model for declaration in child_first(HELD)]
    for place, model in enumerate(order):
        later = [other for other in order[place + 1 :] if links_between(other, model)]
        assert later == [], model


def test_what_is_kept_under_an_award_is_only_these():
    """Reviewed by hand: a new tombstone has to be looked at before it is added here."""
    tombstones = {declaration.model._meta.label for declaration in HELD if declaration.privacy.erase == "tombstone"}
    assert tombstones == {"accounts.Learner", "courses.Enrolment", "certificates.Award"}
    assert Learner.privacy.owner == "self"
