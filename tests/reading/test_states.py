"""A passage is found only where its words stand as they were accepted, and else it is said why."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.model.annotation import PassageState, TextQuoteSelector
from site_builder.model.text import Located
from site_builder.reading.anchoring import Found, company_of, find_passage, places_of
from site_builder.reading.folding import FoldedText, ReadableText, fold, fold_words, readable
from site_builder.reading.lock import Accepted, AcceptedArticle, pack, text_key
from site_builder.reading.states import Judgement, Past, judge

ALPHA = "Team Alpha presented its plan on Monday."
BETA = "Team Beta presented its plan on Monday."
RAIN = "Meanwhile it rained on the roof of the hall, and the guests waited for the end of it."
SNOW = "A year later snow had fallen on the road, and nobody came to see what was left there."
QUIET = "The evening was quiet, and everyone slept."


def _paragraphs(*texts: str) -> str:
    return "".join(f"<p>{text}</p>\n" for text in texts)


def _selector(exact: str, prefix: str = "", suffix: str = "") -> TextQuoteSelector:
    return TextQuoteSelector(
        exact=Located(exact, 1, 1),
        prefix=Located(prefix, 1, 1) if prefix else None,
        suffix=Located(suffix, 1, 1) if suffix else None,
    )


def _accept(text: FoldedText, selector: TextQuoteSelector) -> AcceptedArticle | None:
    """Record a passage as a person would accept it."""
    outcome = find_passage(text, selector)
    if not isinstance(outcome, Found):
        return None
    places = places_of(text, fold_words(selector.exact.text))
    span = next(place for place in places if text.passage(*place) == outcome.passage)
    prefix, suffix = company_of(text, span)
    key = text_key(text.folded)
    words = text.folded[slice(*span)]
    accepted = Accepted(exact=words, prefix=prefix, suffix=suffix, start=span[0], text=key)
    return AcceptedArticle({"a": accepted}, {key: pack(text.folded)})


def _judged(before: FoldedText, after: FoldedText, selector: TextQuoteSelector) -> Judgement:
    accepted = _accept(before, selector)
    assert accepted is not None
    past = Past(accepted, after)
    return judge(after, selector, past.accepted("a", selector, ()), past)


@pytest.mark.parametrize(
    ("before", "after", "selector", "state"),
    [
        pytest.param(
            _paragraphs(ALPHA, RAIN, BETA),
            _paragraphs(RAIN, BETA),
            _selector("Team Alpha presented its plan"),
            "orphaned",
            id="one of two teams is deleted",
        ),
        pytest.param(
            _paragraphs(ALPHA, BETA),
            _paragraphs(BETA),
            _selector("presented its plan", prefix="Team Alpha"),
            "orphaned",
            id="the same words of another team stay",
        ),
        pytest.param(
            _paragraphs("Minsk welcomed it, and said: it is time to talk.", RAIN),
            _paragraphs(RAIN, "Kyiv waited for a week, and answered: it is time to talk."),
            _selector("it is time to talk"),
            "moved",
            id="the same words of another government come",
        ),
        pytest.param(
            _paragraphs(RAIN),
            _paragraphs(ALPHA, RAIN),
            _selector("it rained on the roof"),
            "found",
            id="a paragraph is put before",
        ),
        pytest.param(
            _paragraphs(ALPHA, RAIN, BETA),
            _paragraphs(ALPHA, SNOW, RAIN, BETA),
            _selector(RAIN),
            "found",
            id="a paragraph is put right before",
        ),
        pytest.param(
            _paragraphs(RAIN),
            _paragraphs(RAIN.replace("roof", "rooof")),
            _selector("it rained on the roof"),
            "changed",
            id="a typo inside",
        ),
        pytest.param(
            _paragraphs(f"{QUIET} It was late. {RAIN}", BETA),
            _paragraphs(f"{QUIET} {RAIN}", f"{SNOW} It was late. {ALPHA}"),
            _selector("It was late."),
            "moved",
            id="a sentence moves into other company",
        ),
        pytest.param(
            _paragraphs(ALPHA, f"{QUIET} It was late. {RAIN}", BETA),
            _paragraphs(ALPHA, BETA, f"{QUIET} It was late. {RAIN}"),
            _selector("It was late."),
            "found",
            id="a whole paragraph moves around it",
        ),
        pytest.param(
            _paragraphs(RAIN, BETA),
            _paragraphs(RAIN, BETA, RAIN),
            _selector("it rained on the roof"),
            "ambiguous",
            id="a duplicate is pasted in",
        ),
        pytest.param(
            _paragraphs('He said "we met - twice" in Minsk and left.'),
            _paragraphs("He\nsaid “we\u00a0met – twice”\nin <em>Minsk</em> and left."),
            _selector('"we met - twice"'),
            "found",
            id="re-wrapped, curled, with a blank that does not break",
        ),
        pytest.param(
            _paragraphs(f"Late on Monday. {BETA}"),
            _paragraphs("Late on Monday.", SNOW),
            _selector("Late on Monday."),
            "moved",
            id="the beginning of a text is no company",
        ),
        pytest.param(
            _paragraphs(RAIN),
            _paragraphs(RAIN),
            _selector(RAIN),
            "found",
            id="the whole text",
        ),
        pytest.param(
            _paragraphs("They met by the old mill.", "They met in Minsk, he said."),
            _paragraphs("We met by the old mill.", "At last they met in Minsk, he said."),
            _selector("met in Minsk", prefix="They"),
            "moved",
            id="only the prefix of its author is gone",
        ),
        pytest.param(
            _paragraphs(RAIN),
            "<pre><code>it rained on the roof</code></pre>",
            _selector("it rained on the roof"),
            "orphaned",
            id="made code",
        ),
    ],
)
def test_what_becomes_of_a_passage(
    before: str, after: str, selector: TextQuoteSelector, state: PassageState
) -> None:
    judgement = _judged(fold(readable(before)), fold(readable(after)), selector)

    assert judgement.state == state


def test_words_that_an_author_has_chosen_since_are_accepted_by_nobody() -> None:
    text = fold(ReadableText(text=f"{ALPHA} {RAIN}"))
    accepted = _accept(text, _selector("it rained"))

    assert accepted is not None
    past = Past(accepted, text)
    assert past.accepted("a", _selector("the guests waited"), ()) is None


def test_a_passage_whose_name_is_another_is_known_by_its_words() -> None:
    text = fold(ReadableText(text=f"{ALPHA} {RAIN}"))
    accepted = _accept(text, _selector("it rained"))

    assert accepted is not None
    past = Past(accepted, text)
    assert past.accepted("b", _selector("it  rained"), ["b"]) == accepted.anchors["a"]
    assert past.accepted("b", _selector("it rained"), ["a", "b"]) is None


SENTENCES = st.lists(
    st.sampled_from(["he", "she", "said", "so", "no", "it", "Minsk", "会"]), min_size=1, max_size=6
).map(" ".join)
TEXTS = st.lists(SENTENCES, min_size=1, max_size=7)


@st.composite
def _edits(draw: st.DrawFn, sentences: list[str]) -> list[str]:
    """Delete, put in, move, double or change sentences."""
    edited = list(sentences)
    for _ in range(draw(st.integers(0, 4))):
        kind = draw(st.sampled_from(["delete", "insert", "move", "double", "change"]))
        place = draw(st.integers(0, max(len(edited) - 1, 0)))
        if kind == "insert" or not edited:
            edited.insert(place, draw(SENTENCES))
        elif kind == "double":
            edited.insert(draw(st.integers(0, len(edited))), edited[place])
        else:
            taken = edited.pop(place)
            if kind == "move":
                edited.insert(draw(st.integers(0, len(edited))), taken)
            elif kind == "change":
                edited.insert(place, f"{taken} {draw(SENTENCES)}")
    return edited


def _whole(sentences: list[str]) -> FoldedText:
    return fold(ReadableText(text="".join(f"{sentence}. " for sentence in sentences)))


@st.composite
def _annotated(draw: st.DrawFn) -> tuple[list[str], int, TextQuoteSelector]:
    """Draw a text, one of its sentences, and a selector of words of this sentence."""
    sentences = draw(TEXTS)
    number = draw(st.integers(0, len(sentences) - 1))
    words = sentences[number].split()
    first = draw(st.integers(0, len(words) - 1))
    last = draw(st.integers(first + 1, len(words)))
    before = "".join(f"{sentence}. " for sentence in sentences[:number]).split() + words[:first]
    given_prefix = draw(st.integers(0, min(3, len(before))))
    prefix = " ".join(before[len(before) - given_prefix :]) if given_prefix else ""
    return sentences, number, _selector(" ".join(words[first:last]), prefix)


@given(_annotated(), st.data())
def test_nothing_is_marked_but_the_words_of_the_annotation(
    annotated: tuple[list[str], int, TextQuoteSelector], data: st.DataObject
) -> None:
    sentences, _, selector = annotated
    before, after = _whole(sentences), _whole(data.draw(_edits(sentences)))
    accepted = _accept(before, selector) or AcceptedArticle()
    past = Past(accepted, after)

    judgement = judge(after, selector, past.accepted("a", selector, ()), past)

    if judgement.state == "found":
        assert judgement.span is not None
        passage = after.passage(*judgement.span)
        words = after.source.text[passage.start : passage.end]
        assert fold_words(words) == fold_words(selector.exact.text)


@given(_annotated(), st.data())
def test_what_was_deleted_is_never_found_but_in_the_company_it_had(
    annotated: tuple[list[str], int, TextQuoteSelector], data: st.DataObject
) -> None:
    sentences, number, selector = annotated
    before = _whole(sentences)
    accepted = _accept(before, selector)
    if accepted is None:
        return
    left = sentences[:number] + sentences[number + 1 :]
    after = _whole(data.draw(_edits(left)))
    past = Past(accepted, after)

    judgement = judge(after, selector, past.accepted("a", selector, ()), past)

    if judgement.state == "found":
        then = accepted.anchors["a"]
        assert judgement.span is not None
        prefix, suffix = company_of(after, judgement.span)
        sides = [(then.prefix, prefix), (then.suffix, suffix)]
        is_alone = (then.prefix, then.suffix) == (prefix, suffix) == ("", "")
        assert is_alone or any(then and then == now for then, now in sides)
