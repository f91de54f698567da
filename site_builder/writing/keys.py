"""What a page is made of, by digest: equal parts make equal bytes."""

from collections.abc import Mapping
from hashlib import blake2b

import msgspec

from site_builder.writing.views import Head, View

Parts = Mapping[str, bytes]
"""By the name of a part its digest; a page stands as it is when all its parts do."""

SIZE = 12
"""Bytes of a digest: of a million pages, the odds that two are taken for one are under 1e-16."""

ENCODER = msgspec.msgpack.Encoder(order="deterministic")


def digest_of(value: object) -> bytes:
    """Digest a value that MessagePack can hold."""
    return blake2b(ENCODER.encode(value), digest_size=SIZE).digest()


def parts_of(head: Head, view: View, *, template: bytes, site: bytes) -> Parts:
    """Digest all that a page's template sees, field by field.

    `template` is the digest of the template's closure, `site` that of what all pages see.
    """
    fields = {name: digest_of(getattr(view, name)) for name in view.__struct_fields__}
    return {"template": template, "site": site, "page": digest_of(head), **fields}
