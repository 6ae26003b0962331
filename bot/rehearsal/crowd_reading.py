"""Read a crowd file into a `Crowd`, or say everything that is wrong with its form.

Here: required and optional keys, kinds of values, the way references are spelt. Not here: whether the workshop has
those steps and items (`crowd_checks`).
"""

import re
from dataclasses import replace
from pathlib import Path
from typing import Final

from bot.errors import Defect
from bot.rehearsal.crowd_findings import Findings
from bot.rehearsal.crowd_model import (
    FACILITATOR,
    AnswerKey,
    AnswerSource,
    Behaviour,
    Crowd,
    FacilitatorScript,
    Field,
    GroupIdea,
    Lead,
    Person,
    Position,
)
from bot.rehearsal.crowd_nodes import Listing, Node, Scalar, Table, read_nodes
from bot.rehearsal.crowd_values import Values
from bot.saying import quoted, say

_CROWD_KEYS: Final = ("format", "notice", "workshop", "language", "parameters", "people", "facilitator")
_PERSON_KEYS: Final = ("id", "alias", "language", "arrives_min", "latency_s", "answers", "votes", "behaviour")
_BEHAVIOUR_KEYS: Final = (
    *("changes_vote", "votes_after_close", "leaves_after", "leaves_by", "misses", "catches_up"),
    *("silent_at", "sends_twice", "voice_at", "withdraws"),
)
_FACILITATOR_KEYS: Final = ("parks", "probes", "group_ideas", "leads")
_IDEA_KEYS: Final = ("id", "text", "sources", "refused_merge_with")
_LEAD_KEYS: Final = ("id", "text", "sources")

_INDEX: Final = re.compile(r"[0-9]{1,4}")


def load_crowd(path: Path) -> Crowd:
    """Read `path` (JSON or YAML, UTF-8, 2 MB at most).

    Raises:
        AuthorError: the file cannot be read, or is not a crowd file; one line a finding, all of them.
    """
    findings = Findings(path)
    root, places = read_nodes(path, findings)
    if isinstance(root, Table):
        crowd = _Reader(findings).crowd(root)
        findings.raise_if_any()
        return replace(crowd, path=path, places=places)
    if root is not None:
        findings.add(root.at, "C104", say("a crowd file is a mapping"), say("Start with `format: 1`."))
    findings.raise_if_any()
    raise Defect(f"{path} yielded neither a crowd nor a finding")


class _Reader(Values):
    """One pass over the nodes."""

    # ── the parts of a file ──────────────────────────────────────────────────────────────────────────────────────

    def crowd(self, table: Table) -> Crowd:
        self.only(table, _CROWD_KEYS, say("a crowd file"))
        version = self.required(table, "format", say("Write `format: 1` at the top."))
        if version is not None and not (isinstance(version, Scalar) and version.text == "1"):
            self.findings.add(version.at, "C107", say("this format is unknown"), say("This version reads `format: 1`."))
        notice = self.text(
            self.required(
                table, "notice", say("Say that the people are fabricated; the notebook carries that sentence.")
            )
        )
        workshop = self.text(self.required(table, "workshop", say("Name the workshop these people take part in.")))
        language = self.optional_text(table, "language", "fr")
        parameters = {name: self.field(node) for name, _, node in self.pairs(table, "parameters")}
        people_node = self.required(table, "people", say("Describe at least one person."))
        people = [self._person(item, language) for item in self.tables(people_node, "people")]
        if isinstance(people_node, Listing) and not people_node.items:
            self.findings.add(people_node.at, "C105", say("nobody is described"), say("Describe at least one person."))
        self.distinct((person.id, at) for person, at in people)
        script_node = self.present(table, "facilitator")
        script = FacilitatorScript()
        if isinstance(script_node, Table):
            script = self._facilitator(script_node)
        elif script_node is not None:
            self.wrong(script_node, say("a mapping"))
        everyone = tuple(person for person, _ in people)
        return Crowd(notice, workshop, language, parameters, everyone, script)

    def _person(self, table: Table, language: str) -> tuple[Person, Position]:
        self.only(table, _PERSON_KEYS, say("a person"))
        identifier, at = self.id(table)
        answers: dict[str, tuple[str, ...]] = {}
        forms: dict[str, dict[str, Field]] = {}
        for key, _, node in self.pairs(table, "answers"):
            if isinstance(node, Table):
                forms[key] = {name: self.field(value) for name, (_, value) in node.entries.items()}
            else:
                answers[key] = self.texts(node, say("a message, a list of messages or a mapping"))
        votes = {step: self.grades(node) for step, _, node in self.pairs(table, "votes")}
        behaviour_node = self.present(table, "behaviour")
        behaviour = Behaviour()
        if isinstance(behaviour_node, Table):
            behaviour = self._behaviour(behaviour_node)
        elif behaviour_node is not None:
            self.wrong(behaviour_node, say("a mapping"))
        arrives = self.present(table, "arrives_min")
        person = Person(
            id=identifier,
            alias=self.optional_text(table, "alias", identifier),
            language=self.optional_text(table, "language", language),
            arrives_min=0.0 if arrives is None else self.number(arrives),
            latency_s=self.latency(self.present(table, "latency_s")),
            answers=answers,
            forms=forms,
            votes=votes,
            behaviour=behaviour,
        )
        return person, at

    def _behaviour(self, table: Table) -> Behaviour:
        self.only(table, _BEHAVIOUR_KEYS, say("a behaviour"))
        changes: dict[str, tuple[str, ...]] = {}
        for item, at, node in self.pairs(table, "changes_vote"):
            changes[item] = self.texts(node, say("a list: the first grade, then the last"))
            if isinstance(node, Listing) and len(node.items) < 2:
                self.findings.add(
                    at,
                    "C107",
                    say("{item} does not change its grade", item=item),
                    say("Give the first grade and the last."),
                )
        after = self.present(table, "votes_after_close")
        withdraws = self.present(table, "withdraws")
        if withdraws is not None and not (isinstance(withdraws, Scalar) and withdraws.text == "after_close"):
            self.findings.add(
                withdraws.at, "C107", say("this time to withdraw is unknown"), say("Write `after_close`.")
            )
        leaves = self.present(table, "leaves_after")
        leaves_by = self.present(table, "leaves_by")
        if leaves_by is not None and not (isinstance(leaves_by, Scalar) and leaves_by.text == "blocking"):
            self.findings.add(leaves_by.at, "C107", say("this way to leave is unknown"), say("Write `blocking`."))
        return Behaviour(
            changes_vote=changes,
            votes_after_close={} if after is None else self.grades(after),
            leaves_after=None if leaves is None else self.text(leaves),
            leaves_by=None if leaves_by is None else "blocking",
            misses=self.words(table, "misses"),
            catches_up=self.words(table, "catches_up"),
            silent_at=self.words(table, "silent_at"),
            sends_twice=self.words(table, "sends_twice"),
            voice_at=self.words(table, "voice_at"),
            withdraws=None if withdraws is None else "after_close",
        )

    def _facilitator(self, table: Table) -> FacilitatorScript:
        self.only(table, _FACILITATOR_KEYS, say("a facilitator"))
        parks = [
            self._reference(word, node)
            for word, node in zip(self.words(table, "parks"), self.items(table, "parks"), strict=False)
        ]
        probes = {}
        for reference, at, node in self.pairs(table, "probes"):
            probes[self._reference(reference, Scalar(at, reference, "text"))] = self.text(node)
        ideas = [self._idea(item) for item in self.tables(self.present(table, "group_ideas"), "group_ideas")]
        leads = [self._lead(item) for item in self.tables(self.present(table, "leads"), "leads")]
        self.distinct([*((idea.id, at) for idea, at in ideas), *((lead.id, at) for lead, at in leads)])
        return FacilitatorScript(
            parks=tuple(parks),
            probes=probes,
            group_ideas=tuple(idea for idea, _ in ideas),
            leads=tuple(lead for lead, _ in leads),
        )

    def _idea(self, table: Table) -> tuple[GroupIdea, Position]:
        self.only(table, _IDEA_KEYS, say("a group idea"))
        identifier, at = self.id(table)
        text = self.text(self.required(table, "text", say("Write the sentence that is put to the vote.")))
        self.required(
            table, "sources", say("Name messages such as P03.horizons.0, or {facilitator}.", facilitator=FACILITATOR)
        )
        sources, by_facilitator = self._sources(table, "sources")
        refused, _ = self._sources(table, "refused_merge_with")
        return GroupIdea(identifier, text, sources, by_facilitator, refused), at

    def _lead(self, table: Table) -> tuple[Lead, Position]:
        self.only(table, _LEAD_KEYS, say("a lead"))
        identifier, at = self.id(table)
        text = self.text(self.required(table, "text", say("Write the lead as it is shown.")))
        self.required(
            table, "sources", say("Name the people whose cards it gathers, or {facilitator}.", facilitator=FACILITATOR)
        )
        words = self.words(table, "sources")
        people = tuple(word for word in words if word != FACILITATOR)
        return Lead(identifier, text, people, FACILITATOR in words), at

    # ── references ───────────────────────────────────────────────────────────────────────────────────────────────

    def _sources(self, table: Table, name: str) -> tuple[tuple[AnswerSource, ...], bool]:
        sources: list[AnswerSource] = []
        by_facilitator = False
        for item in self.items(table, name):
            word = item.text if isinstance(item, Scalar) else ""
            person, _, rest = word.partition(".")
            key, _, index = rest.rpartition(".")
            if word == FACILITATOR:
                by_facilitator = True
            elif key and _INDEX.fullmatch(index):
                sources.append(AnswerSource(person, key, int(index)))
            else:
                self.findings.add(
                    item.at,
                    "C107",
                    say("{word} names no message", word=quoted(word)),
                    say("Write person.step.number, such as P03.horizons.0, or {facilitator}.", facilitator=FACILITATOR),
                )
        return tuple(sources), by_facilitator

    def _reference(self, word: str, node: Node) -> AnswerKey:
        person, _, key = word.partition(".")
        if not (person and key):
            self.findings.add(
                node.at,
                "C107",
                say("{word} names no step of a person", word=quoted(word)),
                say("Write person.step, such as P04.vecu."),
            )
        return AnswerKey(person, key)
