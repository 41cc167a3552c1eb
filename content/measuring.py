"""Where somebody is in a scale: which statement, of which version, and what they have chosen so far."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.http import Http404, HttpRequest
from django.urls import reverse
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.kinds.scales import Instrument, said_in
from assessments.personal.api import (
    Measured,
    ScaleVersion,
    keep_reply,
    measured_by,
    moments_taken,
    newest_version,
    newest_versions,
    version_to_ask,
)
from content.coaching import Programme, programme_for
from content.coaching_acts import one_act, person_of
from content.scales import offered_scales
from courses.api import enrol_pseudonymously

#: Moments as they stand in addresses.
MOMENTS = {"alku": "start", "puolivali": "halfway", "loppu": "end"}
WORDS = {moment: word for word, moment in MOMENTS.items()}
#: What "I cannot say" sends.
CANNOT_SAY = "0"


@dataclass(frozen=True)
class Asking:
    """One moment of a scale for one person; ``mine`` is what they have replied at it."""

    programme: Programme
    version: ScaleVersion
    moment: str
    mine: Measured | None

    @cached_property
    def instrument(self) -> Instrument:
        return self.version.instrument

    @property
    def slug(self) -> str:
        return self.version.scale.slug

    @property
    def word(self) -> str:
        return WORDS[self.moment]

    @property
    def title(self) -> str:
        return said_in(self.instrument.titles, get_language())

    @property
    def intro(self) -> str:
        return said_in(self.instrument.intros, get_language())

    @property
    def timeframe(self) -> str:
        return said_in(self.instrument.timeframes, get_language())

    @property
    def count(self) -> int:
        return len(self.instrument.asked)

    @property
    def is_finished(self) -> bool:
        return bool(self.mine and self.mine.finished_at)

    @property
    def onward_url(self) -> str:
        """The first statement without a reply, or the end of them."""
        return self.url_of(self.mine.next_number if self.mine else 1)

    def url_of(self, number: int) -> str:
        """The address of a statement; past the last one that of looking back."""
        if number > self.count:
            return self.named("measure-review")
        return reverse("coaching:measure-statement", args=[self.programme.code, self.slug, self.word, number])

    def named(self, name: str) -> str:
        return reverse(f"coaching:{name}", args=[self.programme.code, self.slug, self.word])

    @property
    def named_begin(self) -> str:
        return self.named("measure-begin")

    @property
    def named_type_in(self) -> str:
        return self.named("measure-type-in")

    @property
    def named_delete(self) -> str:
        return self.named("measure-delete")

    @property
    def label(self) -> str:
        """The moment in words."""
        return {"start": _("At the start"), "halfway": _("Half-way"), "end": _("At the end")}[self.moment]

    @property
    def result_url(self) -> str:
        return reverse("coaching:measure-result", args=[self.programme.code, self.slug])

    def replies(self) -> list[dict[str, Any]]:
        """Every statement with its number, its address and what was chosen, in words."""
        given = self.mine.replies if self.mine else {}
        return [
            {
                "number": number,
                "text": said_in(item.texts, get_language()),
                "url": self.url_of(number),
                "chosen": self.option_in_words(given[item.id]) if item.id in given else "",
            }
            for number, item in enumerate(self.instrument.asked, start=1)
        ]

    @property
    def options_in_words(self) -> list[str]:
        return [said_in(option.texts, get_language()) for option in self.instrument.options]

    def option_in_words(self, chosen: int | None) -> str:
        if chosen is None:
            return _("I cannot say")
        return said_in(self.instrument.options[chosen - 1].texts, get_language())


@dataclass(frozen=True)
class Statement:
    """One statement on one screen."""

    asking: Asking
    number: int

    @property
    def item(self) -> Any:
        return self.asking.instrument.asked[self.number - 1]

    @property
    def text(self) -> str:
        return said_in(self.item.texts, get_language())

    @property
    def is_foreign(self) -> bool:
        """Whether nobody has translated it yet."""
        return not self.item.texts.get(get_language())

    @property
    def options(self) -> list[dict[str, Any]]:
        """(value, text, chosen) of every option, and of not being able to say."""
        mine = self.asking.mine
        has, chosen = bool(mine and self.item.id in mine.replies), mine and mine.replies.get(self.item.id)
        texts = [said_in(option.texts, get_language()) for option in self.asking.instrument.options]
        steps = [{"value": n, "text": text, "chosen": has and chosen == n} for n, text in enumerate(texts, start=1)]
        return [*steps, {"value": CANNOT_SAY, "text": _("I cannot say"), "chosen": has and chosen is None}]

    @property
    def next_url(self) -> str:
        return self.asking.url_of(self.number + 1)

    @property
    def previous_url(self) -> str:
        return self.asking.url_of(self.number - 1) if self.number > 1 else self.asking.named("measure-begin")

    def reads(self, sent: str) -> tuple[bool, int | None]:
        """Whether what was sent is an option here, and which; None is "I cannot say"."""
        values = {str(option["value"]) for option in self.options}
        return sent in values, (int(sent) or None) if sent in values else None


def asking_of(request: HttpRequest, programme: str, scale: str, word: str) -> Asking:
    """The scale at a moment for whoever asks, or 404. What was begun can be gone on with when the scale is offered
    no more."""
    found = programme_for(request.learner, programme)
    mine = measured_by(request.learner, scale) if request.learner else {}
    moment = MOMENTS.get(word, "")
    newest = newest_version(scale) or (mine[moment].version if moment in mine else None)
    if newest is None:
        raise Http404
    version = version_to_ask(newest, moment, mine)
    if moment not in moments_of(version.instrument):
        raise Http404
    same = mine.get(moment)
    return Asking(found, version, moment, same)


def statement_of(request: HttpRequest, programme: str, scale: str, word: str, number: int) -> Statement:
    """One statement, or 404."""
    asking = asking_of(request, programme, scale, word)
    if not 1 <= number <= asking.count:
        raise Http404
    return Statement(asking, number)


def moments_of(instrument: Instrument) -> tuple[str, ...]:
    """When the scale is asked."""
    return ("start", "end") if instrument.compares else ("halfway",)


def overview_of(found: Programme, learner: Any) -> list[dict[str, Any]]:
    """Every offered scale with its moments and how far each is; of one that is offered no more only what was
    answered."""
    taken = moments_taken(learner) if learner else {}
    rows = []
    for version in newest_versions(also={scale for scale, _moment in taken}):
        askings = [Asking(found, version, moment, None) for moment in moments_of(version.instrument)]
        states = [(one, taken.get((version.scale_id, one.moment))) for one in askings]
        offered = version.scale.is_offered
        moments = [_moment_row(one, state) for one, state in states if offered or state is not None]
        rows.append(
            {"asking": askings[0], "moments": moments, "done": any(row["done"] for row in moments), "offered": offered}
        )
    return rows


def _moment_row(asking: Asking, is_finished: bool | None) -> dict[str, Any]:
    state, kind = _("Not begun"), ""
    if is_finished is not None:
        state, kind = (_("Done"), "done") if is_finished else (_("Half done"), "now")
    return {"asking": asking, "label": asking.label, "state": state, "kind": kind, "done": bool(is_finished)}


def paper_of(found: Programme, scale: str) -> Asking:
    """The newest version of a scale without anybody's replies, or 404."""
    version = newest_version(scale)
    if version is None:
        raise Http404
    return Asking(found, version, moments_of(version.instrument)[0], None)


@sensitive_variables()
def keep(request: HttpRequest, statement: Statement, chosen: int | None) -> None:
    """Keep a reply; a newcomer's first makes the pseudonymous person and puts them on the path. Raises
    ``CannotEnrol`` and ``Finished``."""
    asking = statement.asking
    with one_act(request):
        learner = person_of(request)
        if asking.programme.enrolment is None:
            enrol_pseudonymously(run=asking.programme.run, learner=learner)
        keep_reply(
            learner=learner, version=asking.version, moment=asking.moment, item_id=statement.item.id, chosen=chosen
        )


def offers_of(request: HttpRequest, found: Programme) -> dict[str, Any]:
    """For the pages of the path: whether there are scales at all, and what is offered now to somebody on it."""
    there = bool(offered_scales.get())
    taken = moments_taken(request.learner) if there and found.enrolment else None
    return {"measures": there, "offer": None if taken is None else offer_for(found, taken)}


def offer_for(found: Programme, taken: dict[tuple[int, str], bool]) -> dict[str, str] | None:
    """What the path offers now: the start until it is taken or half is done, then the look half-way, the end when
    every part is done. Only an offer: nothing waits for it, and once taken it is not made again."""
    done = sum(1 for part in found.parts if part.step.is_done)
    half, whole = 2 * done >= len(found.parts) > 0, done == len(found.parts) > 0
    for version in offered_scales.get():
        for moment in moments_of(version.instrument):
            has_start = taken.get((version.scale_id, "start"), False)
            due = {"start": not half and not has_start, "halfway": half and not whole, "end": whole and has_start}
            if due[moment] and not taken.get((version.scale_id, moment)):
                asking = Asking(found, version, moment, None)
                return {
                    "title": asking.title,
                    "url": asking.named("measure-begin"),
                    "begun": "1" if (version.scale_id, moment) in taken else "",
                }
    return None
