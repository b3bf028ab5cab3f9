"""What gloves, small screens and colour-blind eyes need of the screen as it stands now; every line is a complaint."""

from playwright.sync_api import Page

TARGET_PX = 48
OVERFLOW = """[...document.querySelectorAll("html, .body, .body *, .scroll:has(.findings)")]
    .filter(one => one.scrollWidth > one.clientWidth + 1 && one.clientWidth > 0 && (one === document.documentElement
        || (getComputedStyle(one).overflowX === "auto" && !one.matches(".photos"))))
    .map(one => `${one.scrollWidth - one.clientWidth} px stick out of ${one.tagName} ${one.className}`)"""
SMALL_TARGETS = """least => [...document.querySelectorAll(
        "a[href], button, select, textarea, summary, input, [role=button], [tabindex]")]
    .filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0)
    .filter(one => !(one.matches("a[href]") && getComputedStyle(one).display === "inline"))
    .map(one => [one, one.getBoundingClientRect()])
    .filter(([, box]) => Math.min(box.width, box.height) < least - 0.01)
    .map(([one, box]) => `${Math.round(box.width)} × ${Math.round(box.height)} px is too small: `
        + one.outerHTML.slice(0, 120))"""
MARKS = """Object.fromEntries([...document.querySelectorAll("[data-outcome]")].map(
    one => [one.dataset.outcome, one.querySelector("svg.mark")?.innerHTML ?? "nothing drawn"]))"""


def complaints(page: Page) -> list[str]:
    """What can only be reached by scrolling sideways, and what a gloved finger cannot hit."""
    return [*page.evaluate(OVERFLOW), *page.evaluate(SMALL_TARGETS, TARGET_PX)]


def marks(page: Page) -> dict[str, str]:
    """Outcome → the shape drawn for it, without its colour, of every place on the screen."""
    return dict(page.evaluate(MARKS))
