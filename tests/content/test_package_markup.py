"""Rich text to Markdown and back: what an author has written is not changed by going out."""

from html import escape
from pathlib import Path

import pytest

from content.packages.markup import heading_of, markdown_of
from content.packages.runs import html_of, read_html
from content.seeding.markdown import read_markdown, rich_text

TEXT = Path("teksti.md")


def same_address(attributes: dict[str, str]) -> str:
    return attributes.get("href", "")


def back(html: str) -> str:
    text, whole = markdown_of(html, same_address)
    assert whole, text
    return html_of(read_html(rich_text(text, path=TEXT, line=1), same_address))


@pytest.mark.parametrize(
    ("html", "markdown"),
    [
        ("<p>Eka.</p><p>Toka.</p>", "Eka.\n\nToka."),
        ("<p>On <b>vahva</b> ja <i>vino</i>.</p>", "On **vahva** ja *vino*."),
        ('<p><a href="https://example.org">linkki</a></p>', "[linkki](https://example.org)"),
        ("<ul><li>yksi</li><li>kaksi</li></ul>", "- yksi\n- kaksi"),
        ("<ol><li>yksi<ul><li>sisä</li></ul></li></ol>", "1. yksi\n   - sisä"),
        ("<p>rivi<br/>toinen</p>", "rivi\\\ntoinen"),
        ("<p></p><p>Vain tämä.</p>", "Vain tämä."),
        ("<p>3 * 4 [x] `y` &lt;z&gt; a_b</p>", "3 \\* 4 \\[x\\] \\`y\\` \\<z> a_b"),
        ("<p>1. ei lista</p>", "1\\. ei lista"),
        ("<p># ei otsikko</p>", "\\# ei otsikko"),
        ("<p>- ei kohta</p>", "\\- ei kohta"),
        ("<p>::: ei lohko</p>", "\\::: ei lohko"),
        ("<p>~~~ plain</p>", "\\~~~ plain"),
        ("<p>&amp;amp; &amp; &amp;#65;</p>", "&amp;amp; & &amp;#65;"),
    ],
)
def test_rich_text_is_written_as_one_would_write_it(html, markdown):
    assert markdown_of(html, same_address) == (markdown, True)
    assert back(html) == html_of(read_html(html, same_address))


@pytest.mark.parametrize(
    "html",
    [
        "<p><b>a</b><i>b</i></p>",
        "<p><b>a</b>b<b>c</b></p>",
        "<p>a<b>(b)</b>c</p>",
        "<p><b>vahva </b>jatkuu</p>",
        "<p>sana<i>osa</i>loppu</p>",
        "<p><b>a <i>b</i></b> <i>c</i></p>",
        '<p><a href="https://example.org/a(b)">x<b>y</b></a></p>',
        "<ul><li>a</li></ul><ul><li>b</li></ul>",
        "<ol><li>a</li></ol><ol><li>b</li></ol>",
        "<p>---</p><p>===</p>",
        "<p>x<br/>- y</p>",
        "<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
        "<p>!kuva[1]</p>",
        "<p>**ei vahva** _ei vino_</p>",
    ],
)
def test_odd_rich_text_comes_back_the_same(html):
    assert back(html) == html_of(read_html(html, same_address))


SIGNS = "*_`[]()<>#+-=.!~:&;\\|1a ä\u00a0\"'"


@pytest.mark.parametrize("seed", range(200))
def test_any_signs_come_back_the_same(seed):
    place, made = seed * 7919, ""
    for _number in range(14):
        place = (place * 1103515245 + 12345) % 2**31
        made += SIGNS[(place >> 8) % len(SIGNS)]
    html = f"<p>{escape(made[:5])}<b>{escape(made[5:9])}</b>{escape(made[9:])}</p>"
    text, _whole = markdown_of(html, same_address)
    once = rich_text(text, path=TEXT, line=1)
    again, _whole = markdown_of(once, same_address)

    assert words(once) == words(html)
    assert again == text


def words(html: str) -> str:
    """The text without its style and with single spaces."""
    blocks = read_html(html, same_address)
    return "|".join(" ".join("".join(run.text for run in block.runs).split()) for block in blocks)


def test_style_that_markdown_cannot_say_leaves_the_words():
    assert markdown_of("<p><b>a<i>b</i></b><i>c</i></p>", same_address) == ("abc", False)


def test_link_that_leads_nowhere_leaves_its_words():
    assert markdown_of('<p><a href="#x">tyhjä</a></p>', lambda attributes: None) == ("tyhjä", True)


@pytest.mark.parametrize("words", ["Mitä #1 on?", "A * B", "C#", "1. luku", "&amp; ja [x]", "_alku"])
def test_heading_comes_back_the_same(words):
    [heading] = read_markdown(f"## {heading_of(words)}", path=TEXT, line=1)

    assert heading.text == words
