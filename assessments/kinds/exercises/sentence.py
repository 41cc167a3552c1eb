"""The sentence builder: beginnings by the author, the rest chosen or written by the person."""

from typing import Any

from django.utils.translation import gettext as gettext_now
from django.utils.translation import gettext_lazy as _

from assessments.kinds.base import AuthorField
from assessments.kinds.exercises.asked_lines import Asked, AskedLines
from assessments.kinds.exercises.base import COMMON_FIELDS, Earlier, Values, told_in

MOST_PIECES = 6
_ENDS = (".", "!", "?", "…")


class Sentence(AskedLines):
    """One or more sentences out of pieces: "Haluan …" + ", koska …"."""

    slug = "sentence"
    label = _("Build a sentence")
    fields = (
        *COMMON_FIELDS,
        AuthorField(
            "pieces",
            _("Pieces"),
            "list",
            fields=(
                AuthorField(
                    "lead",
                    _("Beginning"),
                    "line",
                    help=_("Begin with a comma where the sentence needs one, with a capital where a new one begins."),
                ),
                AuthorField("options", _("Suggestions"), "text", required=False, help=_("One a line.")),
            ),
            minimum=1,
            maximum=MOST_PIECES,
        ),
    )

    def problems(self, values: Values) -> list[str]:
        return [] if values.get("pieces") else [str(_("Give the beginning of at least one sentence."))]

    def deed(self, value: Any) -> str:
        return gettext_now("You built a sentence of your own.")

    def asked(self, values: Values, earlier: Earlier) -> list[Asked]:
        return [
            Asked(str(piece["id"]), str(piece["value"].get("lead") or ""), options=_suggestions(piece["value"]))
            for piece in (values.get("pieces") or ())[:MOST_PIECES]
        ]

    def controls(self, values: Values, value: Any, earlier: Earlier) -> dict[str, Any]:
        shown = super().controls(values, value, earlier)
        for line in shown["lines"]:
            line["heading"] = f"{line['heading'].lstrip(', ')} …"
        return shown | {"told": told_in(value)}

    def kept(self, lines: list[dict[str, str]]) -> dict[str, Any]:
        return {"text": sentence_of([(line["heading"], line["text"]) for line in lines]), "lines": lines}


def _suggestions(piece: Values) -> tuple[tuple[str, str], ...]:
    """(place, text) of the author's suggestions: texts are kept with the answer, so a place is enough."""
    texts = [line.strip() for line in str(piece.get("options") or "").splitlines() if line.strip()]
    return tuple((str(place), text) for place, text in enumerate(texts, start=1))


def sentence_of(pieces: list[tuple[str, str]]) -> str:
    """Beginnings and ends as running text, with the full stops that are missing."""
    told = ""
    for lead, text in pieces:
        goes_on = not lead[:1].isupper()
        told = told.rstrip(" .") if goes_on else closed(told)
        told += f"{'' if lead.startswith(',') else ' '}{lead} {without_lead(text, lead.lstrip(', '))}"
    told = closed(told.lstrip(" ,"))
    return told[:1].upper() + told[1:]


def without_lead(text: str, lead: str) -> str:
    """``text`` without the beginning when the person has written that too."""
    start = f"{lead} ".casefold()
    return text[len(lead) + 1 :] if lead and text.casefold().startswith(start) else text


def closed(text: str) -> str:
    """``text`` with a full stop, unless it ends with a mark or is empty."""
    return text if not text or text.endswith(_ENDS) else f"{text}."
