"""An article of which only annotated passages may be published, cut down to these."""

from html import escape

import msgspec

from site_builder.model.annotation import Annotation, Passage
from site_builder.model.event import Event
from site_builder.model.prose import Prose


def excerpt(
    prose: Prose, annotations: tuple[Annotation, ...], events: tuple[Event, ...]
) -> tuple[Prose, tuple[Annotation, ...], tuple[Event, ...]]:
    """Keep of a text the passages that are annotated, a paragraph each; overlapping ones are one.

    Everything after reading sees only what this returns, so no output can show the rest.
    """
    passages = [*(a.passage for a in annotations), *(event.passage for event in events)]
    kept = merge([passage for passage in passages if passage is not None])
    starts: list[int] = []
    length = 0
    for passage in kept:
        starts.append(length)
        length += passage.end - passage.start + 1

    def moved(passage: Passage | None) -> Passage | None:
        if passage is None:
            return None
        place = next(n for n, whole in enumerate(kept) if whole.end >= passage.end)
        offset = starts[place] - kept[place].start
        return Passage(passage.start + offset, passage.end + offset)

    pieces = [prose.text[passage.start : passage.end] for passage in kept]
    html = "\n".join(f"<p>{escape(piece, quote=False)}</p>" for piece in pieces)
    return (
        Prose(html, "\n".join(pieces)),
        tuple(msgspec.structs.replace(a, passage=moved(a.passage)) for a in annotations),
        tuple(msgspec.structs.replace(e, passage=moved(e.passage)) for e in events),
    )


def merge(passages: list[Passage]) -> list[Passage]:
    """Join passages that overlap; give them in the order of the text."""
    merged: list[Passage] = []
    for passage in sorted(passages, key=lambda p: (p.start, p.end)):
        if merged and passage.start < merged[-1].end:
            merged[-1] = Passage(merged[-1].start, max(merged[-1].end, passage.end))
        else:
            merged.append(passage)
    return merged
