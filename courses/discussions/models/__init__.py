"""What people of a run tell one another: announcements, discussions, private messages."""

from courses.discussions.models.announcements import Announcement, SeenAnnouncements
from courses.discussions.models.drafts import Draft
from courses.discussions.models.messages import Conversation, Message
from courses.discussions.models.threads import Follow, Forum, Post, Report, Thread, Writing

__all__ = [
    "Announcement",
    "Conversation",
    "Draft",
    "Follow",
    "Forum",
    "Message",
    "Post",
    "Report",
    "SeenAnnouncements",
    "Thread",
    "Writing",
]
