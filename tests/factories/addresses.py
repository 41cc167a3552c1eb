"""An address in the small world for every URL name, and what an honest form there would post."""

from collections.abc import Iterator
from pathlib import PurePosixPath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.utils.translation import override

from assessments.graded.models import PeerReview, PeerTurn
from assessments.personal.models import Entry
from content.models import Organiser
from content.packages import holding
from content.packages.archive import zip_of
from content.packages.export import export_course
from lms.jobs.choices import stop_address
from tests.factories.guidance_world import PROJECT, guidance_addresses, guidance_posts
from tests.factories.world import CANARIES, World
from tests.factories.world_admissions import admission_addresses, admission_posts
from tests.factories.world_coaching import coach_addresses, coach_posts
from tests.factories.world_discussions import talk_addresses, talk_posts
from tests.factories.world_followups import follow_up_addresses, follow_up_posts
from tests.factories.world_invitations import invitation_addresses, invitation_posts
from tests.factories.world_marking import marking_addresses, marking_posts
from tests.factories.world_measures import measure_addresses, measure_posts
from tests.factories.world_meetings import day_addresses, day_posts
from tests.factories.world_own import own_addresses, own_posts
from tests.factories.world_reminders import reminder_addresses, reminder_posts
from tests.factories.world_runs import run_addresses, run_posts

ADMIN = "hallinta/"
MARKING = ("mark", "save", "take", "cover")


def named_urls() -> Iterator[tuple[str, str]]:
    """(name with its namespaces, route) of everything that the site can answer, in one language."""
    yield from _walk(get_resolver(), (), "")


def _walk(resolver: URLResolver, spaces: tuple[str, ...], route: str) -> Iterator[tuple[str, str]]:
    for pattern in resolver.url_patterns:
        here = route + str(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield ":".join([*spaces, pattern.name or "-"]), here
        else:
            inner = (*spaces, pattern.namespace) if pattern.namespace else spaces
            yield from _walk(pattern, inner, here)


def addresses_of(world: World) -> dict[str, str]:
    """One address a name; where who may see it differs, one for each ``name[case]``. In Finnish: the patterns are the
    same in every language."""
    with override("fi"):
        return _addresses(world)


def _addresses(world: World) -> dict[str, str]:
    plain = {
        name: reverse(name)
        for name, route in named_urls()
        if "<" not in route and "(" not in route and not route.startswith(ADMIN)
    }
    return (
        plain | _studies(world) | _coaching(world) | _trainer(world) | _content(world) | _others(world) | _admin(world)
    )


def _studies(world: World) -> dict[str, str]:
    run, quiz, lesson, second = world.run.code, world.quiz.slug, world.lesson.slug, world.pages["second"].slug
    key = world.award.key
    return {
        "dashboard:course": reverse("dashboard:course", args=[run]),
        "dashboard:certificate": reverse("dashboard:certificate", args=[run]),
        "graded:intro": world.quiz_address,
        "graded:question": reverse("graded:question", args=[run, quiz, 1]),
        "graded:save": reverse("graded:save", args=[run, quiz, 1]),
        "graded:review": reverse("graded:review", args=[run, quiz]),
        "graded:result": reverse("graded:result", args=[run, quiz, 1]),
        **_assignments(world),
        **guidance_addresses(world),
        **invitation_addresses(world.run),
        **admission_addresses(world),
        **day_addresses(world),
        **talk_addresses(world),
        **follow_up_addresses(world),
        "steps:step": reverse("steps:step", args=[run, lesson]),
        "steps:done": reverse("steps:done", args=[run, second]),
        "steps:undo": reverse("steps:undo", args=[run, lesson]),
        "own_certificates:detail": reverse("own_certificates:detail", args=[key]),
        "own_certificates:pdf": reverse("own_certificates:pdf", args=[key]),
        "certificates:verify": reverse("certificates:verify", args=[key]),
        "certificates:verify_json": reverse("certificates:verify_json", args=[key]),
        "courses:enrol": reverse("courses:enrol", args=[run]),
        "courses:leave": reverse("courses:leave", args=[run]),
    }


def _assignments(world: World) -> dict[str, str]:
    run, draft, given = world.run.code, world.draft.slug, world.handed_in
    file, answered = given.files.get().pk, world.answer_file
    plain = ("assignment", "assignment-save", "assignment-hand-in")
    found = {f"graded:{name}": reverse(f"graded:{name}", args=[run, draft]) for name in plain}
    marking = {f"marking:{name}": reverse(f"marking:{name}", args=[given.pk]) for name in MARKING}
    slug = given.work.activity.slug
    return (
        found
        | marking
        | _peers(run, slug, given.pk)
        | {
            "graded:assignment[handed in]": reverse("graded:assignment", args=[run, slug]),
            "graded:assignment-withdraw": reverse("graded:assignment-withdraw", args=[run, slug]),
            "graded:assignment-confirm": reverse("graded:assignment-confirm", args=[run, slug]),
            "graded:assignment-file": reverse("graded:assignment-file", args=[run, slug, file]),
            "graded:answer-file": reverse("graded:answer-file", args=[run, world.quiz.slug, answered.pk]),
            "marking:answer": reverse("marking:answer", args=[world.essay.pk]),
            "marking:answer-save": reverse("marking:answer-save", args=[world.essay.pk]),
            "marking:answer-file": reverse("marking:answer-file", args=[answered.response_id, answered.pk]),
            **marking_addresses(world),
            "marking:file": reverse("marking:file", args=[given.pk, file]),
            "marking:extension": reverse("marking:extension", args=[run, world.enrolment.pk, draft]),
        }
    )


def _peers(run: str, slug: str, given: int) -> dict[str, str]:
    """The owner's own turn with another's text."""
    read = PeerTurn.objects.get(sent_at=None)
    turn, file = read.pk, read.submission.files.get().pk
    own = ("peer-review", "peer-save")
    return {
        **{f"graded:{name}": reverse(f"graded:{name}", args=[run, slug]) for name in ("peers", "peer-take")},
        **{f"graded:{name}": reverse(f"graded:{name}", args=[run, slug, turn]) for name in own},
        "graded:peer-file": reverse("graded:peer-file", args=[run, slug, turn, file]),
        "marking:peers": reverse("marking:peers", args=[given]),
        "marking:peer-waive": reverse("marking:peer-waive", args=[given]),
        "marking:peer-give": reverse("marking:peer-give", args=[given]),
    }


def _coaching(world: World) -> dict[str, str]:
    code = world.programme.code
    plain = ("path", "start", "light", "cards", "any-code", "resume", "own", "delete-all", "new-code", "device")
    plain = (*plain, "clear-device")
    found = {f"coaching:{name}": reverse(f"coaching:{name}", args=[code]) for name in plain}
    for who, learner in (("jobseeker's", world.seeker), ("trainee's", world.enrolment.learner)):
        entry = Entry.objects.get(vault__owner=learner)
        found[f"coaching:delete-one[{who}]"] = reverse("coaching:delete-one", args=[code, entry.pk])
    return found | {
        **coach_addresses(world),
        **measure_addresses(world),
        **own_addresses(world),
        **reminder_addresses(world),
        "coaching:screen": reverse("coaching:screen", args=[code, 1, 3]),
        "coaching:done": reverse("coaching:done", args=[code, 1]),
    }


def _trainer(world: World) -> dict[str, str]:
    run, pk, second = world.run.code, world.enrolment.pk, world.pages["second"].slug
    owner = world.enrolment.learner.user
    plain = ("run", "edit", "changes", "trainers", "dismiss", "awards", "arrangements", "results")
    arrangement = world.enrolment.accommodations.get().pk
    return {f"trainer:{name}": reverse(f"trainer:{name}", args=[run]) for name in plain} | {
        **run_addresses(world.run),
        "trainer:participant": reverse("trainer:participant", args=[run, pk]),
        "trainer:approve": reverse("trainer:approve", args=[run, pk]),
        "trainer:take-out": reverse("trainer:take-out", args=[run, pk]),
        "trainer:sign-ups-export": reverse("trainer:sign-ups-export", args=[run, "csv"]),
        "trainer:awards-export": reverse("trainer:awards-export", args=[world.award_run.code, "csv"]),
        "trainer:person": reverse("trainer:person", args=[owner.key]),
        "trainer:person-check": reverse("trainer:person-check", args=[owner.key]),
        "trainer:person-join": reverse("trainer:person-join", args=[owner.key, world.people["stranger"].key]),
        "trainer:person-arrangements": reverse("trainer:person-arrangements", args=[run, pk]),
        "trainer:withdraw-arrangement": reverse("trainer:withdraw-arrangement", args=[run, arrangement]),
        "trainer:dates": reverse("trainer:dates", args=[run]),
        "trainer:quiz-times": reverse("trainer:quiz-times", args=[run, world.quiz.slug]),
        "trainer:mark": reverse("trainer:mark", args=[run, pk, second]),
        "trainer:results-export": reverse("trainer:results-export", args=[run, "csv"]),
        "trainer:results-person": reverse("trainer:results-person", args=[run, pk]),
        "trainer:override": reverse("trainer:override", args=[run, pk, world.quiz.slug]),
        "trainer:quiz-questions": reverse("trainer:quiz-questions", args=[run, world.quiz.slug]),
        "trainer:regrade": reverse("trainer:regrade", args=[run, world.quiz.slug]),
        "trainer:revoke": reverse("trainer:revoke", args=[world.award_run.code, world.award.key]),
        "trainer:correct": reverse("trainer:correct", args=[world.award_run.code, world.award.key]),
        "teaching:contents": reverse("teaching:contents", args=[run]),
        "teaching:lesson": reverse("teaching:lesson", args=[run, world.lesson.slug]),
        "teaching:assignment": reverse("teaching:assignment", args=[run, world.draft.slug]),
        "teaching:project": reverse("teaching:project", args=[run, PROJECT]),
        "teaching:quiz": reverse("teaching:quiz", args=[run, world.quiz.slug]),
    }


def _content(world: World) -> dict[str, str]:
    files = {name: file.pk for name, file in world.files.items()}
    shown, original = world.files["picture"].renditions.first().file.name, world.files["picture"].file.name
    return {
        "picture": reverse("picture", args=[files["picture"], 320]),
        "rendition": reverse("rendition", args=[PurePosixPath(shown).name]),
        "rendition[of an original]": reverse("rendition", args=[PurePosixPath(original).name]),
        "wagtaildocs_serve[in a lesson]": reverse("wagtaildocs_serve", args=[files["material"], "x.txt"]),
        "wagtaildocs_serve[shown nowhere]": reverse("wagtaildocs_serve", args=[files["loose"], "x.txt"]),
        "recording[video]": reverse("recording", args=[files["recording"], "video"]),
        "recording[captions]": reverse("recording", args=[files["recording"], "tekstitys"]),
        "page": reverse("page", args=[world.pages["course"].pk]),
        "page[draft]": reverse("page", args=[world.pages["draft"].pk]),
        "feedback": reverse("feedback", args=["yhteys"]),
        "wagtail_serve[front]": "/",
        "wagtail_serve[course]": world.pages["course"].get_url(),
        "wagtail_serve[ordinary]": world.pages["standard"].get_url(),
        "wagtail_serve[lesson]": world.pages["lesson"].get_url(),
        "wagtail_serve[quiz]": world.pages["quiz"].get_url(),
        "wagtail_serve[draft]": "/koulutukset/luonnos/",
    }


def _others(world: World) -> dict[str, str]:
    return {
        "accounts:stop_mail": stop_address(world.people["owner"].key, "feedback", "fi").removeprefix(
            settings.PUBLIC_BASE_URL
        ),
        "mfa_remove_webauthn": reverse("mfa_remove_webauthn", args=[1]),
        "mfa_edit_webauthn": reverse("mfa_edit_webauthn", args=[1]),
        "wagtailcore_authenticate_with_password": reverse("wagtailcore_authenticate_with_password", args=[1, 1]),
    }


#: One view for each part of the admin; that no part of it opens to others is a test of its own.
ADMIN_VIEWS = (
    "gallery",
    "wagtailadmin_home",
    "wagtailadmin_explore_root",
    "wagtailadmin_account",
    "wagtailadmin_sprite",
    "wagtailadmin_javascript_catalog",
    "wagtailadmin_login",
    "wagtailadmin_password_reset",
    "wagtailadmin_choose_page",
    "wagtailadmin_tag_autocomplete",
    "wagtailadmin_pages:search",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_reports:locked_pages",
    "wagtailadmin_workflows:index",
    "wagtailadmin_api:pages:listing",
    "wagtailadmin_collections:index",
    "wagtaildocs:index",
    "wagtailimages:index",
    "wagtailimages_chooser:choose",
    "wagtaildocs_chooser:choose",
    "mail_texts:index",
    "ageing:index",
    "quality:index",
    "coverage:index",
    "packages:choose",
    "wagtailusers_users:index",
    "wagtailusers_users:add",
    "wagtailusers_groups:index",
    "wagtailsites:index",
    "wagtaillocales:index",
    "wagtailsnippets:index",
    "wagtailsnippets_content_factcard:list",
    "wagtailsnippets_content_networkcard:list",
    "wagtailsnippets_content_glossaryterm:list",
    "wagtailsnippets_content_recording:list",
    "wagtailsnippets_content_certificatetext:list",
    "wagtailsnippets_content_helpcontact:list",
    "wagtailsnippets_content_scalecard:list",
    "wagtailsnippets_content_sharedpiece:list",
    "wagtailsnippetchoosers_content_factcard:choose",
    "wagtailsnippetchoosers_content_networkcard:choose",
    "wagtailsnippetchoosers_content_recording:choose",
    "wagtailsnippetchoosers_content_certificatetext:choose",
    "wagtailsnippetchoosers_content_helpcontact:choose",
    "wagtailsnippetchoosers_content_glossaryterm:choose",
    "wagtailsnippetchoosers_content_scalecard:choose",
    "wagtailsnippetchoosers_content_sharedpiece:choose",
    "questions:index",
    "question_chooser:choose",
    "koulutukset:index",
    "luvut:index",
    "testit:index",
    "tehtavat:index",
)


def _admin(world: World) -> dict[str, str]:
    found = {f"admin {name}": reverse(name) for name in ADMIN_VIEWS}
    lesson, organiser = world.pages["lesson"].pk, Organiser.load().pk
    return found | {
        "admin wagtailadmin_pages:edit": reverse("wagtailadmin_pages:edit", args=[lesson]),
        "admin mail_texts:edit": reverse("mail_texts:edit", args=["graded.feedback", "fi"]),
        "admin keeping_pieces:keep": reverse("keeping_pieces:keep", args=[lesson]),
        "admin wagtailadmin_pages:history": reverse("wagtailadmin_pages:history", args=[lesson]),
        "admin wagtailsettings:edit": reverse("wagtailsettings:edit", args=["content", "organiser", organiser]),
        "admin wagtailusers_users:edit": reverse("wagtailusers_users:edit", args=[world.people["owner"].pk]),
        **_packages(world),
    }


def _packages(world: World) -> dict[str, str]:
    """A training on its way out, and one that the author has brought as far as its report, which only the author
    sees."""
    code = world.pages["course"].slug
    brought = ContentFile(zip_of(export_course(code).gathered), name="koulutus.zip")
    token = holding.hold(brought, user=world.people["author"])
    return {
        "admin packages:export": reverse("packages:export", args=[code]),
        "admin packages:download": reverse("packages:download", args=[code]),
        "admin packages:report": reverse("packages:report", args=[token]),
        "admin packages:progress": reverse("packages:progress", args=[token]),
    }


def honest_posts(world: World) -> dict[str, dict[str, Any]]:
    """What the forms of the site post, by name; whatever is not here posts nothing."""
    return guidance_posts() | {
        **invitation_posts(),
        **admission_posts(),
        **day_posts(),
        **talk_posts(world),
        **follow_up_posts(),
        "graded:question": world.quiz_form() | {"answer": "kela"},
        "graded:save": world.quiz_form() | {"answer": "kela", "seq": "5"},
        "graded:review": {"attempt": "2"},
        "graded:assignment": world.work_form() | {"text": "uusi teksti", "check": "1"},
        "graded:assignment-save": world.work_form() | {"text": "uusi teksti", "seq": "5"},
        "graded:assignment-hand-in": {"shown": "1", "own_work": "on", "unidentifiable": "on"},
        "marking:mark": {"comment": "Kirjoita lisää.", "note": "", "decision": "return", "release": "now", "base": "0"},
        "marking:save": {"comment": "Kirjoita lisää.", "note": "", "seq": "1", "base": "0", "writer": "sivu"},
        "marking:cover": {"passages": CANARIES["submission"], "reason": "Poista nimi."},
        "graded:peer-review": {"comment": "Selkeä.", "save": "1", "base": "0"},
        "graded:peer-save": {"comment": "Selkeä.", "seq": "1", "base": "0", "writer": "sivu"},
        "marking:peers": {"review": str(PeerReview.objects.get().pk), "reason": "Sovittu."},
        "marking:peer-waive": {"reason": "Sovittu."},
        "marking:extension": {"until": "2090-01-31", "reason": "Sovittu."},
        "marking:answer": {"points": "0,5", "comment": "Hyvä.", "base": "0"},
        "marking:answer-save": {"points": "0,5", "comment": "Hyvä.", "seq": "2", "base": "1", "writer": "sivu"},
        **marking_posts(world),
        "trainer:mark": {"reason": "Sovittu"},
        "trainer:override": {"points": "1", "reason": "Sovittu"},
        "trainer:arrangements": {"extra_minutes": "5", "reason": "Sovittu"},
        "trainer:person-arrangements": {"extra_minutes": "5", "reason": "Sovittu"},
        "trainer:dates": {},
        "trainer:quiz-times": {"closes_at": "2090-01-31T12:00"},
        "trainer:revoke": {"reason": "Virhe"},
        "trainer:correct": {"holder": "Oikea Nimi", "reason": "Virhe"},
        **run_posts(world.run),
        "trainer:trainers": {"email": "ohjaaja@example.org"},
        "trainer:dismiss": {"trainer": str(world.people["trainer"].key)},
        "dashboard:name": {"first_name": "Uusi", "last_name": "Nimi"},
        "accounts:settings": {"first_name": "Uusi", "last_name": "Nimi", "language": "fi"},
        "accounts:notices": {"often": "daily", "topics": ["feedback"]},
        "accounts:welcome": {"first_name": "Uusi", "last_name": "Nimi"},
        "privacy:delete": {"confirm": "on"},
        "coaching:screen": {"answer": "uusi teksti"},
        **coach_posts(),
        **measure_posts(),
        **own_posts(),
        **reminder_posts(),
        "coaching:device": {"device": "own", "back": "/"},
        "coaching:resume": {"code": "väärä"},
        "feedback": {"message": "Hei.", "email": "", "name": ""},
        "theme": {"theme": "dark", "next": "/"},
    }
