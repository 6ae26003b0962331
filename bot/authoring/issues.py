"""The catalogue of what can be wrong with a script: code, title, why it matters, an example, what to do.

Here: the codes and their words, and the page that documents them (`docs/script-issues.md` is this catalogue, printed).
Not here: finding anything. S0 is the file, S1 structure and references, S2 gates and flow, S3 texts and parameters,
S5 translations, S9 warnings: a script with warnings may be launched. The method's own warnings are in `method_issues`.
"""

from __future__ import annotations

from typing import Final

from bot.authoring.issue_kind import IssueKind, Severity
from bot.authoring.method_issues import METHOD_KINDS
from bot.saying import say

__all__ = ["CATALOGUE", "IssueKind", "Severity", "document"]

_KINDS: Final = (
    # -- S0: the file
    IssueKind(
        "S001",
        "The file cannot be read",
        "It is too large, not UTF-8, or holds control characters that no phone can show.",
        "a file saved as Latin-1, or larger than 300,000 bytes",
        "Save it as UTF-8 text, under 300,000 bytes.",
    ),
    IssueKind(
        "S002",
        "This is not YAML",
        "Indentation, quotes or brackets do not add up, so nothing after that point can be trusted. In French the "
        "usual cause is a text that holds « : » and is not between quotes.",
        "ask: Le sujet : acheter ici",
        "Check indentation, quotes and brackets there.",
    ),
    IssueKind(
        "S003",
        "A key is given twice",
        "Only one of the two would count, and nobody could tell which.",
        "title: Le vécu\ntitle: Les craintes",
        "Keep one of the two.",
    ),
    IssueKind(
        "S004",
        "A value is of the wrong kind",
        "A text stands where a list is expected, a word where a number is, and so on.",
        "minutes: six",
        "Write the kind of value that is named.",
    ),
    IssueKind(
        "S005",
        "An unknown key",
        "What it says would be ignored, and its author would believe it was not.",
        "minuts: 6",
        "Check the spelling.",
    ),
    IssueKind(
        "S006",
        "Something required is missing",
        "The step cannot be played without it.",
        "- open_question:\n    id: vecu          # and no `ask`",
        "Add it.",
    ),
    IssueKind(
        "S007",
        "The file nests too deeply or unfolds to too much",
        "A script needs ten levels and a few thousand values. Aliases (`*name`) are refused: a few lines of them can "
        "unfold to millions.",
        "intro: *same_as_before",
        "Write the repeated part out; split the workshop in two if it is that long.",
    ),
    IssueKind(
        "S008",
        "Unknown format",
        "The file says which version of this language it is written in; this program reads `format: 1`.",
        "format: 2",
        "Write `format: 1` at the top of the file.",
    ),
    IssueKind(
        "S009",
        "A value outside what is allowed",
        "The value is of the right kind, but not one that means something here.",
        "visibility: public",
        "Choose one of the values named.",
    ),
    IssueKind(
        "S010",
        "Too many findings",
        "Nobody mends five hundred things one by one: most come from a few causes, or the file is no script.",
        "a file made by a program that writes one key wrong, a thousand times",
        "Mend the first ones and check again.",
    ),
    # -- S1: structure and references
    IssueKind(
        "S101",
        "An id that cannot be one",
        "Ids are kept for ever with the answers and travel in buttons: lower-case letters, digits and `_`, a letter "
        "first, at most 20, and none of the few words that have a meaning of their own.",
        "id: Trois-mots",
        "Use lower-case letters, digits and _, at most 20, beginning with a letter.",
    ),
    IssueKind(
        "S102",
        "An id is used twice",
        "Answers are filed under the id: two questions with the same one would be mixed for good.",
        "id: vecu              # twice in the file",
        "Give each its own id.",
    ),
    IssueKind(
        "S103",
        "An unknown kind of step",
        "The kind is the word that opens the step, and says what is asked and how.",
        "- open_questions:",
        "Use one of the kinds listed.",
    ),
    IssueKind(
        "S104",
        "A vote reads a pool that nothing fills",
        "The ballot would be empty: no step collects ideas into that pool and no item was prepared in it.",
        "- majority_vote: {pool: horizon}",
        "Name a pool that an `ideas` step fills, or prepare items in it.",
    ),
    IssueKind(
        "S105",
        "An unknown pool",
        "Ideas would be collected where no vote will look for them.",
        "- ideas: {pool: horizon}",
        "Declare the pool under `pools`, or correct the name.",
    ),
    IssueKind(
        "S106",
        "An unknown phase",
        "The phase is announced to people by the title it has under `phases`.",
        "phase: E",
        "Declare it under `phases`, or correct the letter.",
    ),
    IssueKind(
        "S107",
        "An option's code that cannot be one",
        "The code is kept for ever with the answer and travels in the button, which holds 64 bytes: letters, digits, "
        "`_` and `-`, at most 20.",
        "buttons: {élu·e: Élu·e}",
        "Write `code: label`, the code in plain letters, digits, _ or -, at most 20.",
    ),
    IssueKind(
        "S108",
        "An unknown common probe",
        "Common probes are the twelve of every workshop; a step's own go under `own_probes`.",
        "probes: [court]",
        "Use one of the codes listed.",
    ),
    IssueKind(
        "S109",
        "No consent, or more than one",
        "Nobody is asked anything before having agreed to what becomes of their words.",
        "steps without a `consent`",
        "Add one `consent` step, right after the welcome.",
    ),
    IssueKind(
        "S110",
        "Something is asked before the consent",
        "An answer given before the consent could not be kept, nor honestly thrown away.",
        "- profile: …\n- consent: …",
        "Move the step after the consent.",
    ),
    IssueKind(
        "S111",
        "`when` is not a condition",
        "A condition compares earlier answers with option codes: `profil == 'autre'`, `profil in ('elu', 'agent')`, "
        "`answered('vecu')`, joined by `and`, `or`, `not`. It computes nothing else.",
        "when: profil.upper() = AUTRE",
        "Write for instance: profil == 'autre'.",
    ),
    IssueKind(
        "S112",
        "`when` names a question that is unknown or comes later",
        "The condition would be false for everyone: the follow-up would never be asked.",
        "when: profile == 'autre'",
        "Name a question that comes before this one.",
    ),
    IssueKind(
        "S113",
        "`when` names an option that the question does not have",
        "The condition would be false for everyone: the follow-up would never be asked.",
        "when: profil == 'autres'",
        "Use a code of that question's options (the code, not the label).",
    ),
    IssueKind(
        "S114",
        "An option is named that the question does not have",
        "A probe `after` it would never be asked, a profile of `expected` would be missing for ever.",
        'own_probes:\n  rassure: {after: rein, ask: "Qu\'est-ce qui vous rassure ?"}',
        "Use a code of this question's buttons.",
    ),
    IssueKind(
        "S115",
        "Grades that cannot be voted with",
        "Majority judgement needs at least three different grades, and « no opinion » is none of them.",
        "grades: {bien: Bien, mal: Mal}",
        "Give three to eight grades, each with its own code and label.",
    ),
    IssueKind(
        "S116",
        "The code of a prepared item is taken or cannot be one",
        "An item's code is how votes are compared between sessions. The group's own items are numbered by the program.",
        "group_prefix: RG\nprepared: {RG1: Une phrase}",
        "Use letters then digits, at most 8, that no other item has and that do not begin with the group's prefix.",
    ),
    IssueKind(
        "S117",
        "Two options bear the same label",
        "Nobody could tell the buttons apart, and typing the label would choose the first.",
        "buttons: {oui: Oui, oui2: Oui}",
        "Give each option a label of its own.",
    ),
    IssueKind(
        "S118",
        "A step names another that is not there, or not of that kind",
        "What it would show or ask about comes from that other step.",
        "choose: {id: horizon, from: votes}",
        "Name a step that comes before this one and is of the kind that is named.",
    ),
    IssueKind(
        "S119",
        "Buttons whose codes have a meaning of their own",
        "The program acts on what is tapped here, so it must know which button is which. The labels are free.",
        "merge_buttons: {ok: Oui, ko: Non}",
        "Write the codes that are named, in that order, with the labels you like.",
    ),
    IssueKind(
        "S120",
        "Points of a scale that cannot be ordered",
        "A scale is read by its median: its codes are whole numbers that rise, three at least.",
        "points: {bas: Pas du tout, haut: Tout à fait}",
        "Write for instance {1: 1 – Pas du tout, 2: 2, 3: 3, 4: 4, 5: 5 – Tout à fait}; « no opinion » goes apart.",
    ),
    IssueKind(
        "S121",
        "Positions that cannot be debated",
        "A moving debate has somebody for, somebody against, and perhaps somebody in doubt, in that order.",
        "positions: {accord: Plutôt d'accord}",
        "Give two or three positions: for, against, and, if you like, in doubt.",
    ),
    IssueKind(
        "S122",
        "The parts of a step take longer than the step",
        "`minutes` of a step is the whole of it, what follows its inner gate included.",
        "- debate:\n    minutes: 5\n    reading: {minutes: 8}",
        "Raise the minutes of the step, or lower those of its parts.",
    ),
    IssueKind(
        "S123",
        "A word that cannot be looked for",
        "The words of `mine.lexicon.yaml`, beside `mine.yaml`, are looked for in what people write, whatever their "
        "case, accents and punctuation: what is left of one must be a word or a phrase that is found where it is "
        "meant, and nowhere else.",
        "format: 1\nhostile: [un, '!!!']",
        "Write words of three letters or more, or phrases, 60 characters at most; 300 a list.",
    ),
    # -- S2: gates and flow
    IssueKind(
        "S124",
        "A vote with more than two rounds after it",
        "A second round shows people how the group graded and lets them change; after two, opinions have settled, or "
        "will not.",
        "- second_round: {of: tour_3}     # which is itself a second round of a second round",
        "Delete the step.",
    ),
    IssueKind(
        "S125",
        "A picture that cannot be shown",
        "A choice shows pictures that are in the folder `mine.images` beside `mine.yaml`, each called by the code of "
        "its option (`banc.png`, `banc.jpg`), or that are shipped with the program; up to 20, a megabyte each.",
        "pictures:\n  bnac: {label: Le banc, description: Un banc vide sous un arbre.}",
        "Put the picture into that folder under that name, as PNG or JPEG, or name a shipped one.",
    ),
    IssueKind(
        "S201",
        "A gate that nothing can open",
        "With no deadline and no facilitator's hand, one person who went to make coffee holds everybody, for ever.",
        "gate: {quorum: none, by_hand: false}",
        "Give it `at_most`, or `by_hand: true`.",
    ),
    IssueKind(
        "S202",
        "A gate that must close before it may open",
        "`not_before` is later than `at_most`: one of the two cannot be meant.",
        "gate: {not_before: 12, at_most: 9}",
        "Make `not_before` at most equal to `at_most`.",
    ),
    IssueKind(
        "S203",
        "A gate where nobody can be waited for",
        "A group gathers once its members have consented: a gate at or before the consent waits for nobody.",
        "- consent:\n    gate: {at_most: 5}",
        "Move the gate to a step after the consent.",
    ),
    IssueKind(
        "S204",
        "Two votes between the same gates",
        "Votes open and close with gates; two in one stretch would open together and hide one behind the other.",
        "two `majority_vote` steps with no gate on the second",
        "Put a gate on the second vote.",
    ),
    IssueKind(
        "S205",
        "A vote without a gate",
        "A ballot is the same for everyone and frozen when the vote opens: the vote has to open for all at once.",
        "- majority_vote:      # and no `gate`",
        "Add for instance `gate: {at_most: 15}` to the vote.",
    ),
    IssueKind(
        "S206",
        "Ideas are collected after the vote on them",
        "They would reach no ballot.",
        "a `majority_vote` on `horizons` before the `ideas` that fill it",
        "Move the collection before the vote.",
    ),
    IssueKind(
        "S207",
        "A list is shown before a gate has made it",
        "What the group said is gathered when a gate opens: without one, the first to arrive would be shown nothing.",
        "- ideas: …\n- share: …          # and no `gate`",
        "Put a gate on the step that shows the list, or on one between the two.",
    ),
    IssueKind(
        "S210",
        "Days go back",
        "Over several days a person is shown a day's steps once the day has come: a step of an earlier day than the "
        "one before it would never have its own.",
        "day: 2, and day: 1 on the step after it",
        "Give it the day of the step before, or a later one.",
    ),
    IssueKind(
        "S211",
        "A day after the last",
        "People are told how many days it lasts; nobody comes back after the end.",
        "asynchronous: {days: 5}   # and day: 6 on a step",
        "Lower the day, or raise `days`.",
    ),
    IssueKind(
        "S212",
        "Days that no version has",
        "A facilitator chooses a length at launch; steps are spread over that many days. A head with days and steps "
        "without, or a day for a length that is not offered, says nothing about any session.",
        "asynchronous: {days: 5, lengths: [5]}   # and day: {3: 1, 5: 2} on a step",
        "Give the steps their day: `day: 1`.",
    ),
    IssueKind(
        "S213",
        "An hour at which nobody can answer",
        "Nobody is written to between 21:00 and 08:00, and a day that closes as it opens is no day.",
        'asynchronous: {hours: {nuit: "23:00"}}',
        "Choose an hour between 08:00 and 21:00.",
    ),
    # -- S3: texts and parameters
    IssueKind(
        "S301",
        "A text uses an unknown parameter",
        "People would read a hole in the sentence.",
        'intro: ["Bienvenue à {{ agance }}."]',
        "Declare it under `parameters`, or correct the name.",
    ),
    IssueKind(
        "S302",
        "A text does more than show parameters",
        "A text shows values: `{{ name }}`, nothing else. No computation, no condition, no comment.",
        'ask: "{{ agence | upper }}"',
        "Write `{{ name }}` only; conditions go under `when`.",
    ),
    IssueKind(
        "S303",
        "A parameter's name that cannot be one",
        "The name is used in texts: lower-case letters, digits and `_`, and none of the words that templates reserve.",
        "parameters: {Nom-du-bot: {type: text}}",
        "Use lower-case letters, digits and _, at most 40, beginning with a letter.",
    ),
    IssueKind(
        "S304",
        "A parameter's default does not fit its type",
        "The value would be refused at launch.",
        "annee_horizon: {type: integer, default: dans dix ans}",
        "Write a default of that type: a whole number, or a date such as 2031-09-30.",
    ),
    IssueKind(
        "S305",
        "A text is too long to be sent",
        "A message holds 4,096 characters, with the question, the progress and the values of parameters.",
        "an `intro` of ten screens",
        "Shorten it, or spread it over two steps.",
    ),
    IssueKind(
        "S306",
        "A text shows the result of a vote that is not closed",
        "`horizon_1`, `horizon_2`, `horizon_3` and `horizon_le_plus_partage` exist once a vote is closed: behind the "
        "first gate after it.",
        'intro: ["Prenons « {{ horizon_1 }} »."]     # before the vote',
        "Move the step after the vote, behind a gate.",
    ),
    # -- S5: translations
    IssueKind(
        "S501",
        "A translation that belongs to no script",
        "A translation stands beside its script, is called after it and its own language, and is in another language "
        "than the script.",
        "translates: relocalisation     # in espaces_publics.en.yaml",
        "Call it `<script>.<language>.yaml`, and give `translates` the script's id and `language` that language.",
    ),
    # -- S9: warnings
    IssueKind(
        "S901",
        "A parameter that no text uses",
        "Whoever launches the session would be asked for a value that nobody reads.",
        "parameters: {lieu: {type: text}}   # and no {{ lieu }}",
        "Use it in a text, or delete it.",
    ),
    IssueKind(
        "S902",
        "A vote that only the end of the session closes",
        "People who have voted go on to the next steps while the vote is still open, and learn the result last.",
        "a `majority_vote` with no gate after it",
        "Put a gate on the step after the vote.",
    ),
    IssueKind(
        "S903",
        "A question longer than 140 characters",
        "On a phone, between two customers, a long question is read once and half.",
        "ask: one question and its three sub-questions",
        "One idea a question; move the rest to `intro` or `hint`.",
    ),
    IssueKind(
        "S904",
        "A phase without a step",
        "It would be announced and never come.",
        "phases: {E: Plus tard}",
        "Give it a step, or delete it.",
    ),
    IssueKind(
        "S905",
        "A pool that no vote reads",
        "Its items would reach the notebook, but no ballot.",
        "pools: {pistes: {}}",
        "Add a vote on it, or delete it if nothing fills it.",
    ),
    IssueKind(
        "S906",
        "More minutes planned than announced",
        "People are told how long it lasts, and organise their evening by it.",
        "announced_minutes: 30    # and 40 minutes of steps",
        "Raise `announced_minutes`, or shorten steps.",
    ),
    IssueKind(
        "S907",
        "Single braces around a parameter",
        "People would read the braces: a parameter is written with two.",
        'intro: ["Bienvenue à {agence}."]',
        "Write `{{ name }}`, or leave it if the braces are meant.",
    ),
    IssueKind(
        "S908",
        "The file is not named after the workshop",
        "Commands name a workshop by its file.",
        "`id: relocalisation` in reloc.yaml",
        "Give the file the id's name.",
    ),
    IssueKind(
        "S909",
        "A gate that closes before its steps can be done",
        "`at_most` is shorter than the minutes planned since the gate before: whoever takes their time is cut off.",
        "six minutes of steps, then gate: {at_most: 4}",
        "Raise `at_most` to the planned minutes at least.",
    ),
    IssueKind(
        "S951",
        "Texts that are not translated",
        "People who chose that language read these in the script's own.",
        "steps:\n  vecu:\n    title: What happened       # and no `ask`",
        "Run `horizons translate WORKSHOP LANGUAGE`: it adds them, each under the text to translate.",
    ),
    IssueKind(
        "S952",
        "A translation of an earlier text",
        "The script's text has changed since. Rather than be asked something else than the others, people who chose "
        "that language read the new text in the script's own until the translation is looked at again.",
        "sources:\n  steps.vecu.ask: 3f9a2c      # and the text is now another",
        "Correct the translation if need be, then run `horizons translate WORKSHOP LANGUAGE --confirm NAME`.",
    ),
    IssueKind(
        "S953",
        "A translation of nothing",
        "The script has no text of that name: it was renamed or deleted, or is the same in every language.",
        "steps:\n  vecu:\n    aks: What happened?",
        "Correct the name, or run `horizons translate WORKSHOP LANGUAGE`, which sets it apart as a comment.",
    ),
    IssueKind(
        "S954",
        "A translation of who knows which text",
        "It is shown, but nobody will be told when the script's text changes.",
        "a text that has no line under `sources`",
        "Run `horizons translate WORKSHOP LANGUAGE`, which notes it.",
    ),
    IssueKind(
        "S961",
        "A day of more than 15 minutes",
        "Over several days people answer between two other things. About four fifths of the minutes planned live are "
        "counted, for nobody waits for the others.",
        "day: 1 on steps of 25 minutes in all",
        "Move a step to another day.",
    ),
    IssueKind(
        "S962",
        "A day that asks more than four things",
        "Three or four questions a day are answered; the fifth is put off until tomorrow, and then the day after.",
        "day: 1 on six questions",
        "Move a step to another day.",
    ),
    IssueKind(
        "S963",
        "An hour in a workshop without days",
        "`closes` and `at_most_hours` count over days only: live, minutes do.",
        'gate: {closes: "12:00"}   # and no `day` anywhere',
        "Give the steps their `day`, or delete it.",
    ),
)

CATALOGUE: Final = {kind.code: kind for kind in sorted((*_KINDS, *METHOD_KINDS), key=lambda kind: kind.code)}
"""Every code, in order."""

_FAMILIES: Final = {
    "S0": say("The file"),
    "S1": say("Structure and references"),
    "S2": say("Gates and flow"),
    "S3": say("Texts and parameters"),
    "S5": say("Translations"),
    "S9": say("Warnings"),
}

_OPENING: Final = (
    say("# What can be wrong with a script"),
    say("<!-- Printed from bot/authoring/issues.py; a test compares the two. -->"),
    say("`horizons check` prints each finding on two lines, the place and what was found, then what to do:"),
    say(
        "```\n"
        'workshops/relocalisation.yaml:41:7  S104  Step "vote" reads pool "horizon", which no step fills.\n'
        '    Did you mean "horizons"? Pools here: horizons, pistes.\n'
        "```"
    ),
    say(
        "It speaks French where the terminal does (`LC_ALL`, `LC_MESSAGES` or `LANG`), or with `--language fr`;\n"
        "English elsewhere, or with `--language en`. This page in French: [messages-scripts.md](messages-scripts.md)."
    ),
    say(
        "A script with an error cannot be launched; one with warnings (S9) can. `horizons check --strict` fails on\n"
        "both."
    ),
    say(
        "S903, S906 and S910 to S921 are about the method: how people are asked. They may be wrong about your\n"
        "workshop. To keep what one of them finds, write its code and your reason under `allow`, in the step or at\n"
        "the head of the script:"
    ),
    say(
        "```yaml\n"
        "- open_question:\n"
        "    id: vecu\n"
        "    allow:\n"
        '      S910: "« Pourquoi » est le mot du groupe, choisi à la séance précédente."\n'
        "```"
    ),
)


def document(language: str) -> str:
    """The page `docs/script-issues.md`, or its French twin: every code with its reason, an example and the remedy."""
    paragraphs = [one.into(language) for one in _OPENING]
    family = ""
    for kind in CATALOGUE.values():
        if kind.code[:2] != family:
            family = kind.code[:2]
            paragraphs.append(say("## {family}: {title}", family=family, title=_FAMILIES[family]).into(language))
        title, explanation, example, remedy = (one.into(language) for one in kind.sentences)
        heading = say("### {code}: {title}", code=kind.code, title=title)
        paragraphs += [heading.into(language), explanation, f"```yaml\n{example}\n```"]
        paragraphs.append(say("Remedy: {remedy}", remedy=remedy).into(language))
    return "\n\n".join(paragraphs) + "\n"
