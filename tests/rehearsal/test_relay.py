"""The relay over the wire: what a facilitator reads and taps, through the real bot and the stand-in Bot API."""

from __future__ import annotations

from pathlib import Path

from tests.engine.days import source
from tests.engine.test_days import STORY
from tests.rehearsal.test_cockpit_pace import LINK, bot_at, room


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


async def test_a_form_of_several_days_is_entered_in_one_go_as_far_as_the_group(tmp_path: Path) -> None:
    """She has all the answers in hand: no hour is asked, no day is waited for, and a gate says when to come back."""
    workshops = tmp_path / "ateliers"
    workshops.mkdir()
    (workshops / "jours.yaml").write_text(source(), encoding="utf-8")
    async with bot_at(tmp_path, 1, workshops) as at:
        ada, (lea,) = at.facilitator, at.people
        ada.send("/animer")
        await at.wait(2)
        for label in ("Essai", "Sur 5 jours", "mercredi 25 novembre", "C'est bon", "Ouvrir"):
            await at.tap(ada, label)
            await at.wait(2)
        await at.wait(16 * 3600)
        link = LINK.search(at.cockpit().text)
        assert link is not None
        lea.start(link[1])
        await at.wait(2)
        for label in ("Oui", "Oui", "À 8"):
            await at.tap(lea, label)
        for label in (
            "Saisir pour quelqu'un",
            "Une nouvelle personne",
            "Oui, par écrit",
            "avec ses votes",
            "Oui",
            "Oui",
        ):
            if label.startswith("Saisir"):
                await at.tap(ada, "Autres gestes")
                await at.wait(2)
            await at.tap(ada, label)
            await at.wait(2)
        await at.say(ada, "prix, trajet, dignité")
        for answer in (STORY, "ne plus trouver de pain"):
            await at.say(ada, answer)
            await at.tap(ada, "J'ai fini")
            await at.wait(2)
        rest = " ".join(ada.from_bot[-1].text.split())
        assert "« Les envies », attend le groupe : à saisir dès jeudi 26 novembre à 20 h" in rest
        await at.tap(ada, "Suspendre la saisie")
        await at.wait(40 * 3600)
        await at.tap(ada, "📝 Noisette")
        await at.wait(2)
        assert "Une envie ?" in ada.from_bot[-1].text
        assert not [one for one in ada.from_bot if "Nous en sommes au jour" in one.text]
