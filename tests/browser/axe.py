"""Asks axe-core what on a page keeps people out; contrast is held to 7:1, for screens read in the sun."""

from functools import cache

from playwright.sync_api import Page

from tests.steps import tools

RULES = {"color-contrast-enhanced": {"enabled": True}}
RUN = """rules => axe.run(document, {rules, resultTypes: ["violations"]}).then(found => found.violations.flatMap(
    rule => rule.nodes.map(node => `${rule.id}: ${node.target.join(" ")} — ${node.failureSummary}`)))"""


def violations(page: Page) -> list[str]:
    """One line per element that breaks a rule, on the page as it stands now."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(_source())
    return list(page.evaluate(RUN, RULES))


@cache
def _source() -> str:
    return (tools.javascript_modules() / "axe-core" / "axe.min.js").read_text()
