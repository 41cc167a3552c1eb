"""What a page shows of an award: the lines of its snapshot, labelled in the reader's language."""

import base64
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.utils import timezone
from django.utils.translation import get_language, gettext_lazy, ngettext
from django.utils.translation import gettext as _

from certificates.dates import shown_day, shown_period
from certificates.models import Award
from certificates.render.pdf import qr_svg, verify_address
from certificates.rules import State, judge_state
from certificates.serial import typed_form

LANGUAGES = {"fi": gettext_lazy("Finnish"), "sv": gettext_lazy("Swedish"), "en": gettext_lazy("English")}


@dataclass(frozen=True)
class Line:
    """One labelled fact. ``lang`` is set when the value is in the certificate's language, not the reader's."""

    label: str
    value: str
    lang: str = ""


class Sheet:
    """An award as a page shows it: the equal of its PDF."""

    def __init__(self, award: Award) -> None:
        self.award = award
        self.says: dict[str, Any] = award.public
        self.lang: str = award.language

    @property
    def state(self) -> State:
        return judge_state(superseded_at=self.award.superseded_at, revoked_at=self.award.revoked_at)

    @property
    def state_since(self) -> str:
        """The day on which it was revoked or superseded."""
        since = self.award.revoked_at or self.award.superseded_at
        return shown_day(timezone.localdate(since), get_language()) if since else ""

    @property
    def today(self) -> str:
        """The day of checking."""
        return shown_day(timezone.localdate(), get_language())

    @property
    def issued_on(self) -> str:
        return shown_day(self.says["issued_on"], get_language())

    @cached_property
    def facts(self) -> list[Line]:
        says, issuer = self.says, self.says["issuer"]
        named = [issuer["name"], _("Business ID %(id)s") % {"id": issuer["business_id"]}, issuer["country"]]
        given = [part for part, known in zip(named, issuer.values(), strict=True) if known]
        lines = [
            Line(_("Extent"), ngettext("%(n)d hour", "%(n)d hours", says["hours"]) % {"n": says["hours"]}),
            Line(_("Studied"), shown_period(says["studied_from"], says["studied_to"], get_language())),
            Line(_("Issued on"), self.issued_on),
            Line(_("Issuer"), ", ".join(given), self.lang),
            Line(_("Certificate number"), says["number"]),
        ]
        return [line for line in lines if line.value]

    @cached_property
    def grounds(self) -> list[Line]:
        """How it was studied and assessed, in running text."""
        says = self.says
        lines = [
            Line(_("Form of study"), says["participation"], self.lang),
            Line(_("Assessment"), says["assessment"], self.lang),
            Line(_("What the certificate rests on"), says["basis"], self.lang),
            Line(_("Recognised on the ground of prior learning"), ", ".join(says.get("recognised", ())), self.lang),
        ]
        return [line for line in lines if line.value]

    @cached_property
    def particulars(self) -> list[Line]:
        """The small facts at the end."""
        says = self.says
        signed = ", ".join(part for part in (says["signatory"]["name"], says["signatory"]["title"]) if part)
        lines = [
            Line(_("Completed"), self._completed()),
            Line(_("Signed by"), signed, self.lang),
            Line(_("Language of study"), str(LANGUAGES.get(says["language"], says["language"]))),
            Line(_("Version of the contents"), says["content_version"]),
        ]
        return [line for line in lines if line.value]

    def _completed(self) -> str:
        steps = ngettext("%(n)d step", "%(n)d steps", self.says["steps"]) % {"n": self.says["steps"]}
        passed = self.says["quizzes_passed"]
        quizzes = ngettext("%(n)d quiz passed", "%(n)d quizzes passed", passed) % {"n": passed}
        return f"{steps}, {quizzes}" if passed else steps

    @property
    def code(self) -> str:
        return typed_form(self.award.serial, self.award.check_code)

    @property
    def verify_url(self) -> str:
        return verify_address(self.award)

    @property
    def qr(self) -> str:
        """The QR code as an address that the content policy allows."""
        return "data:image/svg+xml;base64," + base64.b64encode(qr_svg(self.verify_url).encode()).decode()
