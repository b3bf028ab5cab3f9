"""The verbatim bytes of a record, for those who may see them."""


from server.domain import rights, shape
from server.domain.problems import Problem
from server.domain.rights import Reader
from server.storage import log
from server.storage.db import Session
from server.storage.state import State


def evidence(session: Session, reader: Reader, id: str) -> bytes:
    """The bytes of one event: for its author, and for readers of everything (of held ones: reviewers).

    Raises Problem not_found, in the same words for absent and forbidden.
    """
    row = log.find(session, reader.project, id) if shape.UUID.fullmatch(id) else None
    if row is None:
        raise Problem("not_found")
    if row["author"] != reader.person:
        held = State(session, reader.project).get("held", id) is not None
        if reader.role not in (rights.REVIEWERS if held else rights.STAFF):
            raise Problem("not_found")
    raw: bytes = row["bytes"]
    return raw
