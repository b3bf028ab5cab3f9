"""Measures the contrast of every text and sign as it is drawn, in both looks: 7:1 for what is read, in the sun."""

from playwright.sync_api import Page

THEMES = ("sun", "soft")
TEXT, SIGN = 7.0, 3.0
MEASURE = """([text, sign]) => {
    const parse = colour => {
        const [r = 0, g = 0, b = 0, a = 1] = (colour.match(/[\\d.]+/g) ?? [0, 0, 0, 0]).map(Number)
        return /^color\\(srgb/.test(colour) ? [r * 255, g * 255, b * 255, a] : [r, g, b, a]
    }
    const over = ([r, g, b, a], under) => [r, g, b].map((one, at) => one * a + under[at] * (1 - a)).concat(1)
    const ground = one => {
        const layers = []
        for (let at = one; at; at = at.parentElement) {
            const colour = parse(getComputedStyle(at).backgroundColor)
            if (colour[3] > 0) layers.unshift(colour)
            if (colour[3] === 1) break
        }
        return layers.reduce((under, layer) => over(layer, under), [255, 255, 255, 1])
    }
    const light = colour => colour.slice(0, 3).map(one => one / 255)
        .map(one => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
        .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0)
    const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05)
    const faint = one => one ? getComputedStyle(one).opacity * faint(one.parentElement) : 1
    const found = new Set()
    const check = (one, colour, least, what) => {
        const under = ground(one), ink = parse(colour)
        const is = ratio(over([...ink.slice(0, 3), ink[3] * faint(one)], under), under)
        const where = `${one.tagName} ${one.getAttribute("class") ?? ""}`
        if (is < least) found.add(`${is.toFixed(1)}:1 only: ${what} in ${where} (${colour})`)
    }
    const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT)
    while (texts.nextNode()) {
        const node = texts.currentNode, holder = node.parentElement
        if (!node.data.trim() || holder.closest("noscript, script")) continue
        if (!holder.checkVisibility({visibilityProperty: true})) continue
        check(holder, getComputedStyle(holder).color, text, node.data.trim().slice(0, 30))
    }
    for (const one of document.querySelectorAll("input, textarea, select, svg *")) {
        if (!one.checkVisibility()) continue
        const style = getComputedStyle(one)
        if (one.matches("svg *")) {
            const inside = one.matches(".line, .ink")
            if (!inside && style.fill !== "none") check(one, style.fill, sign, "a sign")
            if (!inside && style.stroke !== "none") check(one, style.stroke, sign, "a line")
        } else {
            check(one, style.color, text, "what is typed")
            if (one.placeholder) check(one, getComputedStyle(one, "::placeholder").color, text, one.placeholder)
        }
    }
    return [...found]
}"""
WEAR = "theme => { document.documentElement.dataset.theme = theme }"


def complaints(page: Page) -> list[str]:
    """Every text and sign that is too faint on what lies behind it, in each look; the look chosen stays."""
    chosen = page.evaluate("document.documentElement.dataset.theme")
    found = []
    for theme in THEMES:
        page.evaluate(WEAR, theme)
        found += [f"{theme}: {line}" for line in page.evaluate(MEASURE, [TEXT, SIGN])]
    page.evaluate(WEAR, chosen)
    return found
