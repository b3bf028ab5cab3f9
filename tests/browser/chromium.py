"""A Chromium with a lasting profile, as a process that tests can kill and start again where it was."""

import contextlib
import os
import signal
import subprocess
from pathlib import Path

import manimgx_fonts_cjk
import pylopdf_fonts_zh_cn
from playwright.sync_api import Browser, BrowserContext, Error, Page, Playwright

from tests.steps import tools
from tests.waiting import until

PHONE = (390, 844)
SMALL_PHONE = (320, 640)
LANDSCAPE = (640, 320)
DESK = (1280, 800)
SWITCHES = (
    "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync", "--disable-default-apps",
    "--no-default-browser-check", "--no-proxy-server", "--password-store=basic", "--use-mock-keychain",
    "--disable-search-engine-choice-screen", "--disable-features=Translate,OptimizationHints,MediaRouter",
    "--remote-debugging-port=0", "--lang=zh-CN", "--accept-lang=zh-CN", "--hide-scrollbars",
)
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "fonts.dtd"><fontconfig>
<include ignore_missing="yes">/etc/fonts/fonts.conf</include>{folders}<cachedir>{cache}</cachedir></fontconfig>"""


class Chromium:
    """One browser on one profile folder. `page` is its first tab, with the window of a phone by default."""

    def __init__(self, playwright: Playwright, profile: Path, *, size: tuple[int, int] = PHONE,
                 switches: tuple[str, ...] = ()) -> None:
        self.playwright = playwright
        self.profile = profile
        self.size = size
        self.switches = (*SWITCHES, *switches)
        self.process: subprocess.Popen[bytes] | None = None
        self.browser: Browser | None = None
        self.complaints: list[str] = []

    @property
    def context(self) -> BrowserContext:
        """The profile's own context: cookies, storage and service workers outlive the process."""
        assert self.browser is not None, "not running"
        return self.browser.contexts[0]

    def start(self) -> Page:
        """Start (again) on the profile as it lies on disk; the page to work with."""
        assert self.process is None, "already running"
        self.profile.mkdir(parents=True, exist_ok=True)
        port = self.profile / "DevToolsActivePort"
        port.unlink(missing_ok=True)
        command = [str(tools.chromium()), *self.switches, f"--user-data-dir={self.profile}",
                   f"--window-size={self.size[0]},{self.size[1]}", "about:blank"]
        with (self.profile / "chromium.log").open("ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, start_new_session=True,
                                            env={**os.environ, "FONTCONFIG_FILE": str(self._fonts())})
        until(lambda: port.exists() and port.read_text().count("\n"), "Chromium to listen", seconds=60)
        number = port.read_text().splitlines()[0]
        self.browser = self.playwright.chromium.connect_over_cdp(f"http://127.0.0.1:{number}")
        page = self.context.pages[0] if self.context.pages else self.context.new_page()
        page.set_default_timeout(40_000)
        page.set_viewport_size({"width": self.size[0], "height": self.size[1]})
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        return page

    def kill(self) -> None:
        """SIGKILL: nothing is flushed, no page is told."""
        if self.process is None:
            return
        self.shoot()
        self._gone()

    def shoot(self) -> None:
        """SIGKILL, and nothing more: from any thread, while another waits for the page."""
        assert self.process is not None
        with contextlib.suppress(ProcessLookupError):
            os.killpg(self.process.pid, signal.SIGKILL)

    def close(self) -> None:
        """Close as a person does; everything is written to the profile."""
        assert self.browser is not None
        with contextlib.suppress(Error):
            self.browser.new_browser_cdp_session().send("Browser.close")
        self._gone()

    def _gone(self) -> None:
        assert self.process is not None
        self.process.wait(30)
        if self.browser is not None:
            with contextlib.suppress(Error):
                self.browser.close()
        self.process, self.browser = None, None

    def _fonts(self) -> Path:
        """A fontconfig file with the product's own Chinese fonts: many machines have none."""
        folders = "".join(f"<dir>{Path(package.__file__ or '').parent}</dir>"
                          for package in (manimgx_fonts_cjk, pylopdf_fonts_zh_cn))
        path = self.profile / "fonts.conf"
        path.write_text(FONTS.format(folders=folders, cache=self.profile / "fontcache"))
        return path
