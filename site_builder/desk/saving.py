"""Bytes → a file that has them all or is as it was, whatever ends this process."""

import os
from pathlib import Path


def save_file(path: Path, content: bytes) -> None:
    """Write a file beside the one that it then takes the place of, in one step."""
    place = path.resolve()
    place.parent.mkdir(parents=True, exist_ok=True)
    # Hidden, and with an end that neither builds nor watches look at.
    beside = place.with_name(f".{place.name}.{os.getpid()}.tmp")
    try:
        with beside.open("wb") as opened:
            opened.write(content)
            opened.flush()
            os.fsync(opened.fileno())
        if place.exists():
            beside.chmod(place.stat().st_mode & 0o777)
        beside.replace(place)
    finally:
        beside.unlink(missing_ok=True)
