"""Terms by reference: explained where they are needed, worded once."""

from typing import Any

from django.apps import apps
from django.utils.translation import gettext_lazy as _
from wagtail.blocks import StructBlock
from wagtail.snippets.blocks import SnippetChooserBlock


class TermBlock(StructBlock):
    """A word of the glossary that opens its explanation in its place; no script is needed."""

    term = SnippetChooserBlock("content.GlossaryTerm", label=_("Glossary term"))

    class Meta:
        icon = "openquote"
        label = _("Explained word")
        group = _("Text")
        description = _("A word of the glossary. The learner opens the explanation here and stays in the lesson.")
        template = "content/blocks/term.html"

    def get_context(self, value: Any, parent_context: dict[str, Any] | None = None) -> dict[str, Any]:
        """With the term's service, unless whoever renders puts it there as it is at every view (``cards_follow``)."""
        context = super().get_context(value, parent_context)
        term = value["term"]
        return context | {"service": term.shown_card if term and not context.get("cards_follow") else None}

    def get_preview_value(self) -> Any:
        """A term of this site; an invented one before there is any."""
        terms = apps.get_model("content", "GlossaryTerm")
        example = terms(fi="työkyky", text="Ihmisen voimavarojen ja työn vaatimusten tasapaino.")
        example.locale = apps.get_model("wagtailcore", "Locale")(language_code="fi")
        return self.normalize({"term": terms.objects.order_by("-pk").first() or example})
