"""Halves of paragraphs are put together where that is certain, and nowhere else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from site_builder.desk.clipping.blocks import join_blocks, split_blocks
from site_builder.desk.clipping.joining import join_broken

LONG = "The captain of the night boat told the council"
ZH = "港口委员会周三决定新钟将在末班船开出之前响两次"

blocks = st.lists(
    st.sampled_from(
        (
            *(LONG, f"{LONG},", f"{LONG}.", "that it rang.", "[that](https://example.org/) rang"),
            *("No.", ZH, f"{ZH}，", "船长说。", "## that it rang", "- that it rang", "> that"),
            *("*that*", "1. a"),
        )
    ),
    max_size=8,
).map(tuple)


@given(blocks)
def test_joining_neither_adds_nor_loses_nor_moves_a_sign(given_blocks: tuple[str, ...]) -> None:
    joined, seams = join_broken(given_blocks)

    assert "".join("".join(joined).split()) == "".join("".join(given_blocks).split())
    assert len(joined) + len(seams) == len(given_blocks)


@given(blocks)
def test_what_is_joined_stays_so(given_blocks: tuple[str, ...]) -> None:
    joined, _ = join_broken(given_blocks)

    assert join_broken(joined) == (joined, ())


@given(st.lists(st.sampled_from(("a", "b c", "```\nx\n\ny\n```", "    code", "# h"))).map(tuple))
def test_parting_and_putting_together_changes_nothing(given_blocks: tuple[str, ...]) -> None:
    assert split_blocks(join_blocks(given_blocks)) == given_blocks


@pytest.mark.parametrize(
    ("first", "second", "together"),
    [
        (LONG, "that it rang.", f"{LONG} that it rang."),
        (f"{LONG},", "and sat down.", f"{LONG}, and sat down."),
        (LONG, "[that](https://example.org/) is.", f"{LONG} [that](https://example.org/) is."),
        (LONG, '"it rang twice".', f'{LONG} "it rang twice".'),
        (LONG, ", as he had said.", f"{LONG}, as he had said."),
        (f"{ZH}，", "船长说。", f"{ZH}，船长说。"),
        (ZH, "，船长说。", f"{ZH}，船长说。"),
    ],
)
def test_a_sentence_that_goes_on_is_one_paragraph(first: str, second: str, together: str) -> None:
    assert join_broken((first, second))[0] == (together,)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (LONG, "That it rang."),
        (f"{LONG}.", "that it rang."),
        (f"{LONG}:", "that it rang."),
        (LONG, '"It rang twice".'),
        ("Two bells for the boat", "one for the crew"),
        (LONG.lower(), "that it rang."),
        (f"- {LONG}", "that it rang."),
        (LONG, "- that it rang."),
        (f"## {LONG}", "that it rang."),
        (LONG, "...that it rang."),
        (ZH, "船长说。"),
    ],
)
def test_what_may_be_two_paragraphs_stays_two(first: str, second: str) -> None:
    assert join_broken((first, second)) == ((first, second), ())
