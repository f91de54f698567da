"""Edits of the synthetic site show, harm nothing, and are undone."""

import shutil
from collections import Counter
from pathlib import Path

import pytest

from bench.corpus import make_corpus, write_site
from bench.edits import (
    BUILDERS,
    Builder,
    Edit,
    Subjects,
    add_sentence,
    change_headline,
    choose_subjects,
    edited,
    edited_frame,
    rename,
)
from bench.hugo_site import write_hugo_site
from site_builder.build import read_linked
from site_builder.request import Request

SIZE, SEED = 20, 5
WORD = "Saved0001"


@pytest.fixture(scope="module")
def subjects() -> Subjects:
    return choose_subjects(SIZE, SEED)


@pytest.fixture(scope="module")
def edits(subjects: Subjects) -> tuple[Edit, ...]:
    return (
        Edit(subjects.article, add_sentence),
        Edit(subjects.top_article, change_headline),
        Edit(subjects.top_entity, rename),
    )


@pytest.fixture
def sites(tmp_path: Path) -> dict[Builder, Path]:
    write_site(tmp_path / "ours", SIZE, seed=SEED)
    write_hugo_site(tmp_path / "hugo", SIZE, seed=SEED)
    return {builder: tmp_path / builder for builder in BUILDERS}


@pytest.mark.parametrize("builder", BUILDERS)
def test_an_edit_changes_one_file_until_it_is_undone(
    builder: Builder, sites: dict[Builder, Path], edits: tuple[Edit, ...]
) -> None:
    site = sites[builder]
    before = texts_of(site)

    for edit in edits:
        with edited(site, builder, edit) as save:
            save(WORD)
            after = texts_of(site)

        (changed,) = (path for path in before if before[path] != after[path])
        assert before.keys() == after.keys()
        assert edit.document.id in changed
        assert WORD in after[changed]
        assert texts_of(site) == before


def test_every_page_gets_another_frame_until_it_is_taken_away(sites: dict[Builder, Path]) -> None:
    site = sites["ours"]
    before = texts_of(site)

    with edited_frame(site) as save:
        save(WORD)
        after = texts_of(site)

    assert WORD in after["templates/base.html"]
    assert texts_of(site) == before


def test_edits_leave_the_site_without_a_problem(
    tmp_path: Path, sites: dict[Builder, Path], edits: tuple[Edit, ...]
) -> None:
    for edit in edits:
        with edited(sites["ours"], "ours", edit) as save:
            save(WORD)
            shutil.copytree(sites["ours"], tmp_path / "edited", dirs_exist_ok=True)

        linked = read_linked(Request(site=tmp_path / "edited", use_cache=False, jobs=1))
        assert linked.problems == ()


def test_the_entity_that_is_renamed_is_named_most_often_and_by_the_top_article(
    subjects: Subjects,
) -> None:
    articles = [each for each in make_corpus(SIZE, SEED) if each.kind == "articles"]
    counts = Counter(entity for each in articles for entity in each.front["entities"])

    assert counts[subjects.top_entity.id] == max(counts.values())
    assert subjects.top_entity.id in subjects.top_article.front["entities"]


def texts_of(folder: Path) -> dict[str, str]:
    return {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in folder.rglob("*")
        if path.is_file()
    }
