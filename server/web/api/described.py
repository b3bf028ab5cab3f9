"""One decorator says what a call takes and answers; the API's description is made from nothing else."""

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

from marshmallow import Schema

View = TypeVar("View", bound=Callable[..., Any])


@dataclass(frozen=True)
class Description:
    """`body`: a schema, or the media type of raw bytes; `answers`: status → schema, or media type, or None."""

    summary: str
    body: Schema | str | None
    query: Schema | None
    answers: dict[int, Schema | str | None]
    problems: tuple[str, ...]
    public: bool
    headers: tuple[str, ...] = field(default=())


def described(summary: str, *, body: Schema | str | None = None, query: Schema | None = None,
              answers: dict[int, Schema | str | None], problems: tuple[str, ...] = (), public: bool = False,
              headers: tuple[str, ...] = ()) -> Callable[[View], View]:
    """Say in one place what a call is for: read by the OpenAPI document, its page, and the tests.

    `problems` are codes of the catalogue beyond those every call has; `public` calls need no sign-in;
    `headers` must be sent.
    """
    def remember(view: View) -> View:
        view.described = Description(summary, body, query, answers, problems, public, headers)  # type: ignore
        return view
    return remember
