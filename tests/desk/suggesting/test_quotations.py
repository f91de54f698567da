"""Words that somebody said are found with speaker, cue and chain; where it is unsafe, without."""

import pytest

from tests.desk.suggesting.telling import tell

Heard = tuple[str, str, str, str, tuple[str, ...]]


def heard(html: str) -> list[Heard]:
    """List exact words, speaker, cue, kind and chain of what a text tells."""
    return [
        (
            str(item["exact"]),
            str(item["speaker"]),
            str(item.get("cue", "")),
            str(item["kind"]),
            tuple(via) if isinstance(via := item.get("via", ()), tuple) else (),
        )
        for item in tell(html).annotations
        if not isinstance(item, str)
    ]


@pytest.mark.parametrize(
    ("text", "words", "speaker", "cue"),
    [
        ("“We are ready,” Marta Ortiz said.", "We are ready", "marta-ortiz", "said"),
        ("“We are ready”, said Marta Ortiz.", "We are ready", "marta-ortiz", "said"),
        ('"We are ready," said Henrik Dahl.', "We are ready", "henrik-dahl", "said"),
        ("‘We don’t know,’ said Marta Ortiz.", "We don’t know", "marta-ortiz", "said"),
        ("“Are we ready?” Marta Ortiz asked.", "Are we ready?", "marta-ortiz", "asked"),
        ("Marta Ortiz said: “We are ready.”", "We are ready.", "marta-ortiz", "said"),
        ("Marta Ortiz, mayor of Port Esker, said “no way”.", "no way", "marta-ortiz", "said"),
        ("Marta Ortiz later also said “no way”.", "no way", "marta-ortiz", "said"),
        ("The quay, the Harbour Board said, was “not safe”.", "not safe", "harbour-board", "said"),
        ("Dahl told reporters it was “not safe”.", "not safe", "henrik-dahl", "told reporters"),
        (
            "“It is not safe,” Dahl told reporters after the talks.",
            "It is not safe",
            "henrik-dahl",
            "told reporters",
        ),
        ("“Not safe”, said board member Henrik Dahl.", "Not safe", "henrik-dahl", "said"),
        (
            "Henrik Dahl called the quay “a ruin of ours”.",
            "a ruin of ours",
            "henrik-dahl",
            "called",
        ),
        ("The quay was, in Marta Ortiz’s words, “a ruin”.", "a ruin", "marta-ortiz", ""),
        ("Henrik Dahl did so online: “It is a ruin.”", "It is a ruin.", "henrik-dahl", ""),
        (
            "It lasted “longer than planned”: so say Henrik Dahl.",
            "longer than planned",
            "henrik-dahl",
            "say",
        ),
        ("“We are ready,” said Ortiz.", "We are ready", "marta-ortiz", "said"),
    ],
)
def test_a_speaker_is_found_before_and_after_the_words(
    text: str, words: str, speaker: str, cue: str
) -> None:
    ((exact, who, how, kind, _),) = heard(text)

    assert (exact, who, kind) == (words, speaker, "direct")
    assert cue in how


@pytest.mark.parametrize(
    ("text", "words", "kind"),
    [
        ("Marta Ortiz said that the quay was safe.", "the quay was safe", "indirect"),
        ("Marta Ortiz said that the quay was “quite safe”.", "the quay was “quite safe”", "mixed"),
        ("Marta Ortiz told Dahl that “the quay is safe”.", "the quay is safe", "direct"),
        ("Marta Ortiz acknowledged it, but said that it was safe.", "it was safe", "indirect"),
        ("Marta Ortiz said that it was safe; others doubt it.", "it was safe", "indirect"),
    ],
)
def test_what_is_reported_goes_to_the_end_of_its_clause(text: str, words: str, kind: str) -> None:
    ((exact, who, _, found, _),) = heard(text)

    assert (exact, who, found) == (words, "marta-ortiz", kind)


@pytest.mark.parametrize(
    ("text", "chain"),
    [
        (
            "“We are ready,” Marta Ortiz said, according to remarks released by her office.",
            ("mayor-release",),
        ),
        ("Marta Ortiz told Northern Wire: “We are ready.”", ("northern-wire",)),
        (
            "Northern Wire quoted Marta Ortiz as saying the town was “ready now”.",
            ("northern-wire",),
        ),
        (
            "Marta Ortiz was quoted by The Coast Gazette as saying the town was “ready now”.",
            ("coast-gazette",),
        ),
        ("The Coast Gazette has Marta Ortiz say that all are ready.", ("coast-gazette",)),
        (
            'A <a href="source:mayor-release">release</a> has Marta Ortiz say that all are ready.',
            ("mayor-release",),
        ),
        (
            "In an interview with Northern Wire, Marta Ortiz said that all are ready.",
            ("northern-wire",),
        ),
    ],
)
def test_a_chain_names_through_whom_the_words_came(text: str, chain: tuple[str, ...]) -> None:
    ((_, who, _, _, via),) = heard(text)

    assert (who, via) == ("marta-ortiz", chain)


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ("Marta Ortiz came. “We are ready,” she said.", "marta-ortiz"),
        ("Marta Ortiz came. The rain fell. “We are ready,” she said.", "marta-ortiz"),
        ("Marta Ortiz and Liu Mei came. “We are ready,” she said.", ""),
        ("Marta Ortiz met Joan Smith. “We are ready,” she said.", ""),
        ("Marta Ortiz met Liu Mei. They agreed. “We are ready,” she said.", ""),
        ("“We are ready,” Dahl’s aide said.", ""),
        ("Port Esker is small. “We are ready,” he said.", ""),
        ("Liu Mei and Marta Ortiz said they were “quite ready”.", ""),
        ("“We are ready,” said Joan Smith.", ""),
    ],
)
def test_a_pronoun_stands_for_the_last_person_only_where_there_is_one(
    text: str, speaker: str
) -> None:
    assert {who for _, who, _, _, _ in heard(text)} == ({speaker} if speaker else set())


def test_a_surname_that_two_persons_of_the_text_have_is_nobodys() -> None:
    both = "Henrik Dahl met Anna Dahl, and they spoke. Then Mr Dahl left. “A ruin,” said Mei."

    assert heard(both) == [("A ruin", "liu-mei", "said", "direct", ())]


def test_quoted_words_that_follow_are_the_same_speakers() -> None:
    told = heard("“We are ready,” Marta Ortiz said. “We have always been.”")

    assert [(words, who) for words, who, *_ in told] == [
        ("We are ready", "marta-ortiz"),
        ("We have always been.", "marta-ortiz"),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "They made a “comprehensive strategic partnership”.",
        "The so-called “board” met in Port Esker.",
        "<pre>“We are ready,” Marta Ortiz said.</pre>",
        "<ul><li>Marta Ortiz said</li><li>“words of another item”</li></ul>",
    ],
)
def test_words_that_nobody_is_said_to_have_said_are_no_quotation(text: str) -> None:
    assert heard(text) == []


def test_words_without_a_safe_speaker_are_told_and_not_suggested() -> None:
    told = tell("“We are ready,” said Joan Smith of the union.")

    assert told.annotations == ()
    assert [(each.words, each.cue) for each in told.unsettled] == [
        ("We are ready", "Joan Smith said")
    ]


def test_words_that_stand_twice_are_told_apart_by_their_neighbours() -> None:
    told = tell("“We are ready,” said Marta Ortiz. “We are ready,” said Henrik Dahl.")

    first, second = (item for item in told.annotations if not isinstance(item, str))
    assert first["exact"] == second["exact"] == "We are ready"
    assert {"prefix", "suffix"} & first.keys()
    assert {"prefix", "suffix"} & second.keys()


def test_every_suggested_annotation_is_a_draft() -> None:
    told = tell(
        "“We are ready,” said Marta Ortiz on Tuesday. See <a href='https://a.example/'>a b</a>."
    )

    items = [*told.annotations, *told.events, *told.sources]
    assert len(items) == 2
    assert all(not isinstance(item, str) and item["draft"] is True for item in items)
