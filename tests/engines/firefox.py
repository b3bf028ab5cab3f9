"""Firefox as the system packages it, on a lasting profile, by Marionette: lengths and JSON over one socket."""

import contextlib
import itertools
import json
import socket
from typing import Any

from tests.engines.driven import Driven, Refused
from tests.steps import tools
from tests.waiting import until

PREFERENCES = {
    "marionette.port": 0, "browser.shell.checkDefaultBrowser": False, "app.update.auto": False,
    "datareporting.policy.dataSubmissionEnabled": False, "toolkit.telemetry.enabled": False,
    "browser.sessionstore.resume_from_crash": False, "toolkit.startup.max_resumed_crashes": -1,
    "network.captive-portal-service.enabled": False, "network.connectivity-service.enabled": False,
    "intl.accept_languages": "zh-CN", "browser.startup.page": 0,
}


class Firefox(Driven):
    """Gecko, without a window."""

    _line: socket.socket | None = None

    def switch_on(self) -> None:
        (self.profile / "user.js").write_text("".join(
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n" for name, value in PREFERENCES.items()))
        told = self.profile / "MarionetteActivePort"
        told.unlink(missing_ok=True)
        self.spawn(str(tools.firefox()), "--headless", "--marionette", "--profile", str(self.profile),
                   log="firefox.log", HOME=str(self.profile), MOZ_CRASHREPORTER_DISABLE="1")
        until(lambda: told.exists() and told.read_text(), "Firefox to listen", seconds=90)
        self._line = socket.create_connection(("127.0.0.1", int(told.read_text())), timeout=90)
        self._numbers = itertools.count(1)
        self._heard()
        self.call("NewSession")

    def call(self, command: str, **values: Any) -> Any:
        message = json.dumps([0, next(self._numbers), f"WebDriver:{command}", values]).encode()
        assert self._line is not None, "not running"
        self._line.sendall(b"%d:%b" % (len(message), message))
        _, _, error, result = self._heard()
        if error:
            raise Refused(error)
        return result.get("value", result) if isinstance(result, dict) else result

    def battery_dies(self) -> None:
        super().battery_dies()
        if self._line is not None:
            with contextlib.suppress(OSError):
                self._line.close()
        self._line = None

    def _heard(self) -> Any:
        """The next message: its length in digits, a colon, JSON."""
        assert self._line is not None, "not running"
        length = b""
        while not length.endswith(b":"):
            length += self._some(1)
        return json.loads(self._some(int(length[:-1])))

    def _some(self, size: int) -> bytes:
        assert self._line is not None, "not running"
        got = b""
        while len(got) < size:
            piece = self._line.recv(size - len(got))
            if not piece:
                raise ConnectionError("Firefox hung up")
            got += piece
        return got
