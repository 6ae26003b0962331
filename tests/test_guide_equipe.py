"""The team's guide names what is on its screens: a newcomer would look in vain for a button that was renamed."""

from __future__ import annotations

import re
from pathlib import Path

from bot.chat.wording import read_catalog
from bot.console.words import CATALOGUES
from bot.notebook.words import CATALOGUES as PRINTED

GUIDE = Path(__file__).parents[1] / "docs" / "guide-equipe.md"
EXAMPLES = (
    "1 200 logements vides",
    "effacées au bout de douze mois",
    "rédigée avec assistance, signée par une personne",
)
"""What the guide quotes that stands on no screen in these words, by its beginning; sentences that cite are too."""


def test_whatever_the_guide_quotes_is_said_by_the_console_the_bot_or_the_notebook() -> None:
    """In their own words, whatever their spaces; « … » and the number of a contribution stand for what varies."""
    words = [*CATALOGUES["fr"].values(), *PRINTED["fr"].values(), *(one.string or "" for one in read_catalog("fr"))]
    said = " | ".join(_plain(form) for one in words for form in ((one,) if isinstance(one, str) else one))
    quoted = {_plain(one).rstrip("…") for one in re.findall(r"«\s(.*?)\s»", GUIDE.read_text("utf-8"), re.DOTALL)}
    assert len(quoted) > 40
    assert {one for one in quoted if one not in said and "(#" not in one and not one.startswith(EXAMPLES)} == set()


def _plain(text: str) -> str:
    return re.sub(r"\{number\}|C\d{3}", "#", " ".join(text.split()))
