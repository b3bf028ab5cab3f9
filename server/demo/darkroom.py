"""Draws the day's pictures ahead of time, beside the play, and hands each one out when it is taken."""

from concurrent.futures import Future, ThreadPoolExecutor
from datetime import datetime

from server.demo.photos import Photo, photo
from server.demo.story import Shot

HANDS = 2


class Darkroom:
    """`order` pictures in the order they will be wanted; `develop` waits for one."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(HANDS, thread_name_prefix="darkroom")
        self._ordered: dict[str, Future[Photo]] = {}

    def order(self, name: str, shot: Shot, plate: str, at: datetime) -> None:
        """Have a picture drawn; `name` is what it is asked for by."""
        self._ordered[name] = self._pool.submit(
            photo, shot.scene, shot.plate or plate, at, after=shot.after, weather=shot.weather, sideways=shot.sideways)

    def develop(self, name: str) -> Photo:
        """The picture of that name."""
        return self._ordered.pop(name).result()

    def close(self) -> None:
        """Stop drawing; what nobody asked for is left."""
        self._pool.shutdown(cancel_futures=True)
