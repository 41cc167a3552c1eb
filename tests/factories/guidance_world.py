"""The part of the small world in which a trainer guides: a project, an application, a self-assessment."""

import re
from typing import Any

from django.urls import reverse
from django.utils.translation import override

from assessments.graded.models.prior_learning import PriorLearning
from assessments.graded.models.projects import Endorsement
from assessments.graded.tokens.projects import issue_link
from content.models import AssignmentPage, CompetencePage, ProjectPage
from tests.factories.pages import add_page, text_block

SUPERVISOR = "esihenkilo@example.org"
PROJECT, MILESTONE, COMPETENCE = "maailman-projekti", "maailman-suunnitelma", "maailman-osaaminen"
HIDDEN = re.compile(r'<input type="hidden" name="(pass|writer|base)" value="([^"]*)">')


def add_guidance(world: Any, *, message: str, application: str) -> None:
    """The owner hands in a milestone, asks for its approval, writes to the trainer and applies for recognition."""
    module = world.pages["module"]
    project = ProjectPage(
        title="Maailman projekti", slug=PROJECT, instructions=[text_block()], approved_milestone=1, minutes=0
    )
    add_page(add_page(module, project), AssignmentPage(title="Suunnitelma", slug=MILESTONE, intro="Tee.", minutes=0))
    statements = [("statement", "Osaan ottaa työkyvyn puheeksi.")]
    add_page(module, CompetencePage(title="Osaaminen", slug=COMPETENCE, statements=statements, minutes=5))
    owner, home = world.browsers["owner"], f"/oma/opinnot/{world.run.code}/"
    address = f"{home}tehtava/{MILESTONE}/"
    form = dict(HIDDEN.findall(owner.get(address).content.decode()))
    owner.post(address, form | {"text": "Suunnitelma leipomolle."})
    shown = owner.get(f"{address}palauta/").context["shown"]
    owner.post(f"{address}palauta/", {"shown": shown, "own_work": "on", "unidentifiable": "on"})
    owner.post(f"{home}projekti/{PROJECT}/esihenkilo/", {"email": SUPERVISOR})
    owner.post(f"{home}projekti/{PROJECT}/viesti/", {"text": message})
    owner.post(f"{home}hyvaksiluku/", {"target": f"s-{world.pages['second'].slug}", "text": application})


def guidance_addresses(world: Any) -> dict[str, str]:
    """An address for every name."""
    run, enrolment, application = world.run.code, world.enrolment.pk, PriorLearning.objects.get().pk
    with override("fi"):
        learner = {name: reverse(f"graded:{name}", args=[run, PROJECT]) for name in _PROJECT}
        learner |= {name: reverse(f"graded:{name}", args=[run, COMPETENCE]) for name in _COMPETENCE}
        learner |= {"prior": reverse("graded:prior", args=[run])}
        learner |= {
            name: reverse(f"graded:{name}", args=[run, application]) for name in ("prior-withdraw", "prior-file")
        }
        trainer = {name: reverse(f"guiding:{name}", args=[run]) for name in ("projects", "applications", "competence")}
        trainer |= {
            name: reverse(f"guiding:{name}", args=[run, enrolment, PROJECT])
            for name in ("project", "message", "settle", "approval")
        }
        trainer |= {
            name: reverse(f"guiding:{name}", args=[run, application]) for name in ("decide", "application-file")
        }
        plan = reverse("endorsing:plan", args=[issue_link(Endorsement.objects.get().pk)])
    return (
        {f"graded:{name}": address for name, address in learner.items()}
        | {f"guiding:{name}": address for name, address in trainer.items()}
        | {"endorsing:plan": plan}
    )


_PROJECT = ("project", "project-message", "project-ask")
_COMPETENCE = ("competence", "competence-skip", "competence-evidence", "competence-delete")


def guidance_posts() -> dict[str, dict[str, str]]:
    """What the forms there post."""
    person = {"name": "Leena Leipuri", "job_title": "yrittäjä"}
    statement = "Osaan."
    return {
        "graded:project-message": {"text": statement},
        "graded:project-ask": {"email": SUPERVISOR},
        "graded:competence": {},
        "graded:prior": {"target": "", "text": statement},
        "guiding:message": {"text": statement},
        "guiding:approval": person | {"reason": "Puhelimessa."},
        "guiding:decide": {"decision": "declined", "reason": "Vanhentunut."},
        "endorsing:plan": person,
    }
