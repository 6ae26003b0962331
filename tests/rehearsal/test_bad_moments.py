"""An evening on which everything goes wrong, over the wire: each finger in the wrong place gets a sentence, no more."""

from __future__ import annotations

from pathlib import Path

from bot.rehearsal.botapi import Phone
from tests.rehearsal.test_cockpit_pace import Evening, room


def data(phone: Phone, label: str) -> str:
    """What the newest button that says so carries."""
    found = (one for shown in reversed(phone.from_bot) for one in shown.buttons if label in one.label)
    return next(found).data or ""


def plain(phone: Phone) -> str:
    """All that the bot wrote to that phone."""
    return " ".join(" ".join(one.text.split()) for one in phone.from_bot)


async def toast(at: Evening, phone: Phone, pressed: str) -> str:
    """What a tap that carries this is answered; the message is one of that phone's own."""
    phone.tap_raw(pressed, phone.from_bot[-1].id)
    await at.wait(3)
    answers = [one for one in at.api.calls if one.method == "answerCallbackQuery"]
    return " ".join(str(answers[-1].parameters.get("text", "")).split())


async def test_whatever_goes_wrong_is_answered_kindly_and_the_session_goes_on(tmp_path: Path) -> None:
    """A card forwarded, a cockpit in other hands, an insult, a facilitator who vanishes, a session nobody closes."""
    async with room(tmp_path, 2) as at:
        ada, (lea, noe) = at.facilitator, at.people
        cockpit, passes = data(ada, "Passer à la suite"), data(lea, "Je passe")
        assert "réservée à l'animation" in await toast(at, noe, cockpit)
        assert "ne fonctionne pas ici" in await toast(at, noe, passes)
        assert "Quels sont vos trois mots" in lea.from_bot[-1].text

        for phone in (lea, noe):
            await at.say(phone, "un deux trois", 3)
        await at.say(lea, "Les élus d'ici sont tous des abrutis", 8)
        assert "Le désaccord a toute sa place ici" in lea.from_bot[-1].text
        assert "Retenue, à décider" in at.cockpit().text

        ada.block()
        await at.say(noe, "le marché du samedi, où l'on se parle encore entre voisins", 8)
        assert "Votre réponse est-elle complète" in noe.from_bot[-1].text
        ada.unblock()
        await at.say(ada, "/animer", 5)
        await at.tap(ada, "▶ Atelier inventé")
        await at.wait(5)
        assert "2 participant·e·s" in at.cockpit().text

        for label in ("👥 Personnes", "2", "Mettre fin"):
            await at.tap(ada, label)
            await at.wait(3)
        await at.say(ada, "vos messages visent des personnes", 3)
        await at.tap(ada, "Retirer, garder ses réponses")
        await at.wait(5)
        # Which of the two has that number depends on who came in first.
        (gone,) = [one for one in (lea, noe) if "car vos messages visent des personnes" in plain(one)]
        (stays,) = [one for one in (lea, noe) if one is not gone]

        await at.wait(5 * 86_400)
        assert "Il ne se passait plus rien depuis longtemps" in plain(ada)
        assert "La séance est terminée" in plain(stays)
        assert "La séance est terminée" not in plain(gone)
        assert "Rien n'a été fait" in await toast(at, ada, cockpit)
        assert "La séance est terminée" in await toast(at, lea, passes)
