"""Sealing votes, erasing words, forgetting people: writes that look at what is stored.

Here: each as statements inside the writer's transaction. Not here: what becomes of a message that quotes erased words
(`quotes`); the notebook compiled anew after a withdrawal (a use case).

What a withdrawal cannot reach: messages already on screens, notebooks already downloaded, backups.
"""

from __future__ import annotations

import random
import secrets
from typing import Any, Final

import msgspec
from sqlalchemy import Connection, and_, bindparam, delete, exists, literal, or_, select, update

from bot.engine.effects import Standing
from bot.facilitation.ports import OutboxState
from bot.facilitation.records import ROOM
from bot.facilitation.writes import CutLinks, ErasePerson, EraseWords, Forget, PurgeSession, SealBallots
from bot.store import tables as t
from bot.store.execution import many
from bot.store.plan import Barrier
from bot.store.quotes import without
from bot.store.rows import grades_data, to_codes, to_grades, to_outgoing
from bot.store.statements import Statements

_PENDING: Final = (OutboxState.QUEUED.value, OutboxState.SENDING.value, OutboxState.UNKNOWN.value)

_REWRITE: Final = update(t.outbox).where(t.outbox.c.id == bindparam("b_id"))
_WITHDRAW: Final = _REWRITE.values(state=OutboxState.DROPPED.value, payload=b"", not_before=0, reason="withdrawn")

_chance: Final = random.SystemRandom()


def cross(conn: Connection, do: Statements, barrier: Barrier) -> None:
    """Do what one of these writes asks for."""
    match barrier:
        case SealBallots():
            _seal(conn, do, barrier)
        case EraseWords(participant=participant, contribution=""):
            _erase_words(conn, participant)
        case EraseWords():
            _erase_one(conn, barrier.participant, barrier.contribution)
        case CutLinks(session=session):
            conn.execute(delete(t.ballot_links).where(t.ballot_links.c.session == session))
        case Forget():
            _forget(conn, barrier.participant)
        case PurgeSession():
            _purge(conn, barrier.session)
        case ErasePerson():
            _erase_person(conn, barrier.person)


def _seal(conn: Connection, do: Statements, vote: SealBallots) -> None:
    b = t.ballots.c
    here = and_(b.session == vote.session, b.step == vote.step)
    rows = (conn.execute(select(b.participant, b.grades).where(here))).all()
    place = {"session": vote.session, "step": vote.step}
    ids = {who: secrets.token_hex(16) for who, _ in rows}
    ballots = [{**place, "id": ids[who], "grades": grades_data(to_grades(grades))} for who, grades in rows]
    # PostgreSQL stores rows in the order they come.
    _chance.shuffle(ballots)
    many(conn, do.seal_ballot, ballots)
    voters: list[dict[str, Any]] = [{**place, "participant": who} for who in sorted(who for who, _ in rows)]
    many(conn, do.add_elector, voters)
    many(conn, do.link_ballot, [{**one, "ballot": ids[one["participant"]]} for one in voters])
    conn.execute(delete(t.ballots).where(here))


def _erase_words(conn: Connection, participant: str) -> None:
    c, i = t.contributions.c, t.ideas.c
    words: set[str] = set()
    for text, codes in conn.execute(select(c.text, c.codes).where(c.participant == participant)):
        words |= {text, *to_codes(codes)}
    words |= set((conn.execute(select(i.text).where(i.participant == participant))).scalars())
    # `reason` may carry a facilitator's comment on the words; a keyword is a code and a word at once.
    conn.execute(
        update(t.contributions)
        .where(c.participant == participant)
        .values(text="", codes=b"[]", reason="", standing=Standing.WITHDRAWN.value)
    )
    conn.execute(update(t.ideas).where(i.participant == participant).values(text="", withdrawn=True))
    conn.execute(delete(t.ballots).where(t.ballots.c.participant == participant))
    _drop_sealed(conn, participant)
    conn.execute(
        delete(t.codings).where(t.codings.c.contribution.in_(select(c.id).where(c.participant == participant)))
    )
    _drop_quotes(conn, frozenset(word for word in words if word.strip()))
    _drop_dead_letters(conn, participant)


def _drop_sealed(conn: Connection, participant: str) -> None:
    """Sealed ballots that can still be found, and that they were cast."""
    links, s, e = t.ballot_links.c, t.sealed_ballots.c, t.electorate.c
    mine = select(links.session, links.step, links.ballot).where(links.participant == participant)
    for session, step, ballot in conn.execute(mine).all():
        conn.execute(delete(t.sealed_ballots).where(s.session == session, s.step == step, s.id == ballot))
        voted = and_(e.session == session, e.step == step, e.participant == participant)
        conn.execute(delete(t.electorate).where(voted))
    conn.execute(delete(t.ballot_links).where(links.participant == participant))


def _erase_one(conn: Connection, participant: str, contribution: str) -> None:
    """One contribution, and every earlier version of it; what the person said elsewhere stays."""
    c, i = t.contributions.c, t.ideas.c
    mine = select(c.id, c.text, c.supersedes).where(c.participant == participant)
    rows = {row.id: row for row in conn.execute(mine)}
    ids: set[str] = set()
    at = contribution
    while at in rows and at not in ids:
        ids.add(at)
        at = rows[at].supersedes
    conn.execute(
        update(t.contributions)
        .where(c.id.in_(ids), c.participant == participant)
        .values(text="", codes=b"[]", reason="", standing=Standing.WITHDRAWN.value)
    )
    conn.execute(update(t.ideas).where(i.id.in_(ids), i.participant == participant).values(text="", withdrawn=True))
    conn.execute(delete(t.codings).where(t.codings.c.contribution.in_(ids)))
    _drop_quotes(conn, frozenset(text for one in ids if (text := rows[one].text).strip()))


def _drop_quotes(conn: Connection, words: frozenset[str]) -> None:
    if not words:
        return
    # As they lie in a payload: JSON-escaped. Decoding every pending message only to find nothing would be slow.
    needles = [msgspec.json.encode(word)[1:-1] for word in words]
    o = t.outbox.c
    changed: list[dict[str, Any]] = []
    dropped: list[dict[str, Any]] = []
    for row, payload in (conn.execute(select(o.id, o.payload).where(o.state.in_(_PENDING)))).all():
        if not any(needle in payload for needle in needles):
            continue
        outgoing = to_outgoing(payload)
        rest = without(outgoing, words)
        if rest is None:
            dropped.append({"b_id": row})
        elif rest is not outgoing:
            changed.append({"b_id": row, "payload": msgspec.json.encode(rest)})
    many(conn, _REWRITE, changed)
    # One being sent is settled later all the same: `sent` wins over `dropped`.
    many(conn, _WITHDRAW, dropped)


def _drop_dead_letters(conn: Connection, participant: str) -> None:
    """Blank what could not be handled of this person: it may hold words that never became a contribution."""
    p, q, n = t.participations.c, t.people.c, t.inbox.c
    roster = select(q.id, q.channel, q.user, q.address).join(t.participations, p.person == q.id)
    person = (conn.execute(roster.where(p.participant == participant))).first()
    lanes = [participant]
    if person is not None:
        lanes += [person.id, person.user, person.address, f"{person.channel}:{person.user}"]
    conn.execute(
        update(t.inbox).where(n.state == "dead", n.lane.in_(lanes)).values(payload=b"", lane="", state="handled")
    )


def _forget(conn: Connection, participant: str) -> None:
    p, o = t.participations.c, t.outbox.c
    person = (conn.execute(select(p.person).where(p.participant == participant))).scalar()
    _drop_dead_letters(conn, participant)
    _drop_sealed(conn, participant)
    for table in (t.contributions, t.ideas, t.ballots, t.electorate, t.runs, t.participations):
        conn.execute(delete(table).where(table.c.participant == participant))
    # Timers are owned by a wait, `participant:wait`.
    mine = t.timers.c.owner.startswith(f"{participant}:", autoescape=True)
    conn.execute(delete(t.timers).where(or_(mine, t.timers.c.owner == participant)))
    pending = o.state.in_(_PENDING)
    if person is not None:
        _forget_person(conn, person)
    conn.execute(update(t.outbox).where(o.participant == participant, pending).values(farewell=True))
    conn.execute(
        update(t.outbox).where(o.participant == participant, ~pending).values(participant="", wait="", about="")
    )
    # A farewell may be an edit of a card: where that card is stays known until it is sent.
    leaving = exists(select(literal(1)).where(o.participant == participant, pending))
    conn.execute(delete(t.shown).where(t.shown.c.participant == participant, ~leaving))


def _forget_person(conn: Connection, person: str) -> None:
    """Unless they are somewhere else too."""
    q, o = t.people.c, t.outbox.c
    # A facilitator who joins and refuses is still one: what an organisation knows of its people stays.
    elsewhere = (t.participations, t.memberships, t.casts, t.waiting)
    if any(conn.execute(select(one.c.person).where(one.c.person == person).limit(1)).first() for one in elsewhere):
        return
    pending = o.state.in_(_PENDING)
    address = select(q.address).where(q.id == person).scalar_subquery()
    # The farewell still has to find its way; the address goes with it (see outbox_settling).
    conn.execute(update(t.outbox).where(o.person == person, pending).values(chat=address, farewell=True))
    conn.execute(update(t.outbox).where(o.person == person, ~pending).values(person=""))
    for table in (t.slots, t.drafts):
        conn.execute(delete(table).where(table.c.person == person))
    conn.execute(delete(t.people).where(q.id == person))


OUTLIVE_PURGING: Final = (t.sessions, t.notebook_versions, t.programme_sessions, t.public_pages)
"""Of the tables that know a session, those that say nothing of what anybody said in it."""


def _purge(conn: Connection, session: str) -> None:
    p, o, m = t.participations.c, t.outbox.c, t.timers.c
    members = conn.execute(select(p.participant, p.person).where(p.session == session)).all()
    waiting = conn.execute(select(t.waiting.c.person).where(t.waiting.c.session == session)).all()
    for member in members:
        _drop_dead_letters(conn, member.participant)
        conn.execute(delete(t.timers).where(m.owner.startswith(f"{member.participant}:", autoescape=True)))
        conn.execute(delete(t.shown).where(t.shown.c.participant == member.participant))
        conn.execute(delete(t.outbox).where(o.participant == member.participant))
    conn.execute(delete(t.timers).where(m.owner.startswith(f"{session}:", autoescape=True)))
    for table in t.metadata.tables.values():
        if "session" in table.c and table not in OUTLIVE_PURGING:
            conn.execute(delete(table).where(table.c.session == session))
    rooms = conn.execute(select(t.people.c.id).where(t.people.c.channel == ROOM, t.people.c.user == session)).scalars()
    for person in {*(row.person for row in (*members, *waiting)), *rooms}:
        _forget_person(conn, person)


def _erase_person(conn: Connection, person: str) -> None:
    for table in (t.memberships, t.casts, t.waiting, t.drafts, t.slots, t.console_links, t.console_seats):
        conn.execute(delete(table).where(table.c.person == person))
    # What they made as a member of a team names them by an id that says nothing of anybody once they are gone.
    _forget_person(conn, person)
