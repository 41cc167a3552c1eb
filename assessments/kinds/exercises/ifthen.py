"""The if–then plan: what one does when the obstacle comes, and a spare path."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values, headed
from assessments.kinds.exercises.sentence import closed, without_lead


class IfThen(AskedLines):
    """ "If … , then …", told back as one sentence; the spare path is asked if the author wants it."""

    slug = "ifthen"
    label = _("If–then plan")
    fields = (*COMMON_FIELDS, AuthorField("spare", _("Ask for a spare path too"), "flag", required=False, default=True))

    def deed(self, value: Any) -> str:
        return gettext_now("You made a plan for a sticky moment.")

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        spare = Asked("spare", gettext_now("Spare path"), gettext_now("What do you do if the first way does not work?"))
        return [
            Asked("if", pgettext("plan", "If"), gettext_now("The moment when it gets hard.")),
            Asked("then", pgettext("plan", "then I"), gettext_now("One small thing that you do.")),
            *([spare] if values.get("spare", True) else []),
        ]

    def kept(self, lines: list[dict[str, str]]) -> dict[str, Any]:
        return {"text": "\n".join(_sentences(lines)), "lines": lines}


def _sentences(lines: list[dict[str, str]]) -> list[str]:
    """The plan as one sentence when it has both halves; else the lines as they are."""
    words = {line["id"]: without_lead(line["text"], line["heading"]).rstrip(" .") for line in lines}
    if not {"if", "then"} <= words.keys():
        return [headed(line["heading"], line["text"]) for line in lines]
    plan = gettext_now("If %(when)s, then I %(act)s.") % {"when": words["if"], "act": words["then"]}
    spare = [closed(headed(line["heading"], line["text"])) for line in lines if line["id"] == "spare"]
    return [plan, *spare]
