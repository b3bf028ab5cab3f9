"""What the camera noted is read if it can be true, left out if not, and never travels on in a copy."""

import io

import pytest
from PIL.TiffImagePlugin import IFDRational

from server.storage.pictures import KINDS, inspect, rendition
from tests import pictures

HERE = (((39.0, 10.0, 12.0), "N"), ((117.0, 9.0, 0.0), "E"))
UNSET = ["0000:00:00 00:00:00", "2023:02:30 10:00:00", "    :  :     :  :  ", "昨天", ""]
BROKEN = [b"Exif\0\0", b"Exif\0\0II*\0\xff\xff\xff\xff", b"Exif\0\0" + b"\xaa" * 400, b"junk"]


def noted(**tags):
    return inspect(io.BytesIO(pictures.photographed(**tags)))


def test_time_place_and_camera_are_read():
    facts = noted(taken="2023:06:14 09:12:33", offset="+08:00", lat=HERE[0], lon=HERE[1],
                  make="HUAWEI", model="P40")
    assert facts.taken_at == "2023-06-14T09:12:33+08:00"
    assert (facts.lat, facts.lon) == (pytest.approx(39.17), pytest.approx(117.15))
    assert (facts.make, facts.model) == ("HUAWEI", "P40")


def test_south_and_west_are_negative():
    facts = noted(lat=((33.0, 30.0, 0.0), "S"), lon=((70.0, 0.0, 0.0), "W"))
    assert (facts.lat, facts.lon) == (-33.5, -70.0)


def test_a_camera_without_an_offset_gives_its_own_clock_time():
    assert noted(taken="2023:06:14 09:12:33").taken_at == "2023-06-14T09:12:33"


def test_the_time_of_the_last_edit_is_not_the_time_of_the_photo():
    assert noted(edited="2023:06:14 09:12:33").taken_at is None


@pytest.mark.parametrize("stamp", UNSET)
def test_an_impossible_time_is_left_out(stamp):
    assert noted(taken=stamp.encode()).taken_at is None


@pytest.mark.parametrize("lat, lon", [
    (((0.0, 0.0, 0.0), "N"), ((0.0, 0.0, 0.0), "E")),
    (((95.0, 0.0, 0.0), "N"), HERE[1]),
    (((39.0, 10.0), "N"), HERE[1]),
    (((IFDRational(0, 0), 0.0, 0.0), "N"), HERE[1]),
], ids=["no fix", "beyond the pole", "no seconds", "no number"])
def test_an_impossible_place_is_left_out_whole(lat, lon):
    facts = noted(lat=lat, lon=lon)
    assert (facts.lat, facts.lon) == (None, None)


def test_a_camera_name_is_short_plain_text():
    facts = noted(make="Evil\x00\x1b[31mCo\n", model="x" * 5000)
    assert facts.make is None or facts.make.isprintable()
    assert facts.model == "x" * 60


@pytest.mark.filterwarnings("ignore:Corrupt EXIF data")
@pytest.mark.parametrize("exif", BROKEN)
def test_broken_notes_never_spoil_the_picture(exif):
    sent = io.BytesIO(pictures.saved(pictures.with_corner(), exif=exif))
    facts = inspect(sent)
    assert (facts.w, facts.h, facts.orientation, facts.taken_at) == (640, 480, 1, None)
    assert pictures.corner_of(rendition(sent, "thumb")) == "upper left"


@pytest.mark.parametrize("kind", KINDS)
def test_a_copy_tells_nobody_where_when_or_by_what_it_was_taken(kind):
    sent = pictures.photographed(taken="2023:06:14 09:12:33", lat=HERE[0], lon=HERE[1], make="HUAWEI")
    for extra in ({}, {"comment": b"home of Li"}, {"xmp": b"<x:xmpmeta>HUAWEI</x:xmpmeta>"}):
        more = pictures.saved(pictures.Image.open(io.BytesIO(sent)), exif=pictures.exif_of(sent), **extra)
        copy = rendition(io.BytesIO(more), kind)
        for secret in (b"Exif", b"HUAWEI", b"2023:06", b"home of Li", b"xmpmeta"):
            assert secret in more or secret in (b"home of Li", b"xmpmeta")
            assert secret not in copy
