"""French sentences of the console. A value is a sentence, (one, many), or (none, one, many) chosen by `n`."""

from __future__ import annotations

from typing import Final

FRENCH: Final[dict[str, str | tuple[str, str] | tuple[str, str, str]]] = {
    "site": "Console Horizons",
    "skip": "Aller au contenu",
    "nav": "Pages de la console",
    "nav.session": "Pages de la séance",
    "nav.sessions": "Séances",
    "nav.live": "Suivi",
    "nav.notebook": "Cahier",
    "nav.journal": "Journal",
    "nav.screen": "Écran de la salle",
    "sign_out": "Se déconnecter",
    "sign_out.everywhere": "Se déconnecter partout",
    "sign_out.everywhere.help": "Ferme la console sur tous vos appareils.",
    "sign_in": "Connexion",
    "sign_in.ready": (
        "Votre lien est valable. Il ne sert qu'une fois : touchez « Continuer » sur l'appareil où vous voulez "
        "travailler."
    ),
    "sign_in.continue": "Continuer",
    "sign_in.how": "Pour entrer, il faut un lien personnel.",
    "sign_in.how.bot": "Écrivez /console au bot : il vous répond par un lien, valable dix minutes.",
    "sign_in.how.operator": (
        "Sans Telegram, la personne qui administre le serveur peut en faire un : horizons console-link."
    ),
    "refused": "Cette page ne s'ouvre pas",
    "refused.elsewhere": (
        "Cette demande vient d'un autre site. Revenez à la console et recommencez depuis la page elle-même."
    ),
    "refused.form": "Cette demande n'a pas la forme attendue. Revenez en arrière et recommencez depuis la page.",
    "refused.large": (
        "C'est trop long pour être envoyé d'un coup. Raccourcissez votre texte, puis envoyez-le de nouveau."
    ),
    "refused.signed_out": "Vous n'êtes pas ou plus connecté·e. Écrivez /console au bot pour recevoir un nouveau lien.",
    "refused.nobody": (
        "Votre compte ne fait partie d'aucune équipe ici. Demandez à la personne qui anime de vous inviter."
    ),
    "refused.role": "Votre rôle ne permet pas cela. Demandez à la personne qui anime la séance.",
    "refused.unknown": "Il n'y a rien à cette adresse, ou cela n'est pas à vous.",
    "refused.token": (
        "La page était ouverte depuis trop longtemps. Revenez en arrière, rechargez-la et recommencez : rien n'a "
        "été changé."
    ),
    "refused.link": (
        "Ce lien a déjà servi, ou ses dix minutes sont passées. Écrivez /console au bot pour en recevoir un autre."
    ),
    "refused.outside": "Les données ne répondent pas pour l'instant. Réessayez dans un instant : rien n'est perdu.",
    "refused.ours": "Une erreur s'est produite de notre côté. Elle est notée ; rien n'est perdu.",
    "refused.purged": (
        "Les réponses de cette séance ont été effacées à la fin de leur durée de conservation. Le cahier, lui, reste à "
        "télécharger."
    ),
    "refused.draft": "La séance n'a pas commencé : il n'y a encore rien à mettre dans un cahier.",
    "refused.no_format": "Cochez au moins un format.",
    "refused.no_notebook": "Ce fichier n'existe pas ou plus. Compilez le cahier de nouveau.",
    "refused.no_chat": "Vous n'avez pas de conversation avec le bot : téléchargez le fichier.",
    "refused.too_large_for_chat": "Ce fichier dépasse les 50 Mo que prend une conversation : téléchargez-le.",
    "refused.download": (
        "Ce lien de téléchargement n'est plus valable. Revenez à la page du cahier : les liens y sont renouvelés."
    ),
    "refused.range": "Ce fichier se télécharge en une fois.",
    "refused.back": "Revenir",
    "sessions": "Séances",
    "sessions.none": "Aucune séance pour l'instant. Écrivez /animer au bot pour en lancer une : elle apparaîtra ici.",
    "sessions.created": "créée le {date}",
    "sessions.people": ("{n} personne", "{n} personnes"),
    "sessions.purged": "Réponses effacées le {date}, à la fin de leur durée de conservation.",
    "sessions.next": "À faire",
    "sessions.next.draft": "Transmettre le lien, puis ouvrir la séance depuis le bot",
    "sessions.next.open": "Suivre la séance",
    "sessions.next.compile": "Compiler le cahier",
    "sessions.next.look": (
        "Relire {n} contribution où quelqu'un peut être nommé, ou retenue",
        "Relire {n} contributions où quelqu'un peut être nommé, ou retenues",
    ),
    "sessions.next.validate": "Relire le cahier, puis le valider",
    "sessions.next.answer": (
        "Répondre à {n} piste, pour le {date}",
        "Répondre à {n} pistes, pour le {date}",
    ),
    "sessions.next.publish": ("Publier {n} réponse", "Publier {n} réponses"),
    "sessions.next.closed": "Lire et télécharger le cahier",
    "status.draft": "en préparation",
    "status.open": "en cours",
    "status.closed": "close",
    "live": "Suivi de la séance",
    "live.days": "Jour {day} sur {days}",
    "live.days.before": "Commence le {date}, pour {days} jours",
    "live.now": "En ce moment",
    "live.gate": "Prochain rendez-vous",
    "live.gate.end": "la fin de la séance",
    "live.arrived": "{arrived} sur {active} y sont",
    "live.left": ("moins d'une minute", "encore {n} minute", "encore {n} minutes"),
    "live.left.none": "sans limite de temps",
    "live.voted": ("{n} personne a voté", "{n} personnes ont voté"),
    "live.people": ("Personne n'est encore là", "{n} personne", "{n} personnes"),
    "live.people.none": "Transmettez le lien ou le code QR ci-dessous ; les personnes apparaîtront ici.",
    "live.declined": ("{n} refus du consentement", "{n} refus du consentement"),
    "live.silent": (
        "tout le monde avance",
        "{n} personne n'a pas encore répondu",
        "{n} personnes n'ont pas encore répondu",
    ),
    "live.step": "Étape",
    "live.answers": "Réponses",
    "live.answered": ("aucune réponse", "{n} réponse", "{n} réponses"),
    "live.passed": ("{n} « je passe »", "{n} « je passe »"),
    "live.state.behind": "passée",
    "live.state.now": "en cours",
    "live.state.ahead": "à venir",
    "live.gathered": "rendez-vous avant cette étape",
    "live.person": "Personne",
    "live.profile": "Profil",
    "live.where": "Où elle en est",
    "live.invite": "Faire entrer",
    "live.invite.link": "Lien à transmettre",
    "live.qr": "Code QR du lien de la séance",
    "live.auto": "Cette page se met à jour toute seule. Sans JavaScript, rechargez-la.",
    "person.answered": "a répondu",
    "person.writing": "écrit",
    "person.silent": "n'a pas encore répondu",
    "person.waiting": "attend les autres",
    "person.voted": "a voté",
    "person.finished": "a terminé",
    "person.gone": "est partie",
    "person.step": "question {step}",
    "screen": "Écran de la salle",
    "screen.join": "Pour participer, visez ce code avec votre téléphone",
    "screen.come": ("Personne n'est encore là", "{n} personne est là", "{n} personnes sont là"),
    "screen.over": "La séance est close. Merci !",
    "screen.no_vote": "Il n'y a pas eu de vote dans cette séance.",
    "live.steps": "Étapes",
    "votes": "Votes",
    "votes.voters": "{voters} votant·e·s sur {electorate} personnes présentes",
    "votes.rank": "{rank}e",
    "votes.rank.first": "1er",
    "votes.tied": "ex æquo",
    "votes.unranked": "non classé",
    "votes.score": ("{n} point", "{n} points"),
    "votes.no_opinion": "sans avis",
    "notebook": "Cahier de synthèse",
    "notebook.draft": "Le cahier se fera quand la séance aura commencé.",
    "notebook.open": (
        "La séance est en cours : un cahier fait maintenant est provisoire et ne contient pas les votes encore ouverts."
    ),
    "notebook.read": "Lire le cahier",
    "notebook.files": "Télécharger",
    "notebook.files.none": "Aucun cahier n'a encore été compilé. Choisissez les formats ci-dessous, puis « Compiler ».",
    "notebook.sent": "Le fichier arrive dans votre conversation avec le bot.",
    "notebook.chat": "Dans le bot",
    "notebook.send": "Recevoir dans le bot",
    "notebook.files.links": "Ces liens sont à vous, et valables une heure. Rechargez la page pour en obtenir d'autres.",
    "notebook.file": "Fichier",
    "notebook.size": "Taille",
    "notebook.made": "Fait le",
    "notebook.kilobytes": "{n} ko",
    "notebook.compile": "Compiler",
    "notebook.compile.which": "Formats",
    "notebook.template": "Gabarits",
    "notebook.template.organisation": "ceux de l'organisation",
    "refused.template": "Ces gabarits ne sont plus là. Choisissez-en d'autres.",
    "notebook.compile.help": "La compilation se fait en arrière-plan : vous pouvez quitter cette page et y revenir.",
    "notebook.running": "Compilation en cours : {current}",
    "notebook.progress": ("{n} format sur {total}", "{n} formats sur {total}"),
    "notebook.done": "Le cahier est prêt.",
    "notebook.failed.template": "Un gabarit de l'agence contient une erreur. Voici où :",
    "notebook.nothing": ("Cette séance n'a rien pour ce format :", "Cette séance n'a rien pour ces formats :"),
    "notebook.again": "Le serveur s'est arrêté pendant la compilation : elle a repris d'elle-même.",
    "notebook.failed.stopped": (
        "Le serveur s'est arrêté deux fois pendant cette compilation : elle n'a pas été reprise. "
        "Demandez moins de formats à la fois, ou prévenez la personne qui administre le serveur."
    ),
    "notebook.failed.outside": (
        "Le cahier n'a pas pu être écrit sur le disque. Réessayez ; si cela continue, prévenez la personne qui "
        "administre le serveur."
    ),
    "notebook.failed.ours": (
        "Le cahier n'a pas pu être compilé : une erreur de notre côté, notée au journal du serveur. Rien n'est perdu."
    ),
    "format.html": "HTML, une page à ouvrir partout",
    "format.md": "Markdown, du texte à reprendre",
    "format.participants": "La synthèse en bref, pour les participant·e·s (téléphone et A5)",
    "format.pdf": "PDF, à imprimer et à diffuser",
    "format.pdf+data": "PDF avec les données jointes au fichier",
    "format.docx": "DOCX, à retoucher dans un traitement de texte",
    "format.xlsx": "XLSX, un tableur",
    "format.csv": "CSV, les données",
    "format.json": "JSON, les données pour une machine",
    "notice": "Avertissement",
    "journal": "Journal",
    "journal.help": (
        "Chaque geste de l'animation, et de l'horloge quand elle agit seule. Il est annexé au cahier, sauf ce qui dit "
        "quels fichiers ont été emportés."
    ),
    "journal.none": "Rien n'a encore été fait dans cette séance.",
    "journal.when": "Quand",
    "journal.what": "Geste",
    "journal.who": "Par",
    "journal.by.animation": "animation",
    "journal.by.horloge": "horloge",
    "nav.votes": "Votes",
    "nav.texts": "Textes",
    "votes.secret": "Le résultat se verra à la clôture, pas avant.",
    "votes.none": (
        "Il n'y a pas encore de vote dans cette séance. Les résultats apparaîtront ici à la clôture de chaque vote."
    ),
    "texts": "Textes de l'équipe",
    "texts.help": (
        "Ce que vous écrivez ici est imprimé dans le cahier, marqué comme venant de l'équipe. Une phrase par ligne"
        " ; chacune cite les contributions sur lesquelles elle s'appuie, par leur numéro : C012."
    ),
    "texts.fallen": (
        (
            "{n} phrase ne s'appuie plus sur rien : ce qu'elle citait a été retiré. Elle n'est plus imprimée ; "
            "récrivez-la ou supprimez-la."
        ),
        (
            "{n} phrases ne s'appuient plus sur rien : ce qu'elles citaient a été retiré. Elles ne sont plus "
            "imprimées ; récrivez-les ou supprimez-les."
        ),
    ),
    "texts.version": "version {version}, {date}",
    "texts.none.contexte": (
        "Rien n'est encore écrit. Pourquoi parle-t-on de ce sujet ici, maintenant ? Trois lignes suffisent."
    ),
    "texts.none.enseignements": (
        "Rien n'est encore écrit. Que retenez-vous de la séance ? Trois à cinq phrases, chacune avec ses contributions."
    ),
    "texts.none.decisions": (
        "Rien n'est encore écrit. Que demandez-vous, à qui, pour quand ? Une à trois phrases, sur la première page du "
        "cahier."
    ),
    "texts.edit.contexte": "Écrire le contexte",
    "texts.edit.enseignements": "Écrire les enseignements",
    "texts.edit.decisions": "Écrire les décisions demandées",
    "text.contexte": "Le contexte",
    "text.enseignements": "Les enseignements",
    "text.decisions": "Les décisions demandées",
    "text.label": "Votre texte, une phrase par ligne",
    "text.help.contexte": (
        "Chaque ligne cite une contribution (C012) ou nomme sa source : « 1 200 logements vides (source : Insee, "
        "2024) »."
    ),
    "text.help.enseignements": (
        "Chaque ligne cite au moins une contribution : « Réparer près de chez soi manque surtout aux personnes "
        "sans voiture (C012, C031) »."
    ),
    "text.help.decisions": (
        "Chaque ligne dit quoi, à qui, pour quand, et cite au moins une contribution : « Au conseil municipal, avant "
        "l'été : ouvrir la salle un samedi par mois pour réparer (C090, C098) »."
    ),
    "text.keep": "Enregistrer",
    "text.cite": "Ce que vous pouvez citer",
    "text.cite.none": "Rien n'a encore été dit que l'on puisse citer.",
    "text.citing": "La dernière ligne cite {number} : écrivez votre phrase devant son numéro, puis enregistrez.",
    "text.refused": "Le texte n'est pas encore enregistré :",
    "text.wrong.unknown": "Ligne {line} : aucune contribution ne porte le numéro {number}.",
    "text.wrong.no_ground": "Ligne {line} : cette phrase ne cite rien. Ajoutez le numéro d'au moins une contribution.",
    "text.wrong.no_words": "Ligne {line} : il n'y a qu'un numéro. Écrivez la phrase qu'il appuie.",
    "text.wrong.group_of_one": (
        "Ligne {line} : « le groupe » ne peut pas porter la parole d'une seule personne. Citez-en une autre, ou "
        "écrivez « une personne »."
    ),
    "text.wrong.too_long": "Le texte est trop long : 20 000 caractères au plus.",
    "text.conflict": (
        "Quelqu'un a enregistré une autre version pendant que vous écriviez. Rien n'est perdu : voici ce qui diffère."
    ),
    "text.conflict.what": (
        "Votre texte est toujours ci-dessous. Reprenez-y ce que vous voulez garder de l'autre version, puis "
        "enregistrez."
    ),
    "text.yours": "votre texte",
    "text.theirs": "autre version",
    "notebook.recalled": (
        (
            "La version {number} du {date}, validée, contient {n} contribution retirée ou remplacée depuis. Si "
            "elle a été diffusée, remplacez-la."
        ),
        (
            "La version {number} du {date}, validée, contient {n} contributions retirées ou remplacées depuis. "
            "Si elle a été diffusée, remplacez-la."
        ),
    ),
    "notebook.versions": "Versions",
    "notebook.since.added": ("{n} réponse de plus.", "{n} réponses de plus."),
    "notebook.since.gone": ("{n} réponse retirée ou remplacée.", "{n} réponses retirées ou remplacées."),
    "notebook.since.script": "Des textes de l'atelier ont changé.",
    "notebook.changed.votes": "Des votes ou des horizons soumis au vote ont changé.",
    "notebook.changed.merges": "Des propositions ou des fusions ont changé.",
    "notebook.changed.texts": "Des textes de l'équipe ont changé.",
    "notebook.changed.reading": "La lecture de l'équipe a changé.",
    "notebook.changed.replies": "Des réponses aux pistes ont changé.",
    "notebook.changed.people": "Des présences, des profils ou des permissions de citer ont changé.",
    "notebook.changed.session": "Les réglages ou l'état de la séance ont changé.",
    "notebook.since.otherwise": "Autre chose a changé.",
    "notebook.version.provisional": "provisoire",
    "notebook.version.corrected": "corrigée",
    "notebook.version.validated": "validée",
    "format.qdpx": "QDPX, pour un logiciel d'analyse qualitative",
    "format.iramuteq": "IRaMuTeQ, le corpus",
    "format.polis": "Polis, les énoncés votés (CSV)",
    "format.ballots": "Bulletins entiers, pour recompter (dès 20 votant·e·s)",
    "nav.leads": "Pistes",
    "leads": "Pistes d'action",
    "leads.help": "Comme le cahier les imprime, celles qui ont reçu le plus de points d'abord.",
    "leads.none": (
        "Aucune piste à montrer : personne n'en a encore proposé, ou leurs auteur·rices ne souhaitent pas être cité·es."
    ),
    "leads.answers": "Répondre aux pistes",
    "leads.horizon": "Au service de",
    "leads.blank": "Reste à préciser",
    "leads.blank.any": "toutes",
    "leads.count": ("{n} piste sur {total}", "{n} pistes sur {total}"),
    "leads.serves": "au service de",
    "leads.to_specify": "à préciser",
    "leads.from": "d'après",
    "nav.ideas": "Propositions",
    "ideas": "Propositions et fusions",
    "ideas.help": (
        "Sous le numéro qu'elles ont dans le bot, où l'on choisit et fusionne : chaque auteur·rice y donne son accord. "
        "Qui a proposé quoi n'est dit nulle part."
    ),
    "ideas.none": "Personne n'a encore rien proposé. Les propositions apparaîtront ici à mesure qu'elles arrivent.",
    "ideas.none.group": "Le groupe n'a encore rien proposé ici.",
    "ideas.mark.chosen": "retenue pour le vote",
    "ideas.mark.merged": "fusionnée",
    "ideas.mark.merging": "fusion en attente",
    "ideas.withdrawn": (
        "{n} proposition retirée par son auteur·rice",
        "{n} propositions retirées par leurs auteur·rices",
    ),
    "ideas.merges": "Fusions proposées",
    "ideas.merge.of": "Réunit : {numbers}",
    "ideas.merge.agreed": "D'accord : {who}",
    "ideas.merge.refused": "Pas d'accord : {who}",
    "ideas.merge.waiting": "N'a pas encore répondu : {who}",
    "ideas.prepared": ("{n} proposition préparée", "{n} propositions préparées"),
    "nav.contributions": "Contributions",
    "said": "Contributions",
    "said.none": "Personne n'a encore rien dit. Les contributions apparaîtront ici à mesure qu'elles arrivent.",
    "said.help": (
        "Ce qui a été dit, sous le numéro que lui donne le cahier. Rien ne se récrit ici : on lit, et l'on range "
        "selon la grille de lecture."
    ),
    "said.step": "Étape",
    "said.code": "Rubrique",
    "said.who": "Profil",
    "said.everybody": "tous",
    "said.state": "État",
    "said.word": "Contient",
    "said.any": "toutes",
    "said.unread": "à lire",
    "said.filter": "Filtrer",
    "said.count": ("aucune contribution", "{n} contribution", "{n} contributions"),
    "said.left": ("tout est lu", "{n} à lire", "{n} à lire"),
    "said.begin": "Coder au clavier",
    "said.table": "Télécharger le tableau (CSV)",
    "said.cite": "Citer {number} dans un enseignement",
    "said.open": "Ouvrir {number}",
    "said.pages": "Pages de la liste",
    "said.one": "Contribution {number}",
    "said.codes.rubrics": "De quoi parle-t-elle ?",
    "said.codes.blocks": "Quel bloc ?",
    "said.codes.themes": "Quel thème ?",
    "said.codes.voice": "Dit-elle autre chose que les autres ?",
    "said.proposed": "La grille propose, d'après ses mots (rien n'est rangé sans vous) :",
    "said.confirm": "0. Confirmer la proposition",
    "said.keep": "Enregistrer et passer à la suivante",
    "said.keys": (
        "Au clavier : Tab et Espace pour cocher, Entrée pour enregistrer ; ou Alt et le chiffre de la rubrique "
        "(Maj+Alt selon le navigateur)."
    ),
    "said.back": "Revenir à la liste",
    "said.not_quoted": "à ne pas citer",
    "said.hidden": "Son texte n'est pas imprimé : son auteur·rice ne l'a pas permis, ou il est retenu.",
    "said.read_only": "Lue, rangée sous aucune rubrique.",
    "said.names": "peut-être nommé·e :",
    "standing.pinned": "épinglée",
    "standing.parked": "parking",
    "standing.late": "hors comptage",
    "standing.uncertain": "à situer",
    "standing.withheld": "retenue",
    "standing.correction": "correction demandée",
    "reading": "Grille de lecture",
    "reading.help": (
        "La grille est à vous : des blocs, des thèmes, et les mots qui les annoncent. "
        "Les huit rubriques sont les mêmes partout, pour que les cahiers se comparent."
    ),
    "reading.refused": "La grille n'est pas encore enregistrée :",
    "reading.blocks": "Blocs",
    "reading.themes": "Thèmes",
    "reading.no_seed": "aucun mot",
    "reading.label": "La grille, en YAML",
    "reading.version": "version {n}.",
    "reading.held.seance": "Grille de l'équipe pour cette séance,",
    "reading.held.atelier": "Grille de l'organisation pour cet atelier,",
    "reading.held.organisation": "Grille de l'organisation,",
    "reading.held.fournie": "Cette grille est celle fournie avec l'atelier ; l'enregistrer en fait la vôtre.",
    "reading.reach": "Enregistrer pour",
    "reading.reach.seance": "cette séance seulement",
    "reading.reach.atelier": "toutes les séances de cet atelier dans l'organisation",
    "reading.reach.organisation": "toutes les séances de l'organisation, tous ateliers",
    "reading.reach.help": (
        "La plus proche l'emporte : celle de la séance, puis de l'atelier, puis de l'organisation. "
        "Enregistrer plus large fait céder, pour cette séance, celle qui était plus proche. Les séances déjà "
        "lues gardent leurs codages."
    ),
    "grid.vecu": "vécu",
    "grid.crainte": "crainte",
    "grid.envie": "envie",
    "grid.analyse": "analyse",
    "grid.germe": "germe",
    "grid.piste": "piste",
    "grid.frein": "frein",
    "grid.levier": "levier",
    "grid.voix_differente": "voix différente",
}
