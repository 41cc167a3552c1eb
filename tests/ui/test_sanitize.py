"""The sanitising boundary: hostile markup, then what people really write."""

import re

import pytest

from lms.ui.sanitize import MAX_BYTES, MAX_DEPTH, TooMuchMarkup, clean_html, linkify_text

HOSTILE = [
    "<script>alert(1)</script>",
    "<ScRiPt src=//evil.example></sCrIpT>",
    "<img src=x onerror=alert(1)>",
    "<p onclick=alert(1)>x</p>",
    '<p style="background:url(javascript:alert(1))">x</p>',
    '<a href="javascript:alert(1)">x</a>',
    '<a href=" java\nscript:alert(1)">x</a>',
    '<a href="&#106;avascript:alert(1)">x</a>',
    '<a href="data:text/html;base64,PHNjcmlwdD4=">x</a>',
    '<a href="vbscript:x">x</a>',
    "<svg><script>alert(1)</script></svg>",
    "<svg/onload=alert(1)>",
    "<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
    '<noscript><p title="</noscript><img src=x onerror=alert(1)>">',
    "<iframe srcdoc='<script>alert(1)</script>'></iframe>",
    "<object data=x></object><embed src=x>",
    "<form action=//evil.example><input name=a><button>b</button></form>",
    "<style>*{display:none}</style>",
    "<link rel=stylesheet href=//evil.example>",
    "<base href=//evil.example>",
    "<meta http-equiv=refresh content=0>",
    "<template><script>alert(1)</script></template>",
    "<!--><script>alert(1)</script-->",
    "<![CDATA[<script>alert(1)</script>]]>",
    "<p id=main class=vh data-autosave=/oma/>x</p>",
    '<span lang="fi" onmouseover="alert(1)">x</span>',
    "<textarea></textarea><script>alert(1)</script>",
    "<a href=https://a.example target=_top rel=opener>x</a>",
    "\x00<scr\x00ipt>alert(1)</script>",
    "<<script>script>alert(1)</script>",
]
ALLOWED = {"p", "br", "strong", "em", "a", "ol", "ul", "li", "h2", "h3", "blockquote", "span"}


@pytest.mark.parametrize("markup", HOSTILE)
def test_hostile_markup_leaves_only_allowed_elements_and_attributes(markup):
    cleaned = clean_html(markup)
    tags = re.findall(r"<\s*/?([a-zA-Z!][\w!-]*)([^>]*)>", cleaned)
    attributes = {name for _tag, rest in tags for name in re.findall(r'\s([\w-]+)="', rest)}
    assert {tag for tag, _rest in tags} <= ALLOWED
    assert attributes <= {"href", "rel", "lang"}
    assert not re.search(r'href="(?!https?:|mailto:|tel:|/|#)', cleaned)


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_plain_text_is_shown_and_not_run(text):
    shown = linkify_text(text)
    assert set(re.findall(r"<\s*/?([a-zA-Z!][\w!-]*)", shown)) <= {"a", "br"}


def test_what_authors_write_is_kept():
    text = '<h2>Otsikko</h2><p>Moi <strong>sinä</strong>,<br><span lang="sv">hej</span></p><ul><li>a</li></ul>'
    assert clean_html(text) == text


def test_links_carry_no_trust():
    assert clean_html('<a href="https://kela.fi/x">Kela</a>') == (
        '<a href="https://kela.fi/x" rel="nofollow ugc noopener">Kela</a>'
    )


def test_the_text_of_a_removed_element_stays_but_that_of_a_script_goes():
    assert clean_html("<font>sana</font><script>koodi</script>") == "sana"


def test_cleaning_twice_changes_nothing():
    once = clean_html('<p>a & b <a href="/oma/?a=1&b=2">c</a>')
    assert clean_html(once) == once


def test_addresses_in_text_become_links_and_lines_stay():
    assert linkify_text("Katso https://esimerkki.fi/a?b=1&c=2\nja soita") == (
        'Katso <a href="https://esimerkki.fi/a?b=1&amp;c=2" rel="nofollow ugc noopener">'
        "https://esimerkki.fi/a?b=1&amp;c=2</a><br>ja soita"
    )


def test_only_web_addresses_become_links():
    assert linkify_text("javascript:alert(1) ftp://x.fi aino@esimerkki.fi") == (
        "javascript:alert(1) ftp://x.fi aino@esimerkki.fi"
    )


def test_a_quote_cannot_leave_an_address():
    assert '" onmouseover' not in linkify_text('https://x.fi/" onmouseover=alert(1)')


@pytest.mark.parametrize("clean", [clean_html, linkify_text])
def test_too_long_markup_is_refused(clean):
    assert clean("a" * MAX_BYTES) == "a" * MAX_BYTES
    with pytest.raises(TooMuchMarkup):
        clean("ä" * (MAX_BYTES // 2 + 1))


@pytest.mark.parametrize("tag", ["span", "blockquote", "b", "made-up"])
def test_too_deep_markup_is_refused(tag):
    clean_html(f"<{tag}>" * MAX_DEPTH)
    with pytest.raises(TooMuchMarkup):
        clean_html(f"<{tag}>" * (MAX_DEPTH + 1))


def test_end_tags_that_close_nothing_do_not_hide_the_depth():
    with pytest.raises(TooMuchMarkup):
        clean_html("<span></em>" * (MAX_DEPTH + 1))


def test_many_paragraphs_are_not_deep():
    assert clean_html("<p>a</p>" * 500).count("<p>") == 500


def test_half_characters_do_not_break_it():
    assert clean_html("<p>\ud800</p>") == "<p>?</p>"
    assert linkify_text("\ud800") == "?"


def test_too_much_markup_is_a_value_error():
    assert issubclass(TooMuchMarkup, ValueError)
