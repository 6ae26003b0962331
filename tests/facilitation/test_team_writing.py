"""What a team wrote in a file: which text is which, where each line is, what is wrong with it; and keeping it once."""

from __future__ import annotations

from bot.facilitation.numbering import Numbered
from bot.facilitation.team_texts import Complaint, TextName, Wrong
from bot.facilitation.team_writing import Kept, Part, keep, parts, placed
from tests.facilitation.support import Desk

NUMBERED = [Numbered("C001", "c1", "p1", "Vécu", "vecu", "des mots inventés", "Habitant·e")]


def test_a_file_holds_both_texts_in_either_language() -> None:
    """« # Contexte » as the page says it, or as somebody types it."""
    found, wrong = parts("t.md", "\n## CONTEXTE\nUne ligne.\n\n# Teachings \nUne autre.\n")
    assert found == [Part(TextName.CONTEXT, 3, "Une ligne.\n"), Part(TextName.TEACHINGS, 6, "Une autre.")]
    assert wrong == []
    assert str(placed("t.md", found[1], [Complaint(1, Wrong.NO_GROUND)])[0]).startswith("t.md:6  rests on nothing")


def test_what_belongs_to_no_text_is_named_once() -> None:
    """Nothing typed is left out in silence."""
    found, wrong = parts("t.md", "Avant.\nEncore.\n# Suite\nPerdue.\n# Contexte\nOui.\n# Context\nEncore.\n")
    assert [str(one).partition("  ")[0] for one in wrong] == ["t.md:1", "t.md:3", "t.md:7"]
    assert [one.name for one in found] == [TextName.CONTEXT]
    assert parts("t.md", "") == ([], [])


async def test_a_text_is_kept_after_the_version_it_was_written_on(at: Desk) -> None:
    """Two who write at once: the second is told, and nothing of the first is lost."""
    record = await at.launched()
    name, now = TextName.TEACHINGS, at.clock.now()

    async def kept(text: str, version: int) -> Kept:
        return await keep(at.store, record.id, name, text, NUMBERED, version=version, by="", at=now)

    assert (await kept("Sans appui.", 0)).complaints == (Complaint(1, Wrong.NO_GROUND),)
    assert await kept("Tout ferme tôt (C001).", 0) == Kept()
    assert await kept("Autre chose (C001).", 0) == Kept(followed=False)
    assert await kept("Autre chose (C001).", 1) == Kept()
    assert [one.gesture for one in await at.store.journal(record.id)][-2:] == ["text_written", "text_written"]
