"""The facilitator's guide names what is on her screen: a button that was renamed would send her looking for nothing."""

from __future__ import annotations

import re
from pathlib import Path

from bot.chat.wording import read_catalog

GUIDE = Path(__file__).parents[1] / "docs" / "guide-animation.md"
SIGNS = re.compile(r"(?:🗳|⏭|⏱|⏸|🔔|📣|↩|⏹|💬|📌|💡|👥|👋|🎟|📨|📚|📮|➕|▶) [^»|\n]+?(?= »| \|)")


def test_every_button_that_the_guide_names_is_one_of_the_bots() -> None:
    """In the bot's own words, sign included."""
    buttons = [one for one in read_catalog("fr") if str(one.context).startswith("ui.button_")]
    said = {str(one.string).replace("\u00a0", " ") for one in buttons}
    named = set(SIGNS.findall(GUIDE.read_text("utf-8").replace("\u00a0", " ")))
    # Two lines of the cockpit begin with a sign that buttons have too.
    named = {one for one in named if not one.startswith(("⏱ Reste", "⏱ C'est bientôt fini"))}
    assert len(named) > 10
    assert named <= said, sorted(named - said)


def test_every_picture_of_the_guide_is_there_and_says_what_it_shows() -> None:
    """Whoever cannot see it reads it."""
    pictures = re.findall(r"!\[([^\]]*)\]\(([^)]+)\)", GUIDE.read_text("utf-8"))
    assert len(pictures) == 3
    for alternative, path in pictures:
        assert len(alternative) > 40
        assert (GUIDE.parent / path).is_file()
