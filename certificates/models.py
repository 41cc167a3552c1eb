"""What was awarded: certificate texts as they stood, awards with their snapshots, and the rendered files."""

from django.core.files.storage import Storage, storages
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import NOT_PERSONAL, Privacy


def private_storage() -> Storage:
    """Where certificate files lie: never under a public address."""
    return storages["private"]


class Template(models.Model):
    """A kind of certificate that courses give. Its words live in versions; the author's snippet may go."""

    class Kind(models.TextChoices):
        TODISTUS = "todistus", _("Certificate")
        OSALLISTUMISTODISTUS = "osallistumistodistus", _("Certificate of attendance")
        OPINTOSUORITUSOTE = "opintosuoritusote", _("Transcript of studies")

    key = models.UUIDField(unique=True, editable=False)
    name = models.CharField(max_length=120)
    kind = models.CharField(max_length=24, choices=Kind.choices)
    current = models.OneToOneField(
        "TemplateVersion", on_delete=models.PROTECT, null=True, blank=True, related_name="+", editable=False
    )
    retired_at = models.DateTimeField(null=True, blank=True, help_text="Nothing new is awarded by a retired template.")

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return self.name


class TemplateVersion(models.Model):
    """The words of a template as they stood from one publishing to the next. Never changed, never deleted.

    ``texts`` is by language: {heading, sentence, signatory_name, signatory_title, funder_text}.
    """

    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="versions")
    number = models.PositiveIntegerField()
    kind = models.CharField(max_length=24, choices=Template.Kind.choices)
    texts = models.JSONField()
    hash = models.CharField(max_length=64)
    published_at = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    class Meta:
        constraints = [models.UniqueConstraint(fields=["template", "number"], name="template_version_number")]

    def __str__(self) -> str:
        return f"{self.template_id} {self.number}"

    def texts_in(self, language: str) -> dict[str, str]:
        """The words in ``language``, else in Finnish, else in any language there is."""
        return self.texts.get(language) or self.texts.get("fi") or next(iter(self.texts.values()))


class CourseTemplate(models.Model):
    """Which certificate a course gives; a course without a row gives none.

    ``since``: who completed the course before it gave one gets nothing by itself; an author's act awards nobody.
    """

    course = models.OneToOneField("courses.Course", on_delete=models.PROTECT, related_name="certificate")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="courses")
    since = models.DateTimeField(default=timezone.now)

    privacy = NOT_PERSONAL

    def __str__(self) -> str:
        return f"{self.course_id} gives {self.template_id}"


class AwardQuerySet(models.QuerySet):
    """Chains that read as a sentence."""

    def live(self) -> "AwardQuerySet":
        """Neither superseded nor revoked."""
        return self.filter(superseded_at=None, revoked_at=None)

    def of_learner(self, learner: object) -> "AwardQuerySet":
        return self.filter(enrolment__learner=learner)


class Award(models.Model):
    """One certificate of one person. Everything it says is in ``snapshot``; no later change reaches it."""

    enrolment = models.ForeignKey("courses.Enrolment", on_delete=models.PROTECT, related_name="awards")
    template = models.ForeignKey(Template, on_delete=models.PROTECT, related_name="awards")
    template_version = models.ForeignKey(TemplateVersion, on_delete=models.PROTECT, related_name="awards")
    serial = models.CharField(max_length=40, unique=True, help_text="For people; made from the primary key.")
    key = models.CharField(max_length=32, unique=True, editable=False, help_text="128 random bits; makes the link.")
    check_code = models.CharField(max_length=10, editable=False, help_text="Typed after the number.")
    language = models.CharField(max_length=5)
    snapshot = models.JSONField(help_text='{"public": what a stranger sees, "own": what only the holder sees}')
    snapshot_hash = models.CharField(max_length=64)
    issued_at = models.DateTimeField(help_text="The moment of the completing act.")
    supersedes = models.OneToOneField(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="superseded_by"
    )
    superseded_at = models.DateTimeField(null=True, blank=True)
    revoked_at = models.DateTimeField(null=True, blank=True)
    revoke_reason = models.CharField(max_length=500, blank=True, help_text="For the holder and staff, never public.")

    objects = AwardQuerySet.as_manager()

    privacy = Privacy(
        personal=True,
        about="Your certificates, and what each one says, so that they can be verified later.",
        owner="enrolment__learner",
        keep="as long as the organiser keeps its register of certificates",
        erase="tombstone",
        export=("serial", "issued_at", "language", "snapshot", "superseded_at", "revoked_at", "revoke_reason"),
    )

    class Meta:
        constraints = [
            # "Which certificate does this person hold for this run?" has one answer, however many claim at once.
            models.UniqueConstraint(
                fields=["enrolment", "template"],
                condition=models.Q(superseded_at=None, revoked_at=None),
                name="award_live_once",
            ),
        ]

    def __str__(self) -> str:
        return f"award {self.pk}"

    @property
    def public(self) -> dict:
        """What a stranger with the link sees."""
        return self.snapshot["public"]


class AwardFile(models.Model):
    """A rendered file of an award. The first bytes are the file of record."""

    class Kind(models.TextChoices):
        PDF = "pdf", _("PDF")

    award = models.ForeignKey(Award, on_delete=models.PROTECT, related_name="files")
    kind = models.CharField(max_length=8, choices=Kind.choices, default=Kind.PDF)
    file = models.FileField(storage=private_storage, max_length=200)
    sha256 = models.CharField(max_length=64)
    rendered_at = models.DateTimeField(default=timezone.now)

    privacy = Privacy(
        personal=True,
        about="The PDF of your certificate. It is made from the certificate's own record.",
        owner="award__enrolment__learner",
        keep="with your account",
        export=("kind", "sha256", "rendered_at"),
    )

    class Meta:
        # Two renderings at once leave one file of record.
        constraints = [models.UniqueConstraint(fields=["award", "kind"], name="award_file_once")]

    def __str__(self) -> str:
        return f"{self.kind} of award {self.award_id}"
