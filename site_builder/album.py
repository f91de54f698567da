"""Pictures that records show to clean files and smaller sizes, made once and kept.

What is made lies by the digest of what it was made of; an entry appears whole or not at all, so
that builds that are killed, or run at once, leave nothing broken.
"""

import os
import secrets
import shutil
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import cache
from hashlib import blake2b, sha256
from importlib.metadata import version
from pathlib import Path
from typing import NamedTuple

import msgspec

from site_builder.imaging.bounds import PictureUnusable
from site_builder.model.image import Fault, Made, Seen
from site_builder.model.pictures import STATIC
from site_builder.model.text import Sha256

FOLDER = ".cache/pictures"
SEEN = "seen"
"""The file of an entry that tells what is known of its picture."""


Found = tuple[Seen, dict[str, bytes]]
"""What was found out of a picture, and the files that were made of it, by name."""


class Album(NamedTuple):
    """The files of a site that may be pictures."""

    site: Path = Path()
    digests: Mapping[str, Sha256] = {}
    """Of their bytes, by their path from the site's folder."""

    folder: Path | None = None
    """Where entries are looked for, and put where `makes` says so."""

    makes: bool = False
    """Whether files are made; else pictures are only looked at."""

    jobs: int = 1
    """How many are made at a time; 0 chooses."""

    tell: Callable[[str], None] = lambda _: None
    """Tells of long work."""

    def look(self, paths: Iterable[str]) -> dict[str, Seen]:
        """Give what is known of some pictures; what is not known yet is found out."""
        seen: dict[str, Seen] = {}
        unknown: list[str] = []
        for path in dict.fromkeys(paths):
            if path in self.digests:
                found = self._known(path)
                if found is None:
                    unknown.append(path)
                else:
                    seen[path] = found
        if unknown:
            self.tell(f"looking at {len(unknown):,} pictures")
            seen |= zip(unknown, self._look_at(unknown), strict=True)
            self._forget()
        return seen

    def read(self, path: str, seen: Seen, made: Made) -> bytes:
        """Read a file that was made of a picture; should it be lost, make it again."""
        if self.folder is not None:
            with suppress(OSError):
                content = (self._entry(path, seen.digest) / made.name).read_bytes()
                if sha256(content).hexdigest() == made.digest:
                    return content
        again, files = _make(path, (self.site / path).read_bytes())
        if made not in again.made:
            raise OSError(None, "was changed while the site was built: build again", path)
        return files[made.name]

    def _known(self, path: str) -> Seen | None:
        if self.folder is None:
            return None
        entry = self._entry(path, self.digests[path])
        try:
            seen = msgspec.msgpack.decode((entry / SEEN).read_bytes(), type=Seen)
        except (OSError, msgspec.MsgspecError):
            return None
        return seen

    def _look_at(self, paths: list[str]) -> list[Seen]:
        from site_builder.imaging.raster import quiet

        # While it packs and unpacks, the library lets other threads work.
        with quiet(), ThreadPoolExecutor(self.jobs or os.cpu_count()) as pool:
            try:
                return list(pool.map(self._look, paths))
            finally:
                pool.shutdown(cancel_futures=True)

    def _look(self, path: str) -> Seen:
        try:
            content = (self.site / path).read_bytes()
        except OSError as fault:
            lost = Fault("unreadable-file", f"cannot be read: {fault.strerror}", "")
            return Seen(self.digests[path], fault=lost)
        seen, files = self._found_out(path, content)
        if self.makes and self.folder is not None:
            self._keep(self._entry(path, seen.digest), {**files, SEEN: _packed(seen)})
        return seen

    def _found_out(self, path: str, content: bytes) -> Found:
        try:
            if path.startswith(STATIC):
                return _size_of(path, content), {}
            return _make(path, content) if self.makes else (_check(path, content), {})
        except PictureUnusable as unusable:
            fault = Fault(unusable.code, unusable.message, unusable.hint)
            return Seen(_digest(content), fault=fault), {}

    def _entry(self, path: str, digest: Sha256) -> Path:
        # One file may be both, and of a static one nothing is made.
        kind = "static" if path.startswith(STATIC) else "beside"
        return (self.folder or Path()) / f"{digest}-{kind}-{recipe()}"

    def _keep(self, entry: Path, files: Mapping[str, bytes]) -> None:
        draft = entry.with_name(f"draft-{secrets.token_hex(8)}")
        draft.mkdir()
        for name, content in files.items():
            (draft / name).write_bytes(content)
        try:
            draft.rename(entry)
        except OSError:
            # The same bytes lie at two places, or another build was first.
            shutil.rmtree(draft)

    def _forget(self) -> None:
        """Remove what was made of pictures that the site has no more, or made otherwise."""
        if self.folder is None or not self.makes:
            return
        own = frozenset(self.digests.values())
        for entry in self.folder.iterdir():
            digest, _, rest = entry.name.partition("-")
            if digest != "draft" and (digest not in own or not rest.endswith(recipe())):
                shutil.rmtree(entry, ignore_errors=True)


def open_album(
    site: Path, digests: Mapping[str, Sha256], *, stage: Path | None, keeps: bool
) -> Album:
    """Say where what is made of a site's pictures lies.

    Without a stage nothing is made; without the cache, or where none can be, all lies in the stage.
    """
    kept = site / FOLDER
    if stage is None:
        return Album(site, digests, kept if keeps else None)
    if keeps:
        with suppress(OSError):
            kept.mkdir(parents=True, exist_ok=True)
            return Album(site, digests, kept, makes=True)
    made = stage / "pictures"
    made.mkdir(exist_ok=True)
    return Album(site, digests, made, makes=True)


@cache
def recipe() -> str:
    """Digest what pictures are made with: the modules of `imaging` and the library behind them."""
    digest = blake2b(version("pillow").encode(), digest_size=8)
    for module in sorted((Path(__file__).parent / "imaging").glob("*.py")):
        digest.update(module.read_bytes())
    return digest.hexdigest()


def _digest(content: bytes) -> Sha256:
    return Sha256(sha256(content).hexdigest())


def _packed(seen: Seen) -> bytes:
    return msgspec.msgpack.encode(seen)


def _size_of(path: str, content: bytes) -> Seen:
    """Find out how large a picture is that is published as it is, whatever it may be."""
    from site_builder.imaging.sorts import look_at

    try:
        look = look_at(path, content)
    except PictureUnusable:
        return Seen(_digest(content))
    return Seen(_digest(content), look.width, look.height)


def _check(path: str, content: bytes) -> Seen:
    from site_builder.imaging.sorts import check_picture

    look = check_picture(path, content)
    return Seen(_digest(content), look.width, look.height, look.widths)


def _make(path: str, content: bytes) -> Found:
    from site_builder.imaging.sorts import make_files

    look, files = make_files(path, content)
    made = tuple(Made(name, len(each), _digest(each)) for name, each in files.items())
    return Seen(_digest(content), look.width, look.height, look.widths, made), files
