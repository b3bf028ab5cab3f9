"""WebKitGTK on a lasting profile: a screen nobody sees, WebKit's own driver, and our launcher."""

import contextlib
import os
from pathlib import Path
from typing import Any

import requests

from tests.engines.driven import Driven, Refused
from tests.servers import free_port
from tests.steps import tools
from tests.waiting import until

LAUNCHER = Path(__file__).with_name("webkit_launcher.py")
PATHS = {
    "Navigate": ("POST", "url"), "ExecuteAsyncScript": ("POST", "execute/async"), "FindElements": ("POST", "elements"),
    "ElementClick": ("POST", "element/{id}/click"), "ElementSendKeys": ("POST", "element/{id}/value"),
    "Refresh": ("POST", "refresh"), "TakeScreenshot": ("GET", "screenshot"), "SetTimeouts": ("POST", "timeouts"),
}


class WebKit(Driven):
    """What is inside every browser of an iPhone, as far as a Linux machine can have it."""

    session = ""

    def switch_on(self) -> None:
        display, port = self._screen(), free_port()
        self.spawn(str(tools.webkit()), f"--port={port}", log="driver.log", DISPLAY=display,
                   LANG="C.UTF-8", NO_AT_BRIDGE="1")
        driver = f"http://127.0.0.1:{port}"
        until(lambda: _ready(driver), "WebKit's driver to listen", seconds=60)
        options = {"binary": "/usr/bin/python3", "args": ["-I", str(LAUNCHER), str(self.profile)]}
        answer = requests.post(f"{driver}/session", timeout=60, json={
            "capabilities": {"alwaysMatch": {"webkitgtk:browserOptions": options}}})
        assert answer.ok, answer.text
        self.session = f"{driver}/session/{answer.json()['value']['sessionId']}"

    def call(self, command: str, **values: Any) -> Any:
        method, path = PATHS[command]
        body = {"json": values} if method == "POST" else {}
        answer = requests.request(method, f"{self.session}/{path.format(**values)}", timeout=60, **body)
        told = answer.json()["value"]
        if not answer.ok:
            raise Refused(told)
        return told

    def _screen(self) -> str:
        """An X server on a free display that it chose itself."""
        reading, writing = os.pipe()
        self.spawn(str(tools.xvfb()), "-displayfd", str(writing), "-screen", "0", "800x900x24", "-nolisten", "tcp",
                   log="screen.log", pass_fds=(writing,))
        os.close(writing)
        with os.fdopen(reading) as told:
            return f":{told.readline().strip()}"


def _ready(driver: str) -> bool:
    with contextlib.suppress(requests.ConnectionError):
        return requests.get(f"{driver}/status", timeout=10).ok
    return False
