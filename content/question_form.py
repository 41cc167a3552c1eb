"""The form of one question: what its kind asks of the author, then its place in the bank."""

from dataclasses import replace
from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms import WagtailAdminModelForm
from wagtail.blocks import BlockField
from wagtail.blocks.base import BlockWidget

from assessments.graded.api import (
    KINDS,
    AuthorMistake,
    Question,
    categories,
    cited,
    question_problems,
    revise_question,
)
from assessments.kinds.base import AuthorField
from assessments.kinds.pictures import without_empty_pictures
from content.blocks.kinds import block_of, value_for
from content.models import FactCard
from content.question_words import category_in, tags_in


class LabelledWidget(BlockWidget):
    """A block's editor draws its input under the field's bare name; the label has to name that input."""

    def id_for_label(self, prefix: str) -> str:
        return super().id_for_label(prefix.removeprefix("id_"))


def may_be_empty(field: AuthorField) -> AuthorField:
    """The field as a draft asks for it: what is missing may be written later, and nothing typed is lost."""
    minimum = 0 if field.kind == "list" else field.minimum
    return replace(field, required=False, minimum=minimum, fields=tuple(map(may_be_empty, field.fields)))


class CategoryInput(forms.TextInput):
    """A line that offers the categories there are: a slip of the pen would make a new one."""

    template_name = "content/admin/category_input.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        known = {"categories": categories()}
        return super().get_context(name, value, (attrs or {}) | {"list": "categories"}) | known


class QuestionForm(WagtailAdminModelForm):
    """What the kind asks of its author, then the question's place in the bank. A draft needs its first field only."""

    class Meta:
        model = Question
        fields = ["title", "category", "status"]
        widgets = {"category": CategoryInput}  # noqa: RUF012

    def __init__(self, *args: Any, kind: str = "", for_user: Any = None, **kwargs: Any) -> None:
        self.kind = KINDS[kind or kwargs["instance"].kind]
        self.actor = for_user
        super().__init__(*args, for_user=for_user, **kwargs)
        asked = self.stored_values().get("fi", {})
        is_draft = self.is_bound and self.data.get("status") == Question.Status.DRAFT
        for place, declared in enumerate(self.kind.fields):
            wanted = may_be_empty(declared) if is_draft and place else declared
            block = block_of(wanted)
            block.set_name(declared.name)
            self.fields[declared.name] = BlockField(
                block=block, widget=LabelledWidget(block), label=declared.label, required=wanted.required
            )
            self.initial[declared.name] = (
                block.to_python(value_for(declared, asked[declared.name]))
                if declared.name in asked
                else block.get_default()
            )
        self.order_fields([declared.name for declared in self.kind.fields])
        self.fields["title"].required = False
        self.fields["title"].label = _("Name in lists")
        self.fields["title"].help_text = _("Empty: the question itself. Learners do not see it.")
        self.fields["category"].help_text = _(
            "For finding it again, for example the training's name. A slash makes a subcategory: Moduuli 1/Työkyky."
        )
        self.fields["tags"] = forms.CharField(
            label=_("Tags"),
            required=False,
            max_length=300,
            help_text=_("Words separated by commas. A quiz can draw questions that share a tag."),
        )
        if self.instance.pk:
            self.initial["tags"] = ", ".join(tag.name for tag in self.instance.tags.all())
        self.fields["status"].help_text = _(
            "Only a ready question can be asked in a quiz. A draft may be left unfinished."
        )
        if not self.instance.pk:
            self.initial["status"] = Question.Status.READY

    def stored_values(self) -> dict[str, dict]:
        """The newest version's values by language; a new question has none."""
        newest = self.instance.versions.order_by("-number").first() if self.instance.pk else None
        return newest.values if newest else {}

    def values(self) -> dict[str, dict]:
        """What to store: the form's language from the form, other languages as they were."""
        asked = {
            declared.name: self.fields[declared.name].block.get_prep_value(self.cleaned_data[declared.name])
            for declared in self.kind.fields
        }
        asked = without_empty_pictures(self.kind.fields, asked)
        asked["facts"] = ", ".join(cited(asked))
        if not asked["facts"]:
            del asked["facts"]
        return {**self.stored_values(), "fi": asked}

    def clean_tags(self) -> list[str]:
        return tags_in(self.cleaned_data["tags"])

    def clean_category(self) -> str:
        return category_in(self.cleaned_data["category"])

    def clean_facts(self) -> str:
        """Names of cards that there are."""
        given = self.cleaned_data["facts"] or ""
        names = cited({"facts": given})
        known = set(FactCard.objects.filter(key__in=names).values_list("key", flat=True))
        if unknown := [name for name in names if name not in known]:
            told = gettext("There is no fact card called %(name)s. Its short name stands on the card.")
            raise ValidationError(told % {"name": ", ".join(unknown)})
        return given

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if not self.errors and cleaned["status"] != Question.Status.DRAFT:
            for problem in question_problems(kind=self.kind.slug, values=self.values()):
                self.add_error(None, problem)
        return cleaned

    def save(self, commit: bool = True) -> Question:
        values = self.values()
        key = self.instance.key or uuid4()
        title = self.cleaned_data["title"] or str(values["fi"].get("stem", ""))[:200]
        try:
            version = revise_question(
                key=key,
                slug=self.instance.slug or f"{slugify(title)[:60]}-{key.hex[:6]}",
                kind=self.kind.slug,
                values=values,
                actor=self.actor,
                title=title,
                category=self.cleaned_data["category"],
                status=self.cleaned_data["status"],
                tags=self.cleaned_data["tags"],
            )
        except AuthorMistake as mistake:
            raise ValidationError(mistake.problems) from mistake
        return version.question

    def save_m2m(self) -> None:
        """Nothing to save: the service has stored all."""
