"""The components a template calls by name. Markup lies in `templates/ui/`; here are only the decisions."""

from __future__ import annotations

from functools import lru_cache

from django import template
from django.forms import BoundField
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from lms.ui import frame
from lms.ui.context import Shell
from lms.ui.forms import problems_of
from lms.ui.hyphens import with_soft_hyphens
from lms.ui.icons import ICONS, UnknownIcon

register = template.Library()
register.filter("soft_hyphens", with_soft_hyphens, is_safe=True)

NOTE_ICONS = {"info": "info", "warm": "lightbulb", "good": "circle-check", "error": "circle-alert", "plain": "info"}


@register.simple_tag
@lru_cache(maxsize=256)
def icon(name: str, extra_class: str = "") -> SafeString:
    """A picture beside a text, never instead of it: it is hidden from assistive technology."""
    if name not in ICONS:
        raise UnknownIcon(name)
    return format_html(
        '<svg class="icon{}" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        f" {extra_class}" if extra_class else "",
        static("ui/built/icons.svg"),
        name,
    )


@register.simple_tag
def field(bound: BoundField, kind: str = "", hint: str = "") -> SafeString:
    """A form field with its label, help and error. `kind="scale"` lays radio buttons side by side."""
    return render_to_string("ui/form/field.html", {"field": bound, "kind": kind, "hint": hint})


@register.inclusion_tag("ui/error_summary.html")
def error_summary(*forms) -> dict:
    """All that is to be put right, on top of the page; it takes the focus (see status.js)."""
    return {"problems": problems_of(*forms)}


@register.simple_tag
def title_prefix(*forms) -> str:
    """ "Error: " in front of the page title when a form did not go through."""
    return _("Error: ") if problems_of(*(form for form in forms if hasattr(form, "is_bound"))) else ""


@register.inclusion_tag("ui/progress.html")
def progress(done: int, total: int, label: str = "", key: str = "progress") -> dict:
    """How far, in words and as a bar. `key` makes the id unique when a page shows several."""
    return {"done": done, "total": total, "label": label, "key": key}


@register.simple_tag(takes_context=True)
def save_state(context, key: str = "save-state") -> SafeString:
    """The line in which autosave.js says whether the text is safe, and what keeps the text meanwhile."""
    return frame.save_state(get_language() or "", key) + drafts(context)


@register.simple_tag(takes_context=True)
def drafts(context) -> SafeString:
    """What sends the text that this browser has kept, and on the person's own device keeps more of it. Nothing for
    somebody unknown."""
    of_person = getattr(context.get("request"), "drafts", None)
    found = of_person() if of_person else None
    return frame.drafts(found.key, found.own_device) if found else SafeString()


@register.simple_tag(takes_context=True)
def page_header(context) -> SafeString:
    """The head of an ordinary page: brand, menu, language, account, help."""
    shell = context.get("ui")
    if not isinstance(shell, Shell):
        return SafeString()
    account, door = (shell.account_url, shell.logout_url) if shell.signed_in else ("", shell.login_url)
    return frame.header(
        shell.language,
        shell.addresses["home"],
        shell.brand,
        shell.help_url,
        tuple(shell.nav),
        tuple(shell.languages(context.get("translations"))),
        account,
        door,
        token=str(context.get("csrf_token", "")) if account else "",
    )


@register.simple_tag(takes_context=True)
def page_header_quiet(context, stop_url: str = "") -> SafeString:
    """The head inside parts, tests and forms; ``stop_url`` says where stopping leads."""
    shell = context.get("ui")
    if not isinstance(shell, Shell):
        return SafeString()
    leaving = stop_url or shell.addresses["my"]
    return frame.quiet_header(shell.language, shell.addresses["home"], shell.brand, leaving, shell.help_url)


@register.simple_tag(takes_context=True)
def page_footer(context) -> SafeString:
    """The foot of every page."""
    shell = context.get("ui")
    return (
        frame.footer(shell.language, tuple(shell.footer), shell.organiser) if isinstance(shell, Shell) else SafeString()
    )


@register.inclusion_tag("ui/pagination.html", takes_context=True)
def pagination(context, page, parameter: str = "sivu") -> dict:
    """Links to the pages of a list, keeping the other parts of the address."""
    return {
        "page": page,
        "numbers": list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)),
        "request": context.get("request"),
        "parameter": parameter,
    }


@register.simple_tag(takes_context=True)
def page_address(context, number: int) -> str:
    """The address of page `number` of the list that is being paged."""
    request, parameter = context.get("request"), context["parameter"]
    query = request.GET.copy() if request else {}
    query[parameter] = str(number)
    return "?" + (query.urlencode() if request else f"{parameter}={number}")


@register.simple_block_tag
def note(content: str, kind: str = "info", title: str = "", picture: str = "", level: int = 2, role: str = "") -> str:
    """A box that stands out: info, warm (stop and think), good, error, plain."""
    context = {"kind": kind, "title": title, "icon": picture or NOTE_ICONS[kind], "level": level, "role": role}
    return render_to_string("ui/note.html", context | {"body": content})


@register.simple_block_tag
def fold(content: str, title: str = "", picture: str = "", opened: bool = False, level: int = 0) -> str:
    """Something to open; closed at first, printed open."""
    context = {"title": title, "icon": picture, "opened": opened, "level": level, "body": content}
    return render_to_string("ui/fold.html", context)


@register.simple_block_tag
def table_region(content: str, label: str = "") -> str:
    """A table that scrolls in a named region of its own, so that the page never does."""
    return render_to_string("ui/table_region.html", {"label": label, "body": content})


@register.simple_block_tag
def confirmation(content: str, title: str = "", picture: str = "circle-check", level: int = 1) -> str:
    """The panel that says what was just done; its heading is the page's h1 unless `level` says otherwise."""
    return render_to_string("ui/confirmation.html", {"title": title, "icon": picture, "level": level, "body": content})


@register.simple_block_tag
def empty_state(content: str, picture: str = "info") -> str:
    """Nothing here yet, in words, with what to do next inside."""
    return render_to_string("ui/empty_state.html", {"icon": picture, "body": content})
