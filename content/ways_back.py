"""Coming back by a code that is sent, and how often one may ask."""

from django.http import HttpRequest
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from assessments.personal.api import learner_by_sent_code, send_code_back
from content.coaching_acts import CodeRefused
from content.sending_to import AddressForm, too_many_confirmations
from content.tries import count_try, place_of_request, tries
from lms.accounts.api import hold_learner

#: Wrong codes of one address in ten minutes, as with resume codes.
WRONG_CODES, WINDOW_SECONDS = 60, 600


def refuse_too_many(request: HttpRequest, form: AddressForm) -> bool:
    """Count one code to this address, known or not; True when it is one too many, and the form says so."""
    over = too_many_confirmations(request, form.cleaned_data["address"].address)
    if over:
        form.add_error("address", _("A code has been asked for several times today. Try again tomorrow."))
    return over


@sensitive_variables()
def send_back(form: AddressForm) -> None:
    """Have a code sent, if anybody has left this address."""
    to = form.cleaned_data["address"]
    send_code_back(channel=to.channel, address=to.address, language=get_language())


@sensitive_variables()
def come_back(request: HttpRequest, form: AddressForm, code: str) -> None:
    """Let this device be the person's to whom the code was sent. Raises ``CodeRefused``."""
    if request.user.is_authenticated:
        raise CodeRefused(_("You are signed in to an account. Sign out first, then use the code."))
    to, key = form.cleaned_data["address"], place_of_request(request, "way-back-wrong")
    if tries(key) >= WRONG_CODES:
        sentence = _("There have been many wrong codes. Wait %(minutes)d minutes and try again.")
        raise CodeRefused(sentence % {"minutes": WINDOW_SECONDS // 60})
    learner = learner_by_sent_code(channel=to.channel, address=to.address, code=code)
    if learner is None:
        count_try(key, WINDOW_SECONDS)
        raise CodeRefused(_("This code is not right, or it is too old. Check the numbers, or ask for a new code."))
    hold_learner(request, learner)
