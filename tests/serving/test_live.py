"""The builder's thread and the server's agree on what holds now."""

from pathlib import Path

from site_builder.serving.live import MOST_ON_SCREEN, Live, ServedSite, ToldProblem

SITE = ServedSite(root="/", folder=Path("output"))
PROBLEM = ToldProblem(path="a.md", code="a", message="b")


def test_a_failed_build_leaves_the_last_good_site() -> None:
    live = Live()
    live.publish(SITE)

    live.fail((PROBLEM,))

    assert live.moment.site == SITE
    assert live.moment.problems == (PROBLEM,)


def test_a_good_build_ends_the_problems() -> None:
    live = Live()
    live.fail((PROBLEM,))

    live.publish(SITE)

    assert live.moment.site == SITE
    assert live.moment.problems == ()


def test_no_two_moments_have_one_version() -> None:
    versions = []
    for _ in range(3):
        live = Live()
        versions.append(live.moment.version)
        live.publish(SITE)
        versions.append(live.moment.version)
        live.publish(SITE)
        versions.append(live.moment.version)

    assert len(set(versions)) == len(versions)


def test_who_listens_is_told_until_it_ends() -> None:
    live = Live()
    heard: list[str] = []

    with live.listening(lambda: heard.append(live.moment.version)):
        live.publish(SITE)
        live.fail((PROBLEM,))
        last = live.moment.version
    live.publish(SITE)

    assert len(heard) == 2
    assert heard[-1] == last


def test_the_page_that_was_looked_at_last_comes_first() -> None:
    live = Live()

    for page in ("/a/", "/b/", "/a/"):
        live.look_at(page)

    assert live.on_screen == ("/a/", "/b/")


def test_pages_that_were_looked_at_long_ago_are_forgotten() -> None:
    live = Live()

    for number in range(100):
        live.look_at(f"/{number}/")

    assert len(live.on_screen) == MOST_ON_SCREEN
