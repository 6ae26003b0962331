"""The data dictionary: every table of the data pack, every field, in both languages.

Names are the same in every language and from one version to the next; titles and descriptions are for people.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Final

Told = tuple[str, str]
"""French, English."""


@dataclass(frozen=True, slots=True)
class Field:
    """A column. `kind` is Frictionless's type: string or integer."""

    name: str
    title: Told
    about: Told
    kind: str = "string"


@dataclass(frozen=True, slots=True)
class Shape:
    """A table, before it has rows."""

    name: str
    title: Told
    about: Told
    fields: tuple[Field, ...]


_SECTION: Final = Field("section", ("Section", "Section"), ("Numéro de la section du cahier.", "Of the notebook."))
_STEP: Final = Field("step", ("Étape", "Step"), ("Titre de l'étape.", "Title of the step."))
_REFS: Final = Field(
    "contributions",
    ("Contributions", "Contributions"),
    ("Numéros des contributions, séparés par des espaces.", "Numbers of contributions, separated by spaces."),
)
_TEXT: Final = Field(
    "text",
    ("Texte", "Text"),
    (
        "Tel qu'écrit, fautes comprises ; vide si rien n'est imprimé.",
        "As typed; empty when not printed.",
    ),
)
_NOTE: Final = Field("note", ("Note", "Note"), ("Pourquoi le texte n'est pas imprimé.", "Why the text is not printed."))
_SIGNATURE: Final = Field(
    "signature",
    ("Profil", "Profile"),
    ("Profil de l'auteur·rice s'il est assez partagé, jamais un nom.", "The author's profile if enough share it."),
)
_NUMBER: Final = Field(
    "number",
    ("Numéro", "Number"),
    (
        "C comptée, P parking, H hors délai, I question incertaine, X retenue, R correction demandée.",
        "C counted, P parked, H late, I uncertain question, X withheld, R correction asked for.",
    ),
)
_CODE: Final = Field("code", ("Code", "Code"), ("Code de l'horizon ou de la piste.", "Code of the horizon or lead."))
_PEOPLE: Final = Field("people", ("Personnes", "People"), ("Combien de personnes.", "How many people."), "integer")

SHAPES: Final[Mapping[str, Shape]] = {
    shape.name: shape
    for shape in (
        Shape(
            "contributions",
            ("Contributions", "Contributions"),
            ("Toutes les contributions, une par ligne.", "Every contribution, one a row."),
            (
                _NUMBER,
                _STEP,
                Field("question", ("Question", "Question"), ("Telle que posée.", "As it was asked.")),
                _TEXT,
                _NOTE,
                _SIGNATURE,
                Field("flags", ("Repères", "Flags"), ("Chiffre déclaré, coordonnées coupées…", "Declared figure…")),
                Field("forms", ("Mots distingués", "Words"), ("Pour les mots-clés.", "For keywords.")),
                Field(
                    "previous",
                    ("Versions précédentes", "Earlier versions"),
                    ("De la plus récente à la plus ancienne.", "Newest first."),
                ),
                Field(
                    "cited",
                    ("Citée en", "Cited in"),
                    ("Sections du cahier qui impriment ses mots.", "Sections of the notebook that print its words."),
                ),
                Field(
                    "counted",
                    ("Comptée en", "Counted in"),
                    ("Sections qui s'appuient sur son numéro.", "Sections that rest on its number."),
                ),
                Field(
                    "entered",
                    ("Saisie par", "Entered by"),
                    (
                        "« animation » : notée pour son auteur·rice, par téléphone ou d'après une fiche ; vide sinon.",
                        "“animation”: written down for its author, by telephone or from paper; else empty.",
                    ),
                ),
                Field(
                    "codes",
                    ("Lecture de l'équipe", "Team's reading"),
                    ("Rubriques, blocs et thèmes confirmés par une personne.", "Rubrics, blocks, themes: confirmed."),
                ),
            ),
        ),
        Shape(
            "sentences",
            ("Phrases de synthèse", "Sentences"),
            ("Chaque phrase de synthèse et ce sur quoi elle repose.", "Each sentence and what it rests on."),
            (
                _SECTION,
                Field("text", ("Phrase", "Sentence"), ("La phrase.", "The sentence.")),
                Field("rests_on", ("Repose sur", "Rests on"), ("Ce que le cahier affiche.", "As shown.")),
                _REFS,
            ),
        ),
        Shape(
            "quotations",
            ("Citations", "Quotations"),
            ("Les paroles citées dans les sections, et où.", "Words quoted in the sections, and where."),
            (_SECTION, _NUMBER, _TEXT, _SIGNATURE),
        ),
        Shape(
            "words",
            ("Mots-clés", "Keywords"),
            ("Les mots donnés, formes réunies.", "Words given, forms put together."),
            (
                _STEP,
                Field("word", ("Mot", "Word"), ("La forme la plus fréquente.", "The most frequent form.")),
                Field("forms", ("Autres formes", "Other forms"), ("Telles que données.", "As given.")),
                _PEOPLE,
                _REFS,
            ),
        ),
        Shape(
            "horizons",
            ("Horizons", "Horizons"),
            ("Ce qui a été soumis au vote, et le résultat.", "What was voted on, and the result."),
            (
                Field("vote", ("Vote", "Vote"), ("Titre du vote.", "Title of the vote.")),
                _CODE,
                Field("text", ("Horizon", "Horizon"), ("Tel que lu par le groupe.", "As the group read it.")),
                Field("origin", ("Origine", "Origin"), ("Groupe, préparé, animation.", "Group, prepared, team.")),
                Field("rank", ("Rang", "Rank"), ("En toutes lettres, ex æquo compris.", "In words, ties included.")),
                Field("grade", ("Mention", "Grade"), ("Mention majoritaire.", "Majority grade.")),
                Field("outcome", ("Résultat", "Outcome"), ("La phrase du cahier.", "The notebook's sentence.")),
                _REFS,
            ),
        ),
        Shape(
            "cards",
            ("Fiches", "Cards"),
            ("Pistes et autres fiches, un champ par ligne.", "Leads and other cards, a field a row."),
            (
                Field("card", ("Fiche", "Card"), ("Son repère dans le cahier.", "Its place in the notebook.")),
                _CODE,
                Field("title", ("Intitulé", "Title"), ("Ce qui est proposé ou décrit.", "What is proposed or told.")),
                Field("field", ("Champ", "Field"), ("Outil, processus, acteurs…", "Tool, process, actors…")),
                _TEXT,
                _NOTE,
                _NUMBER,
            ),
        ),
        Shape(
            "tables",
            ("Tableaux", "Tables"),
            ("Tous les tableaux du cahier, une case par ligne.", "Every table of the notebook, a cell a row."),
            (
                Field("table", ("Tableau", "Table"), ("Sa légende.", "Its caption.")),
                Field("row", ("Ligne", "Row"), ("Ce que nomme la première colonne.", "What the first column names.")),
                Field("column", ("Colonne", "Column"), ("Titre de la colonne.", "Title of the column.")),
                Field("value", ("Valeur", "Value"), ("Telle qu'imprimée, masquée sous le seuil.", "As printed.")),
            ),
        ),
        Shape(
            "course",
            ("Déroulé", "Course"),
            ("Les étapes jouées et les questions posées.", "Steps played and questions asked."),
            (
                Field("step_number", ("N°", "No."), ("Ordre de l'étape.", "Order of the step."), "integer"),
                _STEP,
                Field("phase", ("Phase", "Phase"), ("Phase de la séance.", "Phase of the session.")),
                Field("question", ("Question", "Question"), ("Telle que posée.", "As it was asked.")),
                Field("options", ("Boutons", "Buttons"), ("Réponses proposées.", "Answers offered.")),
            ),
        ),
        Shape(
            "journal",
            ("Journal", "Journal"),
            ("Les gestes de l'animation et de l'horloge.", "Gestures of facilitators and of the clock."),
            (
                Field("when", ("Quand", "When"), ("Date et heure locales.", "Local date and time.")),
                Field("by", ("Qui", "By"), ("Animation ou horloge.", "Facilitators or clock.")),
                Field("what", ("Quoi", "What"), ("Le geste, jamais sur qui.", "The gesture, never about whom.")),
            ),
        ),
        Shape(
            "ballots",
            ("Décomptes", "Counts"),
            ("Combien de personnes ont donné quoi à chaque horizon.", "How many people gave what to each item."),
            (
                Field("vote", ("Vote", "Vote"), ("Code de l'étape.", "Id of the step.")),
                _CODE,
                Field("given", ("Donné", "Given"), ("Mention, ou nombre de points.", "Grade, or number of points.")),
                _PEOPLE,
            ),
        ),
    )
}
