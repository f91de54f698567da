"""What is removed is provably the builder's own, and nothing else."""

from pathlib import Path

from tests.site.builds import digests_of, run


def test_clean_removes_cache_and_output(good: Path) -> None:
    before = digests_of(good)
    run("build", folder=good)

    ended = run("clean", folder=good)

    assert ended.returncode == 0
    assert ended.stderr == ""
    assert digests_of(good) == before
    assert not (good / "output").exists()


def test_clean_keeps_what_somebody_put_there_or_changed(good: Path) -> None:
    run("build", folder=good)
    output = good / "output"
    (output / "CNAME").write_text("example.org", encoding="utf-8")
    (output / "articles" / "mine.html").write_text("mine", encoding="utf-8")
    (output / "index.html").write_text("changed", encoding="utf-8")

    ended = run("clean", folder=good)

    assert ended.returncode == 0
    left = {path: text for path, text in digests_of(output).items() if path != ".site-builder"}
    assert set(left) == {"CNAME", "articles/mine.html", "index.html"}
    for path in left:
        assert f"kept {output / path}: " in ended.stderr
    again = run("build", folder=good)
    assert again.returncode in (0, 2)
    assert (output / "CNAME").read_text(encoding="utf-8") == "example.org"


def test_clean_removes_nothing_from_a_folder_that_is_not_the_builders(good: Path) -> None:
    (good / "output").mkdir()
    (good / "output" / "letter.txt").write_text("mine", encoding="utf-8")
    before = digests_of(good)

    ended = run("clean", folder=good)

    assert ended.returncode == 2
    assert "was not made by site-builder" in ended.stderr
    assert digests_of(good) == before


def test_clean_twice_is_no_fault(good: Path) -> None:
    run("build", folder=good)

    ended = [run("clean", folder=good) for _ in range(2)]

    assert [each.returncode for each in ended] == [0, 0]
    assert "removed 0 files" in ended[1].stdout


def test_clean_follows_no_link(good: Path) -> None:
    run("build", "-o", "elsewhere", folder=good)
    (good / "output").symlink_to(good / "elsewhere")

    ended = run("clean", folder=good)

    assert ended.returncode == 2
    assert (good / "elsewhere" / "index.html").is_file()
