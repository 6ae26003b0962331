"""Hold one expectation of a script test against a session: None if it is so, else what is seen instead.

Not here: making things happen (`script_test_run`).
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from bot.engine.ballots import VoteResult
from bot.engine.effects import Standing
from bot.engine.run import Stage
from bot.engine.script import GradedBallot, RankingBallot
from bot.rehearsal.drawing import Artist
from bot.rehearsal.hands import Hands, label
from bot.rehearsal.script_test_checks import VOTERS
from bot.rehearsal.script_test_model import Claim
from bot.rehearsal.stage import StagedSession
from bot.saying import Said, say

_SHOWN_AT_MOST: Final = 300
NOTHING: Final = "nothing"


class Sight:
    """What can be seen of a session: on each phone since the last `blink`, and what it holds."""

    def __init__(self, session: StagedSession, hands: Hands, artist: Artist) -> None:
        self.session = session
        self.hands = hands
        self._artist = artist
        self._seen: dict[str, tuple[int, int]] = {}
        self._told = 0

    def blink(self) -> None:
        """What shows from now on is new."""
        self._seen = {who: (len(seat.cards), len(seat.toasts)) for who, seat in self.session.seats.items()}
        self._told = len(self.session.told)

    def new(self, who: str) -> str:
        """Whatever came to this phone since, and what waits there."""
        seat, language = self.session.seats[who], self.hands.language(who)
        cards, toasts = self._seen.get(who, (0, 0))
        said = [self._artist.notice(notice, language) for notice in seat.toasts[toasts:]]
        shown = [*seat.cards[cards:], *(card for card in self.hands.live(who) if card not in seat.cards[cards:])]
        return _plain("\n".join([*said, *(self.hands.draw(who, card).text for card in shown)]))

    def told(self) -> str:
        """What the facilitators were told since."""
        language = self.session.group.language
        return _plain("\n".join(self._artist.notice(one, language) for one in self.session.told[self._told :]))


def mismatch(claim: Claim, sight: Sight) -> str | Said | None:
    """None if the claim holds, else what is seen instead."""
    session, wanted = sight.session, claim.wanted
    if claim.seat:
        return say("nobody there yet") if claim.seat not in session.seats else _of_seat(claim, str(wanted), sight)
    match claim.what:
        case "gate":
            return _same(session.group.opened_gates[-1] if session.group.opened_gates else NOTHING, str(wanted))
        case "session":
            return _same(session.group.status.value, str(wanted))
        case "facilitators":
            return _holds(sight.told(), str(wanted))
        case "contributions":
            return _among(_contributions(claim.key, session), wanted)
        case "pool":
            ideas = session.ideas.values()
            return _among([idea.text for idea in ideas if idea.pool == claim.key and not idea.withdrawn], wanted)
        case _:
            return _of_vote(claim.key, claim.item, wanted, session)


def _of_seat(claim: Claim, wanted: str, sight: Sight) -> str | Said | None:
    who = claim.seat
    run = sight.session.runs.get(who)
    offered = [label(face) for _, face in sight.hands.faces(who)]
    match claim.what:
        case "at":
            return say("gone: nothing is kept") if run is None else _same(run.wait.key, wanted)
        case "status":
            status = "declined" if run is None else run.status.value
            waits = run is not None and run.wait.stage is Stage.GATED
            return None if waits and wanted == "waiting" else _same(status, wanted)
        case "says":
            return _holds(sight.new(who), wanted)
        case "not_says":
            _, found, after = sight.new(who).partition(_plain(wanted))
            return _cut(found + after) if found else None
        case "offers":
            return None if wanted in offered else _listed(offered)
        case _:
            return _listed(offered) if wanted in offered else None


def _contributions(key: str, session: StagedSession) -> list[str]:
    """The texts that count at a key; of one person, if the key begins with a seat."""
    seat, dot, rest = key.partition(".")
    who = seat if dot and seat in session.seats else ""
    return [
        one.text
        for one in session.contributions.values()
        if one.key == (rest if who else key)
        and (not who or one.participant == who)
        and not one.superseded
        and one.standing is Standing.KEPT
    ]


def _of_vote(step: str, item: str, wanted: str | int, session: StagedSession) -> str | Said | None:
    result = session.sealed.get(step)
    if item == VOTERS:
        ballots = session.ballots.get(step, {}).values()
        voters = sum(1 for one in ballots if one) if result is None else result.voters
        return None if voters == wanted else str(voters)
    if result is None:
        return say("a vote that has not been counted")
    codes = {one.text: one.code for one in result.items} | {one.code: one.code for one in result.items}
    if item not in codes:
        return say("no such item: {items}", items=_listed(codes))
    return _same(_outcome(codes[item], result, session), str(wanted))


def _outcome(code: str, result: VoteResult, session: StagedSession) -> str:
    """The majority grade of an item; of a ranking its rank; else its score: points, or people for it."""
    standing = next(one for one in result.standings if one.code == code)
    ballot = session.script.step(result.step).ballot
    if isinstance(ballot, GradedBallot):
        return "unranked" if standing.grade is None else ballot.grades[standing.grade].label
    return str(standing.rank if isinstance(ballot, RankingBallot) else standing.score)


def _same(seen: str, wanted: str) -> str | Said | None:
    return None if seen == wanted else say('"{text}"', text=seen)


def _holds(seen: str, wanted: str) -> str | Said | None:
    return None if _plain(wanted) in seen else _cut(seen)


def _among(seen: list[str], wanted: str | int) -> str | Said | None:
    """As many as that, or that one among them."""
    if isinstance(wanted, int):
        return (
            None
            if len(seen) == wanted
            else say("{count}: {seen}", count=len(seen), seen=_listed(seen))
            if seen
            else "0"
        )
    return None if _plain(wanted) in map(_plain, seen) else _listed(seen)


def _listed(texts: Iterable[str]) -> str | Said:
    return _cut(", ".join(f'"{text}"' for text in texts))


def _plain(text: str) -> str:
    """One space for every run of blanks, those that do not break included: nobody types them."""
    return " ".join(text.split())


def _cut(text: str) -> str | Said:
    flat = _plain(text)
    if not flat:
        return say("nothing")
    return f"{flat[:_SHOWN_AT_MOST]}…" if len(flat) > _SHOWN_AT_MOST else flat
