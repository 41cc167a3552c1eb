"""What enrolling asks."""

from django import forms
from django.utils.translation import gettext_lazy as _

from lms.accounts.api import User


class NameForm(forms.ModelForm):
    """The name that will stand on the certificate; asked once, when it is not known."""

    first_name = forms.CharField(
        label=_("First name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "given-name"})
    )
    last_name = forms.CharField(
        label=_("Last name"), max_length=100, widget=forms.TextInput(attrs={"autocomplete": "family-name"})
    )

    class Meta:
        model = User
        fields = ["first_name", "last_name"]

    @classmethod
    def needed_by(cls, user: User) -> bool:
        """Whether anything of the name is missing."""
        return not (user.first_name and user.last_name)
