"""What the network can do to one request: a table of small functions (protocol.md §6)."""

import random
import socket
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from tests.faults.wire import Message, made, pieces_of
from tests.listener import reset

OUTAGE_REQUESTS_MAX = 5
REPLAY_AFTER_MAX = 8
OTHERS_MAX = 3
PIECES = 8


@dataclass
class Trip:
    """One request on its way: what it says, the server it is bound for, dice of its own, and its sender's end."""

    network: Any
    client: socket.socket
    request: Message
    port: int
    dice: random.Random

    def ask(self, request: Message | None = None, *, pieces: int = 1) -> Message:
        """The server's answer to this request, or to what was made of it. Raises OSError."""
        return self.network.ask(request or self.request, self.port, pieces=pieces)

    def give(self, raw: bytes, *, pieces: int = 1) -> None:
        """Send to the client. Raises OSError."""
        self.network.trickle(self.client, pieces_of(raw, pieces))

    def reset(self) -> None:
        """End it for the client, who notices at once."""
        reset(self.client)


def pass_on(trip: Trip) -> None:
    """No mischief at all."""
    trip.give(trip.ask().raw)


def drop(trip: Trip) -> None:
    """The server never hears of it."""
    trip.reset()


def cut_request(trip: Trip) -> None:
    """The server gets a part, then a reset or an orderly end."""
    raw = trip.request.raw
    part = raw[: trip.dice.randrange(1, len(raw))]
    trip.network.abandon(part, trip.port, orderly=trip.dice.random() < 0.5)
    trip.reset()


def cut_response(trip: Trip) -> None:
    """The client gets a part of the answer, then a reset or an orderly end."""
    raw = trip.ask().raw
    trip.give(raw[: trip.dice.randrange(1, len(raw))])
    if trip.dice.random() < 0.5:
        trip.reset()


def lose_answer(trip: Trip) -> None:
    """The server has done it and said so; nobody hears."""
    trip.ask()
    trip.reset()


def duplicate(trip: Trip) -> None:
    """It arrives twice at the same time, perhaps at two servers; the second answer is given."""
    twin = trip.network.send_aside(trip.request, trip.dice)
    try:
        trip.give(trip.ask().raw)
    finally:
        twin.join()


def replay_later(trip: Trip) -> None:
    """It arrives, and once more after some further requests."""
    trip.network.keep(trip.request, trip.dice.randint(1, REPLAY_AFTER_MAX), trip.dice)
    pass_on(trip)


def reorder(trip: Trip) -> None:
    """Others overtake it."""
    trip.network.hold(trip.dice.randint(1, OTHERS_MAX))
    pass_on(trip)


def flip_request(trip: Trip) -> None:
    """One bit of the body is wrong when it arrives."""
    trip.give(trip.ask(_flipped(trip.request, trip.dice)).raw)


def flip_response(trip: Trip) -> None:
    """One bit of the answer's body is wrong when it arrives."""
    trip.give(_flipped(trip.ask(), trip.dice).raw)


def portal_page(trip: Trip) -> None:
    """A hotel's network answers 200 with its own page."""
    trip.give(made("200 OK", "<!doctype html><title>欢迎上网</title>".encode(), Content_Type="text/html").raw)


def portal_redirect(trip: Trip) -> None:
    """A hotel's network sends everybody to its own page."""
    trip.give(made("302 Found", Location="http://portal.invalid/").raw)


def portal_login(trip: Trip) -> None:
    """A hotel's network says honestly that it wants a sign-in."""
    trip.give(made("511 Network Authentication Required", b"<!doctype html><title>sign in</title>",
                   Content_Type="text/html").raw)


def stall(trip: Trip) -> None:
    """Nothing happens until the client gives up; the server never hears of it."""
    trip.network.stall(trip.client)
    trip.reset()


def slow(trip: Trip) -> None:
    """It creeps there and back in pieces."""
    trip.give(trip.ask(pieces=PIECES).raw, pieces=PIECES)


def busy(trip: Trip) -> None:
    """Something in front of the server says that it is overloaded."""
    trip.give(made("503 Service Unavailable", b"busy", Content_Type="text/plain", Retry_After="1").raw)


def throttled(trip: Trip) -> None:
    """Something in front of the server says that it was too much."""
    trip.give(made("429 Too Many Requests", b"slowly", Content_Type="text/plain", Retry_After="1").raw)


def outage(trip: Trip) -> None:
    """This one and the next ones are reset."""
    trip.network.begin_outage(trip.dice.randint(1, OUTAGE_REQUESTS_MAX))
    trip.reset()


def _flipped(message: Message, dice: random.Random) -> Message:
    if not message.body:
        return message
    return message.flipped(dice.randrange(len(message.body)), dice.randrange(8))


Mischief = Mapping[str, tuple[int, Callable[[Trip], None]]]
"""Name: (weight, what is done)."""

MISCHIEF: Mischief = {
    "drop": (3, drop), "cut_request": (4, cut_request), "cut_response": (4, cut_response),
    "lose_answer": (6, lose_answer), "duplicate": (4, duplicate), "replay_later": (4, replay_later),
    "reorder": (3, reorder), "flip_request": (2, flip_request), "flip_response": (2, flip_response),
    "portal_page": (1, portal_page), "portal_redirect": (1, portal_redirect), "portal_login": (1, portal_login),
    "stall": (1, stall), "slow": (2, slow), "busy": (2, busy), "throttled": (1, throttled), "outage": (1, outage),
}



def can_befall(name: str, request: Message) -> bool:
    """A wrong bit meets only what carries a digest of its bytes, on the way there and back: the other calls are kept
    whole by TLS, which these lines lack.
    """
    return request.method == "PUT" or name not in ("flip_request", "flip_response")
