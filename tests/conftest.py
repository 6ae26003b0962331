"""What every test shares: hypothesis profiles, and an environment without the developer's own settings."""

import os

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
