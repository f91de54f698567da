"""What is made of a picture is made once, kept whole, and the same with and without the cache."""

import hashlib
from pathlib import Path

import pytest

from site_builder import album as albums
from site_builder.album import FOLDER, Album, open_album
from site_builder.model.image import Made, Seen
from site_builder.model.text import Sha256
from tests.drawn import photograph

PICTURE = "content/articles/hall.jpg"
OWN = "content/static/own.png"
DRAWING = "content/articles/list.svg"


def _site(folder: Path, **pictures: bytes) -> Path:
    files = {
        PICTURE: photograph(900, 300, form="JPEG"),
        OWN: photograph(8, 9),
        DRAWING: b'<svg width="3" height="4"/>',
    }
    for path, content in {**files, **pictures}.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)
    return folder


def _open(site: Path, *, stage: Path | None, keeps: bool = True) -> Album:
    files = [path for path in (site / "content").rglob("*") if path.is_file()]
    digests = {
        path.relative_to(site).as_posix(): Sha256(hashlib.sha256(path.read_bytes()).hexdigest())
        for path in files
    }
    return open_album(site, digests, stage=stage, keeps=keeps)


def _all_of(album: Album) -> dict[str, bytes]:
    seen = album.look([PICTURE, OWN, DRAWING])
    return {
        f"{path} {made.name}": album.read(path, each, made)
        for path, each in seen.items()
        for made in each.made
    }


def _never(*_: object) -> None:
    raise AssertionError


def test_what_is_known_of_pictures_is_the_same_however_it_is_kept(tmp_path: Path) -> None:
    site = _site(tmp_path / "site")
    made = _all_of(_open(site, stage=tmp_path))

    assert set(made) == {f"{PICTURE} clean", f"{PICTURE} 480", f"{PICTURE} 800", f"{DRAWING} clean"}
    assert _all_of(_open(site, stage=tmp_path)) == made
    assert _all_of(_open(site, stage=tmp_path, keeps=False)) == made


def test_a_check_makes_no_file(tmp_path: Path) -> None:
    site = _site(tmp_path)

    seen = _open(site, stage=None).look([PICTURE, OWN])

    assert (seen[PICTURE].width, seen[PICTURE].height, seen[PICTURE].made) == (900, 300, ())
    assert (seen[OWN].width, seen[OWN].height) == (8, 9)
    assert not (site / ".cache").exists()


def test_a_picture_is_made_once(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = _site(tmp_path)
    seen = _open(site, stage=tmp_path).look([PICTURE, OWN, DRAWING])
    monkeypatch.setattr(albums, "_make", _never)
    monkeypatch.setattr(albums, "_size_of", _never)

    assert _open(site, stage=tmp_path).look([PICTURE, OWN, DRAWING]) == seen


def test_of_pictures_that_the_site_has_no_more_nothing_is_kept(tmp_path: Path) -> None:
    site = _site(tmp_path)
    first = _open(site, stage=tmp_path).look([PICTURE])[PICTURE]
    (site / PICTURE).write_bytes(photograph(700, 300, form="JPEG"))

    second = _open(site, stage=tmp_path).look([PICTURE])[PICTURE]

    kept = [entry.name for entry in (site / FOLDER).iterdir()]
    assert [name for name in kept if name.startswith(first.digest)] == []
    assert [name for name in kept if name.startswith(second.digest)] != []


@pytest.mark.parametrize("name", ["clean", "seen"])
def test_what_is_lost_or_broken_is_made_again(tmp_path: Path, name: str) -> None:
    site = _site(tmp_path)
    made = _all_of(_open(site, stage=tmp_path))
    for entry in (site / FOLDER).iterdir():
        (entry / name).write_bytes(b"broken")

    assert _all_of(_open(site, stage=tmp_path)) == made


def test_a_picture_that_changes_in_the_midst_of_a_build_is_told(tmp_path: Path) -> None:
    site = _site(tmp_path)
    album = _open(site, stage=tmp_path / "none", keeps=True)
    made = Made("480", 1, Sha256("0" * 64))

    with pytest.raises(OSError, match="build again"):
        album.read(PICTURE, Seen(Sha256("0" * 64)), made)


def test_a_broken_picture_has_a_fault_each_time_it_is_looked_at(tmp_path: Path) -> None:
    site = _site(tmp_path, **{PICTURE: photograph(900, 300, form="JPEG")[:-100]})

    for _ in range(2):
        fault = _open(site, stage=tmp_path).look([PICTURE])[PICTURE].fault
        assert fault is not None
        assert fault.code == "unusable-picture"
