"""The list of sessions says what there is to do next, and leads to the page on which it is done."""

from __future__ import annotations

import re
from datetime import timedelta

from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.engine.group import SessionStatus
from bot.facilitation import names_seen
from bot.facilitation.answering import named
from bot.facilitation.answers_due import due_at
from bot.facilitation.organisations import Role
from bot.facilitation.records import VersionStatus
from bot.facilitation.writes import AddContribution, SaveSession, SaveVersion
from tests.console.support import Browser, Someone, console
from tests.console.test_answers import at, page_of
from tests.facilitation.support import ADA, Desk
from tests.facilitation.test_answering import LEA, closed, proposing

__all__ = ["at"]


async def to_do(browser: Browser) -> tuple[str, str]:
    """What the one session of the list asks for, and where that leads."""
    await browser.opens("/console")
    (text,) = re.findall(r"À faire (.*?) Se déconnecter partout", browser.text)
    (page,) = re.findall(r'class="next">.*?href="/console/seances/[^"/]*([^"]*)"', browser.page.text)
    return text, page


async def test_a_closed_session_asks_for_a_reading_a_validation_then_answers(at: Desk) -> None:
    """Each in its turn, from what is stored: whoever opens the list need not open a session to know."""
    record = await proposing(at, LEA)
    said = next(one for one in await at.store.contributions(record.id) if one.id == f"lead{LEA}")
    at_now = at.clock.now()
    async with console(at, Someone(at, {str(ADA): Role.OWNER})) as site:
        browser = await site.signed_in(ADA)
        assert await to_do(browser) == ("Suivre la séance", "")
        await closed(at, record)
        assert await to_do(browser) == ("Relire le cahier, puis le valider", "/relecture")

        # Somebody may be named, and something is withheld: the page of the review counts the same two.
        story = replace(said, id="recit", text="Hier, chez madame Kervadec, tout ferme")
        number = replace(said, id="numero", text="06 00 00 00 00", standing=Standing.WITHHELD, reason="donnee_perso")
        await at.store.commit([AddContribution(story), AddContribution(number)])
        text, page = await to_do(browser)
        assert (text.split(" où ")[0], page) == ("Relire 2 contributions", "/relecture")
        await at.store.commit([names_seen.kept(record.id, "recit", at_now)])
        assert (await to_do(browser))[0].startswith("Relire 1 contribution où")


async def test_leads_are_answered_by_their_date_then_published_then_nothing_is_left(at: Desk) -> None:
    """A validated notebook is not the end where people were promised an answer."""
    record = await proposing(at, LEA)
    async with console(at, Someone(at, {str(ADA): Role.OWNER})) as site:
        browser = await site.signed_in(ADA)
        await closed(at, record)
        version = (await at.store.versions(record.id))[-1]
        valid = SaveVersion(replace(version, status=VersionStatus.VALIDATED))
        await at.store.commit([valid])
        text, page = await to_do(browser)
        assert (text.split(",")[0], page) == ("Répondre à 1 piste", "/reponses")
        assert "pour le " in text

        # Overdue, the answers come first, whether the notebook was validated or not.
        kept = await at.store.session(record.id)
        assert kept is not None
        assert kept.closed_at is not None
        await at.store.commit([SaveVersion(version)])
        assert (await to_do(browser))[1] == "/relecture"
        late = due_at(kept.closed_at, at.policy) - at.clock.now()
        early = replace(kept, closed_at=kept.closed_at - late - timedelta(days=2))
        await at.store.commit([SaveSession(early)])
        at.memory.clear()
        assert (await to_do(browser))[1] == "/reponses"

        await browser.opens(page_of(record))
        await browser.sends(page_of(record), piste=named(f"lead{LEA}"), statut="kept", raison="Le local est trouvé.")
        assert await to_do(browser) == ("Publier 1 réponse", "/reponses")
        await at.store.commit([valid])
        await browser.opens(page_of(record))
        await browser.sends(f"{page_of(record)}/publier", relu="1")
        await at.quiet()
        newest = (await at.store.versions(record.id))[-1]
        await at.store.commit([SaveVersion(replace(newest, status=VersionStatus.VALIDATED))])
        assert await to_do(browser) == ("Lire et télécharger le cahier", "/cahier")

        # Words gone since the validation: what is out there holds them, so another version has to be made.
        gone = replace(newest, status=VersionStatus.VALIDATED, contributions=(*newest.contributions, "withdrawn"))
        await at.store.commit([SaveVersion(gone)])
        assert await to_do(browser) == ("Compiler le cahier", "/cahier")


async def test_a_session_nobody_compiled_asks_for_it_and_a_purged_one_for_nothing_but_reading(at: Desk) -> None:
    """The two ends of a session's life as data."""
    record = await proposing(at, LEA)
    async with console(at, Someone(at, {str(ADA): Role.OWNER})) as site:
        browser = await site.signed_in(ADA)
        ended = replace(record, status=SessionStatus.CLOSED, closed_at=at.clock.now())
        await at.store.commit([SaveSession(ended)])
        assert await to_do(browser) == ("Compiler le cahier", "/cahier")
        await at.store.commit([SaveSession(replace(ended, purged_at=at.clock.now()))])
        assert await to_do(browser) == ("Lire et télécharger le cahier", "/cahier")
