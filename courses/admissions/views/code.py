"""Coming in by a join code."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from courses.admissions.about import about, run_or_404
from courses.admissions.forms import CodeForm
from courses.admissions.models import Admission
from courses.admissions.queries.applications import admission_by_code
from courses.admissions.services.guessing import WINDOW_SECONDS, count_wrong, may_try
from courses.admissions.services.ways import check_code, enrol_by_code
from courses.api import CannotEnrol
from courses.forms import NameForm
from lms.accounts.api import public


@public
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def code(request: HttpRequest, run: str = "") -> HttpResponse:
    """Ask for the code, with the run in sight if one comes from its page, and enrol by it."""
    context = about(request, run_or_404(run)) if run else {"sign_in": _sign_in(request)}
    if request.method != "POST" or not request.user.is_authenticated:
        return render(request, "admissions/code.html", context | {"form": CodeForm(), **_names(request)})
    form = CodeForm(request.POST)
    names = NameForm(request.POST, instance=request.user) if NameForm.needed_by(request.user) else None
    usable = form.is_valid() and (names is None or names.is_valid())
    if usable and (answer := _enter(request, form, names)):
        return answer
    status = 429 if getattr(form, "too_many", False) else 422
    return render(request, "admissions/code.html", context | {"form": form, "names": names}, status=status)


def _sign_in(request: HttpRequest) -> str:
    address = f"{reverse('account_login')}?{urlencode({'next': request.path})}"
    return "" if request.user.is_authenticated else address


def _names(request: HttpRequest) -> dict[str, NameForm | None]:
    needed = request.user.is_authenticated and NameForm.needed_by(request.user)
    return {"names": NameForm(instance=request.user) if needed else None}


def _enter(request: HttpRequest, form: CodeForm, names: NameForm | None) -> HttpResponse | None:
    """Where the code leads, or None with the form saying why it leads nowhere."""
    admission = _looked_up(request, form)
    if admission is None:
        return None
    try:
        check_code(admission)
        if names is not None:
            names.save()
        enrolment = enrol_by_code(admission=admission, learner=request.learner, actor=request.user)
    except CannotEnrol as refusal:
        form.add_error("code", str(refusal))
        return None
    if enrolment is None:
        messages.info(request, _("The run is full. You are in its queue now."))
        return redirect("admissions:queue", admission.run.code)
    messages.success(request, _("You are in. Welcome to the training."))
    return redirect("dashboard:course", admission.run.code)


def _looked_up(request: HttpRequest, form: CodeForm) -> Admission | None:
    if not may_try(request):
        form.too_many = True
        form.add_error(
            "code", _("Too many wrong codes. Try again in %(wait)d minutes.") % {"wait": WINDOW_SECONDS // 60}
        )
        return None
    admission = admission_by_code(form.cleaned_data["code"])
    if admission is None:
        count_wrong(request)
        form.add_error("code", _("No training has this code. Check the spelling, or ask your trainer: codes change."))
    return admission
