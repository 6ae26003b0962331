"""The relay over the wire: what a facilitator reads and taps, through the real bot and the stand-in Bot API."""

from __future__ import annotations

from pathlib import Path

from tests.rehearsal.test_cockpit_pace import room


async def test_a_facilitator_enters_for_somebody_on_the_telephone(tmp_path: Path) -> None:
    """From the cockpit to the close: read out, written down, set aside, and marked in the notebook."""
    async with room(tmp_path, 1) as at:
        ada, (lea,) = at.facilitator, at.people
        for label, shown in (
            ("Autres gestes", ""),
            ("Saisir pour quelqu'un", "Pour qui saisissez-vous"),
            ("Une nouvelle personne", "Êtes-vous d'accord"),
            ("Oui, de vive voix", "Je le verrai"),
            ("Non, sans ses votes", "Bienvenue chez l'Agence d'essai"),
        ):
            await at.tap(ada, label)
            await at.wait(3)
            assert shown in ada.from_bot[-1].text
        assert "Vous saisissez pour Noisette" in ada.from_bot[-2].text
        for label in ("Je commence", "J'accepte", "Oui", "Habitant"):
            await at.tap(ada, label)
            await at.wait(3)
        card = ada.from_bot[-1]
        assert card.text.startswith("📝 Saisie pour Noisette")
        assert "⏏ Suspendre la saisie" in card.labels
        await at.say(ada, "pain lien eau")
        await at.say(lea, "un deux trois")
        await at.tap(ada, "Suspendre la saisie")
        await at.wait(3)
        assert "Vos messages sont de nouveau les vôtres" in ada.from_bot[-1].text
        assert "📝 Noisette · Habitant·e" in at.cockpit().text
        for label in ("⬅ Séance", "Clore", "clore"):
            await at.tap(ada, label)
            await at.wait(3)
        await at.wait(30)
    (notebook,) = (tmp_path / "cahiers").rglob("cahier.md")
    read = notebook.read_text(encoding="utf-8")
    assert "saisie par l'animation pour son auteur·rice" in read.replace("’", "'")
    assert "accord donné de vive voix, sans ses votes" in read
