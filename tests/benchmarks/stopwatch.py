"""Times what a person waits for on a phone: from a tap to the picture, on a processor four times slower."""

from dataclasses import dataclass
from statistics import median

from tests.browser.phone import Phone
from tests.waiting import until

SLOWER = 4
TIMED_TAP = """([tap, shown]) => new Promise(done => {
    const tasks = [], start = performance.now()
    const watch = new PerformanceObserver(list => tasks.push(...list.getEntries().map(one => one.duration)))
    watch.observe({type: "longtask"})
    const painted = () => {
        const channel = new MessageChannel(), ms = performance.now() - start
        channel.port1.onmessage = () => setTimeout(() => { watch.disconnect(); done([ms, Math.max(0, ...tasks)]) })
        channel.port2.postMessage(0)
    }
    const look = () => requestAnimationFrame(document.querySelector(shown) ? painted : look)
    document.querySelector(`[data-testid="${tap}"]`).click()
    look()
})"""
NOTE_WHEN_SHOWN = """const look = () => requestAnimationFrame(document.querySelector("%s") ? painted : look)
const painted = () => {
    const channel = new MessageChannel()
    channel.port1.onmessage = () => { window.shown_ms = performance.now() }
    channel.port2.postMessage(0)
}
look()"""


@dataclass(frozen=True)
class Timed:
    """Milliseconds from the tap to the picture, and the longest the page was deaf meanwhile."""

    ms: float
    task_ms: float


def slow_down(phone: Phone, rate: int = SLOWER) -> None:
    """From now on the phone's processor is that much slower than this machine's."""
    phone.page.context.new_cdp_session(phone.page).send("Emulation.setCPUThrottlingRate", {"rate": rate})


def tap(phone: Phone, testid: str, shown: str) -> Timed:
    """Tap, and wait until what `shown` selects has been painted."""
    return Timed(*phone.page.evaluate(TIMED_TAP, [testid, shown]))


def start(phone: Phone, shown: str, rate: int) -> float:
    """Milliseconds from opening the app in a browser just started until what `shown` selects has been painted."""
    phone.put_away()
    phone.switch_on()
    phone.page.add_init_script(NOTE_WHEN_SHOWN % shown)
    slow_down(phone, rate)
    phone.open()
    return float(until(lambda: phone.page.evaluate("window.shown_ms"), "the map", every=0.2))


def middle(all: list[Timed]) -> Timed:
    """The medians of several."""
    return Timed(median(one.ms for one in all), median(one.task_ms for one in all))
