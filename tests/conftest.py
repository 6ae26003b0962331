"""What every test shares: hypothesis profiles, and an environment without the developer's own settings."""

import os
from collections.abc import Generator

import pytest
from hypothesis import HealthCheck, settings

pytest_plugins = ["tests.postgres"]

# Short and the same on every run, so that a red CI is red again when it is run again.
settings.register_profile(
    "ci",
    max_examples=50,
    derandomize=True,
    database=None,
    # Two shared cores make wall-clock deadlines lie.
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],
)
# By hand, before a release: HYPOTHESIS_PROFILE=long pytest tests/engine
settings.register_profile("long", parent=settings.get_profile("ci"), max_examples=2_000, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "ci"))


@pytest.fixture(autouse=True)
def _no_settings_from_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    for key in [key for key in os.environ if key.upper().startswith("HORIZONS_")]:
        monkeypatch.delenv(key)
    # Whatever the developer's terminal speaks, commands answer in English unless a test asks otherwise.
    monkeypatch.setenv("LC_ALL", "C.UTF-8")


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Generator[None, object, object]:
    """Measure no coverage in tests marked `untraced`, nor in what they set up or start.

    They play hundreds of sessions through lines that quicker tests reach one by one; tracing them costs CI ten minutes.
    """
    measuring = item.config.pluginmanager.get_plugin("_cov")
    if measuring is None or item.get_closest_marker("untraced") is None:
        return (yield)
    children = {key: os.environ.pop(key) for key in list(os.environ) if key.startswith("COVERAGE_PROCESS")}
    measuring.cov_controller.pause()
    try:
        return (yield)
    finally:
        measuring.cov_controller.resume()
        os.environ.update(children)
