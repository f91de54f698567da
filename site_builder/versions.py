"""What makes the same content give other bytes: the builder and the libraries it builds with."""

import hashlib
from functools import cache
from pathlib import Path

import msgspec


@cache
def digest_versions() -> bytes:
    """Digest the builder's own modules, their data and the names of all installed distributions.

    As this process found them first, for that is what it runs. Names of distributions bear their
    versions; asking each library for its own takes 40 ms.
    """
    digest = hashlib.blake2b(digest_size=16)
    package = Path(__file__).parent
    for path in sorted((*package.rglob("*.py"), *package.rglob("*.json"))):
        digest.update(path.read_bytes())
    for path in sorted(Path(msgspec.__file__).parents[1].glob("*.dist-info")):
        digest.update(f"{path.name}\0".encode())
    return digest.digest()
