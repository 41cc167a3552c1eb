"""Pages of a long list in one statement."""

from django.core.paginator import Page, Paginator
from django.db.models import Count, Window

#: Longer numbers are not from our own links.
DIGITS = 6


class CountingPaginator(Paginator):
    """A paginator that reads the rows of a page and how many there are at once. Only an address that asks for a page
    that is not there costs the two statements of the ordinary one."""

    def get_page(self, number: str | None) -> Page:
        """The page called ``number``, the first when there is no such page."""
        text = number or "1"
        wanted = int(text) if text.isascii() and text.isdecimal() and len(text) <= DIGITS else 0
        if not wanted:
            return super().get_page(number)
        rows = self.object_list.annotate(of_all=Window(Count("*")))
        found = list(rows[(wanted - 1) * self.per_page : wanted * self.per_page])
        if not found and wanted > 1:
            return super().get_page(number)
        self.count = found[0].of_all if found else 0
        return Page(found, wanted, self)
