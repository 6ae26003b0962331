"""The pages of a session: what they show while it is prepared, while it runs, and once it is closed."""

from __future__ import annotations

from bot.engine.prompts import Act
from bot.facilitation.incoming import Gesture
from bot.facilitation.records import SessionRecord
from tests.console.support import Console
from tests.facilitation.support import ADA

LEA, NOE, ZOE = 11, 12, 13


async def test_a_session_in_preparation_is_listed_with_what_to_do_next(site: Console) -> None:
    """The page answers « and now? » before it is asked."""
    record = await site.desk.launched()
    browser = await site.signed_in(ADA)
    assert record.title in browser.text
    assert "en préparation" in browser.text
    assert "Transmettre le lien" in browser.text
    await browser.opens(f"/console/seances/{record.id}")
    assert f"https://example.org/{record.join}" in browser.page.text
    assert "Personne n'est encore là" in browser.text


async def test_the_picture_of_the_link_is_an_image(site: Console) -> None:
    """It goes on a beamer."""
    record = await site.desk.launched()
    browser = await site.signed_in(ADA)
    answer = await browser.opens(f"/console/seances/{record.id}/qr.svg")
    assert answer.headers["content-type"] == "image/svg+xml"
    assert "<svg" in answer.text


async def test_an_open_session_shows_who_is_where_by_pseudonym(site: Console) -> None:
    """Never a name, never a word of what they wrote."""
    record = await site.desk.opened(LEA, NOE)
    await site.desk.says(LEA, "pain chemin voisins")
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}")
    aliases = [one.alias for one in await site.desk.store.participations_of(session=record.id)]
    assert len(aliases) == 2
    for alias in aliases:
        assert alias in browser.text
    assert "1 réponse" in browser.text
    assert "je passe" not in browser.text
    await site.desk.taps(NOE, Act.PASS)
    await browser.opens(f"/console/seances/{record.id}")
    assert "1 « je passe »" in browser.text
    assert "pain" not in browser.text
    assert "0 sur 2 y sont" in browser.text


async def voting(site: Console) -> SessionRecord:
    """Two people in front of an open vote, a third who has refused."""
    at = site.desk
    record = await at.opened(LEA, NOE)
    await at.says(ZOE, f"/start {record.join}")
    await at.taps(ZOE, Act.CHOOSE, "commencer")
    await at.taps(ZOE, Act.CHOOSE, "non")
    await at.reaches_ideas(record.id, LEA, NOE)
    for user in (LEA, NOE):
        await at.says(user, f"Un horizon inventé par {user}, au présent.")
    await at.goes_on(record.id, "vote")
    return record


async def test_a_vote_shows_how_many_voted_and_only_after_the_close_what_came_out(site: Console) -> None:
    """No partial result exists anywhere before the close, the large screen included."""
    at = site.desk
    record = await voting(site)
    await at.taps(LEA, Act.GRADE, "P1:bien")
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}")
    assert "a voté" in browser.text or "ont voté" in browser.text
    await browser.opens(f"/console/seances/{record.id}/ecran")
    assert "votant" not in browser.text
    await at.steers(ADA, Gesture.CLOSE_CONFIRMED, record.id)
    await browser.opens(f"/console/seances/{record.id}/ecran")
    assert "La séance est close" in browser.text
    assert "votant·e·s sur 2 personnes présentes" in browser.text
    await browser.opens(f"/console/seances/{record.id}")
    assert "close" in browser.text


async def test_the_journal_tells_gestures_in_words_newest_first(site: Console) -> None:
    """It is annexed to the notebook; the team reads it before."""
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}/journal")
    assert browser.text.index("Séance ouverte") < browser.text.index("Séance créée")


async def test_a_page_speaks_english_to_who_chose_it(site: Console) -> None:
    """The language is the one chosen in the chat."""
    await site.desk.launched()
    await site.desk.steers(ADA, Gesture.CHOOSE_LANGUAGE, value="en")
    browser = await site.signed_in(ADA)
    assert "To do" in browser.text


async def test_markup_and_marks_in_a_title_stay_text(site: Console) -> None:
    """What a facilitator types at launch is data, on every page."""
    at = site.desk
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "<script>alert(1)</script> \u202egnitirw {{ 7*7 }}")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    (record,) = await at.store.sessions()
    browser = await site.signed_in(ADA)
    for path in ("", f"/seances/{record.id}", f"/seances/{record.id}/cahier", f"/seances/{record.id}/journal"):
        await browser.opens(f"/console{path}")
        assert browser.page.status_code == 200
        assert "<script>alert" not in browser.page.text
        assert "49" not in browser.text.replace(record.id, "")


async def test_the_first_load_is_light_and_asks_nobody_else(site: Console) -> None:
    """Under 150 kB, and not a byte from another host."""
    record = await site.desk.opened(LEA)
    browser = await site.signed_in(ADA)
    await browser.opens(f"/console/seances/{record.id}")
    html = browser.page.text
    weight = len(html)
    for part in html.split('"'):
        if part.startswith("/console/statique/") or part.endswith("/qr.svg"):
            weight += len((await browser.client.get(part)).content)
        assert not part.startswith(("http://", "//")), part
    assert weight < 150_000
