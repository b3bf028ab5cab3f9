"""Everything has a limit: one list, unit and bound last; relations are checked at import."""

KIB, MIB = 1024, 1024 * 1024

EVENT_BYTES_MAX = 256 * KIB
EVENT_DEPTH_MAX = 32
INTEGER_MAX = 2**53                     # beyond it JavaScript and Python read different numbers
BLOB_BYTES_MAX = 25 * MIB
JSON_BYTES_MAX = 64 * KIB               # every other JSON call
CHECKIN_BYTES_MAX = 4 * KIB
REQUEST_BYTES_MAX = 26 * MIB
DRAIN_BYTES_MAX = 4 * MIB               # of a refused body, read so that the answer arrives
HAVE_IDS_MAX = 500
FEED_ITEMS_MAX = 500
CONFLICT_BODIES_PER_ID_MAX = 5
EVENTS_PER_PERSON_AND_DAY_MAX = 5_000
BLOB_BYTES_PER_PERSON_AND_DAY_MAX = 5 * 1024 * MIB
REFILL_DAYS = 14                        # after an epoch change quotas are off
PHOTO_PIXELS_MAX = 50_000_000
TIMELINE_ENTRIES_MAX = 30
CLOSED_WINDOW_DAYS = 30
OWN_VISITS_DAYS = 2
KEEP_DAYS = 14
PLACE_ID_CHARS_MAX = 16
DISK_RESERVE_BYTES = 256 * MIB          # below it photos wait (507) and reports still pass

assert EVENT_BYTES_MAX < REQUEST_BYTES_MAX and BLOB_BYTES_MAX < REQUEST_BYTES_MAX
assert CHECKIN_BYTES_MAX < JSON_BYTES_MAX <= EVENT_BYTES_MAX

MIN_APP = "0.1.0"
"""Older apps are asked to update; what they send is never refused for age."""
