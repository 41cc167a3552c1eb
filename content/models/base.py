"""What all of Polku's pages share: the publish guard and the lines of a list field."""

from typing import Any

from django.core.exceptions import NON_FIELD_ERRORS, ValidationError
from django.http import HttpRequest, HttpResponse
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminPageForm
from wagtail.models import Page

from content.access import learning_page_detour
from content.page_cache import share
from content.quality.panel import ChecksPanel
from lms.records.privacy import NOT_PERSONAL


class PublishRefused(ValidationError):
    """A page that learners must not get as it is; the messages say what to mend."""


def lines(text: str) -> list[str]:
    """The non-empty lines of a field in which authors write one thing a line."""
    return [line.strip() for line in text.splitlines() if line.strip()]


class PolkuPageForm(WagtailAdminPageForm):
    """Tells the author in the form itself what would refuse the publication."""

    def _post_clean(self) -> None:
        super()._post_clean()
        if not self.is_deferred_validation and not self.errors:
            self.instance.parent_to_be = self.parent_page
            for problem in self.instance.publish_problems():
                self.add_error(None, problem)


class PolkuPage(Page):
    """A page of ours. Its guard runs whenever it goes live, by whichever door."""

    base_form_class = PolkuPageForm
    content_panels = [*Page.content_panels, ChecksPanel()]
    #: The first is the one that the preview opens with: most learners read on a phone.
    preview_sizes = [
        {"name": "mobile", "icon": "mobile-alt", "device_width": 360, "label": _("On a phone")},
        {"name": "desktop", "icon": "desktop", "device_width": 1280, "label": _("On a computer")},
    ]
    #: A page that is being made has no place in the tree yet; its form knows where it will be.
    parent_to_be: Page | None = None
    privacy = NOT_PERSONAL

    class Meta:
        abstract = True

    def publish_problems(self) -> list[str]:
        """Sentences that say what keeps this page from being published; none when it may."""
        return []

    def clean(self) -> None:
        super().clean()
        if not self.slug.isascii():  # it stands in learners' addresses, which know a–z only
            raise ValidationError({"slug": _("Use small letters a–z, numbers and hyphens.")})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        from content.public import context_of, translations_of  # noqa: PLC0415 -- circular: it reads these pages

        context = super().get_context(request, *args, **kwargs)
        return context | {"translations": translations_of(self, request)} | context_of(self, request)

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        return share(super().serve(request, *args, **kwargs), request)

    def save(self, *args: Any, **kwargs: Any) -> None:
        # Saving a draft of a live page comes here with update_fields, and must not be stopped.
        if self.live and kwargs.get("update_fields") is None and (problems := self.publish_problems()):
            raise PublishRefused({NON_FIELD_ERRORS: problems})  # by field: wagtail-localize reads it so
        super().save(*args, **kwargs)


class LearningPage(PolkuPage):
    """A page that learners' records join on by its ``translation_key``; once published it is never deleted."""

    #: Whether learners get here by their own step only; the page's address then leads them there.
    is_inner = False

    class Meta:
        abstract = True

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        is_public = self.is_inner and not getattr(request, "is_preview", False)
        detour = learning_page_detour(self, request) if is_public else None
        return detour or super().serve(request, *args, **kwargs)

    def course_page(self) -> "Page | None":
        """The course page above, as itself."""
        from content.models.course import CoursePage  # noqa: PLC0415 -- circular: course pages are learning pages

        if isinstance(self, CoursePage):
            return self
        return CoursePage.objects.ancestor_of(self).first()
