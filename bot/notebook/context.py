"""The context that templates may use: a documented contract.

Every field says what it holds; `docs/notebook.md` is generated from here and a test compares them. Everything is
text, ready to be shown and not escaped: each format escapes for itself. Not here: how it is computed (`analysis` and
the builders).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from bot.notebook.blocks import Chart, Fact, Followup, Logo, Picture, QuestionBlock, Quote, Ref, Sentence, Table
from bot.notebook.context_action import (
    Actions,
    Argument,
    CardField,
    CardGroup,
    Commitments,
    Debate,
    Factor,
    FactorColumn,
    Factors,
    Germ,
    Germs,
    HeldDebate,
    Lead,
    LeadLine,
    Pondered,
    Posture,
    Reading,
    RecordCard,
    Records,
    Said,
    TeamNote,
)
from bot.notebook.context_coded import CodedGroup, TeamReading

__all__ = [
    "Absence",
    "Actions",
    "Annex",
    "AnnexEntry",
    "AnnexGroup",
    "Argument",
    "Background",
    "CardField",
    "CardGroup",
    "Chart",
    "Citation",
    "CodedGroup",
    "Commitments",
    "CountedWord",
    "Debate",
    "Essential",
    "Ethics",
    "Fact",
    "Factor",
    "FactorColumn",
    "Factors",
    "Followup",
    "Germ",
    "Germs",
    "HeldDebate",
    "Horizon",
    "Horizons",
    "Identity",
    "JournalLine",
    "KeywordStep",
    "Keywords",
    "Lead",
    "LeadLine",
    "LeaderLine",
    "MergeLine",
    "Notebook",
    "Pondered",
    "Posture",
    "Previous",
    "QuestionBlock",
    "Quote",
    "Reading",
    "RecordCard",
    "Records",
    "Ref",
    "Rubric",
    "Said",
    "Sentence",
    "Shared",
    "StepLine",
    "Suites",
    "Table",
    "TeamNote",
    "TeamReading",
    "TocEntry",
    "Typology",
    "UnvotedIdea",
    "Vote",
]


@dataclass(frozen=True, slots=True)
class TocEntry:
    """One line of the table of contents, the same for every theme."""

    number: Annotated[str, "`0` to `15`, then `A`."]
    title: Annotated[str, "The section's title."]
    anchor: Annotated[str, "Its place."]
    fed: Annotated[bool, "Whether this workshop had a step that feeds it."]


@dataclass(frozen=True, slots=True)
class Identity:
    """§ 0: what this document is worth."""

    facts: Annotated[
        tuple[Fact, ...], "Who ordered it, script and version, dates, people, what was open to discussion."
    ]
    sentences: Annotated[tuple[Sentence, ...], "Who was missing, what was not counted."]


@dataclass(frozen=True, slots=True)
class LeaderLine:
    """A horizon at the head of the vote, on page one."""

    rank: Annotated[str, "« 1er », « 2e ex æquo »."]
    code: Annotated[str, "Its code on the ballot."]
    anchor: Annotated[str, "Where it is detailed."]
    text: Annotated[str, "The horizon."]
    grade: Annotated[str, "Its majority grade; where the vote gives none, what it received."]
    gauge: Annotated[str, "How many graded it above and below; else what the figure is to be read beside."]


@dataclass(frozen=True, slots=True)
class Essential:
    """§ 1, one page: computed sentences, and what the team learnt, marked as the team's."""

    participation: Annotated[tuple[Sentence, ...], "How many came, voted, and who was missing."]
    leaders: Annotated[tuple[LeaderLine, ...], "The horizons ranked first to third; more when tied."]
    leaders_note: Annotated[Sentence, "On how many votes they rest, or that there was none."]
    debates: Annotated[
        tuple[Sentence, ...], "What everybody supports or refuses, what divides, and what the debate moved."
    ]
    leads: Annotated[tuple[LeadLine, ...], "The leads ranked first to third by points; more when tied."]
    leads_note: Annotated[Sentence | None, "On how many people they rest, or that none is; None if not asked for."]
    teachings: Annotated[tuple[Sentence, ...], "What the team learnt, in its own words; each cites contributions."]
    teachings_note: Annotated[str, "That the team wrote it; empty if it wrote nothing."]
    shared: Annotated[tuple[Sentence, ...], "What was said, in numbers, a sentence a rubric."]
    closing: Annotated[tuple[Quote, ...], "At most three answers to the closing question, from different profiles."]
    closing_note: Annotated[Sentence | None, "How many answered it; None if it was not asked."]
    asked: Annotated[tuple[Sentence, ...], "Decisions asked for, as the team wrote them; each cites contributions."]
    asked_note: Annotated[str, "That the team wrote them; empty if it wrote none."]
    decisions: Annotated[Table | None, "A table « à préciser », for as long as the team has written none."]


@dataclass(frozen=True, slots=True)
class Background:
    """§ 2: why this is talked about, and how."""

    purpose: Annotated[tuple[Fact, ...], "Purpose, audience, block, length, as the script says."]
    written: Annotated[tuple[Sentence, ...], "The context as the team wrote it; each names contributions or a source."]
    written_note: Annotated[str, "That the team wrote it; empty if it wrote nothing."]
    approach: Annotated[tuple[Sentence, ...], "How the workshop went, from its script."]
    teachings: Annotated[tuple[str, ...], "What the agency gave people to read beforehand; not this group's words."]
    teachings_note: Annotated[str, "Who provided them, and that this workshop did not check them."]
    figures: Annotated[tuple[Quote, ...], "Quotations that hold a figure: declared, not checked."]
    figures_note: Annotated[Sentence, "How many contributions cite a figure, printed or not."]
    blocks: Annotated[tuple[QuestionBlock, ...], "Questions that say what people spoke of: the place, the situation."]


@dataclass(frozen=True, slots=True)
class Typology:
    """§ 3: who spoke, and who was missing."""

    tables: Annotated[tuple[Table, ...], "One a closed question; small groups are gathered in « autres »."]
    chart: Annotated[Chart | None, "One square a person, by profile; None when it would show too small groups."]
    sentences: Annotated[tuple[Sentence, ...], "What the tables say, absences included."]
    missing: Annotated[tuple[str, ...], "Profiles that nobody spoke for."]
    missing_note: Annotated[Sentence, "The same, as a sentence."]
    participation: Annotated[Picture | None, "Who came, answered at each step, stayed; None without anybody."] = None
    timeline: Annotated[
        tuple[Picture, ...], "When answers came: by minutes; over days, by day and by hour. None of a group too small."
    ] = ()


@dataclass(frozen=True, slots=True)
class CountedWord:
    """A keyword, its forms put together by lemma."""

    word: Annotated[str, "The most frequent form, as typed."]
    people: Annotated[int, "How many people gave it."]
    ref: Annotated[Ref, "Who: contributions by number."]
    forms: Annotated[tuple[str, ...], "Its other forms, as typed; case and accents alone make none."] = ()


@dataclass(frozen=True, slots=True)
class KeywordStep:
    """One step that asked for words."""

    title: Annotated[str, "The step's title."]
    question: Annotated[str, "What was asked."]
    summary: Annotated[tuple[Sentence, ...], "How many people, how many words."]
    shared: Annotated[tuple[CountedWord, ...], "Words given by two people or more, most frequent first."]
    single: Annotated[tuple[CountedWord, ...], "Words given by one person."]
    chart: Annotated[Chart | None, "Bars of the shared words; None when there are none."]
    explanations: Annotated[tuple[QuestionBlock, ...], "What people put behind a word."]


@dataclass(frozen=True, slots=True)
class Keywords:
    """§ 4."""

    steps: Annotated[tuple[KeywordStep, ...], "Usually one."]


@dataclass(frozen=True, slots=True)
class Rubric:
    """One of the four parts of § 5."""

    number: Annotated[str, "`5.1` to `5.4`."]
    title: Annotated[str, "Vécu, craintes, envies, analyses."]
    anchor: Annotated[str, "Its place."]
    blocks: Annotated[tuple[QuestionBlock, ...], "One a question; empty when the workshop did not ask."]
    absence: Annotated[Sentence | None, "Written when there is no question, or nothing was said."]


@dataclass(frozen=True, slots=True)
class Shared:
    """§ 5."""

    rubrics: Annotated[tuple[Rubric, ...], "Always the same four."]
    rule: Annotated[str, "How quotations were chosen."]
    team: Annotated[TeamReading | None, "The team's reading by theme; None until it has confirmed any."] = None
    people: Annotated[Picture | None, "How many people each of the four rests on; None if nobody took part."] = None


@dataclass(frozen=True, slots=True)
class Horizon:
    """An horizon put to the vote."""

    anchor: Annotated[str, "Its place."]
    code: Annotated[str, "`RG1`, `RH4`… Stable from session to session when prepared."]
    text: Annotated[str, "As the group read it."]
    origin: Annotated[str, "Proposed by the group, prepared, or brought by the facilitators."]
    sources: Annotated[tuple[Ref, ...], "The contributions it is made of."]
    rank: Annotated[str, "« 1er », « 2e ex æquo », « non classé »."]
    ranked: Annotated[bool, "Whether half of the voters graded it."]
    grade: Annotated[str, "Its majority grade; empty when it may not be shown."]
    outcome: Annotated[Sentence, "Grade, people above and below, or why it is not ranked."]
    reserved: Annotated[Sentence | None, "How many said what bothers them; None when nobody did, or was asked."]
    reservations: Annotated[tuple[Quote, ...], "Their words in full, without a profile: the vote is secret."]


@dataclass(frozen=True, slots=True)
class Vote:
    """One vote and its result."""

    anchor: Annotated[str, "Its place."]
    title: Annotated[str, "The step's title."]
    question: Annotated[str, "What was asked."]
    rule: Annotated[tuple[str, ...], "How it was counted, in plain sentences."]
    summary: Annotated[tuple[Sentence, ...], "Voters, ties, what is not ranked; or that nobody voted."]
    charts: Annotated[
        tuple[Chart, ...], "Best first, six items each at most: merit, people, agreement; duels, opinions."
    ]
    table: Annotated[Table | None, "The same figures; None when nobody voted or too few did."]
    horizons: Annotated[tuple[Horizon, ...], "Best first, unranked last."]
    divides: Annotated[Sentence, "The horizon that divides most, or that none does."]


@dataclass(frozen=True, slots=True)
class UnvotedIdea:
    """An idea that was not put to the vote."""

    ref: Annotated[Ref, "Its contribution."]
    text: Annotated[str, "As typed, or why it is not printed."]
    support: Annotated[str, "How many people supported it, in words; empty without a round of support."]


@dataclass(frozen=True, slots=True)
class Horizons:
    """§ 9."""

    votes: Annotated[tuple[Vote, ...], "In the order of the script."]
    unvoted: Annotated[tuple[UnvotedIdea, ...], "Proposed, not put to the vote."]
    unvoted_note: Annotated[Sentence | None, "How many; None when the workshop gathered no idea."]
    support: Annotated[tuple[Sentence, ...], "Rounds of support that chose what went to the vote."]


@dataclass(frozen=True, slots=True)
class Ethics:
    """§ 14."""

    table: Annotated[Table, "Consents, refusals, permissions to quote, withheld and withdrawn."]
    sentences: Annotated[tuple[Sentence, ...], "Secrecy of votes, retention, risks of a small group."]
    coverage: Annotated[Chart | None, "How much of what was said a section uses; None when nothing was said."] = None


@dataclass(frozen=True, slots=True)
class Suites:
    """§ 15: what comes next."""

    facts: Annotated[tuple[Fact, ...], "Dates and people in charge; « à préciser » until the agency says."]
    check: Annotated[tuple[Sentence, ...], "What members answered when asked whether they recognise themselves."]
    forgotten: Annotated[tuple[QuestionBlock, ...], "What people said had been forgotten."]
    answers: Annotated[Table | None, "A row a lead, for the agency's answer; None without leads."]


@dataclass(frozen=True, slots=True)
class Absence:
    """A section that this workshop did not feed, kept so that notebooks compare."""

    number: Annotated[str, "Its number."]
    title: Annotated[str, "Its title."]
    anchor: Annotated[str, "Its place."]
    sentence: Annotated[Sentence, "That there was no such step."]


@dataclass(frozen=True, slots=True)
class StepLine:
    """One step as it was played."""

    anchor: Annotated[str, "Its place."]
    number: Annotated[int, "From 1."]
    title: Annotated[str, "Its title."]
    phase: Annotated[str, "Its phase."]
    minutes: Annotated[int, "How long it was meant to last."]
    texts: Annotated[tuple[str, ...], "What was shown before the questions."]
    questions: Annotated[tuple[str, ...], "The exact questions, values filled in."]
    options: Annotated[tuple[str, ...], "For each question, the buttons in one line, perhaps empty."]


@dataclass(frozen=True, slots=True)
class Citation:
    """A place of the notebook that uses a contribution."""

    label: Annotated[str, "« § 5.1 »."]
    anchor: Annotated[str, "Where."]


@dataclass(frozen=True, slots=True)
class Previous:
    """An earlier version of an answer."""

    text: Annotated[str, "Word for word; empty when it is not printed."]
    note: Annotated[str, "Why it is not printed; empty otherwise."]


@dataclass(frozen=True, slots=True)
class AnnexEntry:
    """A contribution in the full list."""

    number: Annotated[str, "`C012`; P parked, H late, I uncertain, X withheld, R correction asked for."]
    anchor: Annotated[str, "Its place."]
    text: Annotated[str, "Word for word; empty when it is not printed."]
    note: Annotated[str, "Why it is not printed; empty otherwise."]
    signature: Annotated[str, "Profile; empty when the text is not printed."]
    flags: Annotated[tuple[str, ...], "Declared figure, contact details cut, entered by the facilitators."]
    forms: Annotated[tuple[str, ...], "For keywords: the words as they were told apart."]
    previous: Annotated[tuple[Previous, ...], "Earlier versions, newest first."]
    cited: Annotated[tuple[Citation, ...], "Sections where its words are printed."]
    entered: Annotated[str, "`animation` if facilitators entered it for its author, by telephone or from paper."] = ""
    codes: Annotated[tuple[str, ...], "What the team filed it under, as its grid calls it; empty until it did."] = ()
    counted: Annotated[tuple[Citation, ...], "Sections that rest on it by its number, without its words."] = ()


@dataclass(frozen=True, slots=True)
class AnnexGroup:
    """The contributions to one question."""

    title: Annotated[str, "The step's title."]
    question: Annotated[str, "What was asked."]
    entries: Annotated[tuple[AnnexEntry, ...], "By time."]


@dataclass(frozen=True, slots=True)
class MergeLine:
    """A proposed merge of ideas."""

    wording: Annotated[str, "The wording proposed."]
    outcome: Annotated[str, "Accepted by each author, refused, or unanswered."]
    refs: Annotated[tuple[Ref, ...], "The ideas concerned."]


@dataclass(frozen=True, slots=True)
class JournalLine:
    """A gesture of the facilitators, or of the clock."""

    when: Annotated[str, "Local date and time."]
    by: Annotated[str, "Animation or clock."]
    what: Annotated[str, "The gesture, and what it was about; never whom."]


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version of the notebook."""

    number: Annotated[int, "From 1."]
    when: Annotated[str, "When it was compiled."]
    status: Annotated[str, "What it is or was worth: provisional, corrected, validated."]
    what: Annotated[str, "What changed since the version before; of the first, how many contributions it holds."]
    made_from: Annotated[str, "Fingerprints of its script and of its data, and the software that compiled it."]


@dataclass(frozen=True, slots=True)
class Annex:
    """The annexes."""

    steps: Annotated[tuple[StepLine, ...], "The exact course and the questions asked."]
    groups: Annotated[tuple[AnnexGroup, ...], "Every counted contribution, question by question."]
    contributions_note: Annotated[Sentence, "How many, how many printed."]
    parked: Annotated[tuple[AnnexEntry, ...], "Points to take up again."]
    late: Annotated[tuple[AnnexEntry, ...], "Came after the close of their step: not counted."]
    uncertain: Annotated[tuple[AnnexEntry, ...], "Which question they answer is not known: not counted."]
    withheld: Annotated[tuple[AnnexEntry, ...], "Without their text."]
    corrections: Annotated[tuple[AnnexEntry, ...], "What members asked to be put right in the notebook."]
    merges: Annotated[tuple[MergeLine, ...], "Accepted and refused."]
    journal: Annotated[tuple[JournalLine, ...], "By time."]
    evaluation: Annotated[tuple[Table, ...], "How people found the workshop."]
    versions: Annotated[tuple[VersionLine, ...], "Of this notebook, the first one first; empty outside a store."]


@dataclass(frozen=True, slots=True)
class Notebook:
    """The whole notebook: what a template is given, as `cahier`."""

    language: Annotated[str, "`fr` or `en`: the notebook's own sentences."]
    title: Annotated[str, "The session's title."]
    territory: Annotated[str, "The territory; « à préciser »."]
    agency: Annotated[str, "Who ordered it; « à préciser »."]
    logo: Annotated[Logo | None, "The organisation's logo; None if it gave none."]
    status: Annotated[str, "« provisoire », « corrigé », or « validé par 8 sur 11, une réserve »."]
    date: Annotated[str, "When it was compiled, in full."]
    group_note: Annotated[str, "« paroles d'un groupe de {n} personnes, non représentatif », on every page."]
    notice: Annotated[str, "A word printed on every page (fabricated data…), perhaps empty."]
    software: Annotated[str, "What compiled it."]
    key_figures: Annotated[tuple[Fact, ...], "Three or four figures for the cover."]
    toc: Annotated[tuple[TocEntry, ...], "The same for every theme."]
    identity: Annotated[Identity, "§ 0."]
    essential: Annotated[Essential, "§ 1."]
    background: Annotated[Background, "§ 2."]
    typology: Annotated[Typology, "§ 3."]
    keywords: Annotated[Keywords | None, "§ 4; None when no step asked for words (see `absences`)."]
    shared: Annotated[Shared, "§ 5."]
    reading: Annotated[Reading | None, "§ 6; None when no step asked (see `absences`)."]
    posture: Annotated[Posture | None, "§ 7; None when nothing asked about it (see `absences`)."]
    factors: Annotated[Factors | None, "§ 8; None when nothing asked about it (see `absences`)."]
    horizons: Annotated[Horizons | None, "§ 9; None when nothing was gathered or voted on (see `absences`)."]
    debate: Annotated[Debate | None, "§ 10; None without a vote or a debate (see `absences`)."]
    actions: Annotated[Actions | None, "§ 11; None when no step asked for leads or other cards (see `absences`)."]
    commitments: Annotated[Commitments | None, "§ 12; None when no step asked (see `absences`)."]
    germs: Annotated[Germs | None, "§ 13; None when no step asked for initiatives (see `absences`)."]
    ethics: Annotated[Ethics, "§ 14."]
    suites: Annotated[Suites, "§ 15."]
    absences: Annotated[dict[str, Absence], "By number, the sections this workshop did not feed."]
    annex: Annotated[Annex, "A."]
