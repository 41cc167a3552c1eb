"""The part of the small world in which people talk: an announcement, a discussion with a report, a conversation."""

import uuid
from typing import Any

from django.urls import reverse

from courses.discussions.models import Announcement, Conversation, Post, Report, Thread
from courses.discussions.queries.members import member_of
from courses.discussions.queries.threads import Place
from courses.discussions.services.announcements import publish_announcement
from courses.discussions.services.drafts import save_draft
from courses.discussions.services.keeping_order import report_post
from courses.discussions.services.messages import ask_trainers
from courses.discussions.services.threads import open_thread


def add_talk(world: Any, *, post: str, draft: str, letter: str, report: str) -> None:
    """The owner discusses, reports, begins to write and writes to the trainer; the trainer announces."""
    owner, trainer = world.people["owner"], world.people["trainer"]
    member, teaching = member_of(owner, world.run.code), member_of(trainer, world.run.code)
    about = {"place": Place("", ""), "group": None}
    open_thread(member=teaching, title="Tervetuloa", text="Esittäydy.", key=uuid.uuid4(), **about)
    report_post(member=member, post=Post.objects.get(), reason=report)
    open_thread(member=member, title="Kysymys", text=post, key=uuid.uuid4(), **about)
    ask_trainers(enrolment=world.enrolment, trainer=None, text=letter, key=uuid.uuid4())
    save_draft(user=owner, kind="question", place=world.run.pk, title="", text=draft, seq=None, writer="sivu", base=0)
    publish_announcement(
        run=world.run, group=None, title="Alku", text="Aloitamme.", by_mail=False, key=uuid.uuid4(), actor=trainer
    )


def talk_addresses(world: Any) -> dict[str, str]:
    """An address for every name; the discussion is the owner's."""
    run, thread = world.run.code, Thread.objects.get(opening__author=world.people["owner"]).pk
    told, talk = Announcement.objects.get(run=world.run).pk, Conversation.objects.get().pk
    plain = ("announcements", "ask", "threads", "new", "groups", "reports")
    found = {f"discussions:{name}": reverse(f"discussions:{name}", args=[run]) for name in plain}
    found["discussions:handled"] = reverse("discussions:handled", args=[run, Report.objects.get().pk])
    found |= {
        f"discussions:{n}": reverse(f"discussions:{n}", args=[run, thread]) for n in ("thread", "follow", "state")
    }
    acts = ("edit", "delete", "report", "hide")
    found |= {f"discussions:{name}": reverse(f"discussions:{name}", args=[run, thread, 1]) for name in acts}
    found |= {f"letters:{name}": reverse(f"letters:{name}", args=[run]) for name in ("new", "announce")}
    change = ("edit-announcement", "delete-announcement")
    found |= {f"letters:{name}": reverse(f"letters:{name}", args=[run, told]) for name in change}
    found["letters:settle"] = reverse("letters:settle", args=[talk])
    found |= {f"{side}:conversation": reverse(f"{side}:conversation", args=[talk]) for side in ("inbox", "letters")}
    return found | {"inbox:draft": reverse("inbox:draft", args=["question", world.run.pk])}


def talk_posts(world: Any) -> dict[str, dict[str, Any]]:
    """What the forms there post."""
    key = "0b2f6a1e-5f8e-4c55-9d0e-3f8a2f6d1c77"  # the page's own: a double press writes once
    words = {"title": "Otsikko", "text": "Teksti.", "key": key}
    return {
        "discussions:ask": {"to": "kaikki", "text": "Kysyn.", "key": key},
        "discussions:new": words,
        "discussions:groups": {"apart": "1"},
        "discussions:thread": {"text": "Vastaan.", "key": key},
        "discussions:follow": {"follow": "1"},
        "discussions:state": {"state": "lukitse"},
        "discussions:edit": words,
        "discussions:report": {"reason": "Katsokaa tätä."},
        "discussions:hide": {"reason": "Asiaton."},
        "letters:new": {"to": [str(world.enrolment.pk)], "text": "Hei.", "key": key},
        "letters:announce": words,
        "letters:edit-announcement": words,
        "letters:settle": {"upto": "1"},
        "letters:conversation": {"text": "Vastaan.", "key": key},
        "inbox:conversation": {"text": "Vastaan.", "key": key},
        "inbox:draft": {"text": "Luonnos.", "seq": "9", "writer": "sivu", "base": "0"},
    }
