"""Before « validé »: a person looks at what software cannot judge, on a page, then stands by one version."""

from __future__ import annotations

from msgspec.structs import replace

from bot.engine.effects import Standing
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import Role
from bot.facilitation.records import VersionStatus
from bot.facilitation.writes import AddContribution
from tests.console.support import Someone, console
from tests.facilitation.support import ADA, EVE, Desk

LEA, NOE = 11, 12


async def test_a_version_is_validated_from_the_page_once_everything_has_been_looked_at(at: Desk) -> None:
    """Somebody named, somebody's number withheld: each holds the button back until a person has looked."""
    record = await at.opened(LEA, NOE)
    await at.says(LEA, "un deux trois")
    await at.says(LEA, "Hier, chez madame Kervadec, tout ferme")
    access = Someone(at, {str(ADA): Role.FACILITATOR, str(EVE): Role.TEAM})
    async with console(at, access) as site:
        ada, eve = await site.signed_in(ADA), await site.signed_in(EVE)
        page = f"/console/seances/{record.id}/relecture"
        await ada.opens(page)
        assert "Un cahier se valide une fois la séance close" in ada.text
        await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
        counted = next(one for one in await at.store.contributions(record.id) if "Kervadec" in one.text)
        number = replace(
            counted, id="retenue", text="06 00 00 00 00", standing=Standing.WITHHELD, reason="donnee_perso"
        )
        await at.store.commit([AddContribution(number)])
        await ada.opens(page)
        assert "mots repérés : Kervadec" in ada.text
        assert "1 contribution attend : X01" in ada.text
        assert "Sur 3 contributions : 0 dans une section avec leurs mots, 3 par leur numéro" in ada.text
        assert "Une personne n'a rien dit qui puisse être imprimé" in ada.text
        assert "06 00 00 00 00" not in ada.page.text
        assert "Il reste à regarder ce qui est ci-dessus" in ada.text
        token = ada.page.text.partition('name="jeton" value="')[2].partition('"')[0]
        forced = {"jeton": token, "relu": "1", "version": str((await at.store.versions(record.id))[-1].number)}
        assert (await ada.posts(f"{page}/valider", forced)).status_code == 409
        await eve.opens(page)
        assert "Kervadec" in eve.text
        assert "je la garde" not in eve.text
        await ada.opens(page)
        for _ in range(2):
            await ada.posts(f"{page}/garder", {"jeton": token, "contribution": counted.id})
        assert (await at.gestures()).count("names_kept") == 1
        await at.steers(ADA, Gesture.LEAVE_WITHHELD, record.id, "retenue")
        await ada.opens(page)
        assert "depuis la dernière version" in ada.text
        await ada.opens(f"/console/seances/{record.id}/cahier")
        await ada.sends(f"/console/seances/{record.id}/cahier", **{"format-html": "1"})
        await site.site.jobs.idle()
        assert (await ada.posts(f"{page}/valider", forced)).status_code == 409
        await ada.opens(page)
        await ada.sends(f"{page}/valider", relu="1")
        await site.site.jobs.idle()
        (*_, stands) = await at.store.versions(record.id)
        assert stands.status is VersionStatus.VALIDATED
        assert (await at.gestures()).count("validated") == 1
        await ada.opens(page)
        assert f"La version {stands.number} est validée" in ada.text
