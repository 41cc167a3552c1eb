"""A scale that somebody has filled in on a sheet of paper, typed in on one page with the numbers of the sheet."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.utils.translation import get_language
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.scales import said_in
from assessments.personal.api import keep_replies
from content.coaching_acts import one_act, person_of
from content.coaching_typing import PaperForm
from content.measuring import Asking
from courses.api import enrol_pseudonymously


@dataclass(frozen=True)
class Line:
    """One statement of the sheet: ``chosen`` is the number of its option, "" for none; ``name`` that of its field."""

    number: int
    item_id: str
    text: str
    is_foreign: bool
    chosen: str

    @property
    def name(self) -> str:
        return f"v{self.number}"


@dataclass(frozen=True)
class Sheet:
    """The whole page."""

    asking: Asking
    lines: list[Line]
    form: PaperForm

    @property
    def options(self) -> list[tuple[str, str]]:
        """(number, words) of the options, in the sheet's order."""
        return [(str(number), text) for number, text in enumerate(self.asking.options_in_words, start=1)]

    @property
    def is_empty(self) -> bool:
        return not any(line.chosen for line in self.lines)


@sensitive_variables()
def sheet_of(request: HttpRequest, asking: Asking) -> Sheet:
    """The page as it is opened, with what was replied before, or as it was posted."""
    post = request.POST if request.method == "POST" else None
    known = {str(number) for number in range(1, len(asking.instrument.options) + 1)}
    given: dict[str, Any] = asking.mine.replies if asking.mine else {}
    lines = []
    for number, item in enumerate(asking.instrument.asked, start=1):
        sent = str(given.get(item.id) or "") if post is None else post.get(f"v{number}", "")
        chosen = sent if sent in known else ""
        foreign = not item.texts.get(get_language())
        lines.append(Line(number, item.id, said_in(item.texts, get_language()), foreign, chosen))
    return Sheet(asking, lines, PaperForm(post, prefix="paper"))


@sensitive_variables()
def keep_sheet(request: HttpRequest, sheet: Sheet) -> None:
    """Keep the whole sheet at once; a newcomer's makes the pseudonymous person. An option that was taken away since
    the page was opened goes; "I cannot say", which no sheet has, stays. Raises ``CannotEnrol`` and ``Finished``."""
    asking = sheet.asking
    before = asking.mine.replies if asking.mine else {}
    replies = {line.item_id: int(line.chosen) for line in sheet.lines if line.chosen}
    cleared = {line.item_id for line in sheet.lines if not line.chosen and before.get(line.item_id)}
    with one_act(request):
        learner = person_of(request)
        if asking.programme.enrolment is None:
            enrol_pseudonymously(run=asking.programme.run, learner=learner)
        which = {"learner": learner, "version": asking.version, "moment": asking.moment}
        keep_replies(**which, replies=replies, cleared=cleared, paper=sheet.form.paper)
