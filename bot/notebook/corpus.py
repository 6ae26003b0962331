"""The contributions as the notebook may use them: numbered, and printed or not.

A number is given to what may be referenced, in the order of the script then of time. What is not counted gets a
series of its own: P parked, H late (« hors comptage »), I uncertain, X withheld. Withdrawn words leave a count and
nothing else.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise

from bot.engine.effects import Standing
from bot.engine.follow_ups import CORRECTION, PRECISION, PROBE_ASKED, PROBE_ASKED_AGAIN, is_said_in_group
from bot.engine.probes import COMMON, REWRITTEN, probe_text
from bot.engine.script import FreeText, Key, Keywords, Proposals, Question, Script, Step, StepKind
from bot.facilitation.kinds import profile_question
from bot.facilitation.records import TEAM, Contribution, Material
from bot.notebook.blocks import Followup, Quote, Ref
from bot.notebook.privacy import Masked, cites_figure, cut_contacts, mask, shorten
from bot.notebook.words import Words

SERIES = {
    Standing.KEPT: "C",
    Standing.PARKED: "P",
    Standing.LATE: "H",
    Standing.UNCERTAIN: "I",
    Standing.WITHHELD: "X",
}

_CORRECTION = "R"
"""The series of what members asked to be put right."""

_PRESENT = frozenset({"active", "finished"})
_GONE = frozenset({"left", "unreachable"})
_QUOTE_LIMIT = 600


@dataclass(frozen=True, slots=True)
class Entry:
    """A numbered contribution. `refusal` is the catalogue key that says why its text is not printed, empty if it is."""

    number: str
    contribution: Contribution
    step: Step | None
    question: Question | None
    text: str
    refusal: str
    cut: bool
    signature: str
    profile: str
    previous: tuple[tuple[str, str], ...]
    """Earlier versions, newest first: the text, or the catalogue key that says why it is not printed."""

    @property
    def anchor(self) -> str:
        """Its place in the annex."""
        return self.number.lower()

    @property
    def author(self) -> str:
        """The random id of who said it."""
        return self.contribution.participant

    @property
    def printed(self) -> bool:
        """Whether its text may be shown."""
        return not self.refusal


class Corpus:
    """The material, read once. Pure: the same material gives the same corpus."""

    def __init__(self, material: Material, script: Script, words: Words, shown: Callable[[str], str]) -> None:
        """`shown` fills a text of the script in."""
        self.material = material
        self._shown = shown
        self.words = words
        self.script = script
        authors = {c.participant for c in material.contributions}
        # Whoever left, or vanished, before having answered anything may not even have consented.
        self.speakers = tuple(
            s
            for s in material.speakers
            if not s.withdrawn
            and (s.status in _PRESENT or (s.status in _GONE and (bool(s.answers) or s.participant in authors)))
        )
        self._by_id = {c.id: c for c in material.contributions}
        self._known = {s.participant: s for s in self.speakers}
        self._withdrawn = {s.participant for s in material.speakers if s.withdrawn}
        self._positions = {
            key: (n, m)
            for n, step in enumerate(self.script.steps)
            # The answer to a probe reads after the answer it completes, before the step's own follow-ups.
            for m, key in enumerate(
                [*(q.key for q in step.questions[:1]), *probe_keys(step), *(q.key for q in step.questions[1:])]
            )
        }
        self.entries = tuple(self._number())

    # -- people -------------------------------------------------------------------------------------------------------

    @property
    def people(self) -> int:
        """How many consented and have not withdrawn."""
        return len(self.speakers)

    @cached_property
    def profile_question(self) -> Question | None:
        """The question « at what title do you speak »: the first choice of a profile step."""
        return profile_question(self.script)

    def answers(self, question: Question) -> list[tuple[str, int]]:
        """People per option of a closed question, in the order of the options, then those who did not say."""
        options = getattr(question.accepts, "options", ())
        given = Counter(code for s in self.speakers for code in s.answers.get(question.key, ()))
        silent = sum(1 for s in self.speakers if not s.answers.get(question.key))
        counts = [(self._shown(option.label), given[option.code]) for option in options]
        return [*counts, (self.words("unsaid"), silent)] if silent else counts

    @cached_property
    def profiles(self) -> Masked:
        """People per profile, small groups gathered."""
        if self.profile_question is None:
            return Masked((), (), 0, ())
        return mask(self.answers(self.profile_question), self.material.small_count)

    def profile_of(self, participant: str) -> str:
        """The label of a person's profile, empty when unknown. Not to be printed as it is."""
        speaker = self._known.get(participant)
        if speaker is None or self.profile_question is None:
            return ""
        codes = speaker.answers.get(self.profile_question.key, ())
        options = getattr(self.profile_question.accepts, "options", ())
        return next((self._shown(option.label) for option in options if option.code in codes), "")

    def signature_of(self, participant: str) -> str:
        """The profile that may be printed under somebody's words."""
        label = self.profile_of(participant)
        return label if label in dict(self.profiles.shown) else self.words("signature.other")

    def profiles_of(self, participants: Iterable[str]) -> str:
        """« habitant·e (4), autres profils (3) », masked; empty when no profile is numerous enough to be named."""
        people = set(participants)
        counts = Counter(self.signature_of(who) for who in people)
        other = self.words("signature.other")
        named = [(label, counts[label]) for label, _ in self.profiles.shown]
        masked = mask([*named, (other, counts[other])], self.material.small_count)
        parts = [(label, count) for label, count in masked.shown if label != other]
        if not parts:
            return ""
        rest = len(people) - sum(count for _, count in parts)
        others = [self.words("profiles.others", n=rest)] if rest else []
        return ", ".join([*(f"{label} ({count})" for label, count in parts), *others])

    @cached_property
    def standing(self) -> tuple[Contribution, ...]:
        """What participants said or tapped that counts, closed answers included, by time."""
        found = [
            c
            for c in self.material.contributions
            if not c.superseded
            and c.standing is Standing.KEPT
            and c.participant in self._known
            and c.participant not in self._withdrawn
        ]
        return tuple(sorted(found, key=lambda c: (c.at.isoformat(), c.id)))

    def taken(self, key: Key) -> dict[str, Contribution]:
        """Per person, what counts of the answer to a closed question."""
        return {c.participant: c for c in self.standing if c.key == key and c.codes}

    @cached_property
    def choosers(self) -> dict[Key, set[str]]:
        """Who chose an answer to each closed question."""
        found: dict[Key, set[str]] = {}
        for one in self.standing:
            if one.codes:
                found.setdefault(one.key, set()).add(one.participant)
        return found

    def may_quote(self, participant: str) -> str:
        """The catalogue key that says why this person is not quoted; empty when they allow it."""
        speaker = self._known.get(participant)
        permission = speaker.quotation if speaker is not None else "no"
        return {"yes": "", "ask": "refusal.ask"}.get(permission, "refusal.no")

    # -- contributions ------------------------------------------------------------------------------------------------

    def series(self, standing: Standing) -> tuple[Entry, ...]:
        """The entries of one series, in order."""
        return tuple(e for e in self.entries if e.contribution.standing is standing)

    @cached_property
    def kept(self) -> tuple[Entry, ...]:
        """What is counted."""
        return tuple(e for e in self.entries if e.number.startswith(SERIES[Standing.KEPT]))

    @cached_property
    def corrections(self) -> tuple[Entry, ...]:
        """What members asked to be put right in the notebook: about it, not about its subject."""
        return tuple(e for e in self.entries if e.number.startswith(_CORRECTION))

    @cached_property
    def precisions(self) -> tuple[Entry, ...]:
        """What authors answered when somebody wanted an idea made clearer."""
        sharing = [step.id for step in self.script.steps if step.kind is StepKind.SHARE]
        return tuple(e for e in self.kept if any(e.contribution.key == f"{step}.{PRECISION}" for step in sharing))

    @cached_property
    def by_contribution(self) -> dict[str, Entry]:
        """Entries by the id of their contribution."""
        return {e.contribution.id: e for e in self.entries}

    @cached_property
    def _by_key(self) -> dict[Key, list[Entry]]:
        # Asked for of each person's answer: looked through each time, an analysis grows as the square of the group.
        found: dict[Key, list[Entry]] = {}
        for entry in self.kept:
            found.setdefault(entry.contribution.key, []).append(entry)
        return found

    def at(self, key: Key) -> tuple[Entry, ...]:
        """The counted contributions filed under that key."""
        return tuple(self._by_key.get(key, ()))

    def typed_at(self, question: Question) -> tuple[Entry, ...]:
        """Those that are somebody's own words, ready-made answers left out."""
        return tuple(e for e in self.at(question.key) if not self.is_option(e))

    def is_option(self, entry: Entry) -> bool:
        """Whether the answer is a button of the script (« Rien ne m'inquiète »)."""
        form = entry.question.accepts if entry.question is not None else None
        if not isinstance(form, FreeText):
            return False
        return bool({option.code for option in form.options} & set(entry.contribution.codes))

    @cached_property
    def withdrawn_contributions(self) -> int:
        """How many contributions were withdrawn, versions not counted twice."""
        return sum(
            1
            for c in self.material.contributions
            if not c.superseded and (c.standing is Standing.WITHDRAWN or c.participant in self._withdrawn)
        )

    def gone(self, contribution: str) -> bool:
        """Whether these words were withdrawn or withheld: they may not be printed, under any form."""
        found = self._by_id.get(contribution)
        return found is not None and (
            found.standing in {Standing.WITHDRAWN, Standing.WITHHELD} or found.participant in self._withdrawn
        )

    # -- ways to point at them ----------------------------------------------------------------------------------------

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {e.number: n for n, e in enumerate(self.entries)}

    def ref(self, entry: Entry) -> Ref:
        """One contribution."""
        return Ref(entry.number, entry.anchor, (entry.number,))

    def refs(self, entries: Sequence[Entry]) -> tuple[Ref, ...]:
        """Contributions, neighbours put together: « C010–C019 »."""
        runs: list[list[Entry]] = []
        order = self._ranks
        for entry in sorted(entries, key=lambda e: order[e.number]):
            if runs and order[runs[-1][-1].number] + 1 == order[entry.number]:
                runs[-1].append(entry)
            else:
                runs.append([entry])
        return tuple(
            Ref(
                run[0].number if len(run) == 1 else f"{run[0].number}–{run[-1].number}",
                run[0].anchor,
                tuple(e.number for e in run),
            )
            for run in runs
        )

    def quote(self, entry: Entry, *, horizon: str = "", followups: Sequence[Entry] = (), whole: bool = False) -> Quote:
        """An entry as a quotation, `whole` or cut when it is long. Only for those that are printed."""
        return Quote(
            entry.number,
            entry.anchor,
            entry.text if whole else shorten(entry.text, _QUOTE_LIMIT),
            entry.signature,
            self.flags(entry),
            tuple(
                Followup(e.number, e.anchor, self.probe_question(e), shorten(e.text, _QUOTE_LIMIT)) for e in followups
            ),
            horizon,
        )

    def flags(self, entry: Entry) -> tuple[str, ...]:
        """What a reader must know about a printed text."""
        if not entry.printed:
            return ()
        flags = []
        if entry.cut:
            flags.append(self.words("flag.cut"))
        if cites_figure(entry.text) and not self.is_option(entry):
            flags.append(self.words("flag.figure"))
        if entry.contribution.relayed:
            flags.append(self.words("flag.relayed"))
        if is_said_in_group(entry.contribution.key):
            flags.append(self.words("flag.in_group"))
        return tuple(flags)

    def probe_question(self, entry: Entry) -> str:
        """The follow-up question that a text answers, empty when it is not known."""
        if entry in self.precisions:
            return self.words("precision.asked")
        code = entry.contribution.probe
        for question in entry.step.questions if entry.step is not None else ():
            for probe in question.own_probes:
                if probe.code == code:
                    return self._shown(probe.text)
        if " " in code or is_said_in_group(entry.contribution.key):
            # A facilitator's own question, in her words.
            return code
        # `silence` tells how much time was left then, which is not kept.
        return probe_text(code, self.words.language) if code in COMMON and code != "silence" else ""

    # -- building -----------------------------------------------------------------------------------------------------

    def _number(self) -> Iterator[Entry]:
        counters: Counter[str] = Counter()
        width = max(3, len(str(len(self.material.contributions))))
        for contribution in sorted(self.material.contributions, key=self._order):
            prefix = SERIES.get(contribution.standing)
            if prefix == SERIES[Standing.KEPT] and self._corrects(contribution):
                prefix = _CORRECTION
            if prefix is None or not self._countable(contribution):
                continue
            counters[prefix] += 1
            digits = width if prefix == "C" else 2
            yield self._entry(f"{prefix}{counters[prefix]:0{digits}d}", contribution)

    def _corrects(self, contribution: Contribution) -> bool:
        step, _ = self._place(contribution.key)
        return step is not None and step.kind is StepKind.RETURN and contribution.key == f"{step.id}.{CORRECTION}"

    def _order(self, contribution: Contribution) -> tuple[tuple[int, int], str, str]:
        step = contribution.key.partition(".")[0]
        last = (len(self.script.steps), 0)
        beginning = self._positions.get(step, last)
        place = self._positions.get(contribution.key, (beginning[0], 999))
        return place, contribution.at.isoformat(), contribution.id

    def _countable(self, contribution: Contribution) -> bool:
        if contribution.superseded or contribution.participant in self._withdrawn or contribution.participant == TEAM:
            return False
        if not contribution.text.strip() and not contribution.codes:
            return False
        step, question = self._place(contribution.key)
        if step is not None and step.kind is StepKind.CONSENT:
            return False
        # A tap on a closed question is a figure in a table; words typed there (a question to the facilitators) are
        # words.
        return (
            question is None or isinstance(question.accepts, FreeText | Keywords | Proposals) or not contribution.codes
        )

    def _place(self, key: Key) -> tuple[Step | None, Question | None]:
        try:
            step = self.script.step_of(key)
        except KeyError:
            return None, None
        return step, next((q for q in step.questions if q.key == key), None)

    def _entry(self, number: str, contribution: Contribution) -> Entry:
        step, question = self._place(contribution.key)
        text, cut = cut_contacts(contribution.text)
        refusal = self._refusal(contribution, step)
        return Entry(
            number,
            contribution,
            step,
            question,
            "" if refusal else text,
            refusal,
            cut,
            "" if refusal else self._signature(contribution, question),
            self.profile_of(contribution.participant),
            tuple(self._previous(contribution, refusal)),
        )

    def _signature(self, contribution: Contribution, question: Question | None) -> str:
        """Who signs. A reservation says how its author voted: no profile stands under it."""
        if question is not None and question.reservation_on:
            return self.words("signature.secret")
        return self.signature_of(contribution.participant)

    def _refusal(self, contribution: Contribution, step: Step | None) -> str:
        if contribution.standing is Standing.WITHHELD:
            key = f"withheld.{contribution.reason}"
            return key if self.words.has(key) else "withheld.other"
        if step is not None and step.kind is StepKind.PROFILE:
            # « Autre : maraîchère » names somebody in a small place, and would stand next to their own words.
            return "refusal.profile"
        return self.may_quote(contribution.participant)

    def _previous(self, contribution: Contribution, refusal: str) -> Iterator[tuple[str, str]]:
        chain = [contribution]
        seen = {contribution.id}
        while (earlier := self._by_id.get(chain[-1].supersedes)) is not None and earlier.id not in seen:
            seen.add(earlier.id)
            chain.append(earlier)
        # One rewriting asked for privacy's sake, anywhere in the chain, hides all that came before the last version.
        hidden = any(c.probe in REWRITTEN or c.reason in REWRITTEN for c in chain) or any(
            c.standing in {Standing.WITHHELD, Standing.WITHDRAWN} for c in chain
        )
        for later, earlier in pairwise(chain):
            if later.text.startswith(earlier.text) and not hidden:
                # Several messages make one answer: its beginning is not another version of it.
                continue
            if hidden:
                yield "", "previous.hidden"
            elif refusal:
                yield "", refusal
            else:
                yield cut_contacts(earlier.text)[0], ""


def distinct(entries: Iterable[Entry]) -> tuple[str, ...]:
    """Each author once, in order."""
    return tuple(dict.fromkeys(e.author for e in entries))


def probe_keys(step: Step) -> tuple[Key, Key]:
    """Where the answers to a step's probes are filed, in the order they were asked."""
    return f"{step.id}.{PROBE_ASKED}", f"{step.id}.{PROBE_ASKED_AGAIN}"
