"""The author's guide says what the program does: its kinds, codes, commands and pictures are compared with it."""

import re
from pathlib import Path

import pytest
from ruamel.yaml import YAML
from typer.main import get_command

from bot.authoring.issues import CATALOGUE
from bot.authoring.steps import KINDS
from bot.cli import cli
from bot.engine.probes import COMMON

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide-auteur.md"
TEXT = GUIDE.read_text(encoding="utf-8")
BLOCKS = re.findall(r"^```yaml\n(.*?)^```", TEXT, re.DOTALL | re.MULTILINE)


def rows(heading: str) -> list[str]:
    """The first cells of the table under a heading."""
    section = TEXT.split(f"### {heading}\n", 1)[1].split("\n#", 1)[0]
    return re.findall(r"^\| `(\w+)` \|", section, re.MULTILINE)


def test_every_kind_of_step_is_in_the_guide() -> None:
    """A kind that no author hears of is written for nobody."""
    assert sorted(rows("Les sortes d'étape")) == sorted(KINDS)


def test_the_probes_it_names_are_common_ones() -> None:
    """A script that names another is refused."""
    assert set(rows("Les relances")) <= set(COMMON)


def test_the_codes_it_names_are_in_the_catalogue() -> None:
    """Whoever looks a code up must find it."""
    assert set(re.findall(r"\bS\d{3}\b", TEXT)) <= set(CATALOGUE)


def test_the_commands_it_shows_exist() -> None:
    """They are what somebody types first."""
    shown = set(re.findall(r"(?:^|`)horizons ([a-z]+)", TEXT, re.MULTILINE))
    assert len(shown) > 5
    known = set(get_command(cli).commands)  # type: ignore[attr-defined]
    assert shown <= known


@pytest.mark.parametrize("block", BLOCKS, ids=lambda block: block.split("\n")[0].strip()[:30])
def test_its_examples_can_be_copied(block: str) -> None:
    """An example that is no YAML teaches the wrong thing."""
    assert YAML(typ="safe").load(block) is not None


def test_its_pictures_and_pages_are_there() -> None:
    """A broken picture is all one sees of a page."""
    for target in re.findall(r"\]\(([^)#]+)", TEXT):
        assert (GUIDE.parent / target).exists(), target


def test_each_heading_it_points_to_is_there() -> None:
    """The table at the top is how one finds one's way back."""
    headings = re.findall(r"^#+ (.+)$", TEXT, re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
    assert set(re.findall(r"\]\(#([^)]+)\)", TEXT)) <= anchors
