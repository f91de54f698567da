"""Annotations keep their word through edits, as the command line tells."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner, Result

from site_builder.cli import cli
from tests.problems.sites import check_site, write_site

RAIN = "Meanwhile it rained on the roof of the hall, and the guests waited for the end of it."
QUIET = "The evening was quiet, and everyone went to bed before ten. It was late."
MILL = "Nobody had come to see the old mill by the river that day, and the road was wet."
MINSK = "Asked by reporters, the government in Minsk said that it is ready to talk."
KYIV = "A week later, after some hesitation, the government in Kyiv said that it is ready to talk."
ALPHA = "Team Alpha presented its plan on Monday."
BETA = "Team Beta presented its plan on Monday."


def _article(paragraphs: Sequence[str], *keys: str) -> str:
    selector = "".join(f"    {key}\n" for key in keys)
    matter = f"title: The visit\nannotations:\n  - type: highlight\n    id: a\n{selector}"
    return f"---\n{matter}---\n\n" + "\n\n".join(paragraphs) + "\n"


def _run(site: Path, *words: str) -> Result:
    return CliRunner(catch_exceptions=False).invoke(cli, ["anchors", "--site", str(site), *words])


def _site(folder: Path, article: str) -> Path:
    return write_site(folder, {"content/articles/visit.md": article})


def _edit(site: Path, article: str) -> None:
    (site / "content/articles/visit.md").write_text(article, encoding="utf-8")


class Case(NamedTuple):
    """An article that was accepted, and what became of it."""

    before: Sequence[str]
    after: Sequence[str]
    keys: Sequence[str]
    state: str
    code: str = ""


CASES = {
    "a sentence of one government is cut while another's with the same words stays": Case(
        [MINSK, MILL, KYIV],
        [MILL, KYIV],
        ["exact: it is ready to talk", "prefix: in Minsk said that"],
        "orphaned",
        "passage-orphaned",
    ),
    "the words of one government are cut and those of another come": Case(
        [MINSK, MILL], [MILL, KYIV], ["exact: it is ready to talk"], "moved", "passage-moved"
    ),
    "Team Alpha is deleted while Team Beta remains": Case(
        [ALPHA, BETA],
        [BETA],
        ["exact: Team Alpha presented its plan"],
        "orphaned",
        "passage-orphaned",
    ),
    "a typo is mended inside": Case(
        [ALPHA, RAIN.replace("roof", "rooof"), BETA],
        [ALPHA, RAIN, BETA],
        ["exact: it rained on the rooof"],
        "changed",
        "passage-changed",
    ),
    "a sentence moves into other company": Case(
        [QUIET, MILL, RAIN],
        [QUIET.removesuffix(" It was late."), f"{MILL} It was late.", RAIN],
        ["exact: It was late."],
        "moved",
        "passage-moved",
    ),
    "a whole paragraph moves around it": Case(
        [QUIET, MILL, RAIN], [RAIN, QUIET, MILL], ["exact: went to bed"], "found"
    ),
    "a duplicate is pasted in": Case(
        [RAIN, MILL],
        [RAIN, MILL, RAIN],
        ["exact: it rained on the roof"],
        "ambiguous",
        "quote-ambiguous",
    ),
    "the text is re-wrapped": Case(
        [RAIN, MILL],
        [RAIN.replace("on the", "on\nthe"), MILL],
        ["exact: it rained on the roof"],
        "found",
    ),
    "quotation marks are curled": Case(
        [f'He said "it rains". {RAIN}'],
        [f"He said “it rains”. {RAIN}"],
        ["exact: 'said \"it rains\"'"],
        "found",
    ),
    "a no-break space is put in": Case(
        [RAIN, MILL],
        [RAIN.replace("the roof", "the\u00a0roof"), MILL],
        ["exact: rained on the roof"],
        "found",
    ),
    "a paragraph is inserted before": Case(
        [ALPHA, RAIN, BETA], [ALPHA, MILL, RAIN, BETA], [f'exact: "{RAIN}"'], "found"
    ),
}


@pytest.mark.parametrize("name", CASES)
def test_what_an_edit_makes_of_an_accepted_passage(name: str, tmp_path: Path) -> None:
    case = CASES[name]
    site = _site(tmp_path, _article(case.before, *case.keys))
    assert _run(site, "accept").exit_code == 0

    _edit(site, _article(case.after, *case.keys))

    told = _run(site)
    checked = check_site(site)
    assert told.stdout.split() == [case.state, "visit#a"]
    assert told.exit_code == checked.status == (0 if case.state == "found" else 1)
    assert (case.code or "no code") in checked.printed or case.state == "found"


def test_without_a_lock_the_plain_rule_holds(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([MINSK, MILL], "exact: it is ready to talk"))
    _edit(site, _article([MILL, KYIV], "exact: it is ready to talk"))

    told = _run(site)

    assert told.stdout == "found     visit#a  (not accepted yet)\n"
    assert told.exit_code == check_site(site).status == 0
    assert not (site / "anchors.json").exists()


def test_a_passage_that_moved_is_found_once_it_is_accepted(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([MINSK, MILL], "exact: it is ready to talk"))
    _run(site, "accept")
    _edit(site, _article([MILL, KYIV], "exact: it is ready to talk"))

    accepted = _run(site, "accept", "visit#a")

    assert accepted.stdout == "accepted visit#a: moved, among other words\n"
    assert check_site(site).status == 0


def test_a_passage_that_changed_is_rewritten_when_it_is_accepted(tmp_path: Path) -> None:
    before = _article([ALPHA, RAIN, BETA], "exact: >-", "  it rained", "  on the roof", "body: B")
    site = _site(tmp_path, before.replace("highlight", "note"))
    _run(site, "accept")
    edited = before.replace("highlight", "note").replace("rained on the", "snowed on the “old”")
    _edit(site, edited.replace("\n\n", "\n\n\n", 1))

    accepted = _run(site, "accept", "visit#a")

    assert accepted.exit_code == 0, accepted.output
    after = (site / "content/articles/visit.md").read_text(encoding="utf-8")
    assert after == edited.replace("\n\n", "\n\n\n", 1).replace(
        ">-\n      it rained\n      on the roof", '"it snowed on the “old” roof"'
    )
    assert check_site(site).status == 0


def test_a_made_id_changes_with_the_words_and_its_acceptance_goes_along(tmp_path: Path) -> None:
    text = _article([ALPHA, RAIN], "exact: it rained on the rooof").replace("    id: a\n", "")
    site = _site(tmp_path, text.replace("the roof of", "the rooof of"))
    _run(site, "accept")
    _edit(site, text)

    accepted = _run(site, "accept")

    assert "until now visit#highlight-it-rained-on-the-rooof" in accepted.stdout
    lock = json.loads((site / "anchors.json").read_text(encoding="utf-8"))
    assert list(lock["articles"]["visit"]["anchors"]) == ["highlight-it-rained-on-the-roof"]
    assert _run(site).stdout == "found     visit#highlight-it-rained-on-the-roof\n"


def test_an_annotation_that_is_given_an_id_keeps_what_was_accepted(tmp_path: Path) -> None:
    text = _article([MINSK, MILL], "exact: it is ready to talk").replace("    id: a\n", "")
    site = _site(tmp_path, text)
    _run(site, "accept")

    _edit(site, _article([MILL, KYIV], "exact: it is ready to talk"))

    assert _run(site).stdout == "moved     visit#a\n"


def test_a_prefix_that_stands_there_no_more_is_rewritten_too(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([MINSK, KYIV], "exact: it is", "prefix: Minsk said that"))
    _run(site, "accept")
    there = [MINSK.replace("Minsk said", "Minsk has said"), KYIV]
    _edit(site, _article(there, "exact: it is", "prefix: Minsk said that"))
    assert _run(site).stdout == "moved     visit#a\n"

    _run(site, "accept")

    text = (site / "content/articles/visit.md").read_text(encoding="utf-8")
    assert 'prefix: "has said that"' in text
    assert check_site(site).status == 0


def test_what_is_gone_or_unclear_cannot_be_accepted(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([ALPHA, BETA], "exact: Team Alpha presented"))
    _run(site, "accept")
    lock = (site / "anchors.json").read_bytes()
    _edit(site, _article([BETA], "exact: Team Alpha presented"))

    accepted = _run(site, "accept", "visit#a")

    assert accepted.exit_code == 1
    assert "visit#a names no passage" in accepted.stderr
    assert (site / "anchors.json").read_bytes() == lock


def test_an_id_that_names_nothing_is_told_and_nothing_is_written(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))

    accepted = _run(site, "accept", "visit#a", "visit#b")

    assert accepted.exit_code == 1
    assert 'did you mean "visit#a"?' in accepted.stderr
    assert not (site / "anchors.json").exists()


def test_only_what_is_named_is_accepted(tmp_path: Path) -> None:
    article = _article([RAIN, MILL], "exact: it rained").replace(
        "annotations:\n", "annotations:\n  - {type: highlight, id: b, exact: the old mill}\n"
    )
    site = _site(tmp_path, article)

    _run(site, "accept", "visit#b")

    assert _run(site).stdout.splitlines() == [
        "found     visit#b",
        "found     visit#a  (not accepted yet)",
    ]


def test_what_no_annotation_has_any_more_is_dropped_with_all_others(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))
    _run(site, "accept")
    (site / "content/articles/visit.md").unlink()

    accepted = _run(site, "accept")

    assert accepted.stdout == "dropped visit#a, which no annotation has\n"


def test_nothing_is_dropped_of_an_article_that_cannot_be_read(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))
    _run(site, "accept")
    lock = (site / "anchors.json").read_bytes()
    _edit(site, "---\ntitle: [\n---\n")

    _run(site, "accept")

    assert (site / "anchors.json").read_bytes() == lock


@pytest.mark.parametrize("broken", [b"", b"{", b"<<<<<<< ours\n", b'{"version": 9}', b"\xff"])
@pytest.mark.parametrize("words", [(), ("accept",)])
def test_a_lock_that_is_broken_is_told_and_never_written_over(
    broken: bytes, words: tuple[str, ...], tmp_path: Path
) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))
    (site / "anchors.json").write_bytes(broken)

    told = _run(site, *words)

    assert told.exit_code == check_site(site).status == 1
    assert told.stderr.startswith("anchors.json:1:")
    assert (site / "anchors.json").read_bytes() == broken


def test_accepting_twice_changes_nothing(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN, MILL], "exact: it rained"))
    _run(site, "accept")
    lock = site / "anchors.json"
    before = lock.read_bytes(), lock.stat().st_mtime_ns

    assert _run(site, "accept").stdout == "nothing waits\n"
    assert (lock.read_bytes(), lock.stat().st_mtime_ns) == before


def test_a_passage_that_nobody_accepted_is_told_as_new(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))

    assert _run(site, "accept").stdout == "accepted visit#a: new\n"


def test_what_cannot_be_accepted_is_all_that_is_told(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))

    told = _run(site, "accept", "visit#b")

    assert (told.exit_code, told.stdout) == (1, "")
    assert told.stderr == 'site-builder: visit#b names no passage; did you mean "visit#a"?\n'


def test_states_are_told_to_programs_too(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))

    told = json.loads(_run(site, "--format", "json").stdout)

    assert told == {
        "anchors": [
            {
                "article": "visit",
                "id": "a",
                "state": "found",
                "is_accepted": False,
                "path": "content/articles/visit.md",
                "line": 6,
                "column": 12,
            }
        ]
    }


def test_the_passage_of_an_event_counts_too(tmp_path: Path) -> None:
    event = "events:\n  - {id: rain, date: 2023, title: Rain, exact: it rained}\n"
    before = f"---\ntitle: The visit\n{event}---\n{ALPHA} {RAIN} {BETA}\n"
    site = _site(tmp_path, before)
    _run(site, "accept")

    _edit(site, before.replace(RAIN, "").replace(BETA, f"{BETA} Later it rained, {MILL}"))

    assert _run(site).stdout == "moved     visit#passage_rain\n"


def test_another_word_than_accept_is_refused(tmp_path: Path) -> None:
    site = _site(tmp_path, _article([RAIN], "exact: it rained"))

    assert _run(site, "acept").exit_code == 2
