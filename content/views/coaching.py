"""The coaching programme for anybody: the path, a screen at a time, and "done for today". No account needed.

A newcomer's page is the same for all, sets no cookie and may be cached; a page of somebody who has saved anything is
kept nowhere.
"""

from dataclasses import replace
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.crypto import get_random_string
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods, require_safe

from assessments.personal.api import (
    BUTTON_STEP,
    OlderThanKept,
    OpenPage,
    Refused,
    WrittenElsewhere,
    asked_to_change,
    newest_answers_of,
)
from content.coaching import coming_parts, programme_for
from content.coaching_acts import CodeRefused, keep_answer, leave_screen, mark_done_in_mind, person_by_code
from content.coaching_code import code_card
from content.coaching_letter import waiting_letter
from content.coaching_mood import check_of
from content.coaching_place import (
    Place,
    answers_in,
    carried_over,
    earlier_of,
    just_saved,
    numbers_of,
    onward_from,
    onward_of,
    place_of,
    stones_of,
)
from content.coaching_windows import both_of, choice_between
from content.gentle import gentle_of
from content.levels import PLAIN, keep_level, level_of
from content.measuring import offers_of
from content.offline import workers_for
from courses.api import CannotEnrol
from lms.accounts.api import for_learner, open_post
from lms.ui.site import addresses

MOST_SEQ = 10**12


def answer(request: HttpRequest, name: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    """A page of the programme. Only a newcomer's ordinary page may be kept by anybody, and it has no token."""
    personal = bool(request.learner) or status != 200
    shell = {"personal": personal, "offline": workers_for(request, request.resolver_match.kwargs["programme"])}
    shell |= {"level": level_of(request)}
    response = render(request, f"content/coaching/{name}.html", shell | context, status=status)
    is_for_all = not personal and request.method != "POST"
    response["Cache-Control"] = "public, max-age=0" if is_for_all else "private, no-store"
    return keep_level(request, response)


@for_learner
@require_safe
def path(request: HttpRequest, programme: str) -> HttpResponse:
    """The ten stones, and where to go on. Whoever stops in the middle of a part comes here, so the code is here too."""
    found = programme_for(request.learner, programme)
    answers = answers_in(request.learner, found)
    onward = onward_from(found, answers)
    stones = stones_of(found, onward, coming_parts(found.run.course, get_language()))
    context = {"programme": found, "onward": onward, "stones": stones, "card": code_card(request, found)}
    context |= {"numbers": numbers_of(found, answers), "letter": waiting_letter(found, answers)}
    context |= {"asked": asked_to_change(request.learner) if request.learner else None}
    return answer(request, "path", context | offers_of(request, found) | gentle_of(request.learner, found))


@for_learner
@require_safe
def start(request: HttpRequest, programme: str) -> HttpResponse:
    """The way in from anywhere: the first exercise, or where one left off."""
    onward = onward_of(request, programme)
    return redirect(onward.url if onward else reverse("coaching:path", args=[programme]))


@for_learner
@require_safe
def light(request: HttpRequest, programme: str) -> HttpResponse:
    """The two-minute version of the part where one is; the path, when there is none."""
    onward = onward_of(request, programme)
    only = onward and onward.part.light
    if not only:
        return redirect("coaching:path", programme)
    return redirect(reverse("coaching:screen", args=[programme, onward.part.number, only.number]) + "?kevyt=1")


@for_learner
@require_safe
def cards(request: HttpRequest, programme: str) -> HttpResponse:
    """The small cards, from an address that the browser also answers without a network."""
    programme_for(None, programme)
    where = addresses(get_language()).get("cards")
    if where is None:
        raise Http404
    return redirect(where)


@open_post
@for_learner
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def screen(request: HttpRequest, programme: str, part: int, screen: int) -> HttpResponse:
    """One screen: something to read, or one exercise."""
    place = place_of(request, programme, part, screen)
    if request.method != "POST":
        return show(request, place)
    if place.screen.exercise is None:
        leave_screen(request, place=place, value=None, page=OpenPage())
        return redirect(place.next_url)
    if not has_lost_its_person(request):
        return turn_language(request, place) if request.POST.get("act") == "language" else keep(request, place)
    if is_autosave(request) or not request.POST.get("code"):
        return ask_whose(request, place)
    try:
        person_by_code(request, request.POST["code"])
    except CodeRefused as refusal:
        return ask_whose(request, place, str(refusal))
    return keep(request, place_of(request, programme, part, screen))


def show(
    request: HttpRequest, place: Place, *, typed: Any = None, error: str = "", lost: str = "", status: int = 200
) -> HttpResponse:
    """The screen with the person's answer, or with what they typed when it could not be kept."""
    here, mine = place.screen, place.mine
    context = {"place": place, "lost": lost, "saved": just_saved(request, place)}
    context |= {"error": "" if lost else error, "code_error": error if lost else ""}
    context |= {"writer": request.POST.get("writer", "")[:32] or get_random_string(16)}
    context |= {"base": request.POST.get("base", "")[:20] if request.method == "POST" else mine.seq if mine else 0}
    level = level_of(request)
    context |= {"lacks_plain": level == PLAIN and not here.has_plain}
    if here.exercise:
        value = typed if request.method == "POST" else mine and mine.value
        ask = here.exercise.ask(here.values, value, earlier_of(request, place))
        context |= {"ask": ask, "carried": carried_over(ask), "problems": problems_of(ask, error, lost)}
        context |= {"values": here.asked_at_level(level)}
    else:
        context |= check_of(request.learner, place) | {"reading": here.at_level(level)}
    return answer(request, "screen", context, status)


def problems_of(ask: dict[str, Any], error: str, lost: str) -> list[dict[str, str]]:
    """The error summary: what is the matter, and where to put it right."""
    whose = _("This device no longer knows whose page this is. Your text is still here.") if lost else ""
    problems = [{"text": whose, "target": "code" if lost == "code" else ""}] if lost else []
    if error:
        problems.append({"text": error, "target": "code" if lost else ask["target"]})
    return problems


@sensitive_variables()
def keep(request: HttpRequest, place: Place) -> HttpResponse:
    """Keep what was posted and go on. Whatever stands in the way, the text comes back."""
    here, value = place.screen, None
    act, page = request.POST.get("act", ""), open_page(request)
    try:
        value = None if act == "skip" else here.exercise.parse(request.POST, here.values, earlier_of(request, place))
        if is_autosave(request):
            kept = keep_answer(request, place=place, value=value, page=page)
            return JsonResponse({"seq": page.seq, "kept": kept})
        final = both_of(place, value) if act == "both" else value
        kept = leave_screen(request, place=place, value=final, page=page, act=act)
    except OlderThanKept:
        return JsonResponse({"reason": "older"}, status=409)
    except WrittenElsewhere:
        return choose(request, place, value)
    except (Refused, CannotEnrol) as refusal:
        return refuse(request, place, str(refusal), typed=getattr(refusal, "typed", value))
    goal = place.url if act == "both" else place.next_url
    return redirect(f"{goal}?tallessa={here.number}" if kept else goal)


@sensitive_variables()
def turn_language(request: HttpRequest, place: Place) -> HttpResponse:
    """The same screen in another language or at another level, with what was typed. Of somebody known it is saved on
    the way, as by an autosave, so that they still stand here; of a newcomer nothing is kept."""
    value, page = None, replace(open_page(request), seq=(place.mine.seq if place.mine else 0) + BUTTON_STEP)
    try:
        value = place.screen.exercise.parse(request.POST, place.screen.values, earlier_of(request, place))
        if request.learner:
            keep_answer(request, place=place, value=value, page=page)
            return redirect(request.get_full_path())
    except WrittenElsewhere:
        return choose(request, place, value)
    except (Refused, CannotEnrol, OlderThanKept) as refusal:
        return show(request, place, typed=getattr(refusal, "typed", value))
    return show(request, place, typed=value)


@sensitive_variables()
def choose(request: HttpRequest, place: Place, ours: Any) -> HttpResponse:
    """409: another window has kept something else. Both are shown, and the person chooses."""
    if is_autosave(request):
        return JsonResponse({"error": "conflict"}, status=409)
    fresh = place_of(request, place.programme.code, place.part.number, place.screen.number)
    return answer(request, "conflict", choice_between(request, fresh, ours), status=409)


def open_page(request: HttpRequest) -> OpenPage:
    """Which of the person's open pages this comes from, and what it had seen."""
    base = request.POST.get("base", "")
    return OpenPage(
        writer=request.POST.get("writer", "")[:32].replace("\x00", ""),
        base=int(base) if base.isascii() and base.isdigit() and len(base) < 20 else None,
        seq=seq_of(request),
    )


@sensitive_variables()
def refuse(request: HttpRequest, place: Place, sentence: str, *, typed: Any, lost: str = "") -> HttpResponse:
    """422: what was typed comes back with the reason."""
    if is_autosave(request):
        return JsonResponse({"reason": sentence}, status=422)
    return show(request, place, typed=typed, error=sentence, lost=lost, status=422)


@sensitive_variables()
def ask_whose(request: HttpRequest, place: Place, sentence: str = "") -> HttpResponse:
    """The page was somebody's, but this device no longer knows whose: nothing is kept under a new name unasked."""
    here = place.screen
    if is_autosave(request):
        return JsonResponse({"reason": "session"}, status=401)
    try:
        typed = here.exercise.parse(request.POST, here.values, earlier_of(request, place))
    except Refused as refusal:
        typed = refusal.typed
    return refuse(request, place, sentence, typed=typed, lost=request.POST["known"])


def has_lost_its_person(request: HttpRequest) -> bool:
    """Whether the form was printed for somebody who is not here any more (and does not start anew on purpose)."""
    was_known = bool(request.POST.get("known")) or is_autosave(request)
    return was_known and not request.learner and request.POST.get("act") != "new"


def is_autosave(request: HttpRequest) -> bool:
    return request.headers.get("X-Requested-With") == "autosave" or "X-Autosave" in request.headers


def seq_of(request: HttpRequest) -> int | None:
    """The place of an autosave among those of its page; None for a pressed button."""
    text = request.POST.get("seq", "")
    if not is_autosave(request):
        return None
    return min(int(text), MOST_SEQ) if text.isascii() and text.isdigit() and len(text) < 20 else 0


@open_post
@for_learner
@require_http_methods(["GET", "HEAD", "POST"])
def done(request: HttpRequest, programme: str, part: int) -> HttpResponse:
    """Done for today: what the person did, in words. A POST says "I did this in my mind"."""
    found = programme_for(request.learner, programme)
    here = found.part(part)
    error = ""
    if request.method == "POST":
        try:
            mark_done_in_mind(request, programme=found, part=here)
            return redirect("coaching:done", programme, part)
        except CannotEnrol as refusal:
            error = str(refusal)
    answers = newest_answers_of(request.learner, [here.step.activity_key]) if request.learner else {}
    deeds = [answers[screen.key].deed for screen in here.exercises if screen.key in answers]
    context = {"programme": found, "part": here, "deeds": list(filter(None, deeds)), "error": error}
    context |= {"next_part": found.next_part(part), "card": code_card(request, found)}
    context |= offers_of(request, found) | gentle_of(request.learner, found)
    return answer(request, "done", context, status=422 if error else 200)
