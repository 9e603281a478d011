"""What is no dump, or means harm: one clear line, and nothing left behind."""

import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from tilth.core.errors import Refused
from tilth.events.models import OutboxEvent
from tilth.groups.models import Group
from tilth.imports.models import Imported
from tilth.imports.stackexchange.load import load
from tilth.imports.stackexchange.stream import MOST_OF_A_ROW
from tilth.imports.tests.doors import silent
from tilth.imports.tests.dumps import Files, folder, small, xml, zipped
from tilth.imports.tests.real import DATA, HOSTILE, needs_data
from tilth.people.models import Person

pytestmark = pytest.mark.django_db

POSTS, USERS = xml("Posts", small()["Posts"]), xml("Users", small()["Users"])
LAUGHS = (
    '<!DOCTYPE posts [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">]><posts><row Id="1" Body="&c;"/></posts>'
)
OUTSIDE = '<!DOCTYPE posts [<!ENTITY a SYSTEM "file:///etc/passwd">]><posts>&a;</posts>'


def refused(path: Path) -> str:
    """The line that is said. Nothing may be left of it."""
    with pytest.raises(Refused) as reason:
        load(path, "Pumps", silent)
    line = str(reason.value)
    assert "\n" not in line
    assert len(line) < 500
    for model in (Group, Person, Imported, OutboxEvent):
        assert not model.objects.exists(), model
    return line


def with_posts(tmp_path: Path, posts: str | bytes) -> Path:
    made = folder(tmp_path, {"Users": small()["Users"]})
    data = posts.encode() if isinstance(posts, str) else posts
    (made / "Posts.xml").write_bytes(data)
    return made


def changed(file: str, **values: Any) -> Files:
    """The second row of a file with other values; None takes one away."""
    files = small()
    row = files[file][1] | values
    files[file][1] = {name: value for name, value in row.items() if value is not None}
    return files


@pytest.mark.parametrize(
    ("posts", "says"),
    [
        (POSTS[: len(POSTS) // 2], "damaged"),
        (POSTS[:-3], "damaged"),
        ("", "damaged"),
        (b"\0" * 1000, "damaged"),
        (b"\x89PNG\r\n\x1a\n", "damaged"),
        (POSTS.replace("utf-8", "no-such-code"), "damaged"),
        ("<posts/>" * 2, "damaged"),
        (LAUGHS, "entities"),
        (OUTSIDE, "entities"),
        (POSTS.replace("posts>", "users>"), "begins with <users>"),
        ("<html><body/></html>", "begins with <html>"),
        ("<posts><a><a><a/></a></a></posts>", "where only rows should be"),
        ("<posts><row><row/></row></posts>", "where only rows should be"),
        ('<posts><row Id="&#0;"/></posts>', "damaged"),
        ('<posts><row Id="&#xD800;"/></posts>', "damaged"),
        (f'<posts><row Id="1" Body="{"x" * (MOST_OF_A_ROW + 2**20)}"/></posts>', "more than"),
    ],
)
def test_posts_that_are_none(tmp_path: Path, posts: str | bytes, says: str) -> None:
    assert says in refused(with_posts(tmp_path, posts))


@pytest.mark.parametrize(
    ("file", "values", "says"),
    [
        ("Posts", {"Id": None}, "Id is missing"),
        ("Posts", {"Id": 10}, "row 10 twice"),
        ("Posts", {"Id": "9" * 30}, "should be a number"),
        ("Posts", {"Id": "1e3"}, "should be a number"),
        ("Posts", {"Id": "１"}, "should be a number"),  # noqa: RUF001  (a wide digit)
        ("Posts", {"Score": 2**31}, "at most"),
        ("Posts", {"PostTypeId": None}, "PostTypeId is missing"),
        ("Posts", {"CreationDate": None}, "CreationDate is missing"),
        ("Posts", {"CreationDate": "yesterday"}, "should be a date"),
        ("Posts", {"CreationDate": "0000-01-01T00:00:00"}, "should be a date"),
        ("Posts", {"CreationDate": "9999-12-31T23:59:59-14:00"}, "should be a date"),
        ("Posts", {"CreationDate": "9999-12-31T23:59:59"}, "not between"),
        ("Posts", {"CreationDate": "0001-01-01T00:00:00"}, "not between"),
        ("Users", {"Id": -1}, "row -1 twice"),
        ("Comments", {"PostId": "x"}, "should be a number"),
        ("PostHistory", {"PostHistoryTypeId": None}, "is missing"),
        ("PostLinks", {"RelatedPostId": None}, "is missing"),
        ("Tags", {"Id": None}, "Id is missing"),
    ],
)
def test_rows_that_are_none(tmp_path: Path, file: str, values: dict[str, Any], says: str) -> None:
    line = refused(folder(tmp_path, changed(file, **values)))

    assert says in line
    assert f"{file}.xml" in line


@pytest.mark.parametrize("missing", ["Posts", "Users"])
def test_a_file_is_missing(tmp_path: Path, missing: str) -> None:
    files = {name: rows for name, rows in small().items() if name != missing}

    assert f"no {missing}.xml" in refused(folder(tmp_path, files))
    assert f"no {missing}.xml" in refused(zipped(tmp_path, files))


def test_nothing_is_there(tmp_path: Path) -> None:
    assert "not there" in refused(tmp_path / "nowhere")
    assert "no Posts.xml" in refused(tmp_path)


@pytest.mark.parametrize(
    "content", [b"", b"\x89PNG\r\n\x1a\n", b"%PDF-1.7", b"7z\xbc\xaf\x27\x1c", b"PK\x03\x04rest"]
)
def test_a_file_of_another_kind(tmp_path: Path, content: bytes) -> None:
    (tmp_path / "dump.7z").write_bytes(content)

    assert "neither a folder nor a zip" in refused(tmp_path / "dump.7z")


@pytest.mark.parametrize(
    "name",
    ["../Badges.xml", "/etc/Badges.xml", "a/../../Badges.xml", "..\\Badges.xml", "C:\\B.xml"],
)
def test_a_zip_that_climbs_out_of_its_folder(tmp_path: Path, name: str) -> None:
    made = zipped(tmp_path, small())
    with zipfile.ZipFile(made, "a") as archive:
        archive.writestr(name, "<badges/>")

    assert "leads out" in refused(made)
    assert sorted(tmp_path.iterdir()) == [made]


def test_a_zip_with_a_link(tmp_path: Path) -> None:
    made = zipped(tmp_path, {"Users": small()["Users"]})
    with zipfile.ZipFile(made, "a") as archive:
        link = zipfile.ZipInfo("Posts.xml")
        link.external_attr = 0o120777 << 16
        archive.writestr(link, "/etc/passwd")

    assert "leads out" in refused(made)


def test_a_zip_that_unpacks_to_very_much(tmp_path: Path) -> None:
    made = zipped(tmp_path, small())
    with zipfile.ZipFile(made, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("zeros", bytes(260 * 2**20))

    assert "unpacks to" in refused(made)


def test_a_zip_that_is_damaged(tmp_path: Path) -> None:
    made = zipped(tmp_path, small())
    data = bytearray(made.read_bytes())
    data[60:80] = b"\xff" * 20
    made.write_bytes(data)

    assert str(made) in refused(made)


@needs_data
@pytest.mark.parametrize(
    "path",
    sorted((HOSTILE / "zip").rglob("*.zip")) + sorted((HOSTILE / "zip").rglob("*.whl")),
    ids=lambda path: path.name,
)
def test_zips_that_were_made_to_confuse(path: Path) -> None:
    assert str(path) in refused(path)


@needs_data
@pytest.mark.parametrize("path", sorted((HOSTILE / "xml").glob("*.*")), ids=lambda path: path.name)
def test_xml_that_was_made_to_harm(tmp_path: Path, path: Path) -> None:
    assert "Posts.xml" in refused(with_posts(tmp_path, path.read_bytes()))


@needs_data
@pytest.mark.parametrize("place", ["05-media/pdf", "05-media/office", "05-media/small"])
def test_files_of_all_kinds(place: str) -> None:
    files = [path for path in sorted((DATA / place).rglob("*")) if path.is_file()]
    assert files
    for path in files:
        refused(path)


type Make = Callable[[Path], Path]


@pytest.mark.parametrize(
    "make",
    [
        lambda parent: folder(parent / "outer", small()).parent,
        lambda parent: zipped(parent, small(), below="deep/pumps.stackexchange.com/"),
        lambda parent: zipped(parent, {name.upper(): rows for name, rows in small().items()}),
    ],
    ids=["folder in a folder", "folder in a zip", "capitals"],
)
def test_dumps_as_people_pack_them(tmp_path: Path, make: Make) -> None:
    report = load(make(tmp_path), "Pumps", silent)

    assert report["created"]["Posts.xml"] == 5
