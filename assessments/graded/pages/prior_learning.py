"""What can be asked to be recognised, and the forms of asking and deciding."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as lazy

from courses.api import Activity, Step
from lms.ui.uploads import ACCEPT, LARGEST, RefusedFile, Upload, checked

LONGEST_TEXT = 6000
#: Assessing oneself cannot be done by anything else.
NOT_RECOGNISED = frozenset({Activity.Kind.COMPETENCE})


@dataclass(frozen=True)
class Target:
    """A step, or all of a module that is not done yet."""

    key: str
    title: str
    activity_ids: tuple[int, ...]


def targets_of(steps: Iterable[Step]) -> dict[str, list[Target]]:
    """What is required and not done, by module: the module as a whole first when it has several such steps."""
    steps = list(steps)
    names = _names_of(steps)
    missing: dict[str, list[Step]] = {}
    for step in steps:
        if step.required and not step.is_done and step.kind not in NOT_RECOGNISED:
            missing.setdefault(step.section_title, []).append(step)
    found = {}
    for section, ones in missing.items():
        single = [Target(f"s-{one.slug}", names[one.activity_id], (one.activity_id,)) for one in ones]
        whole = Target(f"m-{ones[0].section_key}", _("All of module: %(title)s") % {"title": section},
                       tuple(one.activity_id for one in ones))  # fmt: skip
        found[section] = [whole, *single] if len(ones) > 1 else single
    return found


def _names_of(steps: list[Step]) -> dict[int, str]:
    """What each step is called, by activity. Where several have one name, each is told by its module too, and by a
    number where that is the same as well. What is done counts: the name stays the same as one goes on."""
    named = Counter(step.title for step in steps)
    placed = Counter((step.title, step.section_title) for step in steps)
    seen: Counter[tuple[str, str]] = Counter()
    names = {}
    for step in steps:
        place = (step.title, step.section_title)
        seen[place] += 1
        number = f", {seen[place]}" if placed[place] > 1 else ""
        names[step.activity_id] = (
            f"{step.title} ({step.section_title}{number})" if named[step.title] > 1 else step.title
        )
    return names


class ApplicationForm(forms.Form):
    """For what, and on which evidence."""

    target = forms.ChoiceField(label=lazy("What do you know already?"))
    text = forms.CharField(
        label=lazy("Where and when you learned it"),
        required=False,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=lazy("A training, a degree or work. Write nothing by which a client could be known."),
    )
    file = forms.FileField(
        label=lazy("A certificate or other evidence as a file"),
        required=False,
        help_text=lazy("PDF, Word, OpenDocument text, plain text, JPG or PNG, at most 10 MB."),
        widget=forms.FileInput(attrs={"accept": ACCEPT}),
    )

    def __init__(self, targets: dict[str, list[Target]], *args: object, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)
        self.targets = {one.key: one for ones in targets.values() for one in ones}
        groups = [(section, [(one.key, one.title) for one in ones]) for section, ones in targets.items()]
        self.fields["target"].choices = [("", _("Choose")), *groups]
        self.upload: Upload | None = None

    def clean_text(self) -> str:
        return self.cleaned_data["text"].replace("\x00", "").strip()

    def clean_file(self) -> object:
        file = self.cleaned_data.get("file")
        if file:
            try:  # one byte more than allowed is enough to refuse it
                self.upload = checked(file.name or "", file.read(LARGEST + 1))
            except RefusedFile as refusal:
                raise forms.ValidationError(str(refusal)) from None
        return file

    def clean(self) -> dict:
        values = super().clean()
        if not values.get("text") and not self.upload and not self.errors:
            self.add_error("text", _("Tell where you learned it, or add a file."))
        return values

    @property
    def chosen(self) -> Target:
        return self.targets[self.cleaned_data["target"]]


class DecisionForm(forms.Form):
    """Recognised or not, and why."""

    decision = forms.ChoiceField(
        label=lazy("Decision"),
        choices=[("accepted", lazy("Recognise")), ("declined", lazy("Do not recognise"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=lazy("Reason"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=lazy("One or two sentences. The participant can read this. Write nothing about health."),
    )
