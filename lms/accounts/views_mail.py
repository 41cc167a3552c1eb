"""What a person is told by mail, and the one click that ends it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from lms.accounts.access import public
from lms.accounts.forms_mail import NoticesForm
from lms.jobs.api import bouncing, choice_of, choose_mail, clear_address, read_stop, topic_name
from lms.jobs.api import stop_mail as stop


@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """Everything about the person's mail in one form."""
    form = NoticesForm(request.POST or None, choice=choice_of(request.user.key))
    if request.method == "POST" and form.is_valid():
        choose_mail(actor=request.user, often=form.cleaned_data["often"], off=form.off)
        messages.success(request, _("Saved."))
        return redirect("accounts:notices")
    context = {"form": form, "refused": bool(bouncing([request.user.email or ""]))}
    return render(request, "accounts/notices.html", context, status=422 if form.errors else 200)


@require_POST
def try_again(request: HttpRequest) -> HttpResponse:
    """The person says that the address is right: it is written to again."""
    clear_address(request.user.email or "")
    messages.success(request, _("We write to the address again. If the mail comes back, you see it on your own page."))
    return redirect("accounts:notices")


@csrf_exempt  # RFC 8058: the mail program posts; the signed address is the proof, and all it can do is end mail
@never_cache
@public
@require_http_methods(["GET", "HEAD", "POST"])
def stop_mail(request: HttpRequest, token: str) -> HttpResponse:
    """Opening asks, posting ends: scanners of mail open every link."""
    found = read_stop(token)
    if found is None:
        raise Http404
    person, topic = found
    if request.method == "POST":
        stop(person=person, topic=topic)
    context = {"topic": topic_name(topic), "done": request.method == "POST"}
    return render(request, "accounts/stop_mail.html", context)
