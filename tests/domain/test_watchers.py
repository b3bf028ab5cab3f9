"""Who stands by a building; the phone satisfies the same examples."""

from server.domain.watchers import watcher
from tests.domain.vectors import rows


@rows("watchers")
def test_who_stands_by_a_building(given, expected):
    people = {one["id"]: one for one in given["people"]}
    assert watcher(given["building"], given["chosen"], people, given["orgs"]) == expected
