"""What these tests share with the ones in Chromium: the server, the network in front of it, the office."""

import pytest

from tests import pictures
from tests.browser.conftest import network, office, server  # noqa: F401 - fixtures


@pytest.fixture
def photo(tmp_path):
    """A photo as a phone makes it: twelve megapixels, lying on its side and saying so."""
    path = tmp_path / "IMG_6.jpg"
    path.write_bytes(pictures.turned(6, width=3024, height=4032))
    return path
