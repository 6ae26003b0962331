"""How many places a session being launched has, and how many of them each profile: one question, with a default.

Pure, over the draft of a launch: what is shown, what a tap or a text makes of it, the links that the session then has.
Not here: the same changed later (`ticketing`), who comes in (`entrance`).
"""

from __future__ import annotations

import re
from typing import Final

from msgspec.structs import replace

from bot.engine.letters import unaccented
from bot.engine.script import Script
from bot.facilitation import capacities, links
from bot.facilitation.journal import BY_FACILITATORS
from bot.facilitation.launch import LaunchDraft
from bot.facilitation.organisation_writes import SaveInvitation
from bot.facilitation.people_panels import LaunchPlacesPanel, QuotaLine
from bot.facilitation.places import PROFILE, Places
from bot.facilitation.ports import Clock, Entropy
from bot.facilitation.records import JournalEntry, Person, SessionRecord
from bot.facilitation.writes import Write, WriteJournal

DONE: Final = "ok"
_TAP: Final = re.compile(r"(?P<what>[npq]):(?P<first>\d{1,4})(?::(?P<second>\d{1,4}))?")


def question(script: Script, draft: LaunchDraft, language: str, error: str = "") -> LaunchPlacesPanel | None:
    """What is asked; None once it is settled. `error`: why what was typed could not be taken."""
    if draft.placed:
        return None
    spoken = script.spoken(language)
    options = capacities.profiles(spoken)
    lines = tuple(QuotaLine(one.label, draft.quotas.get(one.code, 0)) for one in options)
    asking = next((n for n, one in enumerate(options, 1) if one.code == draft.quota_of), 0)
    return LaunchPlacesPanel(spoken.title, draft.capacity, lines, asking, error)


def tapped(script: Script, draft: LaunchDraft, value: str) -> LaunchDraft | None:
    """The draft after a button of the question: `ok`, `n:places`, `p:profile` (0: back), `q:profile:places`."""
    if value == DONE:
        return replace(draft, placed=True, quota_of="")
    found = _TAP.fullmatch(value)
    if found is None:
        return None
    number, options = int(found["first"]), capacities.profiles(script)
    if found["what"] == "n":
        return replace(draft, capacity=number) if number <= links.MOST_PLACES else None
    if number > len(options):
        return None
    if found["what"] == "p":
        return replace(draft, quota_of=options[number - 1].code if number else "")
    return _with_quota(draft, options[number - 1].code, int(found["second"] or 0)) if number else None


def typed(script: Script, draft: LaunchDraft, text: str, language: str) -> tuple[LaunchDraft, str]:
    """The draft after a text, or why it cannot be taken (`not_places`, `no_such_profile`)."""
    text = " ".join(text.split())
    number = links.read_capacity(text)
    if number is not None:
        if draft.quota_of:
            return _with_quota(draft, draft.quota_of, number), ""
        return replace(draft, capacity=number), ""
    options = {_folded(one.label): one.code for one in capacities.profiles(script.spoken(language))}
    for part in re.split(r"[,;]", text):
        found = links.read_quota(part.strip())
        if found is None:
            return draft, "not_places"
        named = _folded(found[0])
        code = options.get(named) or next((code for label, code in options.items() if label.startswith(named)), "")
        if not code:
            return draft, "no_such_profile"
        draft = _with_quota(draft, code, found[1])
    return draft, ""


def _with_quota(draft: LaunchDraft, code: str, most: int) -> LaunchDraft:
    others = {one: number for one, number in draft.quotas.items() if one != code}
    return replace(draft, quotas={**others, code: most} if most else others, quota_of="")


def _folded(label: str) -> str:
    """As somebody types it on a phone: without accents, capitals and median points."""
    return "".join(letter for letter in unaccented(label) if letter.isalnum() or letter == " ").strip()


def as_before(script: Script, places: Places, language: str) -> tuple[int, dict[str, int]]:
    """How many places a session has, and each profile: what its duplicate is offered."""
    by_label = {one.label: one.code for one in capacities.profiles(script.spoken(language))}
    standing = [one for one in places.links if one.role == PROFILE and one.revoked_at is None]
    return places.capacity, {by_label[one.label]: one.most for one in standing if one.label in by_label}


def made(
    record: SessionRecord, script: Script, draft: LaunchDraft, person: Person, *, clock: Clock, entropy: Entropy
) -> tuple[list[Write], list[tuple[str, str, int]]]:
    """The rows of the links that were asked for; and of each profile's link: its secret, whom it is for, how many."""
    now = clock.now()
    writes: list[Write] = []
    if draft.capacity:
        writes.append(SaveInvitation(links.open_link(record, person.id, now, draft.capacity)))
        writes.append(_journal(record, clock, "places_set", draft.capacity))
    found = []
    for option in capacities.profiles(script.spoken(person.language)):
        most = draft.quotas.get(option.code, 0)
        if most:
            secret, link = links.new_link(record, person.id, now, entropy, role=PROFILE, label=option.label, most=most)
            writes += [SaveInvitation(link), _journal(record, clock, "link_made", most)]
            found.append((secret, option.label, most))
    return writes, found


def _journal(record: SessionRecord, clock: Clock, gesture: str, count: int) -> Write:
    return WriteJournal(JournalEntry(record.id, clock.now(), gesture, BY_FACILITATORS, {"count": count}))
