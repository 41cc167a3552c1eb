"""A person who has a keyboard and no pointer: every stop of the focus is looked at on the way."""

from playwright.sync_api import Locator, Page

#: More stops than any page has: who has not arrived by then, never will.
MANY = 150

#: What is wrong with the place where the focus is now; an empty list when nothing is.
LOOK = """() => {
  const here = document.activeElement
  if (!here || here === document.body) return ['the focus is lost']
  const name = here.outerHTML.slice(0, 120).replace(/\\s+/g, ' ')
  const faults = []
  const around = [here, here.parentElement, here.parentElement.parentElement, here.closest('.card-link')]
  const ringed = around.filter(Boolean).map(one => getComputedStyle(one))
    .some(style => style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2)
  if (!ringed) faults.push('no ring around: ' + name)
  const box = here.getBoundingClientRect()
  const fits = box.height <= innerHeight
  if (fits && (box.top < -1 || box.bottom > innerHeight + 1)) faults.push('outside the window: ' + name)
  if (box.left < -1 || box.right > innerWidth + 1) faults.push('beside the window: ' + name)
  if (here.tabIndex > 0) faults.push('an order of its own: ' + name)
  const at = document.elementFromPoint(box.left + box.width / 2, Math.min(box.top + box.height / 2, innerHeight - 2))
  const label = at && at.closest('label')
  const seen = at && (at.contains(here) || here.contains(at) || (label && label.contains(here)))
  if (!seen) faults.push('hidden under ' + (at ? at.outerHTML.slice(0, 80) : 'nothing') + ': ' + name)
  return faults
}"""

#: Where the focus is: for the order of reading.
PLACE = """() => {
  const here = document.activeElement
  here.setAttribute('data-walked', '')
  const box = here.getBoundingClientRect()
  const part = here.closest('[popover], header, main, footer')
  return {
    name: here.outerHTML.slice(0, 120).replace(/\\s+/g, ' '),
    part: part ? part.localName + part.id : '',
    top: box.top + scrollY, bottom: box.bottom + scrollY, left: box.left,
  }
}"""


#: The controls that show and that no press of Tab has come to; arrows reach the other choices of a group.
MISSED = """() => [...document.querySelectorAll('a[href], button, input, select, textarea, summary')]
  .filter(one => !one.disabled && one.tabIndex >= 0 && one.checkVisibility({ visibilityProperty: true }))
  .filter(one => one.type !== 'radio' && !one.hasAttribute('data-walked'))
  .map(one => 'never reached: ' + one.outerHTML.slice(0, 120).replace(/\\s+/g, ' '))"""


def tab(page: Page) -> None:
    """One press; fails when the focus is lost, without a ring, out of sight or under something."""
    page.keyboard.press("Tab")
    assert page.evaluate(LOOK) == [], page.url


def has_focus(target: Locator) -> bool:
    return target.evaluate("element => element === document.activeElement")


def reach(page: Page, target: Locator) -> None:
    """Press Tab until ``target`` has the focus."""
    target.wait_for(state="attached")
    for _ in range(MANY):
        if has_focus(target):
            return
        tab(page)
    raise AssertionError(f"the keyboard does not reach {target} on {page.url}")


def skip_to_content(page: Page) -> None:
    """The first press of Tab on a new page offers the skip link; it leads past the header."""
    tab(page)
    assert page.evaluate("document.activeElement.className") == "skip", page.url
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main", page.url


def enter(page: Page, target: Locator) -> None:
    """Go to a link or button and press Enter; ends on the page it leads to."""
    reach(page, target)
    with page.expect_navigation():
        page.keyboard.press("Enter")


def write(page: Page, target: Locator, text: str) -> None:
    reach(page, target)
    page.keyboard.type(text)


def tick(page: Page, target: Locator) -> None:
    """Choose by Space, which every kind of choice understands."""
    reach(page, target)
    page.keyboard.press("Space")
    assert target.is_checked()


def walk(page: Page) -> list[str]:
    """Tab through the whole page; one line for every stop that is wrong, out of the order of reading, or left out."""
    found, before = [], None
    from_the_start(page)
    for _ in range(MANY):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement === document.body || !document.hasFocus()"):
            return found + page.evaluate(MISSED)  # past the last stop, in the browser's own bar
        found += page.evaluate(LOOK)
        here = page.evaluate(PLACE)
        if before and here["part"] == before["part"] and goes_back(before, here):
            found.append(f"after {before['name']} back up to {here['name']}")
        before = here
    return [*found, "no end"]


def from_the_start(page: Page) -> None:
    """Where the next press of Tab comes to the first stop, also on a page that puts the focus somewhere itself."""
    page.evaluate("document.body.tabIndex = -1; document.body.focus(); document.body.removeAttribute('tabindex')")


def goes_back(before: dict, here: dict) -> bool:
    """Up is fine only for something further right: the next column."""
    return here["bottom"] <= before["top"] + 1 and here["left"] <= before["left"]
