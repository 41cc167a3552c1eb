"""How one is and how much energy there is, in words. Nothing is counted, compared or judged."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Exercise, Values, written_in

ASKED = {
    "mood": (
        _("Mood"),
        {
            "very-bad": pgettext_lazy("mood", "very bad"),
            "bad": pgettext_lazy("mood", "bad"),
            "between": pgettext_lazy("mood", "in between"),
            "good": pgettext_lazy("mood", "good"),
            "very-good": pgettext_lazy("mood", "very good"),
        },
    ),
    "energy": (
        _("Energy"),
        {
            "empty": pgettext_lazy("energy", "empty"),
            "little": pgettext_lazy("energy", "a little"),
            "half": pgettext_lazy("energy", "half"),
            "almost": pgettext_lazy("energy", "almost full"),
            "full": pgettext_lazy("energy", "full"),
        },
    ),
}


class Mood(Exercise):
    """Two questions with five words each; either may be left."""

    slug = "mood"
    label = _("Mood and energy")
    fields = COMMON_FIELDS

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        chosen = {line["id"]: line.get("step") for line in written_in(value)}
        groups = [
            {
                "id": name,
                "heading": heading,
                "steps": [{"id": key, "text": text, "checked": chosen.get(name) == key} for key, text in steps.items()],
                "is_chosen": chosen.get(name) in steps,
            }
            for name, (heading, steps) in ASKED.items()
        ]
        return {"target": "mood-very-bad", "groups": groups}

    def parse(self, post: Any, values: Values, earlier: Earlier) -> dict[str, Any] | None:
        lines = [
            {"id": name, "heading": str(heading), "text": str(steps[post[name]]), "step": post[name]}
            for name, (heading, steps) in ASKED.items()
            if post.get(name) in steps
        ]
        return {"lines": lines} if lines else None

    def deed(self, value: Any) -> str:
        return gettext_now("You stopped to feel how you are.")
