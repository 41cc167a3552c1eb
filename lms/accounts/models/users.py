"""The account: somebody who can sign in."""

import uuid

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from lms.records.privacy import Privacy


class UserManager(BaseUserManager):
    """Makes accounts; an address is kept in lower case so that one person has one account."""

    def create_user(self, email: str | None = None, password: str | None = None, **fields: object) -> "User":
        user = self.model(email=(email or "").strip().lower() or None, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: object) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str) -> "User":
        return self.get(email=username.strip().lower())


class User(AbstractBaseUser, PermissionsMixin):
    """An account. The e-mail address is optional: a jobseeker may sign in by other means later."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True, null=True, blank=True)
    first_name = models.CharField(_("first name"), max_length=100, blank=True)
    last_name = models.CharField(_("last name"), max_length=100, blank=True)
    language = models.CharField(_("language"), max_length=5, default="fi")
    is_active = models.BooleanField(_("active"), default=True)
    is_staff = models.BooleanField(_("staff"), default=False, help_text=_("Must use a second factor."))
    is_demo = models.BooleanField(default=False, editable=False, help_text="Made by the demo; production refuses it.")
    refused_address = models.EmailField(blank=True, editable=False, help_text="The address, while mail comes back.")
    date_joined = models.DateTimeField(default=timezone.now)

    objects = UserManager()
    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: list[str] = []

    privacy = Privacy(
        personal=True,
        about="Your account: how to reach you and how you sign in.",
        owner="learner",
        keep="until you delete the account",
        export=("email", "first_name", "last_name", "language", "date_joined", "last_login"),
    )

    class Meta:
        verbose_name = _("user")
        verbose_name_plural = _("users")

    def __str__(self) -> str:
        return f"user {self.key}"

    def get_full_name(self) -> str:
        return f"{self.first_name} {self.last_name}".strip()

    @property
    def is_unreachable(self) -> bool:
        """Whether mail to the address of today comes back. A new address begins anew."""
        return bool(self.refused_address) and self.refused_address == (self.email or "").lower()

    def get_short_name(self) -> str:
        return self.first_name
