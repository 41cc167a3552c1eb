"""Reading what a person shows: for themselves, and what a coach may open."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Exists
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.personal.models import Entry, Share
from assessments.personal.models.sharing import changed_parts
from assessments.personal.queries import Answer, answer_in, answers_in
from assessments.personal.queries_measures import Measured, measured_in
from assessments.personal.queries_own import Kept, Written, kept_in, opened_pages


@dataclass(frozen=True, slots=True)
class OwnShare:
    """What the person has shown, for the person. ``is_changed``: they have written on in it since, so that the coach
    does not see it any more."""

    share: Share
    title: str
    is_changed: bool


@dataclass(frozen=True, slots=True)
class ShownPage:
    """The page "My strengths" as its coach reads it."""

    kept: Kept
    sections: list[Answer]


def shares_of(learner: Any) -> list[OwnShare]:
    """The answers, pages of the journal and "My strengths" that the person shows to coaches beside them, newest first;
    also those changed since then. One statement."""
    mine = Share.objects.filter(link__learner=learner, link__ended_at=None, withdrawn_at=None, measured=None)
    rows = mine.annotate(has_changed_parts=Exists(changed_parts()))
    rows = rows.select_related("entry__vault", "journal", "page").order_by("-shared_at", "-pk")
    return [OwnShare(share, _title_of(share), _is_changed(share)) for share in rows]


def _title_of(share: Share) -> str:
    if share.entry_id:
        return answer_in(share.entry).prompt["title"]
    if share.journal_id:
        return _("Journal, %(day)s") % {"day": date_format(share.journal.day, "j.n.Y")}
    return _("My strengths")


def _is_changed(share: Share) -> bool:
    return (share.entry or share.journal or share.page).seq != share.seq or share.has_changed_parts


def shown_results_of(learner: Any) -> list[Share]:
    """The results that the person shows to coaches beside them, newest first, each with its scale's version."""
    mine = Share.objects.filter(link__learner=learner, link__ended_at=None, withdrawn_at=None)
    rows = mine.filter(measured__vault__owner=learner).select_related("measured__version__scale")
    return list(rows.order_by("-shared_at", "-pk"))


def was_shared_with(coach: Any, share_id: int) -> bool:
    """Whether this coach has ever been shown this, so that a kind word is no secret to them."""
    return Share.objects.filter(link__coach=coach, pk=share_id).exists()


@sensitive_variables()
def opened_share(share: Share) -> Answer | dict[str, Measured] | Written | ShownPage:
    """What is shown, opened; whoever asks has made sure that it is shown."""
    if share.entry_id:
        return answer_in(share.entry)
    if share.journal_id:
        return opened_pages([share.journal])[0]
    return _page_in(share) if share.page_id else measured_in(share)


@sensitive_variables()
def _page_in(share: Share) -> ShownPage:
    kept = kept_in([share.page])
    rows = Entry.objects.select_related("vault").filter(pk__in=share.parts.values("entry_id"))
    there = {one.entry_id: one for one in answers_in(rows)}
    return ShownPage(kept, [there[pk] for pk in kept.picked if pk in there])
