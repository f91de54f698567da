"""Turns the draft of an article into what the desk says about its passages."""

from random import Random

from bench.documents import Yaml
from bench.drafts import Draft, article_slug
from bench.prose import write_paragraph

PROPERTIES = ("cost", "seats", "duration", "casualties", "turnout")
STATUSES = ("reported", "reported", "corroborated", "confirmed", "disputed", "false", "retracted")


def annotate(chance: Random, draft: Draft) -> tuple[Yaml, ...]:
    """Write a note, a quotation, a claim, and one annotation of any other type."""
    return (
        _note(chance, draft),
        _quotation(chance, draft),
        _claim(chance, draft),
        _other(chance, draft),
    )


def _note(chance: Random, draft: Draft) -> Yaml:
    return {
        "type": "note",
        "exact": draft.body.passages[1],
        "by": "desk",
        "created": draft.day.isoformat(),
        "body": write_paragraph(chance, draft.world.vocabulary, sentences=2),
    }


def _quotation(chance: Random, draft: Draft) -> Yaml:
    said = draft.body.quotations[0]
    front: dict[str, Yaml] = {
        "type": "quotation",
        "id": "q1",
        "exact": said.words,
        "speaker": said.utterance.speaker_id,
        "cue": said.utterance.cue,
        "via": (draft.source_ids[2], chance.choice(draft.world.publishers).id),
        "sources": (draft.source_ids[0],),
    }
    if not chance.randrange(3):
        front["kind"] = chance.choice(("indirect", "mixed"))
    return front


def _claim(chance: Random, draft: Draft) -> Yaml:
    front: dict[str, Yaml] = {
        "type": "claim",
        "id": "c1",
        "exact": draft.body.passages[2],
        "claimant": (chance.choice(draft.speakers).id,),
        "about": chance.choice(draft.event_ids),
        "property": chance.choice(PROPERTIES),
        "value": str(chance.randrange(2, 400)),
        "status": chance.choice(STATUSES),
        "via": (draft.source_ids[1], draft.source_ids[3]),
        "by": "desk",
    }
    if draft.number and not chance.randrange(10):
        earlier = article_slug(draft.world, chance.randrange(draft.number))
        front[chance.choice(("contradicts", "supports"))] = (f"{earlier}#c1",)
    if not chance.randrange(7):
        front["verdict"] = {
            "rating": chance.choice(("True", "Half true", "Unproven")),
            "body": write_paragraph(chance, draft.world.vocabulary, sentences=1),
            "by": "desk",
            "date": draft.day.isoformat(),
        }
    return front


def _other(chance: Random, draft: Draft) -> Yaml:
    exact = draft.body.passages[3]
    written = write_paragraph(chance, draft.world.vocabulary, sentences=1)
    match chance.randrange(10):
        case 0:
            return {"type": "highlight", "exact": exact}
        case 1:
            return {"type": "question", "exact": exact, "body": written}
        case 2:
            return {"type": "correction", "body": written, "date": draft.day.isoformat()}
        case 3:
            return {"type": "mention", "exact": exact, "entity": draft.figures[0].id}
        case _:
            return {
                "type": "citation",
                "exact": exact,
                "sources": (chance.choice(draft.source_ids),),
                "locator": f"p. {chance.randrange(1, 90)}",
            }
