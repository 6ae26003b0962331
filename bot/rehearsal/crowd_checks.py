"""Compare a crowd with the workshop it is meant for.

Here: steps, follow-ups, items, grades and references that the workshop or the crowd lacks. Not here: the form of the
file (`crowd_reading`). A message that is no button's label is no finding: a person may type what they like.
"""

from collections.abc import Collection, Iterator, Mapping
from typing import Final

from bot.rehearsal.crowd_findings import Findings, did_you_mean
from bot.rehearsal.crowd_model import AnswerKey, AnswerSource, Crowd, Person
from bot.saying import counted, quoted, say

COMMON_PROBES: Final = frozenset(
    (
        *("courte", "generale", "ne_sait_pas", "emoji", "longue", "plusieurs"),
        *("hors_sujet", "donnee_perso", "tiers", "hostile", "silence", "vocal"),
    )
)
"""Codes of the follow-up questions that every workshop has."""

# What any step may bring besides the follow-ups its script declares: a probe, an off-topic word, a merge to accept, an
# idea of one's own to make clearer.
_ANYWHERE: Final = ("probe", "parking", "fusion", "precision")


def check_crowd(
    crowd: Crowd,
    *,
    workshop_id: str,
    keys: Collection[str],
    vote_items: Mapping[str, Collection[str]],
    grades: Mapping[str, Collection[str]] | None = None,
    probes: Collection[str] = COMMON_PROBES,
) -> None:
    """Refuse a crowd that names what the workshop lacks.

    `keys` holds the workshop's steps and its `step.follow-up`s; `vote_items` maps each vote step to the items prepared
    for it (the facilitator's group ideas are added here); `grades` maps a vote step to the labels it takes, and a step
    it leaves out takes any.

    Raises:
        AuthorError: one line a finding, all of them, in the order of the file.
    """
    _Check(crowd, keys=keys, vote_items=vote_items, grades=grades or {}, probes=probes).run(workshop_id)


class _Check:
    def __init__(
        self,
        crowd: Crowd,
        *,
        keys: Collection[str],
        vote_items: Mapping[str, Collection[str]],
        grades: Mapping[str, Collection[str]],
        probes: Collection[str],
    ) -> None:
        self._crowd = crowd
        self._findings = Findings(crowd.path)
        steps = {key.partition(".")[0] for key in keys}
        self._keys = {*keys, *steps}
        self._keys_anywhere = self._keys | {f"{step}.{suffix}" for step in steps for suffix in _ANYWHERE}
        ideas = {idea.id for idea in crowd.facilitator.group_ideas}
        self._items = {step: {*items, *ideas} for step, items in vote_items.items()}
        self._grades = grades
        self._probes = probes
        self._people = {person.id: person for person in crowd.people}

    def run(self, workshop_id: str) -> None:
        if self._crowd.workshop != workshop_id:
            self._findings.add(
                self._crowd.where("workshop"),
                "C110",
                say(
                    "this crowd is for the workshop {workshop}, not {workshop_id}",
                    workshop=quoted(self._crowd.workshop),
                    workshop_id=quoted(workshop_id),
                ),
                say("Play it with {workshop}, or give another crowd.", workshop=quoted(self._crowd.workshop)),
            )
        for number, person in enumerate(self._crowd.people):
            self._answers(number, person)
            self._votes(number, person)
            self._behaviour(number, person)
        self._references()
        self._findings.raise_if_any()

    def _key(self, key: str, said: str, *place: str | int) -> None:
        if key in self._keys_anywhere:
            return
        step = key.partition(".")[0]
        # A wrong follow-up of a step that exists is best answered with that step's own follow-ups.
        near = {known for known in self._keys_anywhere if known.partition(".")[0] == step} or self._keys
        self._findings.add(
            self._crowd.where(*place),
            "C111",
            say(
                "{said}: the workshop {workshop} has no {key}",
                said=said,
                workshop=quoted(self._crowd.workshop),
                key=quoted(key),
            ),
            did_you_mean(key, near, otherwise=say("Remove it, or take the key of a step of that workshop.")),
        )

    def _answers(self, number: int, person: Person) -> None:
        for key in (*person.answers, *person.forms):
            self._key(key, f'{person.id}, answers "{key}"', "people", number, "answers", key)

    def _votes(self, number: int, person: Person) -> None:
        for step, given in person.votes.items():
            place = ("people", number, "votes", step)
            said = f'{person.id}, votes "{step}"'
            if step not in self._items:
                remedy = did_you_mean(step, self._items, otherwise=say("Remove them: this workshop has no vote."))
                self._findings.add(
                    self._crowd.where(*place), "C112", say("{said}: this step is not a vote", said=said), remedy
                )
                continue
            for item, grade in given.items():
                self._item(item, [grade], {step}, said, *place, item)

    def _behaviour(self, number: int, person: Person) -> None:
        behaviour = person.behaviour
        here = ("people", number, "behaviour")
        lists = {
            "misses": behaviour.misses,
            "catches_up": behaviour.catches_up,
            "silent_at": behaviour.silent_at,
            "sends_twice": behaviour.sends_twice,
            "voice_at": behaviour.voice_at,
        }
        for name, keys in lists.items():
            for n, key in enumerate(keys):
                self._key(key, f'{person.id}, {name} "{key}"', *here, name, n)
        if behaviour.leaves_after is not None:
            said = f'{person.id}, leaves_after "{behaviour.leaves_after}"'
            self._key(behaviour.leaves_after, said, *here, "leaves_after")
        for item, changed in behaviour.changes_vote.items():
            self._item(item, changed, set(self._items), f"{person.id}, changes_vote", *here, "changes_vote", item)
        for item, late in behaviour.votes_after_close.items():
            place = (*here, "votes_after_close", item)
            self._item(item, [late], set(self._items), f"{person.id}, votes_after_close", *place)

    def _item(self, item: str, given: Collection[str], steps: Collection[str], said: str, *place: str | int) -> None:
        """Check an item and its grades against any of `steps`: a behaviour does not say which vote it is about."""
        offering = [step for step in steps if item in self._items[step]]
        if not offering:
            known = {name for step in steps for name in self._items[step]}
            self._findings.add(
                self._crowd.where(*place),
                "C113",
                say("{said}: {item} is not put to the vote", said=said, item=quoted(item)),
                did_you_mean(item, known, otherwise=say("Prepare it in the workshop, or add it to group_ideas.")),
            )
            return
        if any(step not in self._grades for step in offering):
            return
        labels = {label for step in offering for label in self._grades[step]}
        for grade in given:
            if grade not in labels:
                self._findings.add(
                    self._crowd.where(*place),
                    "C114",
                    say("{said}: {grade} is no grade for {item}", said=said, grade=quoted(grade), item=quoted(item)),
                    did_you_mean(grade, labels, otherwise=say("Take one of the labels of that vote.")),
                )

    def _references(self) -> None:
        script = self._crowd.facilitator
        for n, parked in enumerate(script.parks):
            if self._known_person(parked.person, "parks", "facilitator", "parks", n):
                self._message(AnswerSource(parked.person, parked.key, 0), "parks", "facilitator", "parks", n)
        for probed, code in script.probes.items():
            self._probe(probed, code, "facilitator", "probes", f"{probed.person}.{probed.key}")
        for source, said, place in self._sources():
            if self._known_person(source.person, said, *place):
                self._message(source, said, *place)
        for n, lead in enumerate(script.leads):
            for m, person in enumerate(lead.sources):
                self._known_person(person, f"lead {lead.id}", "facilitator", "leads", n, "sources", m)

    def _sources(self) -> Iterator[tuple[AnswerSource, str, tuple[str | int, ...]]]:
        for n, idea in enumerate(self._crowd.facilitator.group_ideas):
            here = ("facilitator", "group_ideas", n)
            for name, sources in (("sources", idea.sources), ("refused_merge_with", idea.refused_merge_with)):
                for source in sources:
                    yield source, f"{idea.id}, {name}", (*here, name)

    def _probe(self, probed: AnswerKey, code: str, *place: str | int) -> None:
        if self._known_person(probed.person, "probes", *place):
            self._key(probed.key, f"probes, {probed.person}", *place)
        if code not in self._probes:
            remedy = did_you_mean(code, self._probes, otherwise=say("Take one of the common probes."))
            self._findings.add(
                self._crowd.where(*place), "C117", say("probes: {code} is no common probe", code=quoted(code)), remedy
            )

    def _known_person(self, person: str, said: str, *place: str | int) -> bool:
        if person in self._people:
            return True
        remedy = did_you_mean(person, self._people, otherwise=say("Take the id of one of the people."))
        self._findings.add(
            self._crowd.where(*place),
            "C115",
            say("{said}: nobody is {person}", said=said, person=quoted(person)),
            remedy,
        )
        return False

    def _message(self, source: AnswerSource, said: str, *place: str | int) -> None:
        person = self._people[source.person]
        if source.key in person.forms:
            return
        sent = person.answers.get(source.key, ())
        if source.index < len(sent):
            return
        if sent:
            finding = counted(
                "{id} sends {n} message at {key}, counted from 0",
                "{id} sends {n} messages at {key}, counted from 0",
                n=len(sent),
                id=person.id,
                key=quoted(source.key),
            )
            remedy = say(
                "Take {id}.{key}.{number}, or add the message.", id=person.id, key=source.key, number=len(sent) - 1
            )
        else:
            finding = say("{id} sends nothing at {key}", id=person.id, key=quoted(source.key))
            remedy = did_you_mean(
                source.key, person.answers, otherwise=say("Add that message to the person's answers.")
            )
        self._findings.add(
            self._crowd.where(*place), "C116", say("{said}: {finding}", said=said, finding=finding), remedy
        )
