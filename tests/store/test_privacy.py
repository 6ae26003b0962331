"""What is left of people and their words: votes, withdrawals, refusals, and the bytes of the file itself."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

import msgspec

from bot.engine.effects import Standing
from bot.engine.phrases import Notice, Phrase
from bot.engine.prompts import Ask, Card
from bot.facilitation.outgoing import Fold, ShowCard
from bot.facilitation.ports import OutboxState, Outcome, RawUpdate
from bot.facilitation.writes import (
    AddContribution,
    AddIdea,
    CutLinks,
    DeadLetter,
    DropBallot,
    EraseWords,
    Forget,
    Handled,
    PutBallot,
    PutTimer,
    SaveParticipation,
    SavePerson,
    SealBallots,
)
from bot.store import SqlStore, open_store
from tests.store.builders import NOON, card, contribution, idea, panel, participation, person, run, send

WORDS = "un étang où l'on se baigne sans voiture"


def grep(folder: Path, *needles: str) -> set[str]:
    """Which of these strings are in any file of the folder, in UTF-8 or escaped as in JSON."""
    content = b"".join(file.read_bytes() for file in folder.iterdir() if file.is_file())
    return {needle for needle in needles if needle.encode() in content or msgspec.json.encode(needle)[1:-1] in content}


async def test_one_ballot_a_person_and_the_last_one_counts(store: SqlStore) -> None:
    """A revote replaces; nobody counts twice."""
    await store.commit([PutBallot("s", "vote", "p1", {"A": 1}), PutBallot("s", "vote", "p2", {"A": 2, "B": None})])
    await store.commit([PutBallot("s", "vote", "p1", {"A": 6}), PutBallot("s", "autre", "p1", {"A": 0})])
    assert await store.ballots("s", "vote") == [{"A": 6}, {"A": 2, "B": None}]
    assert await store.ballot_count("s", "vote") == 2
    await store.commit([DropBallot("s", "vote", "p2")])
    assert await store.ballots("s", "vote") == [{"A": 6}]


async def test_sealed_ballots_count_the_same_and_tell_nothing_of_who_or_when(sqlite_url: str, tmp_path: Path) -> None:
    """A secret vote stays secret from whoever holds the file, the order of rows and of items included."""
    async with open_store(sqlite_url) as store:
        grades = [{"B": n % 7, "A": None} if n % 2 else {"A": 3, "B": n % 7} for n in range(40)]
        for n, ballot in enumerate(grades):
            await store.commit([PutBallot("s", "vote", f"voter-{n:02}", dict(ballot))])
        await store.commit([SealBallots("s", "vote")])
        await store.commit([CutLinks("s")])
        sealed = await store.ballots("s", "vote")
        assert sorted(map(str, (dict(sorted(b.items())) for b in sealed))) == sorted(
            map(str, (dict(sorted(b.items())) for b in grades))
        )
        assert await store.ballot_count("s", "vote") == 40
        assert sealed != [dict(sorted(b.items())) for b in grades]
        assert all(list(ballot) == ["A", "B"] for ballot in sealed)
    with closing(sqlite3.connect(tmp_path / "horizons.sqlite3")) as file:
        assert [row[1] for row in file.execute("PRAGMA table_info(sealed_ballots)")] == [
            "session",
            "step",
            "id",
            "grades",
        ]
        assert [row[1] for row in file.execute("PRAGMA table_info(electorate)")] == ["session", "step", "participant"]
        assert file.execute("SELECT count(*) FROM electorate").fetchone() == (40,)
        assert file.execute("SELECT count(*) FROM ballots").fetchone() == (0,)
        assert file.execute("SELECT count(*) FROM ballot_links").fetchone() == (0,)


async def test_two_rounds_are_set_side_by_side_as_long_as_ballots_can_be_found(store: SqlStore) -> None:
    """Open or sealed, the second; sealed, the first; only who voted in both; and nobody is named."""
    for who, first, second in (("p1", 1, 2), ("p2", 3, 3), ("p3", 5, None)):
        await store.commit([PutBallot("s", "vote", who, {"A": first})])
        if second is not None:
            await store.commit([PutBallot("s", "tour_2", who, {"A": second})])
    await store.commit([SealBallots("s", "vote"), PutBallot("s", "tour_2", "p4", {"A": 0})])
    both = [({"A": 1}, {"A": 2}), ({"A": 3}, {"A": 3})]
    assert await store.rounds("s", "vote", "tour_2") == both
    await store.commit([SealBallots("s", "tour_2")])
    assert await store.rounds("s", "vote", "tour_2") == both
    await store.commit([CutLinks("s")])
    assert await store.rounds("s", "vote", "tour_2") == []


async def test_ballots_lie_beside_the_kinds_of_their_voters_as_long_as_they_can_be_found(store: SqlStore) -> None:
    """The profile that counts, not the one it replaced; no participant comes with it; after the cut, nothing does."""
    for n, (who, kind, grade) in enumerate((("p1", "elu", 1), ("p2", "agent", 2), ("p3", "agent", 0))):
        chosen = msgspec.structs.replace(contribution(f"c{n}", who), session="s", key="profil", codes=(kind,))
        await store.commit([AddContribution(chosen), PutBallot("s", "points", who, {"A": grade})])
    again = msgspec.structs.replace(contribution("c9", "p1"), session="s", key="profil", codes=("habitant",))
    await store.commit([AddContribution(msgspec.structs.replace(again, supersedes="c0"))])
    beside = [(("agent",), {"A": 0}), (("agent",), {"A": 2}), (("habitant",), {"A": 1})]
    assert await store.ballots_by_kind("s", "points", "profil") == beside
    await store.commit([SealBallots("s", "points")])
    assert await store.ballots_by_kind("s", "points", "profil") == beside
    assert await store.ballots_by_kind("s", "points", "trois_mots") == []
    await store.commit([CutLinks("s")])
    assert await store.ballots_by_kind("s", "points", "profil") == []


async def test_a_sealed_ballot_is_withdrawn_as_long_as_it_can_be_found(sqlite_url: str, tmp_path: Path) -> None:
    """Only what the person cast goes, in every vote of theirs; once the links are cut nobody can find one."""
    async with open_store(sqlite_url) as store:
        for who, grade in (("p1", 1), ("p2", 2), ("p3", 3)):
            await store.commit([PutBallot("s", "vote", who, {"A": grade}), PutBallot("s", "points", who, {"B": grade})])
        await store.commit([SealBallots("s", "vote"), SealBallots("s", "points")])
        await store.commit([EraseWords("p2")])
        assert sorted(one["A"] or 0 for one in await store.ballots("s", "vote")) == [1, 3]
        assert sorted(one["B"] or 0 for one in await store.ballots("s", "points")) == [1, 3]
        await store.commit([EraseWords("p2"), CutLinks("other"), EraseWords("nobody")])
        await store.commit([CutLinks("s")])
        await store.commit([EraseWords("p1")])
        assert len(await store.ballots("s", "vote")) == 2
    with closing(sqlite3.connect(tmp_path / "horizons.sqlite3")) as file:
        voted = file.execute("SELECT DISTINCT participant FROM electorate ORDER BY participant").fetchall()
        assert voted == [("p1",), ("p3",)]


async def test_after_a_withdrawal_the_words_are_nowhere_in_the_file(sqlite_url: str, tmp_path: Path) -> None:
    """« Retirer mes réponses » is a promise about bytes, not about a flag."""
    raw = RawUpdate("telegram", 1, "user-ada", WORDS.encode())
    bad = RawUpdate("telegram", 2, "telegram:user-ada", f"illisible {WORDS}".encode())
    async with open_store(sqlite_url) as store:
        await store.commit([SavePerson(person("ada")), SavePerson(person("bob"))])
        await store.commit(
            [SaveParticipation(participation("p1", "ada")), SaveParticipation(participation("p2", "bob"))]
        )
        entry, dead = await store.receive([raw, bad])
        await store.commit(
            [
                Handled(entry.id),
                DeadLetter(dead.id, "unreadable"),
                AddContribution(msgspec.structs.replace(contribution("c1", "p1", WORDS), codes=("baignade-libre",))),
                AddContribution(contribution("c2", "p2", "les mots de Bob")),
                AddIdea(idea("i1", "p1", f"Idée : {WORDS}")),
                PutBallot("seance", "vote", "p1", {"A": 1}),
                run("p1", data=WORDS.encode()),
                send("bob", panel(f"elle dit : {WORDS}")),
                send("ada", card("p1", "w1", quote=WORDS)),
                send("bob", ShowCard("p2", Card((Ask(f"« {WORDS} » ?"),), wait="w2"))),
                send("ada", Fold("p1", "w0", chosen=WORDS)),
                send("bob", panel("rien à voir")),
            ]
        )
        first = await store.claim(NOON, 1, 60, ["chat-bob"])
        assert grep(tmp_path, WORDS) == {WORDS}
        await store.commit([run("p1", 1, b"{}"), EraseWords("p1")])
        # At once, log included; not at some later checkpoint.
        assert grep(tmp_path, WORDS, "baignade-libre") == set()
        await store.settle([Outcome(row.id, OutboxState.SENT, 5) for row in first])
        (gone,) = [c for c in await store.contributions("seance") if c.id == "c1"]
        assert (gone.text, gone.codes, gone.standing) == ("", (), Standing.WITHDRAWN)
        assert [(i.text, i.withdrawn) for i in await store.ideas("seance")] == [("", True)]
        assert await store.ballots("seance", "vote") == []
        # Whoever waits for a card still gets it, and old buttons still go; the panel that quoted is dropped.
        left = []
        while rows := await store.claim(NOON, 5, 60, ()):
            left += [row.outgoing.body for row in rows]
            await store.settle([Outcome(row.id, OutboxState.SENT, 6) for row in rows])
        assert sorted(type(body).__name__ for body in left) == ["Fold", "ShowCard", "ShowPanel"]
        assert panel("rien à voir") in left
    # Closing folded the log into the file.
    assert grep(tmp_path, WORDS, "baignade-libre", "les mots de Bob") == {"les mots de Bob"}


async def test_short_words_are_not_mistaken_for_an_authors_button(store: SqlStore) -> None:
    """Somebody typed « Oui » and withdrew: other people's questions must not lose their buttons."""
    asked = Card((Ask("Oui ou non ?"),), wait="w2")
    await store.commit(
        [SavePerson(person("ada")), SavePerson(person("bob")), SaveParticipation(participation("p1", "ada"))]
    )
    await store.commit([AddContribution(contribution("c1", "p1", "Oui")), send("bob", ShowCard("p2", asked))])
    await store.commit([EraseWords("p1")])
    (row,) = await store.claim(NOON, 5, 60, ())
    assert row.outgoing.body == ShowCard("p2", asked)


async def test_words_in_a_message_already_sent_are_gone_from_the_outbox(sqlite_url: str, tmp_path: Path) -> None:
    """The outbox is a passage too."""
    async with open_store(sqlite_url) as store:
        await store.commit([SavePerson(person("ada")), send("ada", panel(WORDS))])
        rows = await store.claim(NOON, 5, 60, ())
        await store.settle([Outcome(row.id, OutboxState.SENT, 5) for row in rows])
    assert grep(tmp_path, WORDS) == set()


async def test_of_somebody_who_refused_nothing_is_left_once_the_farewell_is_sent(
    sqlite_url: str, tmp_path: Path
) -> None:
    """A refusal keeps nothing but a count; the goodbye still has to arrive, and to find its card."""
    async with open_store(sqlite_url) as store:
        await store.commit(
            [SavePerson(person("ada")), SaveParticipation(participation("secret-p1", "ada")), run("secret-p1")]
        )
        await store.commit(
            [send("ada", card("secret-p1", "consent")), PutTimer("l", "secret-p1:consent", "r", NOON, b"")]
        )
        (row,) = await store.claim(NOON, 5, 60, ())
        await store.settle([Outcome(row.id, OutboxState.SENT, 5)])
        await store.commit(
            [
                run("secret-p1", 1),
                Forget("secret-p1"),
                send("ada", Fold("secret-p1", "consent", notice=Notice(Phrase.DECLINED))),
            ]
        )
        assert await store.run("secret-p1") is None
        assert await store.person("ada") is None
        assert await store.person_by_user("telegram", "user-ada") is None
        assert await store.participations_of(session="seance") == []
        assert await store.next_due() is None
        (farewell,) = await store.claim(NOON, 5, 60, ())
        assert farewell.chat == "chat-ada"
        assert [shown.ref for shown in await store.shown("secret-p1")] == [5]
        await store.settle([Outcome(farewell.id, OutboxState.SENT, 5)])
        assert await store.shown("secret-p1") == []
    assert grep(tmp_path, "secret-p1", "user-ada", "chat-ada", "ada") == set()


async def test_somebody_forgotten_in_one_session_stays_known_in_another(store: SqlStore) -> None:
    """Refusing one workshop is no farewell to the other."""
    await store.commit([SavePerson(person("ada")), SaveParticipation(participation("p1", "ada"))])
    await store.commit([SaveParticipation(participation("p2", "ada", "autre")), run("p2"), run("p1")])
    await store.commit([AddContribution(contribution("c1", "p1")), Forget("p1")])
    assert await store.person("ada") == person("ada")
    assert await store.run("p1") is None
    assert await store.run("p2") is not None
    assert [p.participant for p in await store.participations_of(person="ada")] == ["p2"]
    assert await store.contributions("seance") == []


async def test_somebody_forgotten_may_come_back_as_new(store: SqlStore) -> None:
    """The run was deleted, so a new one starts at version 0, in the same batch even."""
    await store.commit([SavePerson(person("ada")), SaveParticipation(participation("p1", "ada")), run("p1")])
    await store.commit([run("p1", 1), Forget("p1")])
    await store.commit([SavePerson(person("ada")), SaveParticipation(participation("p1", "ada")), run("p1")])
    found = await store.run("p1")
    assert found is not None
    assert found.version == 1
