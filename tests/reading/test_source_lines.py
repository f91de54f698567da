"""Words of a rendered text are traced to the line of the Markdown they were written on."""

import pytest

from site_builder.reading.source_lines import nearest_line


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("never more than *5 million* of __them__", "more than 5 million of them"),
        ("he calls [the position](/x/) on the crisis", "the position on the crisis"),
        ("met [[xi|the president]] and [[minsk]]", "met the president and minsk"),
        ("as [the paper][1] says", "the paper says"),
        ("a good thing[^1], he said", "a good thing, he said"),
        ("> quoted words", "quoted words"),
        ("- ceasing **hostilities**", "ceasing hostilities"),
        ("12. resuming peace talks", "resuming peace talks"),
        ("## The title {: #title }", "The title"),
        ("| Minsk | 2023 |", "Minsk 2023"),
        ("more R&amp;D at AT&amp;T", "R&D at AT&T"),
        ("so ==marked== and `typed` it", "so marked and typed it"),
        (r"5 \* 3 \_and\_ more", "5 * 3 _and_ more"),
        ("<p>in <b>HTML</b></p>", "in HTML"),
        ("a snake_case_name here", "snake_case_name"),
        ("![the alt text](x.png) and words", "and words"),
        ("“we have never set ourselves the task”", "we never set ourselves the task"),
    ],
)
def test_words_are_traced_through_the_signs_of_markdown(line: str, words: str) -> None:
    markdown = f"first line\n\nsecond line\n{line}\nlast line\n"

    found = nearest_line(markdown, words)

    assert found == 3


def test_words_are_traced_to_the_line_they_begin_on() -> None:
    markdown = "one two\nthree *four\nfive* six\n\nseven"

    assert nearest_line(markdown, "four five six seven") == 1


def test_of_several_places_the_likest_neighbours_decide() -> None:
    markdown = "They asked the council.\n\nThen the council met.\n\nNow the council sleeps.\n"

    assert nearest_line(markdown, "the council", before="Then ", after=" met.\nNow") == 2
    assert nearest_line(markdown, "the council", before="Now ", after="") == 4
    assert nearest_line(markdown, "the council") == 0


def test_fenced_code_is_passed_over() -> None:
    markdown = "```python\nceasefire = True\n```\n\na ceasefire\n\n~~~\nceasefire\n"

    assert nearest_line(markdown, "ceasefire") == 4


def test_an_entity_for_a_line_break_does_not_count_as_one() -> None:
    assert nearest_line("one&#10;two\nthree", "three") == 1


@pytest.mark.parametrize("words", ["", "nothing like it at all"])
def test_words_that_are_nowhere_are_taken_for_the_first_line(words: str) -> None:
    assert nearest_line("one\ntwo\nthree", words) == 0
