"""A site's saved copies: their digests, and their texts when words are to be looked for in them."""

from collections.abc import Mapping
from pathlib import Path

from site_builder import cache
from site_builder.cache import CacheUnusable, Stamp
from site_builder.read import unpack_text
from site_builder.scan import Scan
from site_builder.state import State
from site_builder.verification import Copies

FOLDER = "content/copies/"


def digests_of_copies(found: Scan, stamps: Mapping[str, Stamp]) -> dict[str, str]:
    """Give the SHA-256 of each saved copy by its path from their folder."""
    return {
        file.path.removeprefix(FOLDER): stamps[file.path].digest.hex()
        for file in found.files
        if file.kind == "copy" and file.path in stamps
    }


def copies_of(digests: Mapping[str, str], state: State, site: Path | None = None) -> Copies:
    """Say which copies there are, and how to read them.

    Without a site only what is known of them counts: what they held before is nowhere any more.
    """
    # Not the state, which holds the site of the build before, and that the one before it.
    proses, stamps = state.proses, state.stamps

    def text(path: str) -> str | None:
        stored = proses.get(FOLDER + path)
        if stored is None and site is not None:
            stamped = {FOLDER + path: stamps[FOLDER + path]}
            stored = cache.load_proses(site, stamped)[FOLDER + path]
        if stored is None:
            raise CacheUnusable(f"it is not known what {FOLDER}{path} held; building anew")
        return unpack_text(stored)

    return Copies(digests, text, state.answers)
