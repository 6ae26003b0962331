"""Rounds of ideas from few people to many (snowball, 1-2-4-all): who is with whom, and which ideas go on.

Pure. The rules: an idea is left out only if everybody in the team said what they keep and nobody kept it, so silence
loses nothing; people who have gone are in no new team, and what was before them goes on; teams join by two, of
different profiles as far as may be, and the odd one makes a third; whoever is alone, because the others left or because
they came late, first joins somebody else who is alone. Not here: when a round begins (`session`), how one chooses
(`participant`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import chain

import msgspec
from msgspec.structs import replace

from bot.engine.events import ParticipantId
from bot.engine.group import Group, Listed
from bot.engine.matter import Matter
from bot.engine.order import drawn
from bot.engine.script import Brought, Round, StepId


class Team(msgspec.Struct, frozen=True):
    """People, and the ids of the ideas before them."""

    people: tuple[ParticipantId, ...]
    ideas: tuple[str, ...] = ()


def begun(group: Group, step: StepId, settings: Round, matter: Matter) -> Group:
    """The group with the teams of a round that begins, and, when it gathers everybody, what was left out on the way."""
    standing = {idea.id: idea for idea in matter.ideas.get(settings.pool, ())}
    own = {who: tuple(one.id for one in standing.values() if one.author == who) for who in group.active}
    before = _before(group, settings, own)
    teams = _joined(group, step, settings.people, before, matter.profiles)
    ideas = [(number, idea) for number, team in enumerate(teams, 1) for idea in team.ideas if idea in standing]
    listed = tuple(Listed(idea, standing[idea].text, standing[idea].author, str(number)) for number, idea in ideas)
    begun = replace(
        group,
        teams={**group.teams, step: tuple(team.people for team in teams)},
        lists={**group.lists, Brought(step).name: listed},
    )
    if settings.people:
        return begun
    left = tuple(idea for idea in standing if idea not in {one.code for one in listed})
    return replace(begun, left={**group.left, settings.pool: left})


def team_of(group: Group, step: StepId, participant: ParticipantId) -> str:
    """The number of somebody's team in that round; empty if they are in none."""
    teams = group.teams.get(step, ())
    return next((str(number) for number, people in enumerate(teams, 1) if participant in people), "")


def others_of(group: Group, step: StepId, participant: ParticipantId) -> tuple[ParticipantId, ...]:
    """Who else is in somebody's team, and still there."""
    people = next((people for people in group.teams.get(step, ()) if participant in people), ())
    return tuple(one for one in people if one != participant and group.people[one].active)


def numbers_of(group: Group, step: StepId, team: str, ideas: Iterable[str]) -> str:
    """The numbers that these ideas have on the team's list: « 1, 3 »."""
    codes = [one.code for one in group.lists.get(Brought(step).name, ()) if one.side == team]
    kept = set(ideas)
    return ", ".join(str(number) for number, code in enumerate(codes, 1) if code in kept)


def outcome(group: Group, step: StepId) -> tuple[Team, ...]:
    """The teams of a round with what goes on of their ideas: left out is only what nobody keeps, all having said so."""
    teams = []
    for number, people in enumerate(group.teams.get(step, ()), 1):
        ideas = tuple(one.code for one in group.lists[Brought(step).name] if one.side == str(number))
        said = [group.kept.get(step, {}).get(who, ()) for who in people]
        kept = set(chain.from_iterable(said)) if all(said) else set(ideas)
        teams.append(Team(people, tuple(idea for idea in ideas if idea in kept) or ideas))
    return tuple(teams)


def _before(group: Group, settings: Round, own: Mapping[ParticipantId, tuple[str, ...]]) -> list[Team]:
    """What a round starts from: the teams of the one before, with what they kept; else each person with their ideas.

    Without those who have gone, though their ideas stay; with those who came since, and what was proposed since.
    """
    came_out = outcome(group, settings.after)
    rounds = [one for one in group.teams if settings.after and _same_step(one, settings.after)]
    seen = {listed.code for one in rounds for listed in group.lists[Brought(one).name]}
    since = {who: tuple(idea for idea in ideas if idea not in seen) for who, ideas in own.items()}
    teams = []
    for team in came_out:
        people = tuple(who for who in team.people if who in own)
        teams.append(Team(people, (*team.ideas, *chain.from_iterable(since[who] for who in people))))
    known = set(chain.from_iterable(team.people for team in teams))
    return [*teams, *(Team((who,), since[who]) for who in own if who not in known)]


def _same_step(one: StepId, other: StepId) -> bool:
    return one.partition(".")[0] == other.partition(".")[0]


def _joined(
    group: Group, step: StepId, people: int, before: Sequence[Team], profiles: Mapping[ParticipantId, str]
) -> list[Team]:
    """The new teams: as before (alone), by two, or all in one."""
    teams = [team for team in before if team.people]
    orphans = tuple(chain.from_iterable(team.ideas for team in before if not team.people))
    if people == 0:
        teams = [_one(teams)] if teams else []
    elif people > 1:
        alone = [team for team in teams if len(team.people) == 1]
        together = [team for team in teams if len(team.people) > 1]
        teams = [*together, *_by_two(group, step, alone, profiles)]
        if together:
            teams = _by_two(group, step, teams, profiles)
    if orphans and teams:
        # Nobody who brought them is there: they go where there is least to read.
        place = min(range(len(teams)), key=lambda number: len(teams[number].ideas))
        teams[place] = replace(teams[place], ideas=(*teams[place].ideas, *orphans))
    return teams


def _by_two(group: Group, step: StepId, teams: Sequence[Team], profiles: Mapping[ParticipantId, str]) -> list[Team]:
    """Teams joined by two, of different profiles as far as may be; of an odd number the last three together."""
    if len(teams) < 2:
        return list(teams)
    by_lot = drawn(teams, lambda team: team.people[0], group.seed, step)
    often = Counter(profiles.get(team.people[0], "") for team in teams)
    # Alike stand side by side, the most frequent first: the one half a list further on is another, unless over half
    # of all are alike.
    ordered = sorted(by_lot, key=lambda team: _rarity(often, profiles.get(team.people[0], "")))
    half = len(ordered) // 2
    pairs = [[ordered[number], ordered[number + half]] for number in range(half)]
    if len(ordered) % 2:
        pairs[-1].append(ordered[-1])
    return [_one(pair) for pair in pairs]


def _rarity(often: Counter[str], profile: str) -> tuple[int, str]:
    return -often[profile], profile


def _one(teams: Iterable[Team]) -> Team:
    """Several teams as one; what two of them have is there once."""
    many = list(teams)
    people = tuple(chain.from_iterable(team.people for team in many))
    return Team(people, tuple(dict.fromkeys(chain.from_iterable(team.ideas for team in many))))
