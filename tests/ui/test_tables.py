"""Parts of long tables."""

from django.template import Context, Template

ROW = Template("{% load tables %}{{ words|table_cells }}")


def test_cells_are_what_a_loop_would_make_and_take_no_markup():
    loop = Template('{% for word in words %}<td class="nowrap">{{ word }}</td>{% endfor %}')
    words = Context({"words": ["Tehty", "Tehty", "3/4*", "<b>&", ""]})
    assert ROW.render(words) == loop.render(words)
    assert "&lt;b&gt;&amp;" in ROW.render(words)
    assert ROW.render(Context({"words": []})) == ""
