"""The proxy that stands for the network: what it promises to the tests that trust it."""

import http.server
import threading

import pytest
import requests

from tests.proxy import Faults, Proxy

PAGE = b"x" * 100_000


class Shop(http.server.BaseHTTPRequestHandler):
    """Answers every GET with a long page and every PUT with how much came."""

    protocol_version = "HTTP/1.1"

    def do_GET(self):
        self.send_response(200)
        self.send_header("Content-Length", str(len(PAGE)))
        self.end_headers()
        self.wfile.write(PAGE)

    def do_PUT(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        answer = str(len(body)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(answer)))
        self.end_headers()
        self.wfile.write(answer)

    def log_message(self, *_):
        """Say nothing: the tests' output is for people."""


class Market(http.server.ThreadingHTTPServer):
    """Its customers are cut off on purpose: nothing to report."""

    def handle_error(self, *_):
        pass


@pytest.fixture
def shop():
    server = Market(("127.0.0.1", 0), Shop)
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    with Proxy(server.server_port) as proxy:
        yield proxy
    server.shutdown()
    server.server_close()
    thread.join()


def test_with_the_network_there_bytes_pass_unchanged_both_ways(shop):
    assert requests.get(shop.origin, timeout=10).content == PAGE
    assert requests.put(shop.origin, data=PAGE, timeout=10).text == str(len(PAGE))


def test_offline_is_refused_and_back_online_is_the_same_address(shop):
    before = shop.port
    shop.stop()
    with pytest.raises(requests.ConnectionError, match="refused"):
        requests.get(shop.origin, timeout=10)
    shop.start()
    assert shop.port == before
    assert requests.get(shop.origin, timeout=10).content == PAGE


def test_a_cut_answer_ends_in_the_middle(shop):
    shop.faults = Faults(cut_down_after=5_000)
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        requests.get(shop.origin, timeout=10)
    shop.faults = Faults()
    assert requests.get(shop.origin, timeout=10).content == PAGE


def test_a_cut_upload_never_gets_an_answer(shop):
    shop.faults = Faults(cut_up_after=5_000)
    with pytest.raises(requests.ConnectionError):
        requests.put(shop.origin, data=PAGE, timeout=10)


def test_losing_the_network_breaks_a_kept_connection(shop):
    with requests.Session() as phone:
        assert phone.get(shop.origin, timeout=10).ok
        shop.stop()
        with pytest.raises(requests.ConnectionError):
            phone.get(shop.origin, timeout=10)
