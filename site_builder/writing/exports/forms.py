"""What a file for machines is: who it is for, how it is made, and what `/data/` says of it."""

from collections.abc import Callable, Iterator
from typing import Literal, NamedTuple, get_args

import msgspec

from site_builder.model.config import Switch
from site_builder.writing.context import Making

Aspect = Literal[
    "articles",
    "annotations",
    "passages",
    "mentions",
    "names",
    "verification",
    "texts",
    "entities",
    "events",
    "sources",
    "stories",
    "pages",
    "outlines",
]
"""What of a site's records a file is made from:

- `articles`: front matter of articles, without annotations; `annotations`: what these say, with
  the words they stand on
- `passages`: where in the text these words are; `mentions`: names that were found there;
  `names`: the same without where, so that few edits of a text change them
- `verification`: what came of looking for them in saved copies
- `texts`: the whole text of every article
- `outlines`: what a text holds besides: headings, links, pictures, how many words
- `entities`, `events`, `sources`, `stories`, `pages`: everything that these records say
"""

RECORDS = frozenset[Aspect](("articles", "annotations", "entities", "events", "sources", "stories"))
"""All that authors write but the texts of articles."""

ARCHIVE = frozenset[Aspect](get_args(Aspect)) - {"texts"}
"""All that an Archive holds."""


class Field(NamedTuple):
    """A column or a property of a file."""

    name: str
    about: str


class Described(msgspec.Struct, frozen=True, kw_only=True):
    """A file, as `/data/` and `docs/data.md` describe it."""

    path: str
    """From the output folder, `data/events.ics`; a record's own from that record's folder."""

    form: str
    """The standard it follows."""

    about: str
    """What is in it, in a sentence or two."""

    fields: tuple[Field, ...] = ()


class SiteExport(msgspec.Struct, frozen=True, kw_only=True):
    """Files that tell of the whole site."""

    switch: Switch
    files: tuple[Described, ...]
    made_from: frozenset[Aspect]
    """Nothing else may show in them but `site.toml`: they are made again only when one differs."""

    make: Callable[[Making], Iterator[tuple[str, bytes]]]
    """Gives the bytes of each of `files` by its path."""


class Document(msgspec.Struct, frozen=True, kw_only=True):
    """A file that tells of one record, beside its page."""

    switch: Switch
    of: Literal["article", "entity", "story"]
    file: Described
    make: Callable[[str, Making], bytes]
    """Gives its bytes by the id of the record."""

    needs_text: bool = False
    """Whether it asks `Making.prose_of` for the text of its article; of no other it may."""

    @property
    def kind(self) -> str:
        """How it is planned among pages: `article/annotations.json`."""
        return f"{self.of}/{self.file.path}"
