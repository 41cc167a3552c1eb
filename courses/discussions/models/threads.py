"""Discussions of a run.

What somebody wrote (``Writing``) is a row of its own, apart from its place in the discussion (``Post``, ``Thread``):
when a person is erased their writings go, and the places stay empty, so that the rest can still be read.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone

from lms.records.privacy import NOT_PERSONAL, Privacy


class Forum(models.Model):
    """How a run discusses. A run without a row discusses all together."""

    run = models.OneToOneField("courses.Run", on_delete=models.CASCADE, related_name="forum")
    by_group = models.BooleanField(default=False, help_text="New discussions of participants are for their group.")

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return f"forum of {self.run_id}"


class Writing(models.Model):
    """The words of one post, with the title where it opens a discussion. ``key`` is made by the page that writes it,
    so that a double press makes one."""

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.SET_NULL, null=True, blank=True, related_name="+"
    )
    key = models.UUIDField(unique=True, editable=False)
    title = models.CharField(max_length=120, blank=True)
    text = models.TextField()
    written_at = models.DateTimeField(default=timezone.now)
    edited_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="What you have written in the discussions of your trainings. If you delete your account, your texts go; "
        "their places stay, so that the answers of others can be read.",
        owner="author",
        keep="12 months from the end of the run, then without your name",
        export=("post__thread__run__name", "title", "text", "written_at", "edited_at", "post__hidden_reason"),
    )

    class Meta:
        # "How much has somebody written within the hour?"
        indexes = [models.Index(fields=["author", "written_at"], name="writing_rate")]

    def __str__(self) -> str:
        return f"writing {self.pk}"


class Thread(models.Model):
    """One discussion: of the whole run, of a module (its key), or of a lesson or other step."""

    run = models.ForeignKey("courses.Run", on_delete=models.PROTECT, related_name="threads")
    section_key = models.UUIDField(null=True, blank=True, help_text="Key of the module that it is about.")
    activity = models.ForeignKey(
        "courses.Activity", on_delete=models.PROTECT, null=True, blank=True, related_name="threads"
    )
    group = models.ForeignKey("courses.Group", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    for_group = models.BooleanField(default=False, help_text="Stays true when its group is gone: then for trainers.")
    opening = models.ForeignKey(Writing, on_delete=models.SET_NULL, null=True, blank=True, related_name="opens")
    is_hidden = models.BooleanField(default=False, help_text="Its first post is hidden, and so its title.")
    is_pinned = models.BooleanField(default=False)
    is_locked = models.BooleanField(default=False)
    needs_no_answer = models.BooleanField(default=False, help_text="A trainer has said so.")
    posts_count = models.PositiveIntegerField(default=0, help_text="And the number of the newest post.")
    last_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        # "What is discussed here, newest first?"
        indexes = [models.Index(fields=["run", "-is_pinned", "-last_at"], name="thread_newest")]

    def __str__(self) -> str:
        return f"thread {self.pk}"


class Post(models.Model):
    """The place of one writing in a discussion. An empty place is of somebody erased, or was deleted by its writer."""

    thread = models.ForeignKey(Thread, on_delete=models.PROTECT, related_name="posts")
    number = models.PositiveIntegerField()
    writing = models.OneToOneField(Writing, on_delete=models.SET_NULL, null=True, blank=True, related_name="post")
    quotes = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    by_trainer = models.BooleanField(default=False)
    posted_at = models.DateTimeField(default=timezone.now)
    deleted_at = models.DateTimeField(null=True, blank=True, help_text="Taken away by its writer.")
    hidden_at = models.DateTimeField(null=True, blank=True)
    hidden_reason = models.CharField(max_length=300, blank=True)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "number"], name="post_number")]

    def __str__(self) -> str:
        return f"post {self.pk}"


class Follow(models.Model):
    """That somebody wants to hear of a discussion, or (``is_on`` false) wants no more of it."""

    thread = models.ForeignKey(Thread, on_delete=models.CASCADE, related_name="follows")
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    is_on = models.BooleanField(default=True)
    seen = models.PositiveIntegerField(default=0, help_text="Number of the newest post that was shown.")
    told = models.PositiveIntegerField(default=0, help_text="Number of the newest post that was told by mail.")

    privacy = Privacy(
        personal=True,
        about="Which discussions you follow, and how far you have read them.",
        owner="user",
        keep="12 months from the end of the run",
        export=("thread__run__name", "is_on", "seen"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["thread", "user"], name="follow_once")]

    def __str__(self) -> str:
        return f"follow {self.pk}"


class Report(models.Model):
    """That somebody asked the trainers to look at a post. Other participants never learn of it."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=500)
    made_at = models.DateTimeField(default=timezone.now)
    handled_at = models.DateTimeField(null=True, blank=True)

    privacy = Privacy(
        personal=True,
        about="Posts that you have asked the trainers to look at. Only the trainers know that it was you.",
        owner="reporter",
        keep="12 months from the end of the run",
        export=("post__thread__run__name", "reason", "made_at", "handled_at"),
    )

    class Meta:
        constraints = [models.UniqueConstraint(fields=["post", "reporter"], name="report_once")]

    def __str__(self) -> str:
        return f"report {self.pk}"
