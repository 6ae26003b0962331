"""The part of the catalogue that is about the method: how people are asked, not whether the script can be played.

Here: the words of S910 to S922. Not here: finding anything (`check_wording`, `check_method`, `allowances`).
"""

from __future__ import annotations

from typing import Final

from bot.authoring.issue_kind import IssueKind

METHOD_KINDS: Final = (
    IssueKind(
        "S910",
        "A question asks « why »",
        "« Why » asks people to justify themselves: they give reasons that sound well instead of what happened.",
        "ask: Pourquoi achetez-vous ici ?",
        "Ask for what happened or what counts: « Racontez… », « Qu'est-ce qui… », « Comment… ».",
    ),
    IssueKind(
        "S911",
        "Two questions in one",
        "People answer the one they like better, and nobody can tell which.",
        "ask: Où achetez-vous, et comment y allez-vous ?",
        "Keep one; ask the other under `then`, or as an own probe.",
    ),
    IssueKind(
        "S912",
        "A question that says what to answer",
        "Whoever disagrees has to contradict the organiser before answering; most people will not.",
        "ask: Ne pensez-vous pas qu'il faut acheter local ?",
        "Ask openly: « Qu'est-ce que… », « Comment… », « Dans quelle mesure… ».",
    ),
    IssueKind(
        "S913",
        "The first open question asks for an opinion",
        "Opinions asked for first are taken from the newspaper, and bind people for the rest of the workshop. What "
        "somebody has lived through is theirs, and easier to tell.",
        "ask: Que pensez-vous du commerce local ?     # and no open question before",
        "Begin with what happened: « Racontez un moment où… ». Opinions, fears and wishes come after.",
    ),
    IssueKind(
        "S914",
        "Less than half of the time for the key questions",
        "People came for the questions of phases C and D; introductions eat the evening when nobody counts. In a "
        "script without these phases, whatever comes after the profile and the key words counts.",
        "phases A and B planned for 40 minutes of 60",
        "Shorten the introduction, or give the key questions more minutes.",
    ),
    IssueKind(
        "S915",
        "A workshop without a closing",
        "The last word belongs to the people: what counts most, what was forgotten, how it was. Without it they are "
        "shown the door.",
        "steps that end with the vote",
        "End with a `closing` step.",
    ),
    IssueKind(
        "S916",
        "A question that nobody may pass",
        "An answer given because there was no other way is worth nothing, and some people leave instead. Only the "
        "consent needs an answer.",
        "- open_question:\n    may_pass: false",
        "Delete `may_pass: false`.",
    ),
    IssueKind(
        "S917",
        "Options that lean to one side",
        "With three ways to be pleased and one not to be, the result is decided before anybody answers.",
        "buttons: {tres: Très satisfait·e, assez: Assez satisfait·e, peu: Peu satisfait·e}",
        "Offer as many unfavourable options as favourable ones; one in the middle if you like, and « Sans avis ».",
    ),
    IssueKind(
        "S918",
        "An example taken from the topic itself",
        "People repeat what they are shown: half of the answers will be variations on the example.",
        'title: Produire et réparer ici\nintro: "Exemple : « Chaque quartier répare ses vélos. »"',
        "Take the example from another topic, and say so: « Exemple sur un autre sujet : … ».",
    ),
    IssueKind(
        "S919",
        "A double negation",
        "Nobody is sure what « yes » would mean.",
        "ask: Qu'est-ce qui ne vous semble pas impossible ?",
        "Say it the other way round.",
    ),
    IssueKind(
        "S920",
        "A sentence of more than 20 words in a question",
        "On a phone the beginning is forgotten when the end is read, and some people read slowly, or in a "
        "second language.",
        "ask: one sentence with two subordinate clauses",
        "Make two sentences, or move what explains to `intro` or `hint`.",
    ),
    IssueKind(
        "S921",
        "Praise for an answer",
        "Whoever is not told « Bravo » understands that there was a right answer. « C'est noté. » is for everybody.",
        "intro: Bravo pour ces idées !",
        "Thank people, or say that it is noted.",
    ),
    IssueKind(
        "S922",
        "An `allow` that allows nothing",
        "What it was written for is no longer there; left in place, it would hide the next one.",
        'allow: {S910: "Le mot du groupe."}     # and no « pourquoi » in that step',
        "Delete the line.",
    ),
)
"""In order."""
