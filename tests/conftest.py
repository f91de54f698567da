"""What every test shares: examples that repeat, and a browser that is the system's own."""

import os
import shutil

import hypothesis
import pytest

CHROMIUM = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

# The same examples on every run and machine: a red test is red for whoever looks at it next.
# No deadline, since a machine that is busy with other things is no fault of the code.
# `--hypothesis-profile=search` looks for new examples.
hypothesis.settings.register_profile("repeatable", derandomize=True, deadline=None)
hypothesis.settings.register_profile("search", max_examples=2_000, deadline=None)
hypothesis.settings.load_profile("repeatable")


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args: dict[str, object]) -> dict[str, object]:
    """Launch the system's Chromium where there is one, and keep it from asking the network."""
    arguments = [
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-gpu",
        "--disable-quic",
        "--disable-sync",
        "--no-first-run",
    ]
    if os.geteuid() == 0:
        # Chromium refuses to start its sandbox as root.
        arguments.append("--no-sandbox")
    installed = next(filter(None, map(shutil.which, CHROMIUM)), None)
    chosen = {"executable_path": installed} if installed else {}
    return {**browser_type_launch_args, **chosen, "args": arguments}


@pytest.fixture(scope="session")
def base_url() -> None:
    """Give the browser no address to start from: each test serves a site of its own."""
    # The plugin's own fixture is a method of session scope, which pytest 9 warns of.
