"""A browser on a lasting profile, driven by the commands of WebDriver whatever carries them; killed without mercy."""

import contextlib
import os
import signal
import subprocess
from abc import ABC, abstractmethod
from pathlib import Path
from typing import Any

from tests.people import PASSWORD, Person
from tests.waiting import until

ELEMENT = "element-6066-11e4-a52e-4f735466cecf"
RUN = """const say = arguments[arguments.length - 1], values = [...arguments].slice(0, -1);
(async (...values) => { %s })(...values).then((value) => say({ value }), (error) => say({ error: String(error) }))"""
WORKER_READY = """const one = await navigator.serviceWorker.ready
    return one.active.state === "activated" && Boolean(navigator.serviceWorker.controller)"""


NOT_YET = ("stale element reference", "element not interactable", "element click intercepted", "no such element")


class Refused(AssertionError):
    """The browser did not do what it was told; `code` is WebDriver's word for why."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(told)
        self.code = told.get("error")


class Driven(ABC):
    """One engine on one profile folder, as a person's phone; `origin` is where the app lives."""

    def __init__(self, profile: Path, origin: str) -> None:
        self.profile = profile
        self.origin = origin
        self.processes: list[subprocess.Popen[bytes]] = []

    def __enter__(self) -> "Driven":
        self.profile.mkdir(parents=True, exist_ok=True)
        self.switch_on()
        return self

    def __exit__(self, *_: object) -> None:
        self.battery_dies()

    @abstractmethod
    def switch_on(self) -> None:
        """Start the browser on what its profile holds."""

    @abstractmethod
    def call(self, command: str, **values: Any) -> Any:
        """One command of WebDriver, such as `Navigate`; its value. Raises Refused."""

    def spawn(self, *command: str, log: str, pass_fds: tuple[int, ...] = (),
              **environment: str) -> subprocess.Popen[bytes]:
        """Start a program of this browser in a group of its own, so that all its children die with it."""
        with (self.profile / log).open("ab") as file:
            process = subprocess.Popen(command, stdout=file, stderr=file, start_new_session=True,
                                       pass_fds=pass_fds, env={**os.environ, **environment})
        self.processes.append(process)
        return process

    def battery_dies(self) -> None:
        """SIGKILL to everything at once, at whatever it is doing."""
        for process in self.processes:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(process.pid, signal.SIGKILL)
        for process in self.processes:
            process.wait(30)
        self.processes = []

    def open(self) -> None:
        """Open the app, as from the home screen."""
        self.call("Navigate", url=self.origin + "/")

    def ask(self, code: str, *values: Any) -> Any:
        """What an async function with this body returns in the page; it may name `values`."""
        told = self.call("ExecuteAsyncScript", script=RUN % code, args=list(values))
        assert "error" not in told, told["error"]
        return told.get("value")

    def tap(self, testid: str) -> None:
        """A finger does not mind that the screen was drawn anew between its seeing and its touching."""
        until(lambda: self._acts("ElementClick", testid), f"a tap on {testid}")

    def fill(self, testid: str, text: str) -> None:
        until(lambda: self._acts("ElementSendKeys", testid, text=text), f"{testid} to take {text!r}")

    def sees(self, testid: str, text: str = "") -> None:
        """Wait until it is there and says `text`."""
        code = "const one = document.querySelector(values[0]); return one && one.innerText.includes(values[1])"
        until(lambda: self.ask(code, f'[data-testid="{testid}"]', text), f"{testid} saying {text!r}")

    def sign_in(self, person: Person) -> None:
        """Sign in and wait until the map is there and the app can be opened without a network."""
        self.open()
        self.fill("login-phone", person.login)
        self.fill("login-password", PASSWORD)
        self.tap("login-submit")
        self.sees("door-SZ-B03-E2")
        until(lambda: self.ask(WORKER_READY), "the service worker to serve the next start")

    def _acts(self, command: str, testid: str, **values: str) -> bool:
        try:
            found = self.call("FindElements", using="css selector", value=f'[data-testid="{testid}"]')
            if not found:
                return False
            self.call(command, id=found[0][ELEMENT], **values)
        except Refused as refused:
            if refused.code not in NOT_YET:
                raise
            return False
        return True
