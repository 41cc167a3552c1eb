"""What people type."""

import uuid
from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.api import Group
from courses.discussions.rules import (
    LONGEST_ANNOUNCEMENT,
    LONGEST_MESSAGE,
    LONGEST_POST,
    LONGEST_TITLE,
    MOST_RECIPIENTS,
)

ALL_TRAINERS = "kaikki"
#: The first choice of a list: the whole training, everybody in the run.
EVERYTHING = "koko"


def choices_of(groups: Sequence[Group]) -> list[tuple[str, str]]:
    """The groups as a list to choose from."""
    return [(str(one.pk), one.name) for one in groups]


def chosen_group(groups: Sequence[Group], typed: dict[str, Any]) -> Group | None:
    """The group that was chosen; None for everybody."""
    return next((one for one in groups if str(one.pk) == typed.get("group")), None)


class OneOf(forms.ChoiceField):
    """A list whose first choice holds when nothing was chosen."""

    def clean(self, value: Any) -> Any:
        return super().clean(value or EVERYTHING)


def text_field(label: Any, longest: int, *, rows: int = 6, help_text: Any = "") -> forms.CharField:
    """A plain text of several paragraphs."""
    widget = forms.Textarea(attrs={"rows": rows, "autocomplete": "off"})
    return forms.CharField(label=label, max_length=longest, widget=widget, help_text=help_text)


class KeyedForm(forms.Form):
    """A form whose double press writes once: the page makes the key."""

    key = forms.CharField(widget=forms.HiddenInput, required=False)

    def clean_key(self) -> uuid.UUID:
        """The page's key; what is not one counts as a new page."""
        try:
            return uuid.UUID(self.cleaned_data["key"])
        except ValueError:
            return uuid.uuid4()


class ThreadForm(KeyedForm):
    """A new discussion. ``places``: [(name, title)]; ``groups``: [(number, name)], empty when nobody chooses."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)
    text = text_field(
        lazy("Your post"),
        LONGEST_POST,
        rows=8,
        help_text=lazy("Saved by itself as you write. Write nothing by which a client could be known."),
    )
    place = OneOf(label=lazy("What it is about"))
    group = OneOf(label=lazy("For whom"))

    def __init__(self, *args: Any, places: list[tuple], groups: list[tuple], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["place"].choices = [(EVERYTHING, _("The whole training")), *places]
        if groups:
            self.fields["group"].choices = [(EVERYTHING, _("Everybody in the run")), *groups]
        else:
            del self.fields["group"]


class AnswerForm(KeyedForm):
    """An answer in a discussion."""

    text = text_field(lazy("Your answer"), LONGEST_POST, help_text=lazy("Saved by itself as you write."))


class PostForm(forms.Form):
    """A post that its writer puts right; the first one of a discussion has the title."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)
    text = text_field(lazy("Your post"), LONGEST_POST, rows=8)

    def __init__(self, *args: Any, has_title: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not has_title:
            del self.fields["title"]


class ReportForm(forms.Form):
    """Why the trainers should look at a post."""

    reason = text_field(lazy("What is wrong with it?"), 500, rows=3)


class HideForm(forms.Form):
    """Why a post is hidden."""

    reason = text_field(
        lazy("Reason"), 300, rows=3, help_text=lazy("The writer sees this. Others see only that the post is hidden.")
    )


class AnnouncementForm(KeyedForm):
    """An announcement; ``groups`` as for a discussion. When it is ``edited``, only its words can change."""

    title = forms.CharField(label=lazy("Title"), max_length=LONGEST_TITLE)
    text = text_field(
        lazy("Text"),
        LONGEST_ANNOUNCEMENT,
        rows=10,
        help_text=lazy("An empty line begins a new paragraph. Web addresses become links."),
    )
    group = OneOf(label=lazy("For whom"))
    by_mail = forms.BooleanField(label=lazy("Send by e-mail too"), required=False)

    def __init__(self, *args: Any, groups: list[tuple], edited: bool = False, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if edited:
            del self.fields["by_mail"]
        if groups and not edited:
            self.fields["group"].choices = [(EVERYTHING, _("Everybody in the run")), *groups]
        else:
            del self.fields["group"]


class QuestionForm(KeyedForm):
    """A participant's message; ``trainers``: [(number, name)]. With one trainer there is nothing to choose."""

    to = forms.ChoiceField(label=lazy("To whom"), widget=forms.RadioSelect)
    text = text_field(lazy("Your message"), LONGEST_MESSAGE, help_text=lazy("Saved by itself as you write."))

    def __init__(self, *args: Any, trainers: list[tuple], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if len(trainers) > 1:
            self.fields["to"].choices = [(ALL_TRAINERS, _("All trainers")), *trainers]
            self.fields["to"].initial = ALL_TRAINERS
        else:
            del self.fields["to"]


class LetterForm(KeyedForm):
    """A trainer's message to some participants; ``people``: [(number, name)]."""

    to = forms.MultipleChoiceField(
        label=lazy("To whom"),
        widget=forms.CheckboxSelectMultiple,
        help_text=lazy("Each gets a message of their own and does not see who else got it."),
        error_messages={"required": lazy("Choose at least one person.")},
    )
    text = text_field(lazy("Your message"), LONGEST_MESSAGE, help_text=lazy("Saved by itself as you write."))

    def __init__(self, *args: Any, people: list[tuple], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["to"].choices = people

    def clean_to(self) -> list[str]:
        """Not more than one letter goes to."""
        chosen = self.cleaned_data["to"]
        if len(chosen) > MOST_RECIPIENTS:
            told = _("A message goes to at most %(number)d people at once. Write an announcement instead.")
            raise forms.ValidationError(told % {"number": MOST_RECIPIENTS})
        return chosen


class MessageForm(KeyedForm):
    """An answer in a conversation."""

    text = text_field(lazy("Your message"), LONGEST_MESSAGE, help_text=lazy("Saved by itself as you write."))
