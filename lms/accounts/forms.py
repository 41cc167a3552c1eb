"""Forms of the account pages. Settings name the sign-in ones in ``ACCOUNT_FORMS``."""

from typing import Any

from allauth.account.forms import LoginForm as AllauthLoginForm
from allauth.account.forms import RequestLoginCodeForm as AllauthRequestLoginCodeForm
from allauth.account.forms import SignupForm as AllauthSignupForm
from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn.forms import AddWebAuthnForm, SignupWebAuthnForm
from django import forms
from django.utils.translation import gettext_lazy as _

from lms.accounts.invited import AsksName, FillsInAddress, first_name_field, last_name_field
from lms.accounts.models import User
from lms.accounts.sessions import OWN_DEVICE


class OwnDeviceField(forms.BooleanField):
    """Asks how long the sign-in may last. Never ticked beforehand."""

    def __init__(self) -> None:
        super().__init__(
            required=False,
            label=_("This is my own device"),
            help_text=_("Keeps you signed in for 30 days. Leave it empty on a shared device."),
        )


class RemembersDevice:
    """Keeps the tick in the session until the sign-in is through, which may take several pages."""

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean()
        if self.cleaned_data.get("own_device"):
            context.request.session[OWN_DEVICE] = True
        elif OWN_DEVICE in context.request.session:
            del context.request.session[OWN_DEVICE]
        return cleaned


class LoginForm(FillsInAddress, RemembersDevice, AllauthLoginForm):
    """Sign in by password."""

    own_device = OwnDeviceField()
    field_order = ["login", "password", "own_device"]


class RequestLoginCodeForm(FillsInAddress, RemembersDevice, AllauthRequestLoginCodeForm):
    """Ask for a sign-in code."""

    own_device = OwnDeviceField()


class SignupForm(AsksName, AllauthSignupForm):
    """Make an account."""


class ReadsCredential:
    """What no passkey would answer is a mistake in the form; allauth lets it through as an error of the server."""

    def clean(self) -> dict[str, Any]:
        try:
            return super().clean()
        except (ValueError, TypeError, LookupError, AttributeError) as error:
            raise get_adapter().validation_error("incorrect_code") from error


class AddPasskeyForm(ReadsCredential, AddWebAuthnForm):
    """Add a passkey to the account. One expects that it also signs in, so that is chosen to begin with."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "passwordless" in self.fields:
            self.fields["passwordless"].initial = True


class SignupPasskeyForm(AsksName, ReadsCredential, SignupWebAuthnForm):
    """Make an account with a passkey."""


class NameForm(forms.ModelForm):
    """The name that stands on certificates."""

    first_name = first_name_field()
    last_name = last_name_field()

    class Meta:
        model = User
        fields = ["first_name", "last_name"]


class ProfileForm(NameForm):
    """Name and language."""

    class Meta(NameForm.Meta):
        fields = ["first_name", "last_name", "language"]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        language = self._meta.model._meta.get_field("language")
        choices = [("fi", "suomi"), ("sv", "svenska"), ("en", "English")]
        self.fields["language"] = forms.ChoiceField(label=language.verbose_name.capitalize(), choices=choices)
