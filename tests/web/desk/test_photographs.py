"""A picture on a page of its own: what browsers without scripts show instead of the viewer."""

import hashlib

from tests.people import ALICE, BOB, SAM, TOM


def test_a_photo_stands_by_itself_with_its_whole_hash_its_original_and_who_took_it_when(
        office, filed, browser, photo, clock):
    sha = hashlib.sha256(photo).hexdigest()
    browser(ALICE).ask("PUT", f"/api/v1/projects/p1/blobs/{sha}", data=photo, headers={"Content-Type": "image/jpeg"})
    blob = {"sha256": sha, "size": len(photo), "type": "image/jpeg", "w": 4, "h": 3, "source": "camera", "geo": None,
            "taken_at": "2023-06-14T08:55:00+08:00", "preview": None}
    id = filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    desk = office(BOB)
    assert f'href="/desk/p1/findings/{id}/photos/{sha}"' in desk.open(f"findings/{id}").text
    page = desk.open(f"findings/{id}/photos/{sha}").text
    assert desk.text("sha256") == sha and "6月14日08:55 · 王巡" in page
    assert f'href="/api/v1/projects/p1/blobs/{sha}"' in page


def test_who_may_not_see_the_finding_or_names_another_picture_finds_nothing(office, filed, moved):
    blob = {"sha256": "ab" * 32, "size": 9, "type": "image/jpeg", "w": 4, "h": 3, "taken_at": None,
            "source": "camera", "geo": None, "preview": None}
    id = filed(ALICE, "SZ-B03-E1", blobs=(blob,))
    moved(BOB, id, "issue")
    assert office(SAM).open(f"findings/{id}/photos/{'ab' * 32}").status_code == 200
    assert office(SAM).open(f"findings/{id}/photos/{'cd' * 32}").status_code == 404
    assert office(TOM).open(f"findings/{id}/photos/{'ab' * 32}").status_code == 404
