"""What every model says about personal data, and whose rows they are."""

from dataclasses import dataclass

from django.apps import apps
from django.db import models

from lms.accounts.api import Learner, User
from lms.records.privacy import Privacy

#: Rooms whose models have to declare; other packages' personal models are declared below.
OURS = ("lms", "courses", "assessments", "certificates", "content")

OTHERS = {
    "account.emailaddress": Privacy(
        personal=True,
        about="Your e-mail addresses and whether you have confirmed them.",
        owner="user",
        keep="with the account",
        export=("email", "verified", "primary"),
    ),
    "mfa.authenticator": Privacy(
        personal=True,
        about="Your passkeys and authenticator apps. The keys themselves are not shown.",
        owner="user",
        keep="with the account",
        export=("type", "created_at", "last_used_at"),
    ),
    "usersessions.usersession": Privacy(
        personal=True,
        about="The devices on which you are signed in.",
        owner="user",
        keep="until you sign out there",
        export=("ip", "user_agent", "created_at", "last_seen_at"),
    ),
}


class BadDeclaration(Exception):
    """A declaration names an owner that leads to no person."""


@dataclass(frozen=True)
class Declaration:
    """One model with its privacy."""

    model: type[models.Model]
    privacy: Privacy

    def rows_of(self, learner: Learner) -> models.QuerySet:
        """This person's rows: by the model's own ``rows_of``, or along the declared path."""
        if hasattr(self.model, "rows_of"):
            return self.model.rows_of(learner)
        rows = self.model._base_manager.all()
        if self.privacy.owner == "self":
            return rows.filter(pk=learner.pk)
        if not self.privacy.owner:
            return rows.none()
        if self.owner_model() is Learner:
            return rows.filter(**{self.privacy.owner: learner.pk})
        return rows.filter(**{self.privacy.owner: learner.user_id}) if learner.user_id else rows.none()

    def owner_model(self) -> type[models.Model]:
        """Learner or User, whichever the declared path leads to."""
        model = self.model
        for part in self.privacy.owner.split("__"):
            model = model._meta.get_field(part).related_model
        if model not in (Learner, User):
            raise BadDeclaration(f"{self.model._meta.label}: {self.privacy.owner} leads to {model}")
        return model


def is_ours(model: type[models.Model]) -> bool:
    """Whether one of our rooms wrote ``model``."""
    return model.__module__.split(".")[0] in OURS


def declarations() -> list[Declaration]:
    """Every declared model."""
    found = []
    for model in apps.get_models():
        privacy = getattr(model, "privacy", None) if is_ours(model) else OTHERS.get(model._meta.label_lower)
        if isinstance(privacy, Privacy):
            found.append(Declaration(model, privacy))
    return found


def personal_declarations() -> list[Declaration]:
    """Every declared model that says something of a person."""
    return [declaration for declaration in declarations() if declaration.privacy.personal]
