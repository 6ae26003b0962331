"""Writes docs/gabarits.md, in French: how an agency changes its notebooks, and the tree of what templates may show.

`python -m bot.notebook.guide_gabarits > docs/gabarits.md` renews it; a test compares. The tree is drawn from the
dataclasses of the context; what each field holds is told by docs/notebook.md (`manual`), from the same place.
"""

from __future__ import annotations

import dataclasses
import sys
import types
import typing
from collections.abc import Iterator
from typing import Any, Final

from bot.notebook import blocks, context
from bot.notebook.context import Notebook
from bot.notebook.flow.pieces import Piece
from bot.notebook.sandbox import FILTERS
from bot.notebook.words import Words

_SECTIONS: Final = {
    "identity": "0", "essential": "1", "background": "2", "typology": "3", "keywords": "4", "shared": "5",
    "reading": "6", "posture": "7", "factors": "8", "horizons": "9", "debate": "10", "actions": "11",
    "commitments": "12", "germs": "13", "ethics": "14", "suites": "15", "annex": "A",
}  # fmt: skip
_BRICKS: Final = (blocks.Sentence, blocks.Ref, blocks.Quote, blocks.Followup, blocks.Table, blocks.QuestionBlock,
                  blocks.Fact, context.Said, context.CardField, context.AnnexEntry, context.Chart)  # fmt: skip

_HEAD: Final = """\
# Les gabarits du cahier

Cette page est produite par le code (`python -m bot.notebook.guide_gabarits > docs/gabarits.md`) ; un test échoue
quand elle n'est plus à jour. Elle s'adresse à l'équipe d'une agence qui veut ses cahiers à ses couleurs.

## En cinq minutes

1. Copiez le dossier `templates/cahier/` dans un dossier à vous, par exemple `nos-gabarits/cahier/`.
2. N'y gardez que les fichiers que vous changez : ce qui n'y est pas est pris dans ce qui est livré.
3. Dans `.env`, écrivez `HORIZONS_TEMPLATES_DIR=nos-gabarits`.
4. Vérifiez : `horizons templates check nos-gabarits`. Chaque erreur est dite avec son fichier, sa ligne et son remède.
5. Regardez : `horizons compile cahier.json --format pdf,docx --out essai`, à partir d'un cahier déjà compilé.

| fichier | fait |
|---|---|
| `cahier/cahier.docx` | le document Word : votre couverture, vos en-têtes, vos styles |
| `cahier/cahier.typ` | le PDF : couverture, ordre des pages |
| `cahier/bricks.typ` | ce dont tous les PDF sont faits ; couleurs et polices en tête du fichier |
| `cahier/fonts/` | les polices du PDF ; ajoutez les vôtres et nommez-les dans `bricks.typ` |
| `cahier/cahier.html.j2`, `cahier/parts/*.html.j2` | la page web |
| `cahier/style.css` | ses couleurs, à l'écran et imprimée |
| `cahier/cahier.md.j2`, `cahier/parts/macros.md.j2` | le Markdown |
| `programme/programme.html.j2`, `programme/programme.md.j2` | la page web et le Markdown d'un cahier de programme |
| `volume/volume.typ` | les contributions d'une grande séance, en volumes à côté du PDF |
| `carnet/`, `tableau/`, `alerte/`, `participants/` | les documents qui accompagnent le cahier (plus bas) |
| `cahier/parts/flow.html.j2`, `cahier/parts/flow.md.j2` | la page et le Markdown de tout cela |

## Plusieurs jeux de gabarits

Un dossier de plus par jeu, dans le vôtre : `nos-gabarits/metropole/cahier/cahier.docx`. Une organisation choisit le
sien dans ses réglages, une séance le sien au moment de compiler (dans la console, ou `horizons compile SÉANCE
--template metropole`). Ce qui n'est pas dans le jeu est pris dans `nos-gabarits`, puis dans ce qui est livré.
`horizons templates check nos-gabarits` les essaie tous.

## Le logo

Une image PNG, donnée dans les réglages de l'organisation : elle paraît sur la couverture de la page web, du PDF et du
document Word livrés. Dans un document Word à vous, écrivez `{{ logo }}` seul dans un paragraphe, ou mettez-y l'image.

## Les documents qui accompagnent le cahier

Ils viennent d'eux-mêmes avec le cahier, dans le format demandé (`html`, `pdf`, `docx`, `md`), quand l'atelier a
recueilli ce dont ils sont faits. Ils ne disent rien de plus que lui : mêmes contributions, mêmes numéros, mêmes
silences.

| document | vient quand | contient |
|---|---|---|
| `carnet` de pratiques | il y a des observations | pratiques par objet, germes, éthique, lecture croisée, vote |
| `tableau` | il y a des besoins et des ressources | une ligne par fiche, ce à quoi rien ne répond |
| `alerte` | l'équipe a rempli sa note d'alerte | une page : ses mots, et ce que disent les fiches |
| `participants` | on le demande, ou le cahier part à la relecture | la synthèse en bref : téléphone, A5 |

Chacun a son dossier de gabarits, du même nom : `carnet/carnet.typ`, `carnet/carnet.html.j2`… Un `.docx` que vous y
mettez (`alerte/alerte.docx`) remplace pour lui celui du cahier.

## Le document Word

Ouvrez `cahier.docx` dans Word ou LibreOffice. Changez tout ce que vous voulez : logo, couverture, marges, en-têtes,
polices, styles. Des champs y sont remplis, par exemple `{{ cahier.title }}`, `{{ cahier.territory }}`, `{{
cahier.date }}` ; la liste est plus bas. Une ligne répétée s'écrit entre `{%p for figure in cahier.key_figures %}`
et `{%p endfor %}`, chacun seul dans son paragraphe. Une seule chose est obligatoire : un paragraphe qui ne contient
que `{{p corps }}`, là où vient le cahier.

Le cahier y prend les styles du document par leur nom : Titre 1 à 3, Citation, Légende, Liste à puces, et ceux dont
le nom commence par « Cahier » (« Cahier note », « Cahier contribution »…). Un style absent ne manque pas : le texte
reste.

## Le PDF

`cahier.typ` et `bricks.typ` sont écrits pour [typst](https://typst.app/docs). Ils reçoivent `cahier.json` :
les textes de la couverture, puis le cahier comme une suite de morceaux, chacun d'une de ces sortes : PIECES. Une
fonction dessine chaque sorte.
Le PDF suit PDF/UA-1 : ce qui le rendrait illisible à une synthèse vocale est une erreur. Un caractère qu'aucune
police ne dessine est écrit en clair, « [U+4E2D] ».

## La page web et le Markdown

Ce sont des gabarits Jinja. Deux noms leur sont donnés : `cahier`, décrit plus bas, et `t`, les phrases du cahier
(`t("ui.contents")`). Toute valeur est échappée d'office : ce que quelqu'un a tapé n'est jamais du code. Exemple :

```
{% for ligne in cahier.essential.leaders %}
<p>{{ ligne.rank }} : {{ ligne.text }} ({{ ligne.grade }})</p>
{% endfor %}
```

Filtres permis : FILTERS. Un gabarit montre le cahier et rien d'autre : il ne lit aucun fichier, ne va sur aucun
réseau, et une boucle sans fin est refusée.

| code | erreur |
|---|---|
| N001 | un nom ou un champ qui n'existe pas |
| N002 | une faute de syntaxe |
| N003 | ce qu'un gabarit n'a pas le droit de faire |
| N004 | un gabarit introuvable |
| N005 | une opération impossible |
| N006 | tout ce que trouve typst en composant le PDF |
| N007 | un `.docx` qui n'en est pas un, ou sans `{{p corps }}` |

## Les formats

| format | fichier | pour |
|---|---|---|
| `html` | `cahier.html` | lire sur un téléphone, à l'écran, imprimer |
| `pdf` | `cahier.pdf` | imprimer, transmettre, archiver ; accessible (PDF/UA-1) |
| | `cahier-contributions-*.pdf` | au-delà de 6 000 contributions, leur liste en volumes |
| `pdf+data` | `cahier.pdf` | le même, avec `cahier.json` en pièce jointe |
| `docx` | `cahier.docx` | retravailler dans la charte de l'agence |
| `md` | `cahier.md` | copier ailleurs, comparer deux versions |
| `participants` | `participants.html`, `participants.pdf` | rendre aux participant·e·s : téléphone, A5 |
| `xlsx` | `cahier.xlsx` | trier, compter ; une feuille par sujet, jamais de formule |
| `csv` | `cahier-*.csv`, `datapackage.json` | les mêmes tableaux et leur dictionnaire |
| `json` | `cahier.json` | tout le cahier en un fichier, qui se réimprime : `horizons compile cahier.json` |
| `qdpx` | `cahier.qdpx` | coder dans NVivo, MAXQDA, QualCoder… (REFI-QDA) |
| `iramuteq` | `cahier-iramuteq.txt` | l'analyse lexicale |
| `polis` | `cahier-polis-*.csv` | affirmations votées, aux colonnes de Polis ; dès 20 votant·e·s, avec les votes |
| `ballots` | `cahier-bulletins-entiers-*.json` | recompter un portefeuille, dès 20 votant·e·s |

`xlsx`, `csv` et `json` ne disent rien de plus que le cahier : ils peuvent aller où il va. `qdpx`, `iramuteq`, `polis`
et `ballots` suivent une même personne d'une réponse à l'autre, sans son nom : ils restent dans l'équipe. Avec `csv` et
`json` viennent les décomptes de chaque vote (`cahier-bulletins-*.json`), que `horizons tally` recompte.

En CSV, une cellule qui commence par `=`, `+`, `-`, `@`, une apostrophe, une tabulation ou un retour est précédée
d'une apostrophe, pour qu'aucun tableur n'y voie une formule : ôtez-la pour retrouver le texte.

## Ce qu'un gabarit peut montrer

`[]` : plusieurs ; `?` : peut manquer. Ce que chaque champ contient est dit dans [notebook.md](notebook.md), en
anglais.
"""


def guide() -> str:
    """The whole page."""
    pieces = ", ".join(f"`{kind.__name__.lower()}`" for kind in Piece.__subclasses__())
    filters = ", ".join(f"`{name}`" for name in (*FILTERS, "css_string", "quoted"))
    words = Words("fr")
    hints = typing.get_type_hints(Notebook, vars(context))
    plain = [name for name in hints if name not in _SECTIONS]
    parts = [
        _HEAD.replace("PIECES", pieces).replace("FILTERS", filters),
        f"**Le cahier** (`cahier.…`) : {', '.join(f'`{name}`' for name in plain)}.\n",
    ]
    for name, number in _SECTIONS.items():
        parts.append(f"**§ {number}, {words(f'section.{number}')}** (`cahier.{name}`)\n")
        parts.append("\n".join(_branch(hints[name], f"cahier.{name}", set())) + "\n")
    parts.append("**Les briques**, les mêmes partout :\n")
    parts.append("\n".join(f"- {kind.__name__} : {_names(kind)}" for kind in _BRICKS) + "\n")
    return "\n".join(parts)


def _branch(hint: Any, path: str, met: set[type]) -> Iterator[str]:
    kind, _ = _kind(hint)
    yield f"- `{path}` : {_names(kind)}"
    for field, inner in _fields(kind).items():
        below, mark = _kind(inner)
        if dataclasses.is_dataclass(below) and below not in _BRICKS and below not in met:
            yield from _branch(inner, f"{path}.{field}{mark}", met | {kind})


def _names(kind: type) -> str:
    return ", ".join(f"`{name}{_kind(hint)[1]}`{_of(hint)}" for name, hint in _fields(kind).items())


def _of(hint: Any) -> str:
    kind, _ = _kind(hint)
    return f" ({kind.__name__})" if kind in _BRICKS else ""


def _fields(kind: type) -> dict[str, Any]:
    hints = typing.get_type_hints(kind, {**vars(blocks), **vars(context)})
    return {field.name: hints[field.name] for field in dataclasses.fields(kind)}


def _kind(hint: Any) -> tuple[Any, str]:
    """The type inside, and whether there are several or perhaps none."""
    arguments = typing.get_args(hint)
    if typing.get_origin(hint) is tuple:
        return _kind(arguments[0])[0], "[]"
    if typing.get_origin(hint) in {typing.Union, types.UnionType}:
        return next(one for one in arguments if one is not type(None)), "?"
    return hint, ""


if __name__ == "__main__":
    sys.stdout.write(guide())
