"""Where a server may die: the named points of protocol.md §6, as tests/server_main.py arms them.

Each is MODULE:NAME:WHEN, to be ended by the number of the call that kills: `f"{point}:1"`.
"""

COMMITS = {"before commit": "server.storage.db:Session.commit:before",
           "after commit": "server.storage.db:Session.commit:after"}

EVENT_POINTS = {
    "read": "server.web.api.events:read_exact:after",
    "locked": "server.storage.log:claim:after",
    "judged": "server.sync.intake:judge:after",
    "appended": "server.storage.log:append:after",
    "applied": "server.sync.intake:apply:after",
    **COMMITS,
    "before respond": "server.web.api.events:answer:before",
    "answer made": "server.web.api.events:answer:after",
}
"""Of a record: until "before commit" nothing of it is there, from "after commit" on all of it."""

BLOB_POINTS = {
    "piece written": "server.storage.blobs:Half.write:after",
    "read": "server.storage.blobs:copy_hashed:after",
    "fsync": "server.storage.blobs:Half.on_disk:after",
    "replace": "server.storage.blobs:Half.become:after",
    "folder fsync": "server.storage.blobs:DiskBlobs._keep:after",
    "row": "server.sync.pictures_in:insert_once:after",
    **COMMITS,
    "before respond": "server.web.api.blobs:answer:before",
    "answer made": "server.web.api.blobs:answer:after",
}
"""Of a picture: until "before commit" no row says that it is there, whatever lies on the disk."""

STORED = {"after commit", "before respond", "answer made"}
"""Points behind the commit: sent again, it was there already."""

CRASH_POINTS = {**{f"event {name}": point for name, point in EVENT_POINTS.items()},
                **{f"blob {name}": point for name, point in BLOB_POINTS.items()}}
"""All of them, named after what is under way."""
