"""A window of WebKitGTK on a lasting profile, for WebKitWebDriver; run by the system's own Python.

    /usr/bin/python3 webkit_launcher.py PROFILE

The browsers that come with WebKitGTK forget everything when they are driven; a phone must not.
"""

import sys
from pathlib import Path

import gi

gi.require_version("Gtk", "3.0")
gi.require_version("WebKit2", "4.1")

from gi.repository import Gtk, WebKit2  # noqa: E402 - the versions come first

WIDTH, HEIGHT = 390, 844
AS_IN_SAFARI = ("StorageAPI", "StorageAPIEstimate")
"""On in Safari since 15.2 and 17, still off by default in WebKitGTK."""


def context_on(profile: Path) -> WebKit2.WebContext:
    """Storage, service workers, caches and cookies below the profile folder."""
    manager = WebKit2.WebsiteDataManager(base_data_directory=str(profile / "data"),
                                         base_cache_directory=str(profile / "cache"))
    manager.get_cookie_manager().set_persistent_storage(str(profile / "cookies.sqlite"),
                                                        WebKit2.CookiePersistentStorage.SQLITE)
    context = WebKit2.WebContext(website_data_manager=manager)
    context.set_automation_allowed(True)
    return context


def settings() -> WebKit2.Settings:
    """As a phone has them."""
    chosen = WebKit2.Settings()
    features = WebKit2.Settings.get_all_features()
    for feature in map(features.get, range(features.get_length())):
        if feature.get_identifier() in AS_IN_SAFARI:
            chosen.set_feature_enabled(feature, True)
    return chosen


def main() -> None:
    context = context_on(Path(sys.argv[1]))

    def create(_session: WebKit2.AutomationSession) -> WebKit2.WebView:
        view = WebKit2.WebView(web_context=context, is_controlled_by_automation=True, settings=settings())
        window = Gtk.Window(default_width=WIDTH, default_height=HEIGHT)
        window.add(view)
        window.show_all()
        return view

    def started(_context: WebKit2.WebContext, session: WebKit2.AutomationSession) -> None:
        session.connect("create-web-view", create)

    context.connect("automation-started", started)
    Gtk.main()


if __name__ == "__main__":
    main()
