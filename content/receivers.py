"""Hearing Wagtail: pages go live, are withdrawn, move, or are about to be deleted."""

import logging
from typing import Any

from django.db.models import Model, ProtectedError
from django.db.models.signals import post_delete, post_save, pre_delete
from django.dispatch import receiver
from django.utils.translation import gettext
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from content.certificates import publish_certificate_text
from content.models import CertificateText, CoursePage, LearningPage, ScaleCard, SharedPiece
from content.publishing import follow_move, publish_page, withdraw_page
from content.references import drafts_showing, pages_showing, pieces_showing
from content.scales import follow_scale, withdraw_scale
from courses.api import PublicationRef, activity_by_key, course_by_key

log = logging.getLogger("polku.content")


def carry_down(function: Any, *args: Any, **kwargs: Any) -> None:
    """Run one carrying-down; a failure never undoes the author's publication, ``sync_catalogue`` repairs it."""
    try:
        function(*args, **kwargs)
    except Exception:
        log.exception("a page could not be carried down; sync_catalogue will repair it")


@receiver(page_published)
def page_went_live(sender: type, instance: Page, **kwargs: Any) -> None:
    if not kwargs.get("alias"):
        carry_down(publish_page, instance)


@receiver(page_unpublished)
def page_was_withdrawn(sender: type, instance: Page, **kwargs: Any) -> None:
    if not kwargs.get("alias"):
        carry_down(withdraw_page, instance)


@receiver(post_page_move)
def page_moved(sender: type, instance: Page, parent_page_before: Page, **kwargs: Any) -> None:
    before = parent_page_before.specific
    old_course = before.course_page() if isinstance(before, LearningPage) else None
    carry_down(follow_move, instance, old_course=old_course)


@receiver(post_save, sender=CertificateText)
def certificate_text_saved(sender: type, instance: CertificateText, **kwargs: Any) -> None:
    publish_certificate_text(instance)


@receiver(post_save, sender=ScaleCard)
def scale_saved(sender: type, instance: ScaleCard, **kwargs: Any) -> None:
    follow_scale(instance)


@receiver(post_delete, sender=ScaleCard)
def scale_deleted(sender: type, instance: ScaleCard, **kwargs: Any) -> None:
    withdraw_scale(instance)


@receiver(pre_delete)
def keep_what_records_rest_on(sender: type[Model], instance: Model, **kwargs: Any) -> None:
    """Refuse, at every door, to delete a page that has been published to learners and anything a publication
    shows. The admin's middleware turns the refusal into a sentence."""
    if issubclass(sender, Page):
        if page_has_records(instance):
            raise ProtectedError(
                gettext("“%(title)s” has been published to learners, so it is kept. Unpublish it instead.")
                % {"title": instance.title},
                {instance},
            )
    elif sender._meta.app_label in ("content", "graded"):
        if is_shown(sender, instance):
            sentence = gettext(
                "“%(title)s” is shown in a published lesson, so it is kept. Take it out of the lessons first."
            )
            raise ProtectedError(sentence % {"title": str(instance)}, {instance})
        if reason := why_in_use(instance):
            raise ProtectedError(reason, {instance})


def page_has_records(page: Page) -> bool:
    """Whether an activity or a course was ever made of the page (in any language)."""
    specific = page.specific_class
    if specific is None or not issubclass(specific, LearningPage):
        return False
    if issubclass(specific, CoursePage):
        return course_by_key(page.translation_key) is not None
    return activity_by_key(page.translation_key) is not None


def why_in_use(thing: Model) -> str:
    """What keeps a shared piece that a lesson or its draft shows, and a card, a file or a picture that a piece shows;
    empty when none does."""
    if isinstance(thing, SharedPiece):
        return _why_piece_is_kept(thing)
    pieces = pieces_showing(thing)
    if not pieces:
        return ""
    sentence = gettext(
        "“%(title)s” is shown in the shared piece “%(piece)s”, so it is kept. Take it out of the piece first."
    )
    return sentence % {"title": str(thing), "piece": pieces[0].title}


def _why_piece_is_kept(piece: SharedPiece) -> str:
    pages = {page.pk: page.title for page in [*pages_showing(SharedPiece, [piece])[piece.pk], *drafts_showing(piece)]}
    if not pages:
        return ""
    sentence = gettext(
        "“%(title)s” is in use on: %(pages)s. Take it out there, or put other blocks in its place. Then it can be "
        "deleted."
    )
    return sentence % {"title": piece.title, "pages": ", ".join(pages.values())}


def is_shown(sender: type[Model], instance: Model) -> bool:
    """Whether any publication, current or earlier, shows the thing."""
    return PublicationRef.objects.filter(kind=sender._meta.label_lower, ref=str(instance.pk)).exists()
