"""What crosses the wire besides events and pictures: shapes in, shapes out; no schema asks the database."""

import re
from typing import Any

from marshmallow import RAISE, Schema, ValidationError, fields
from marshmallow.validate import Length, OneOf, Range, Regexp

from server.domain import limits, shape


def fits(kind: shape.Shape) -> Any:
    """A shape of the field as a validator of a schema."""
    def check(value: Any) -> None:
        wrong = shape.complaints(kind, value)
        if wrong:
            raise ValidationError(wrong[0].partition(": ")[2])
    return check


class Strict(Schema):
    """Unknown keys are refused (events excepted: state.md §3)."""

    class Meta:
        """Said aloud, though it is the default."""

        unknown = RAISE


class Timed(Strict):
    """Every answer says the server's time."""

    server_time = fields.AwareDateTime(required=True)


def text(most: int, least: int = 0, **more: Any) -> fields.String:
    """Text without NUL, which PostgreSQL cannot hold."""
    return fields.String(validate=[Length(least, most), Regexp(r"\A[^\x00]*\Z", error="must not contain NUL")],
                         **more)


def whole(least: int = 0, most: int = limits.INTEGER_MAX, **more: Any) -> fields.Integer:
    """A whole number within bounds; "7" and 7.0 are not one."""
    return fields.Integer(strict=True, validate=[_number, Range(least, most)], **more)


def _number(value: Any) -> None:
    if isinstance(value, bool):
        raise ValidationError("must be a whole number")


class Digits(fields.Integer):
    """A whole number in a query: ASCII digits, few enough to be one."""

    def _deserialize(self, value: Any, attr: str | None, data: Any, **more: Any) -> int:
        if not isinstance(value, str) or not re.fullmatch(r"[0-9]{1,9}", value):
            raise self.make_error("invalid", input=value)
        return super()._deserialize(value, attr, data, **more)


def number(least: int, most: int, **more: Any) -> fields.Integer:
    """A whole number in a query, within bounds."""
    return Digits(validate=Range(least, most), **more)


def uuid(**more: Any) -> fields.String:
    """A lower-case UUID."""
    return fields.String(validate=Regexp(rf"\A{shape.UUID.pattern}\Z", error="must be a lower-case uuid"), **more)


def sha256(**more: Any) -> fields.String:
    """A SHA-256 in lower-case hex."""
    return fields.String(validate=Regexp(rf"\A{shape.SHA256.pattern}\Z", error="must be a sha256"), **more)


def day(**more: Any) -> fields.String:
    """A day like 2023-06-14."""
    return fields.String(validate=[Regexp(r"\A\d{4}-\d{2}-\d{2}\Z"), fits(shape.Day())],
                         metadata={"format": "date"}, **more)


def instant(**more: Any) -> fields.String:
    """An ISO 8601 instant with an offset, kept as text."""
    return fields.String(validate=[Length(max=40), fits(shape.Instant())], metadata={"format": "date-time"}, **more)


def one_of(*words: str, **more: Any) -> fields.String:
    """One of these words."""
    return fields.String(validate=OneOf(words), **more)


def anything(**more: Any) -> fields.Dict:
    """An object whose shape is told elsewhere (state.md §4)."""
    return fields.Dict(keys=fields.String(), **more)


class Refusal(Timed):
    """The form of every refusal."""

    error = fields.String(required=True)
    detail = fields.String(required=True)
    retry = fields.Boolean(required=True)
    facts = anything()
