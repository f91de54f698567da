"""A wiki link names one thing; one whose id names two is a problem, settled by the kind."""

from pathlib import Path

import pytest

from site_builder.build import check
from site_builder.desk.start import start_site
from site_builder.model.problems import Problem
from site_builder.request import Request


def _check(site: Path, text: str) -> tuple[Problem, ...]:
    list(start_site(site))
    article = site / "content/articles/night-ferry.md"
    article.write_text(f"---\ntitle: As the story is called\n---\n{text}\n", encoding="utf-8")
    return check(Request(site=site, jobs=1)).problems


def test_a_wiki_link_whose_id_names_two_things_is_a_problem(tmp_path: Path) -> None:
    (problem,) = _check(tmp_path, "Of [[night-ferry|the boat]].")

    assert problem.code == "ambiguous-id"
    assert (problem.path, problem.line) == ("content/articles/night-ferry.md", 4)
    assert problem.hint == "write article:night-ferry or story:night-ferry"


@pytest.mark.parametrize(
    "link",
    [
        "[[story:night-ferry|the boat]]",
        "[the boat](article:night-ferry)",
        "[[captain-example]]",
        "[[ferry-vote|the vote]]",
    ],
)
def test_a_link_that_names_one_thing_is_no_problem(tmp_path: Path, link: str) -> None:
    problems = _check(tmp_path, f"Of {link}.")

    assert problems == ()
