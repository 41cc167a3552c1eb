"""Where a new lesson, quiz or training is put: the author names a module of a training, not a page of a tree."""

from typing import Any

from django import forms
from django.db.models import F, OuterRef, QuerySet, Subquery
from django.db.models.functions import Length, Substr
from django.utils.translation import gettext_lazy as _
from wagtail.admin.views.pages.choose_parent import ChooseParentView
from wagtail.models import Page

from content.models import CourseIndexPage


def with_training(pages: QuerySet[Page], *, levels: int) -> QuerySet[Page]:
    """The pages with the title of the training that stands ``levels`` above them, in the same query."""
    above = Substr("path", 1, Length("path") - levels * Page.steplen)
    pages = pages.annotate(training_path=above)
    training = Page.objects.filter(path=OuterRef("training_path")).values("title")[:1]
    return pages.annotate(training=Subquery(training))


class PlaceField(forms.ModelChoiceField):
    """Modules by their training."""

    widget = forms.RadioSelect

    def label_from_instance(self, module: Page) -> str:
        return f"{module.training} › {module.title}"


class ChooseModuleView(ChooseParentView):
    """First the module, then the page in it."""

    page_title = _("Which module does it belong to?")

    def get_form(self) -> forms.Form:
        form = super().get_form()
        modules = self.get_valid_parent_pages(self.request.user).filter(alias_of=None, locale__language_code="fi")
        form.fields["parent_page"] = PlaceField(
            queryset=with_training(modules, levels=1).order_by(F("training"), "path"),
            label=_("Module"),
            empty_label=None,
        )
        return form


class ChooseCatalogueView(ChooseParentView):
    """A training belongs to the catalogue; where there is one catalogue there is nothing to choose."""

    def get_valid_parent_pages(self, user: Any) -> QuerySet[Page]:
        catalogues = CourseIndexPage.objects.filter(locale__language_code="fi", alias_of=None)
        return super().get_valid_parent_pages(user).filter(pk__in=catalogues.values("pk"))
