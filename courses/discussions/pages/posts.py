"""The posts of a discussion as one reader sees them.

A page has up to 25 posts. What is the same for all of them (words, icons, addresses) is worked out once, not by the
template at each.
"""

import datetime
from dataclasses import dataclass, field
from typing import Any

from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from courses.discussions.models import Post, Report, Thread, Writing
from courses.discussions.queries.members import Member, name_of
from courses.discussions.rules import excerpt, may_change
from lms.ui.sanitize import paragraphs
from lms.ui.templatetags.ui import icon


@dataclass(frozen=True)
class PostView:
    """One post as this reader sees it. ``state``: shown, hidden (its text only to trainers and its writer), deleted
    by its writer, or gone with its writer. ``acts`` are links to what the reader can do to it."""

    post: Post
    state: str
    name: str
    html: SafeString | None
    is_own: bool
    may_change: bool
    quoted: dict[str, Any] | None = None
    reports: list[Report] = field(default_factory=list)
    acts: SafeString | str = ""

    @property
    def number(self) -> str:
        return str(self.post.number)

    @property
    def called(self) -> str:
        return _("post %(number)s") % {"number": self.number}

    @property
    def when(self) -> str:
        """When it was posted, as people write it: 3.2.2027 9.05."""
        at = localtime(self.post.posted_at)
        return f"{at.day}.{at.month}.{at.year} {at.hour}.{at.minute:02}"

    @property
    def is_edited(self) -> bool:
        return self.html is not None and self.post.writing.edited_at is not None


class Acts:
    """What a reader can do to the posts of one page."""

    def __init__(self, member: Member, thread: Thread, *, page: int, is_open: bool) -> None:
        """``is_open`` is whether one can still answer."""
        self._member, self._is_open = member, is_open
        self._place = [member.run.code, thread.pk]
        here = reverse("discussions:thread", args=self._place)
        self._answer = f"{here}?sivu={page}&lainaa=", "#vastaa", _sign("quote", _("Answer this"))
        self._edit = self._act("edit", "pencil", _("Edit"))
        self._delete = self._act("delete", "trash-2", _("Take away"))
        self._report = self._act("report", "triangle-alert", _("Report"))
        self._hide = self._act("hide", "eye-off", _("Hide"))
        self._show = self._act("hide", "eye-off", _("Show again"))

    def _act(self, name: str, picture: str, words: str) -> tuple[str, str, SafeString]:
        """The address before and after the post's number, and how the link looks."""
        before, after = reverse(f"discussions:{name}", args=[*self._place, 0]).rsplit("/0/", 1)
        return f"{before}/", f"/{after}", _sign(picture, words)

    def links(self, post: Post, state: str, *, is_own: bool, may_change: bool) -> SafeString:
        """The links below ``post``."""
        is_trainer, shown = self._member.is_trainer, state == "shown"
        acts = (
            (self._answer, self._is_open and shown),
            (self._edit, may_change),
            (self._delete, may_change),
            (self._report, shown and not is_own and not is_trainer),
            (self._show if state == "hidden" else self._hide, is_trainer),
        )
        links = [
            format_html(
                '<a href="{}{}{}">{}<span class="vh">: {}</span></a>', before, post.number, after, sign, post.number
            )
            for (before, after, sign), is_there in acts
            if is_there
        ]
        return mark_safe("\n".join(links))


def _sign(picture: str, words: str) -> SafeString:
    return format_html("{}{}", icon(picture), words)


def state_of(post: Post) -> str:
    """What has become of a post."""
    if post.writing is None:
        return "deleted" if post.deleted_at else "gone"
    return "hidden" if post.hidden_at else "shown"


def writer_of(writing: Writing | None) -> str:
    """Who wrote it, as the others see it."""
    if writing is None:
        return _("Removed user")
    if writing.author is None:
        return _("Former participant")
    return name_of(writing.author) or _("Participant")


def post_view(post: Post, member: Member, thread: Thread, now: datetime.datetime, acts: Acts | None = None) -> PostView:
    """The post for this reader, with ``acts`` to what it offers."""
    state, writing = state_of(post), post.writing
    is_own = bool(writing and writing.author_id == member.user.pk)
    readable = state == "shown" or (state == "hidden" and (member.is_trainer or is_own))
    changes = (
        is_own
        and member.may_write
        and may_change(post.posted_at, now, is_hidden=state == "hidden", is_locked=thread.is_locked)
    )
    html = paragraphs(writing.text) if writing and readable else None
    return PostView(
        post=post,
        state=state,
        name=_("The writer took this post away") if state == "deleted" else writer_of(writing),
        html=html,
        is_own=is_own,
        may_change=changes,
        quoted=quoted_in(post),
        reports=getattr(post, "waiting_reports", []),
        acts=acts.links(post, state, is_own=is_own, may_change=changes) if acts and html is not None else "",
    )


def quoted_in(post: Post) -> dict[str, Any] | None:
    """The beginning of what a post answers to; of a hidden or removed one only that it was there."""
    quoted = post.quotes
    if quoted is None:
        return None
    shown = state_of(quoted) == "shown"
    return {
        "number": quoted.number,
        "name": writer_of(quoted.writing) if shown else "",
        "text": excerpt(quoted.writing.text) if shown else "",
    }
