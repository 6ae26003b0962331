"""The sentences of the pages where an organisation writes its own workshops, in French and in English.

A value is a sentence, (one, many), or (none, one, many) chosen by `n`.
"""

from __future__ import annotations

from typing import Final

from bot.engine.counted import Form

FRENCH: Final[dict[str, Form]] = {
    "workshops.own": "Écrits par votre organisation",
    "workshops.shelf": "Fournis avec Horizons",
    "workshops.away": ("{n} atelier rangé", "{n} ateliers rangés"),
    "scripts.slip.many": "Votre organisation a déjà 30 ateliers : rangez-en un, depuis la page de ses versions.",
    "script.state.away": "atelier rangé",
    "script.put_away": "Ranger l'atelier",
    "script.put_away.help": (
        "Il n'est plus proposé, ni ici ni dans le bot. Ses versions restent, et l'on peut en reprendre une ; les "
        "séances en cours continuent."
    ),
    "script.put_away.note": "Atelier rangé",
    "refused.script_moved": (
        "Quelqu'un a enregistré une autre version entre-temps. Revenez en arrière et rechargez la page."
    ),
    "scripts.new": "Écrire un atelier",
    "scripts.new.help": (
        "Un atelier écrit ici n'est vu et lancé que par votre organisation. Chaque enregistrement garde une version : "
        "rien ne se perd, et une version qui contient des erreurs ne peut pas être lancée."
    ),
    "scripts.begin": "Commencer",
    "scripts.from": "À partir de",
    "scripts.from.starter": "Un modèle commenté, qui apprend à écrire",
    "scripts.from.copy": "Une copie de : {title}",
    "scripts.id": "Identifiant",
    "scripts.id.help": (
        "Un mot court : minuscules sans accent, chiffres et _, 20 au plus. Avec celui d'un atelier fourni, le vôtre "
        "prend sa place pour votre organisation."
    ),
    "scripts.make": "Créer l'atelier",
    "scripts.bring": "Apporter des fichiers",
    "scripts.files": "Vos fichiers",
    "scripts.files.help": (
        "Le script (mon_atelier.yaml) et, si vous en avez, ses traductions (mon_atelier.en.yaml), ses mots "
        "(mon_atelier.lexicon.yaml) et ses images (PNG ou JPEG)."
    ),
    "scripts.send": "Envoyer",
    "scripts.copy": "Copier pour l'adapter",
    "scripts.open_it": "L'ouvrir",
    "scripts.copied": "Copie de {of}",
    "scripts.brought": "Fichiers apportés",
    "scripts.slip.id": "Cet identifiant ne convient pas : un mot court, en minuscules sans accent, chiffres et _.",
    "scripts.slip.id_in_file": (
        "Le script ne dit pas d'identifiant qui convienne. Écrivez-y une ligne comme « id: mon_atelier » : "
        "minuscules sans accent, chiffres et _, 20 au plus."
    ),
    "scripts.slip.one_script": "Il faut un script, et un seul : un fichier comme mon_atelier.yaml.",
    "scripts.slip.no_file": "Choisissez au moins un fichier.",
    "scripts.slip.file": (
        "Un de ces fichiers n'est pas de ceux d'un atelier : script, traduction et mots en .yaml, images en .png ou "
        ".jpg."
    ),
    "scripts.slip.not_text": (
        "Un de ces fichiers ne se lit pas comme du texte. Enregistrez-le en UTF-8, puis recommencez. Rien n'a été "
        "gardé."
    ),
    "scripts.slip.there": "Votre organisation a déjà un atelier de cet identifiant. Rien n'a été gardé.",
    "script": "Modifier le script",
    "script.version": "Version {n}, {date}",
    "script.versions": "Versions",
    "script.number": "Version {n}",
    "script.launchable.none": "aucune version ne peut encore être lancée",
    "script.launchable.this": "c'est elle que l'on lance",
    "script.launchable.other": "on lance toujours la version {n}",
    "script.behind": "La version {n} contient des erreurs : cette page montre la dernière qui n'en a pas.",
    "script.renamed": (
        "Le script se dit « {said} » alors que cet atelier est « {id} ». Remettez « id: {id} », ou faites une copie : "
        "sans cela, il ne peut pas être lancé."
    ),
    "script.files": "Fichiers de l'atelier",
    "script.text": "Le texte du fichier, ligne par ligne",
    "script.note": "Ce que vous avez changé (facultatif)",
    "script.around": "Les fichiers de l'atelier",
    "script.take": "Télécharger {file}",
    "script.remove": "Retirer",
    "script.removed": "{file} retiré",
    "script.translate": "Préparer la traduction : {language}",
    "script.translation": "Traduction préparée : {language}",
    "script.slip.translation": "Rien n'a été gardé : corrigez d'abord ce qui suit.",
    "script.slip.changed": (
        "Quelqu'un d'autre a changé ce fichier pendant ce temps : voici l'atelier tel qu'il est. Rien de ce que vous "
        "envoyiez n'a été gardé."
    ),
    "script.bring": "Apporter ou remplacer des fichiers",
    "script.bring.help": (
        "Le script, une traduction ({id}.en.yaml), des mots ({id}.lexicon.yaml), des images (PNG ou JPEG, du nom de "
        "l'option qu'elles montrent)."
    ),
    "script.head.when": "Quand, par qui",
    "script.head.note": "Ce qui a changé",
    "script.head.state": "État",
    "script.head.do": "Que faire",
    "script.state.sound": "peut être lancée",
    "script.state.errors": "à corriger",
    "script.pinned": ("{n} séance", "{n} séances"),
    "script.download": "Télécharger",
    "script.what": "Voir ce qui change",
    "script.restore": "Reprendre cette version",
    "script.restored": "Version {n} reprise",
    "script.from": "De",
    "script.to": "À",
    "script.compare": "Comparer",
    "script.between": "De la version {a} à la version {b}",
    "script.said": "Ce que cela change",
    "script.said.none": "L'une des deux contient des erreurs : seules les lignes peuvent être comparées.",
    "script.same": "Les fichiers sont les mêmes.",
    "script.was": "avant",
    "script.is": "après",
    "script.picture": "L'image a changé.",
    "refused.script_large": (
        "C'est trop grand : un atelier et ses images tiennent en 3 Mo. Rien n'a été gardé ; réduisez les images."
    ),
}

ENGLISH: Final[dict[str, Form]] = {
    "workshops.own": "Written by your organisation",
    "workshops.shelf": "Shipped with Horizons",
    "workshops.away": ("{n} workshop put away", "{n} workshops put away"),
    "scripts.slip.many": "Your organisation has 30 workshops already: put one away, from the page of its versions.",
    "script.state.away": "put away",
    "script.put_away": "Put the workshop away",
    "script.put_away.help": (
        "It is not offered any more, here or in the bot. Its versions stay, and one can be taken up again; sessions "
        "under way go on."
    ),
    "script.put_away.note": "Put away",
    "refused.script_moved": "Somebody kept another version meanwhile. Go back and load the page again.",
    "scripts.new": "Write a workshop",
    "scripts.new.help": (
        "A workshop written here is seen and launched by your organisation alone. Each time you keep it makes a "
        "version: nothing is lost, and a version with errors cannot be launched."
    ),
    "scripts.begin": "Begin",
    "scripts.from": "From",
    "scripts.from.starter": "A commented model, which teaches how to write",
    "scripts.from.copy": "A copy of: {title}",
    "scripts.id": "Identifier",
    "scripts.id.help": (
        "A short word: lower case letters without accents, digits and _, 20 at most. With that of a shipped workshop, "
        "yours stands in its place for your organisation."
    ),
    "scripts.make": "Make the workshop",
    "scripts.bring": "Bring files",
    "scripts.files": "Your files",
    "scripts.files.help": (
        "The script (my_workshop.yaml) and, if you have them, its translations (my_workshop.en.yaml), its words "
        "(my_workshop.lexicon.yaml) and its pictures (PNG or JPEG)."
    ),
    "scripts.send": "Send",
    "scripts.copy": "Copy it to adapt it",
    "scripts.open_it": "Open it",
    "scripts.copied": "Copy of {of}",
    "scripts.brought": "Files brought",
    "scripts.slip.id": "That identifier will not do: a short word, lower case without accents, digits and _.",
    "scripts.slip.id_in_file": (
        "The script gives no identifier that will do. Write a line such as “id: my_workshop” into the file: lower case "
        "without accents, digits and _, 20 at most."
    ),
    "scripts.slip.one_script": "One script is needed, and only one: a file such as my_workshop.yaml.",
    "scripts.slip.no_file": "Choose at least one file.",
    "scripts.slip.file": (
        "One of these files is none of a workshop's: script, translation and words in .yaml, pictures in .png or .jpg."
    ),
    "scripts.slip.not_text": (
        "One of these files cannot be read as text. Save it as UTF-8, then begin again. Nothing was kept."
    ),
    "scripts.slip.there": "Your organisation has a workshop of that identifier already. Nothing was kept.",
    "script": "Edit the script",
    "script.version": "Version {n}, {date}",
    "script.versions": "Versions",
    "script.number": "Version {n}",
    "script.launchable.none": "no version can be launched yet",
    "script.launchable.this": "it is the one that is launched",
    "script.launchable.other": "version {n} is still the one that is launched",
    "script.behind": "Version {n} has errors: this page shows the last one without any.",
    "script.renamed": (
        "The script calls itself “{said}” while this workshop is “{id}”. Write “id: {id}” again, or make a copy: it "
        "cannot be launched otherwise."
    ),
    "script.files": "Files of the workshop",
    "script.text": "The text of the file, line by line",
    "script.note": "What you changed (optional)",
    "script.around": "The files of the workshop",
    "script.take": "Download {file}",
    "script.remove": "Take it off",
    "script.removed": "{file} taken off",
    "script.translate": "Prepare the translation: {language}",
    "script.translation": "Translation prepared: {language}",
    "script.slip.translation": "Nothing was kept: mend first what follows.",
    "script.slip.changed": (
        "Somebody else changed this file meanwhile: here is the workshop as it stands. Nothing of what you sent was "
        "kept."
    ),
    "script.bring": "Bring or replace files",
    "script.bring.help": (
        "The script, a translation ({id}.en.yaml), words ({id}.lexicon.yaml), pictures (PNG or JPEG, called by the "
        "option they show)."
    ),
    "script.head.when": "When, by whom",
    "script.head.note": "What changed",
    "script.head.state": "State",
    "script.head.do": "What to do",
    "script.state.sound": "can be launched",
    "script.state.errors": "to mend",
    "script.pinned": ("{n} session", "{n} sessions"),
    "script.download": "Download",
    "script.what": "See what changes",
    "script.restore": "Take this version up again",
    "script.restored": "Version {n} taken up again",
    "script.from": "From",
    "script.to": "To",
    "script.compare": "Compare",
    "script.between": "From version {a} to version {b}",
    "script.said": "What it changes",
    "script.said.none": "One of the two has errors: only their lines can be compared.",
    "script.same": "The files are the same.",
    "script.was": "before",
    "script.is": "after",
    "script.picture": "The picture changed.",
    "refused.script_large": (
        "That is too large: a workshop and its pictures fit in 3 MB. Nothing was kept; make the pictures smaller."
    ),
}
