"""A passage that is not found is told where it was asked for, with what would mend it."""

import re

import pytest
import yaml

from site_builder.model.annotation import TextQuoteSelector
from site_builder.model.problems import Code, Problem, Severity
from site_builder.model.text import Located, Markdown
from site_builder.reading.anchoring import Found, find_passage
from site_builder.reading.folding import ReadableText, fold, readable
from site_builder.reading.mentions import find_mentions
from site_builder.reading.passage_problems import (
    Written,
    passage_problem,
    quoted,
    shared_name_problem,
)

MARKDOWN = """\
The council asked *Li* to come.

“But we **have never**
set ourselves the [task](/x/) of alarms,” he told the council in Minsk.

    code = "asked twice"
"""
HTML = """\
<p>The council asked <em>Li</em> to come.</p>
<p>“But we <strong>have never</strong>
set ourselves the <a href="/x/">task</a> of alarms,” he told the council in Minsk.</p>
<pre><code>code = "asked twice"
</code></pre>
"""
WRITTEN = Written(fold(readable(HTML)), "content/articles/summit.md", Markdown(MARKDOWN, 38, 1))


def _selector(exact: str, prefix: str = "", suffix: str = "") -> TextQuoteSelector:
    return TextQuoteSelector(
        exact=Located(exact, 14, 12),
        prefix=Located(prefix, 15, 12) if prefix else None,
        suffix=Located(suffix, 16, 12) if suffix else None,
    )


def _problem(selector: TextQuoteSelector) -> Problem | None:
    return passage_problem(find_passage(WRITTEN.text, selector), selector, WRITTEN)


def test_a_passage_of_whole_words_is_no_problem() -> None:
    assert _problem(_selector("in Minsk")) is None


@pytest.mark.parametrize(
    ("selector", "code", "message", "hint"),
    [
        pytest.param(
            _selector("we never set ourselves a task"),
            "quote-not-found",
            'no passage reads "we never set ourselves a task"',
            'nearest: "we have never set ourselves the task" (line 40)',
            id="nearest",
        ),
        pytest.param(
            _selector("an entirely different matter"),
            "quote-not-found",
            'no passage reads "an entirely different matter"',
            "nothing in the text is like these words: copy them from it",
            id="nothing near",
        ),
        pytest.param(
            _selector("  "),
            "quote-not-found",
            'no passage reads ""',
            "name the words, or leave exact out to speak of the whole article",
            id="no words",
        ),
        pytest.param(
            _selector("asked twice"),
            "quote-not-found",
            'no passage reads "asked twice"',
            "these words reach into a code block, which is not searched",
            id="code",
        ),
        pytest.param(
            _selector("have\nnever", prefix="we will", suffix="see"),
            "quote-not-found",
            'no passage reads "have never" after "we will" and before "see"',
            "the words stand once, on line 40: they need no prefix or suffix",
            id="needless neighbours",
        ),
        pytest.param(
            _selector("council", suffix="slept"),
            "quote-not-found",
            'no passage reads "council" before "slept"',
            'line 38: prefix: "The"; line 41: suffix: "in"',
            id="other neighbours",
        ),
        pytest.param(
            _selector("council"),
            "quote-ambiguous",
            '2 passages read "council"',
            'line 38: prefix: "The"; line 41: suffix: "in"',
            id="ambiguous",
        ),
        pytest.param(
            _selector("arms"),
            "quote-inside-word",
            '"arms" begins or ends inside a word',
            'the whole words: "alarms"',
            id="inside a word",
        ),
    ],
)
def test_a_problem_says_what_was_looked_for_and_what_would_mend_it(
    selector: TextQuoteSelector, code: Code, message: str, hint: str
) -> None:
    severity: Severity = "warning" if code == "quote-inside-word" else "error"

    problem = _problem(selector)

    assert problem == Problem("content/articles/summit.md", 14, 12, code, message, hint, severity)


def test_long_words_are_shortened_in_a_message() -> None:
    problem = _problem(_selector("begin " + "and go on " * 20 + "until the end"))

    assert problem is not None
    assert re.fullmatch(r'no passage reads "begin .{40,70} … .* the end"', problem.message)


def test_what_is_left_of_many_places_is_counted() -> None:
    words = " ".join(f"{letter} talks" for letter in "abcdefgh")
    written = Written(fold(ReadableText(text=words)), "a.md", Markdown(words, 3, 1))
    selector = _selector("talks")

    problem = passage_problem(find_passage(written.text, selector), selector, written)

    assert problem is not None
    assert problem.hint.startswith('line 3: prefix: "a"; line 3: prefix: "b"; ')
    assert problem.hint.endswith("; and 3 more")


def test_of_more_places_than_are_counted_more_words_are_asked_for() -> None:
    words = "ha " * 3_000
    written = Written(fold(ReadableText(text=words)), "a.md", Markdown(words, 3, 1))
    selector = _selector("ha")

    problem = passage_problem(find_passage(written.text, selector), selector, written)

    assert problem is not None
    assert problem.message == 'more than 1000 passages read "ha"'
    assert problem.hint == "name more of the words"


def test_a_place_that_nothing_tells_apart_is_said_to_be_so() -> None:
    html = "<p>a b c</p>\n<pre>1</pre>\n<p>a b c</p>\n<pre>2</pre>\n<p>d b</p>"
    markdown = "a b c\n\n    1\n\na b c\n\n    2\n\nd b\n"
    written = Written(fold(readable(html)), "a.md", Markdown(markdown, 1, 1))
    selector = _selector("b")

    problem = passage_problem(find_passage(written.text, selector), selector, written)

    assert problem is not None
    assert problem.hint.startswith("line 1: nothing beside it decides; ")
    assert problem.hint.endswith('; line 9: prefix: "d"')


@pytest.mark.parametrize(
    "words",
    [
        "plain",
        'he said "yes"',
        'it\'s "so"',
        "back\\slash",
        "sover\u00adeignty",
        'a\u202eb "c" \\d',
    ],
)
def test_quoted_words_are_read_back_from_yaml(words: str) -> None:
    line = f"exact: {quoted(words)}"

    assert yaml.safe_load(line) == {"exact": words}


def test_what_is_not_seen_is_spelled_out_but_for_joiners() -> None:
    assert quoted("sover\u00adeignty") == '"sover\\xadeignty"'
    assert quoted("می\u200cخواهم") == '"می\u200cخواهم"'


def test_the_neighbours_of_a_hint_can_be_pasted() -> None:
    html = "<p>he said “yes”, she said “no”</p>"
    written = Written(fold(readable(html)), "a.md", Markdown("he said “yes”, she said “no”", 1, 1))
    selector = _selector("said")
    problem = passage_problem(find_passage(written.text, selector), selector, written)
    assert problem is not None

    first = yaml.safe_load(problem.hint.split("; ")[0].removeprefix("line 1: "))

    assert isinstance(find_passage(written.text, _selector("said", **first)), Found)


def test_a_shared_name_is_told_where_it_stands() -> None:
    names = {"li-keqiang": ("Li",), "li-zhanshu": ("Li",)}
    (shared,) = find_mentions(WRITTEN.text, names).shared

    problem = shared_name_problem(shared, WRITTEN)

    assert problem == Problem(
        "content/articles/summit.md",
        38,
        20,
        "alias-ambiguous",
        '"Li" is a name of li-keqiang and li-zhanshu',
        'say which, in an annotation: {type: mention, entity: …, exact: "Li"}',
    )
