"""Every door × every role, and every way of knocking that should not open one."""

from __future__ import annotations

import pytest

from bot.console.permissions import PERMISSIONS, PUBLIC, may
from bot.console.site import DOORS
from bot.console.visit import MOST_BYTES
from bot.facilitation.incoming import Gesture
from bot.facilitation.organisations import HOME, Role
from bot.facilitation.programmes import Programme, SaveProgramme
from bot.facilitation.records import SessionRecord
from tests.console.support import Browser, Console, Someone, console
from tests.facilitation.support import ADA, Desk

STRANGER = 99
PROGRAMME = "prog"


async def launched(at: Desk) -> SessionRecord:
    """A session, and a programme beside it: what doors are about."""
    await at.store.commit([SaveProgramme(Programme(PROGRAMME, HOME, "Trois vallées", at.clock.now(), "ada"))])
    await at.says(ADA, "/animer")
    await at.steers(ADA, Gesture.PICK_WORKSHOP, value="atelier")
    await at.says(ADA, "l'Agence d'essai")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="annee")
    await at.steers(ADA, Gesture.KEEP_DEFAULT, value="jour")
    await at.steers(ADA, Gesture.LAUNCH_PLACES, value="ok")
    await at.steers(ADA, Gesture.CHOOSE_PROGRAMME, value=PROGRAMME)
    return await at.session()


def path_of(path: str, session: str) -> str:
    filled = path.replace("{session}", session).replace("{programme}", PROGRAMME)
    for name, value in (("{file}", "console.css"), ("{until}", "9999999999"), ("{seal}", "0" * 40)):
        filled = filled.replace(name, value)
    return filled


def test_every_door_has_an_entry_in_the_table_and_no_entry_is_left_over() -> None:
    """A page without an entry opens to nobody; better known here than by whoever needed it."""
    names = {door.name for door in DOORS}
    assert names == PERMISSIONS.keys() | PUBLIC, "a door and its entry come together"
    assert not PERMISSIONS.keys() & PUBLIC
    assert len(names) == len(DOORS)


def test_what_is_in_no_table_is_refused() -> None:
    """Default deny."""
    assert not any(may(role, "a door of tomorrow") for role in Role)


async def knock(browser: Browser, door_path: str, *, changes: bool) -> int:
    if not changes:
        return (await browser.client.get(door_path)).status_code
    return (await browser.client.post(door_path, data={"jeton": "wrong"})).status_code


@pytest.mark.parametrize("role", [*Role, None])
async def test_each_role_opens_its_doors_and_no_other(at: Desk, role: Role | None) -> None:
    """Told by the status alone: 403 where the role does not do, anything else where it does."""
    record = await launched(at)
    access = Someone(at, {str(ADA): Role.OWNER})
    async with console(at, access) as served:
        browser = await served.signed_in(ADA)
        # Streams that are let in would never end.
        served.site.hub.end()
        if role is None:
            del access.roles_of[str(ADA)]
        else:
            access.roles_of[str(ADA)] = role
        for door in DOORS:
            if door.name in PUBLIC:
                continue
            answer = await browser.client.request(
                door.method, path_of(door.path, record.id), data={} if door.changes else None
            )
            refused = answer.status_code == 403 and ("Votre rôle" in answer.text or "aucune équipe" in answer.text)
            assert refused is (role is None or not may(role, door.name)), (door.name, role, answer.status_code)


async def test_nobody_signed_in_means_no_door_but_the_public_ones(site: Console) -> None:
    """Before anything else is looked at: an unknown session and a known one are refused alike."""
    record = await launched(site.desk)
    browser = site.browser()
    for door in DOORS:
        if door.name in PUBLIC:
            continue
        for session in (record.id, "unknown"):
            assert await knock(browser, path_of(door.path, session), changes=door.changes) == 401, door.name


async def test_another_organisations_session_and_one_that_is_not_there_look_the_same(at: Desk) -> None:
    """An id that leaks must not even tell that it is one."""
    record = await at.launched()
    access = Someone(at, {str(ADA): Role.OWNER}, {record.id})
    async with console(at, access) as served:
        browser = await served.signed_in(ADA)
        for door in DOORS:
            if "{session}" not in door.path:
                continue
            theirs = await browser.client.request(door.method, path_of(door.path, record.id))
            none = await browser.client.request(door.method, path_of(door.path, "nowhere"))
            assert theirs.status_code == none.status_code == 404, door.name
            assert theirs.text.replace(record.id, "nowhere") == none.text
        assert record.title not in (await browser.opens("/console")).text


async def test_no_change_without_the_token_of_the_page(site: Console) -> None:
    """Another site can make a browser send a form; it cannot read the token first."""
    record = await launched(site.desk)
    browser = await site.signed_in(ADA)
    for door in DOORS:
        if not door.changes or door.name in PUBLIC:
            continue
        assert await knock(browser, path_of(door.path, record.id), changes=True) == 403, door.name
    other = await site.signed_in(ADA)
    theirs = other.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    answer = await browser.posts("/console/sortir", {"jeton": theirs})
    assert answer.status_code == 403, "another seat's token is none"
    assert (await browser.opens("/console")).status_code == 200


async def test_a_form_sent_by_another_site_is_refused_even_with_its_token(site: Console) -> None:
    """The browser says where a form comes from; we listen."""
    browser = await site.signed_in(ADA)
    token = browser.page.text.partition('name="jeton" value="')[2].partition('"')[0]
    answer = await browser.posts("/console/sortir", {"jeton": token}, **{"sec-fetch-site": "cross-site"})
    assert answer.status_code == 403
    assert "autre site" in browser.text


async def test_what_is_not_a_form_of_ours_is_refused_before_it_is_read(site: Console) -> None:
    """Files, JSON, ten thousand fields, a megabyte: none of it reaches a page."""
    browser = await site.signed_in(ADA)
    post = browser.client.post
    assert (await post("/console/sortir", files={"jeton": b"x" * 10})).status_code == 415
    assert (await post("/console/sortir", json={"jeton": "x"})).status_code == 415
    many = "&".join(f"a{n}=1" for n in range(10_000))
    form = {"content-type": "application/x-www-form-urlencoded"}
    assert (await post("/console/sortir", content=many, headers=form)).status_code == 400
    assert (await post("/console/sortir", content=b"jeton=\xff\xfe", headers=form)).status_code == 400
    assert (await post("/console/sortir", content="a=" + "x" * MOST_BYTES, headers=form)).status_code == 413
    assert (await browser.opens("/console")).status_code == 200


async def test_every_answer_forbids_scripts_frames_and_guessing(site: Console) -> None:
    """The refusals, the redirections and the static files too."""
    browser = await site.signed_in(ADA)
    for path in ("/console", "/console/", "/console/entrer", "/console/nowhere", "/console/statique/console.css"):
        headers = (await browser.client.get(path)).headers
        assert "script-src 'self'" in headers["content-security-policy"]
        assert "unsafe-inline" not in headers["content-security-policy"]
        assert "frame-ancestors 'none'" in headers["content-security-policy"]
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "no-referrer"
        assert "max-age" in headers["strict-transport-security"]


@pytest.mark.parametrize("name", ["..%2fpages.py", "%2e%2e%2fpages.py", "nothing.css", "%00"])
async def test_static_files_are_those_of_the_folder_and_nothing_else(site: Console, name: str) -> None:
    """A path that climbs finds nothing."""
    assert (await site.browser().opens(f"/console/statique/{name}")).status_code == 404


async def test_an_unknown_address_and_a_wrong_method_are_answered_in_plain_french(site: Console) -> None:
    """With a way back."""
    browser = site.browser()
    assert (await browser.opens("/console/nowhere")).status_code == 404
    assert "Revenir" in browser.text
    assert (await browser.client.delete("/console")).status_code == 405
    assert (await browser.client.put("/console/sortir")).status_code == 405
