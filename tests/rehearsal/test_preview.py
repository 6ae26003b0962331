"""A preview over the wire: what a facilitator sees when she tries a workshop before anybody comes."""

from __future__ import annotations

from pathlib import Path

from tests.rehearsal.test_cockpit_pace import room


async def test_a_facilitator_tries_the_workshop_before_it_opens(tmp_path: Path) -> None:
    """From the card that the launch ends with: marked throughout, through a gate by herself, over at a tap."""
    async with room(tmp_path, 0) as at:
        ada = at.facilitator
        await at.say(ada, "/animer", 3)
        await at.tap(ada, "Atelier inventé")
        await at.say(ada, "l'Agence d'essai", 3)
        for label in ("Garder", "Garder", "C'est bon"):
            await at.tap(ada, label)
            await at.wait(3)
        for label in ("Essayer comme participant·e", "Je commence", "J'accepte", "Oui", "Habitant"):
            await at.tap(ada, label)
            await at.wait(3)
            assert ada.from_bot[-1].text.startswith("👁 Aperçu\N{NO-BREAK SPACE}: rien n'est gardé")
        await at.say(ada, "un deux trois", 3)
        await at.tap(ada, "Je passe")
        await at.wait(3)
        assert "Que voit-on ici en 2036" in ada.from_bot[-1].text
        await at.tap(ada, "Arrêter l'aperçu")
        await at.wait(3)
        assert ada.from_bot[-1].text == "L'aperçu est terminé. Rien n'en est gardé, compté ni imprimé."
