"""What gloves, small screens, large text and colour-blind eyes need of a screen; every line is a complaint."""

from collections.abc import Iterator
from contextlib import contextmanager

from playwright.sync_api import Page

TARGET_PX = 48
MIDDLE_PX = 96
"""Between head and actions at least two targets are seen at once, however large the text."""

OVERFLOW = """[...document.querySelectorAll("html, .body, .body *, dialog, dialog *, .scroll:has(.findings)")]
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
CUT_TEXT = """() => {
    const found = [], wide = document.documentElement.clientWidth, range = document.createRange()
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    const hides = one => ["hidden", "clip"].includes(getComputedStyle(one).overflowX)
    while (texts.nextNode()) {
        const text = texts.currentNode, holder = text.parentElement
        if (!text.data.trim() || holder.closest("noscript, script, .photos, .unseen")) continue
        if (!holder.checkVisibility({visibilityProperty: true})) continue
        range.selectNodeContents(text)
        const boxes = [holder.closest("button, .card, .tag, .chip, .record")].filter(Boolean)
        for (let one = holder; one; one = one.parentElement) if (hides(one)) boxes.push(one)
        const edges = boxes.map(one => one.getBoundingClientRect())
        const outside = (box, edge) => box.left < edge.left - 1 || box.right > edge.right + 1
            || box.top < edge.top - 1 || box.bottom > edge.bottom + 1
        const out = [...range.getClientRects()].filter(box => box.width > 0).some(box => box.left < -1
            || box.right > wide + 1 || edges.some(edge => outside(box, edge)))
        const where = `${holder.tagName} ${holder.className}`
        if (out) found.push(`cut or sticking out: ${text.data.trim().slice(0, 40)} in ${where}`)
    }
    return found
}"""
NO_MIDDLE = """least => [...document.querySelectorAll(".body")]
    .filter(one => one.scrollHeight > one.clientHeight + 1 && one.clientHeight < least)
    .map(one => `only ${one.clientHeight} px are left between head and actions`)"""
COVERED = """() => {
    const found = [], shown = document.querySelector("dialog[open]") ?? document.getElementById("app")
    const line = document.getElementById("toast")
    const places = [...document.querySelectorAll("*")]
        .filter(one => one.scrollHeight > one.clientHeight || one.scrollWidth > one.clientWidth)
        .map(one => [one, one.scrollTop, one.scrollLeft])
    if (line) line.style.visibility = "hidden"
    for (const one of shown.querySelectorAll("button, input:not([type=file]), select, textarea, a[href]")) {
        if (!one.checkVisibility({visibilityProperty: true})) continue
        one.scrollIntoView({block: "center", inline: "center", behavior: "instant"})
        const box = one.getBoundingClientRect()
        const hit = document.elementFromPoint(box.left + box.width / 2, box.top + box.height / 2)
        if (!hit || !(one.contains(hit) || hit.closest("label")?.contains(one)))
            found.push(`cannot be reached: ${one.outerHTML.slice(0, 100)} under ${hit?.tagName} ${hit?.className}`)
    }
    if (line) line.style.visibility = ""
    for (const [one, top, left] of places) {
        if (one.scrollTop !== top) one.scrollTop = top
        if (one.scrollLeft !== left) one.scrollLeft = left
    }
    return found
}"""
READING_ORDER = """() => {
    const found = [], shown = document.querySelector("dialog[open]") ?? document.getElementById("app")
    const stops = [...shown.querySelectorAll("button:not(:disabled), input, select, textarea, a[href]")]
        .filter(one => one.checkVisibility({visibilityProperty: true}) && one.tabIndex >= 0)
    const box = one => one.getBoundingClientRect()
    const part = one => one.closest(".head, .body, .actions, .sheet-head, dialog")
    for (const one of shown.querySelectorAll("[tabindex]"))
        if (one.tabIndex > 0) found.push(`jumps the queue: ${one.outerHTML.slice(0, 80)}`)
    for (const [at, one] of stops.slice(1).entries()) {
        if (part(one) !== part(stops[at])) continue
        const before = box(stops[at]), now = box(one)
        const sameLine = now.top < before.bottom - 1 && before.top < now.bottom - 1
        if (now.bottom <= before.top + 1 || (sameLine && now.right <= before.left + 1))
            found.push(`reached after what is read after it: ${one.outerHTML.slice(0, 80)}`)
    }
    return found
}"""
MARKS = """Object.fromEntries([...document.querySelectorAll("[data-outcome]")].map(
    one => [one.dataset.outcome, one.querySelector("svg.mark")?.innerHTML ?? "nothing drawn"]))"""


@contextmanager
def seen_at(page: Page, size: tuple[int, int], percent: int = 100) -> Iterator[None]:
    """The page in a window of that size, its text enlarged as browsers do it; afterwards as it was."""
    before = page.viewport_size
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.evaluate("size => { document.documentElement.style.fontSize = size }", f"{percent}%" if percent != 100 else "")
    yield
    page.evaluate("document.documentElement.style.fontSize = ''")
    if before:
        page.set_viewport_size(before)


def complaints(page: Page, size: tuple[int, int], percent: int = 100) -> list[str]:
    """What is cut, covered or to be reached only by scrolling sideways, and what a gloved finger cannot hit."""
    with seen_at(page, size, percent):
        lines = [*page.evaluate(OVERFLOW), *page.evaluate(CUT_TEXT), *page.evaluate(NO_MIDDLE, MIDDLE_PX),
                 *page.evaluate(COVERED), *page.evaluate(READING_ORDER),
                 *page.evaluate(SMALL_TARGETS, TARGET_PX)]
    return [f"at {size[0]} px and {percent} %: {line}" for line in lines]


def marks(page: Page) -> dict[str, str]:
    """Outcome → the shape drawn for it, without its colour, of every place on the screen."""
    return dict(page.evaluate(MARKS))
