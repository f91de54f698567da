"""An empty folder to a small site that builds at once."""

from collections.abc import Iterator
from pathlib import Path

STARTER = Path(__file__).parent / "starter"
"""The files of a new site; a name that begins with `dot-` is published with a dot."""


def start_site(folder: Path) -> Iterator[Path]:
    """Write the files of a new site; what is already there stays. Yields what it wrote."""
    for source in sorted(STARTER.rglob("*")):
        if source.is_dir():
            continue
        parts = source.relative_to(STARTER).parts
        path = Path(*(f".{part[4:]}" if part.startswith("dot-") else part for part in parts))
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            with target.open("xb") as file:
                file.write(source.read_bytes())
        except FileExistsError:
            continue
        yield path
