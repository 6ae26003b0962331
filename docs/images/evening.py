"""An evening that a facilitator steers from her phone, for the pictures of her guide: `python docs/images/evening.py`.

The real bot over the stand-in, on a virtual clock; twelve fabricated people. Prints both sides of the conversation.
"""

from __future__ import annotations

import asyncio
import re
import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import SecretStr

from bot.app import Outside, service
from bot.rehearsal.botapi import Phone, Shown, StandIn
from bot.rehearsal.clock import Busy, SeededEntropy, VirtualAlarm, VirtualClock
from bot.rehearsal.room import Room
from bot.settings import Settings

WORKSHOPS = Path(__file__).parents[2] / "workshops"
TOKEN = "123456789:fabricated-token-of-the-stand-in"  # noqa: S105 -- the stand-in takes any
ADA, FIRST = 1_000, 2_000
LINK = re.compile(r"[?&]start=([A-Za-z0-9_-]{1,64})")
VALUES = {"combien": "12", "date": "30 septembre", "agence": "l'Agence d'essai", "territoire": "le Val d'Essai"}
"""What she answers to a question of the launch that has this word, and no default."""

CHOICES = ("Garder", "En direct", "C'est bon")
ASIDE = ("⬅ Retour", "Je passe", "Autre", "Je viens d'ailleurs", "J'ai une question")

STORIES = (
    "L'an dernier j'ai voulu faire réparer mon grille-pain : le réparateur est à quarante kilomètres.",
    "Le samedi, je prends mes œufs chez la voisine. On parle, et c'est le meilleur moment de ma semaine.",
    "Au bourg, la supérette ferme à midi. Sans voiture, on attend le lendemain.",
    "À l'école, la cantine achète au maraîcher depuis deux ans. Les enfants connaissent son prénom.",
    "Je travaille loin et je rentre à vingt heures. Tout est fermé : j'achète sur la route.",
    "Honnêtement, acheter près d'ici me coûte plus cher, et je compte chaque euro.",
    "Nous avons monté une commande groupée à six. Au bout d'un mois, nous étions vingt.",
    "Mon frère a repris la ferme. Il vend la moitié sur place, et il voudrait un atelier pour réparer ses outils.",
    "Le dépôt de pain a sauvé le hameau : on s'y retrouve, on y laisse des clés et des nouvelles.",
    "J'ai cherché un couturier pour des rideaux : personne, alors j'ai commandé au bout du monde.",
    "Chez nous le boulanger livre à vélo, et les anciens lui donnent leurs ordonnances.",
)

FEARS = (
    "Je crains que le dernier atelier ferme quand son patron partira à la retraite, sans personne pour reprendre.",
    "J'ai peur que tout devienne plus cher pour celles et ceux qui n'ont déjà pas le choix de leurs courses.",
    "Je redoute qu'on ouvre de belles boutiques pour les visiteurs, et rien pour les gens d'ici au quotidien.",
)
HERE = (
    "Il y a déjà un café de réparation le premier samedi du mois, tenu par six bénévoles de la commune voisine.",
    "Une ferme et deux maraîchers partagent un camion depuis l'hiver ; ils cherchent un point de dépôt au bourg.",
    "La médiathèque prête des outils depuis un an : une perceuse, une scie, et bientôt une machine à coudre.",
)


async def evening(picture: Callable[[str, Shown], None]) -> tuple[str, str]:
    """Her evening; `picture` is called at the moments worth one, by name.

    Returns the transcript of her chat, and that of one participant's.
    """
    busy, clock = Busy(), VirtualClock()
    outside = Outside(clock, VirtualAlarm(clock, busy), SeededEntropy("guide"), busy)
    with TemporaryDirectory(prefix="horizons-guide-") as folder:
        async with StandIn(token=TOKEN, now=clock.now) as api:
            settings = Settings(
                token=SecretStr(TOKEN),
                facilitators=frozenset({ADA}),
                database_url=f"sqlite+aiosqlite:///{folder}/guide.sqlite3",
                workshops_dir=WORKSHOPS,
                notebooks_dir=Path(folder) / "cahiers",
                api_base_url=api.base_url.removesuffix("/bot"),
            )
            async with service(settings, outside):
                ada = api.user(ADA, "Animation", language_code="fr")
                people = [api.user(FIRST + number, f"Essai {number}", language_code="fr") for number in range(12)]
                room = Room(api, clock, busy, ada, people)
                await steer(room, picture)
                return api.transcript.render(ADA), api.transcript.render(FIRST + 1)


async def steer(room: Room, picture: Callable[[str, Shown], None]) -> None:
    """What she does, and what they do meanwhile."""
    ada, people = room.facilitator, room.people
    await launch(room)
    picture("lancer", room.message(ada, "Ouvrir la séance"))
    await room.tap(ada, "Ouvrir la séance")
    await room.wait(5)
    link = next(found[1] for one in ada.from_bot if (found := LINK.search(one.text)))
    for phone in people:
        phone.start(link)
    await room.wait(20)
    for label in ("Je commence", "J'accepte", "Oui"):
        for phone in people:
            await room.tap(phone, label)
        await room.wait(20)
    for number, phone in enumerate(people):
        for _ in range(4):
            cards = [[name for name in one.labels if name not in ASIDE] for one in phone.from_bot]
            choices = next((one for one in reversed(cards) if one), [])
            if not choices:
                break
            await room.tap(phone, choices[number % 3 % len(choices)])
            await room.wait(3)
    for number, phone in enumerate(people):
        await room.say(phone, f"prix, trajet, {('confiance', 'envie', 'dignité')[number % 3]}", 3)
        await room.tap(phone, "Je passe")
    await room.wait(600)
    for phone, story in zip(people, STORIES, strict=False):
        await room.say(phone, story, 4)
    for number, phone in enumerate(people[:9]):
        await finish(room, phone)
        for text in (FEARS[number % 3], HERE[number % 3]):
            await room.say(phone, text, 2)
            await finish(room, phone)
    people[11].block()
    await room.wait(5)
    picture("cockpit", room.message(ada, "Autres gestes"))
    await room.tap(ada, "Relancer")
    await room.wait(3)
    await room.tap(ada, "Contributions")
    await room.wait(2)
    for _ in range(5):
        await room.tap(ada, "Précédente")
        await room.wait(2)
    picture("contribution", room.message(ada, "Masquer"))
    await room.tap(ada, "minoritaire")
    await room.wait(3)
    await room.tap(ada, "Pause")
    await room.wait(2)
    picture("pause", room.message(ada, "Sans dire combien"))
    await room.tap(ada, "10 min")
    await room.wait(600)
    picture("en-pause", room.message(ada, "Reprendre"))
    await room.tap(ada, "Reprendre")
    await room.wait(5)
    await room.tap(ada, "Prolonger")
    await room.wait(2)
    await room.tap(ada, "+5 min")
    await room.wait(3)
    await room.tap(ada, "Personnes")
    await room.wait(2)
    picture("personnes", ada.last)
    await room.tap(ada, "1")
    await room.wait(2)
    picture("personne", ada.last)
    await room.tap(ada, "Écrire au groupe")
    await room.wait(2)
    await room.say(ada, "Encore cinq minutes sur vos craintes, puis nous lirons ensemble ce qui est déjà là.", 4)
    picture("message", ada.last)
    await room.tap(ada, "Passer à la suite")
    await room.wait(2)
    picture("passer", room.message(ada, "Avancer sans"))
    await room.tap(ada, "Avancer sans")
    await room.wait(4)
    picture("annonce", room.message(ada, "Passer maintenant"))
    await room.wait(40)
    await room.tap(ada, "Autres gestes")
    await room.wait(2)
    picture("autres", room.message(ada, "Revenir à une étape"))
    await room.tap(ada, "Revenir à une étape")
    await room.wait(3)
    picture("revenir", ada.last)


async def finish(room: Room, phone: Phone) -> None:
    """« J'ai fini », unless a silence has finished it already."""
    if any("J'ai fini" in name for one in phone.from_bot[-3:] for name in one.labels):
        await room.tap(phone, "J'ai fini")
    await room.wait(2)


async def launch(room: Room) -> None:
    """From `/animer` to a session that waits to be opened."""
    ada = room.facilitator
    await room.say(ada, "/animer")
    await room.tap(ada, "Réancrer")
    await room.wait(2)
    for _ in range(30):
        labels = ada.last.labels
        if any("Ouvrir" in name for name in labels):
            return
        choice = next((one for one in CHOICES if any(one in name for name in labels)), "")
        if choice:
            await room.tap(ada, choice)
        else:
            await room.say(ada, next((v for k, v in VALUES.items() if k in ada.last.text.lower()), "Essai"))
        await room.wait(2)
    raise SystemExit(f"the launch never ends: {ada.last.text} {ada.last.labels}")


if __name__ == "__main__":
    sys.stdout.write("\n".join(asyncio.run(evening(lambda name, message: None))))
