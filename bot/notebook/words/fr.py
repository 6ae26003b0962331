"""French sentences of the notebook. A value is a sentence, (one, many), or (none, one, many) chosen by `n`."""

from __future__ import annotations

from typing import Final

FRENCH: Final[dict[str, str | tuple[str, str] | tuple[str, str, str]]] = {
    # -- common
    "to_specify": "à préciser",
    "unsaid": "Sans réponse",
    "share": "{part} sur {whole}",
    "share.percent": "{part} sur {whole} ({percent} %)",
    "quoted": "« {text} »",
    "list.and": "{first} et {last}",
    "list.or": "{first} ou {last}",
    "rank.tied": "{rank} ex æquo",
    "rank.none": "non classé",
    "moment": "{day} à {hour}",
    "ref.section": "§ {number}",
    "ref.step": "étape {number}",
    "ref.table": "tableau {number}",
    "table.caption": "Tableau {number}. {caption}",
    "status.provisional": "provisoire",
    "status.corrected": "corrigé",
    "status.unanswered": "validé par l'équipe, sans retour des membres",
    "status.validated": (
        "validé par {share}, aucune réserve",
        "validé par {share}, une réserve",
        "validé par {share}, {n} réserves",
    ),
    "group_note": (
        "aucune parole recueillie, non représentatif",
        "paroles d'une seule personne, non représentatif",
        "paroles d'un groupe de {n} personnes, non représentatif",
    ),
    "signature.other": "autre profil",
    "profiles.others": ("autre profil ({n})", "autres profils ({n})"),
    "group.row": ("Profil regroupé : {labels}", "Regroupés : {labels}"),
    "gauge": "mieux\u00a0:\u00a0{above}, moins\u00a0bien\u00a0:\u00a0{below}",
    # -- sections
    "section.0": "Fiche d'identité",
    "section.1": "L'essentiel",
    "section.2": "Éléments de contexte",
    "section.3": "Typologie des acteurs",
    "section.4": "Trois mots-clés",
    "section.5": "Ce que chacun·e a partagé",
    "section.6": "Lecture par blocs",
    "section.7": "Posture des acteurs publics",
    "section.8": "Freins, leviers, conditions de réussite",
    "section.9": "Horizons souhaitables",
    "section.10": "Ce qui fait débat",
    "section.11": "Pistes d'action",
    "section.12": "Engagements et interconnaissance",
    "section.13": "Germes et signaux faibles",
    "section.14": "Éthique et données",
    "section.15": "Suites prévues",
    "section.A": "Annexes",
    "absence.question": "Personne n'a répondu à cette question.",
    "absence.4": "Cet atelier ne comportait pas d'étape de mots-clés.",
    "absence.6": "Cet atelier ne comportait pas d'étape de lecture par blocs.",
    "absence.7": "Cet atelier ne comportait pas d'étape sur la posture des acteurs publics.",
    "absence.8": (
        "Cet atelier ne comportait pas d'étape consacrée aux freins et aux leviers ; ceux qui ont été cités figurent "
        "au § 5."
    ),
    "absence.9": "Cet atelier ne comportait ni collecte d'horizons ni vote.",
    "absence.10": "Cet atelier ne comportait ni vote ni débat.",
    "absence.11": "Cet atelier ne comportait pas d'étape de pistes d'action.",
    "absence.12": "Cet atelier ne comportait pas d'étape d'engagement.",
    "absence.13": "Cet atelier ne comportait pas d'étape propre aux germes ; les initiatives citées figurent au § 5.4.",
    # -- 0
    "identity.agency": "Commanditaire",
    "identity.territory": "Territoire",
    "identity.script": "Déroulé",
    "identity.script.value": "{id}, version {version}, empreinte {hash}",
    "identity.version": "Version du cahier",
    "version.value": "{number}, {status}",
    "version.provisional": "provisoire",
    "version.corrected": "corrigée",
    "version.validated": "validée",
    "version.first": (
        "première version, sans réponse",
        "première version, une réponse",
        "première version, {n} réponses, textes et boutons",
    ),
    "version.added": ("une réponse de plus", "{n} réponses de plus"),
    "version.gone": ("une réponse retirée ou remplacée", "{n} réponses retirées ou remplacées"),
    "version.script": "textes du déroulé corrigés",
    "version.votes": "votes ou horizons soumis au vote changés",
    "version.merges": "propositions ou fusions changées",
    "version.texts": "textes de l'équipe changés",
    "version.reading": "lecture de l'équipe changée",
    "version.replies": "réponses aux pistes changées",
    "version.people": "présences, profils ou permissions de citer changés",
    "version.session": "réglages ou état de la séance changés",
    "version.other": "mêmes réponses, mais autre chose a changé",
    "version.made_from": "déroulé {script}, données {data}, {software}",
    "identity.opened": "Ouverture",
    "identity.closed": "Clôture",
    "identity.mode": "Mode",
    "identity.mode.value": ("en direct", "en différé, en un jour", "en différé, sur {n} jours"),
    "identity.came": "Personnes entrées",
    "identity.took_part": "Personnes ayant participé",
    "identity.voted": "Personnes ayant voté",
    "identity.no_vote": "pas de vote",
    "identity.open": "Ce qui était ouvert",
    "identity.not_open": "Ce qui ne l'était pas",
    "identity.compiled": "Cahier compilé",
    "identity.compiled.value": "{when}, par {software}",
    "identity.people": (
        "Personne n'a participé : ce cahier ne contient aucune parole.",
        "Une seule personne a participé : ce cahier rapporte sa parole, et aucune autre.",
        "{n} personnes volontaires ont participé : leurs paroles ne sont pas un échantillon de la population.",
    ),
    "identity.missed": ("Une personne a manqué au moins une étape.", "{n} personnes ont manqué au moins une étape."),
    "identity.left": (
        "Une personne est partie ou n'a plus été joignable avant la fin ; ses réponses comptent.",
        "{n} personnes sont parties ou n'ont plus été joignables avant la fin ; leurs réponses comptent.",
    ),
    "figure.people": ("participant·e", "participant·e", "participant·e·s"),
    "figure.contributions": ("contribution", "contribution", "contributions"),
    "figure.voters": ("votant·e", "votant·e", "votant·e·s"),
    "figure.horizons": ("horizon jugé", "horizon jugé", "horizons jugés"),
    # -- 1
    "essential.people": (
        "Personne n'a participé.",
        "Une personne a participé, à titre volontaire.",
        "{n} personnes ont participé, à titre volontaire.",
    ),
    "essential.voted": ("Personne n'a voté.", "{share} a voté.", "{share} ont voté."),
    "essential.no_vote": "Cet atelier ne comportait pas de vote.",
    "essential.no_result": "Aucun résultat de vote ne peut être écrit : personne n'a voté, ou trop peu de personnes.",
    "essential.none_ranked": "Aucun horizon n'a été jugé par la moitié des votant·e·s : aucun n'est classé.",
    "essential.leaders": (
        "Classement d'après le vote d'une personne.",
        "Classement au jugement majoritaire, d'après le vote secret de {n} personnes.",
    ),
    "essential.all.for": (
        "Accord partagé, « {text} » : la seule personne qui s'est prononcée lui donne « {good} » ou mieux.",
        "Accord partagé, « {text} » : les {n} personnes qui se sont prononcées lui donnent « {good} » ou mieux.",
    ),
    "essential.all.against": (
        "Refus partagé, « {text} » : la seule personne qui s'est prononcée lui donne : {bad}.",
        "Refus partagé, « {text} » : les {n} personnes qui se sont prononcées lui donnent : {bad}.",
    ),
    "essential.all.none": "Aucun horizon ne réunit tout le monde, ni pour, ni contre.",
    "essential.moved": (
        "Débat sur {topic} : personne n'a changé de position après lecture.",
        "Débat sur {topic} : {share} a changé de position après lecture.",
        "Débat sur {topic} : {share} ont changé de position après lecture.",
    ),
    "essential.leads": (
        "Ordre de départ d'après les points d'une personne.",
        "Ordre de départ d'après les points secrets de {n} personnes ; les points ne jugent pas un horizon.",
    ),
    "essential.leads.uncounted": (
        "Personne n'a proposé de piste.",
        "Une piste, sans points pour dire par quoi commencer.",
        "{n} pistes, sans points pour dire par quoi commencer.",
    ),
    "essential.vecu": (
        "Vécu : personne n'a raconté de moment.",
        "Vécu : {share} raconte un moment.",
        "Vécu : {share} racontent un moment.",
    ),
    "essential.crainte": (
        "Craintes : aucune crainte exprimée.",
        "Craintes : {share} en exprime.",
        "Craintes : {share} en expriment.",
    ),
    "essential.envie": (
        "Envies : aucun horizon proposé.",
        "Envies : {share} propose un horizon ou plus.",
        "Envies : {share} proposent un horizon ou plus.",
    ),
    "essential.wish": (
        "Envies : aucune envie exprimée.",
        "Envies : {share} en exprime.",
        "Envies : {share} en expriment.",
    ),
    "essential.analyse": (
        "Analyses : aucune initiative ni explication citée.",
        "Analyses : {share} cite une initiative ou une explication.",
        "Analyses : {share} citent une initiative ou une explication.",
    ),
    "essential.words": (
        "Le mot le plus donné est {words} : {share}.",
        "Les mots les plus donnés sont {words} : {share} pour chacun.",
    ),
    "essential.closing": (
        "À la question « {question} », personne n'a répondu.",
        "À la question « {question} », une personne a répondu.",
        "À la question « {question} », {n} personnes ont répondu.",
    ),
    "decisions.caption": "Décisions demandées : à écrire par l'équipe, jamais par le logiciel",
    "decisions.what": "Quoi",
    "decisions.whom": "À qui",
    "decisions.when": "Pour quand",
    # -- 2
    "background.purpose": "But",
    "background.audience": "Public visé",
    "background.block": "Bloc d'idées",
    "background.length": "Durée annoncée",
    "background.minutes": ("{n} minute", "{n} minutes"),
    "background.course": (
        "Le déroulé comporte {steps} étapes et une question.",
        "Le déroulé comporte {steps} étapes et {n} questions, les mêmes pour tout le monde.",
    ),
    "background.gates": (
        "Un rendez-vous rassemble les personnes avant la suite : chacune répond avant de lire les réponses des autres.",
        (
            "{n} rendez-vous rassemblent les personnes avant la suite : chacune répond avant de lire les réponses des "
            "autres."
        ),
    ),
    "background.hidden": (
        "Les horizons préparés n'ont été montrés qu'après la collecte, pour ne pas orienter les propositions."
    ),
    "background.teachings.note": (
        "Fourni par {agency} avant l'atelier : ce ne sont pas des paroles recueillies ici, et cet atelier ne les a "
        "pas vérifiées."
    ),
    "background.teachings.none": "Aucun enseignement n'a été fourni par l'agence : à préciser.",
    "background.figures": (
        "Aucune contribution ne cite de chiffre.",
        "Une contribution cite un chiffre, déclaré, à vérifier (imprimées ici : {printed}).",
        "{n} contributions citent un chiffre, déclaré, à vérifier (imprimées ici : {printed}).",
    ),
    # -- 3
    "typology.nobody": "Personne n'a participé : il n'y a pas de profil à décrire.",
    "typology.not_asked": "Cet atelier ne demandait pas de profil.",
    "typology.too_few": (
        "Une personne a participé : son profil n'est pas imprimé.",
        "{n} personnes ont participé : c'est trop peu pour imprimer leurs profils.",
    ),
    "typology.missing.masked": "Les profils absents ne sont pas imprimés : ils désigneraient les présents.",
    "typology.not_detailed": "non détaillé",
    "typology.head.label": "Réponse",
    "typology.head.people": "Personnes",
    "typology.nobody.cell": "personne",
    "typology.note": (
        (
            "Les réponses données par moins de {n} personne sont regroupées, avec ce qu'il faut pour qu'une "
            "soustraction ne les révèle pas."
        ),
        (
            "Les réponses données par moins de {n} personnes sont regroupées, avec ce qu'il faut pour qu'une "
            "soustraction ne les révèle pas."
        ),
    ),
    "typology.people": (
        "Une personne a été invitée à donner son profil.",
        "{n} personnes ont été invitées à donner leur profil.",
    ),
    "typology.largest": "Le profil le plus nombreux est « {label} » : {share}.",
    "typology.missing": (
        "Personne ne parlait à ce titre : {labels}.",
        "Personne ne parlait à ces titres : {labels}.",
    ),
    "typology.none_missing": "Chaque profil prévu était représenté par au moins une personne.",
    "typology.free": (
        "Une précision libre sur un profil n'est pas imprimée : elle pourrait désigner quelqu'un.",
        "{n} précisions libres sur un profil ne sont pas imprimées : elles pourraient désigner quelqu'un.",
    ),
    # -- 4
    "keywords.people": (
        "{share} a donné des mots ; mots différents : {words}.",
        "{share} ont donné des mots ; mots différents : {words}.",
    ),
    "keywords.none_shared": "Aucun mot n'a été donné par plus d'une personne.",
    "keywords.silent": (
        "Un mot est compté sans être imprimé : qui l'a donné n'a pas autorisé la citation.",
        "{n} mots sont comptés sans être imprimés : qui les a donnés n'a pas autorisé la citation.",
    ),
    # -- 5
    "rubric.vecu": "Vécu",
    "rubric.crainte": "Craintes",
    "rubric.envie": "Envies",
    "rubric.analyse": "Analyses",
    "rubric.vecu.none": "Aucun moment vécu raconté.",
    "rubric.crainte.none": "Aucune crainte exprimée.",
    "rubric.envie.none": "Aucune envie exprimée.",
    "rubric.analyse.none": "Aucune analyse exprimée.",
    "rubric.vecu.not_asked": "Cet atelier ne comportait pas d'étape sur le vécu.",
    "rubric.crainte.not_asked": "Cet atelier ne comportait pas d'étape sur les craintes.",
    "rubric.envie.not_asked": "Cet atelier ne comportait pas d'étape sur les envies.",
    "rubric.analyse.not_asked": "Cet atelier ne comportait pas d'étape d'analyse.",
    "shared.rule": (
        "Aucun thème n'est ajouté : les réponses sont comptées, puis citées telles quelles, fautes comprises.",
        (
            "Aucun thème n'est ajouté : les réponses sont comptées, puis citées telles quelles, fautes comprises. Au "
            "plus {n} citations par question, prises à tour de rôle dans chaque profil ; toutes sont en annexe."
        ),
    ),
    "coded.themes": "Par thème : lecture de l'équipe",
    "coded.blocks": "Par bloc : lecture de l'équipe",
    "coded.note": (
        (
            "Lecture de l'équipe : une personne a rangé {n} contribution sur {all}. Rien n'est rangé automatiquement. "
            "Grille de lecture {mark}."
        ),
        (
            "Lecture de l'équipe : {n} contributions sur {all} ont été rangées une à une par une personne. Rien n'est "
            "rangé automatiquement. Grille de lecture {mark}."
        ),
    ),
    "coded.people": ("{share} en parle.", "{share} en parlent."),
    "coded.rubric": ("Rangé sous « {rubric} » : une personne.", "Rangé sous « {rubric} » : {n} personnes."),
    "coded.different": ("Une voix différente.", "{n} voix différentes."),
    "code.vecu": "vécu",
    "code.crainte": "crainte",
    "code.envie": "envie",
    "code.analyse": "analyse",
    "code.germe": "germe",
    "code.piste": "piste",
    "code.frein": "frein",
    "code.levier": "levier",
    "code.voix_differente": "voix différente",
    "block.people": ("{share} a répondu.", "{share} ont répondu."),
    "keywords.by_profile": "{profile} : {words}.",
    "block.profiles": ("Profil : {profiles}.", "Profils : {profiles}."),
    "block.option": ("Une personne a répondu « {label} ».", "{n} personnes ont répondu « {label} »."),
    "block.refusal.no": (
        "Une réponse compte sans être citée, à la demande de l'auteur·rice.",
        "{n} réponses comptent sans être citées, à la demande des auteur·rice·s.",
    ),
    "block.refusal.ask": (
        "Une réponse compte sans être citée : à confirmer avec l'auteur·rice.",
        "{n} réponses comptent sans être citées : à confirmer avec les auteur·rice·s.",
    ),
    "block.refusal.profile": (
        "Une précision n'est pas imprimée : elle pourrait désigner quelqu'un.",
        "{n} précisions ne sont pas imprimées : elles pourraient désigner quelqu'un.",
    ),
    "block.more": ("Une autre réponse est en annexe.", "{n} autres réponses sont en annexe."),
    "signature.secret": "sans profil, car le vote est secret",
    "precision.asked": "Précision demandée par quelqu'un du groupe",
    "closed.too_few": (
        "Une personne a répondu : sous {least} la réponse n'est pas imprimée.",
        "{n} personnes ont répondu : sous {least} les réponses ne sont pas imprimées.",
    ),
    "closed.head.question": "Question",
    "closed.note": "Nombre de personnes.",
    "closed.caption": "Réponses",
    "closed.several": "Plusieurs réponses étaient possibles : le total peut dépasser le nombre de personnes.",
    "scale.median": (
        "Réponse du milieu : « {middle} », sur {n} réponse.",
        "Réponse du milieu : « {middle} », sur {n} réponses.",
    ),
    "scale.median.between": (
        "Réponse du milieu : entre « {low} » et « {high} », sur {n} réponse.",
        "Réponse du milieu : entre « {low} » et « {high} », sur {n} réponses.",
    ),
    "block.elsewhere": (
        "La réponse est imprimée plus loin.",
        "Les {n} réponses sont imprimées plus loin, une par une.",
    ),
    "horizon.reserved": (
        "Une personne a dit ce qui la gêne ; imprimées : {printed}.",
        "{n} personnes ont dit ce qui les gêne ; imprimées : {printed}.",
    ),
    "support.voters": (
        "Avant le vote, une personne ({share}) a soutenu des propositions, {most} au plus, sur {ideas}.",
        "Avant le vote, {n} personnes ({share}) ont soutenu des propositions, {most} au plus chacune, sur {ideas}.",
    ),
    "support.named": ("sans soutien", "soutenue par une personne", "soutenue par {n} personnes"),
    "flag.relayed": "saisie par l'animation pour son auteur·rice",
    "flag.in_group": "dit dans le groupe de discussion",
    "flag.figure": "chiffre déclaré, à vérifier",
    "flag.cut": "coordonnées coupées […]",
    # -- 9, 10
    "origin.group": "proposé par les participant·e·s",
    "origin.prepared": "préparé avant l'atelier",
    "origin.facilitation": "apporté par l'animation",
    "horizon.gone": "[texte retiré]",
    "horizon.ranked": (
        "Mention majoritaire : {grade} (mieux : {above}, moins bien : {below} ; {n} avis exprimé, {silent} sans avis).",
        (
            "Mention majoritaire : {grade} (mieux : {above}, moins bien : {below} ; {n} avis exprimés, {silent} sans "
            "avis)."
        ),
    ),
    "horizon.quorum": (
        "Non classé : moins de la moitié des votant·e·s l'a jugé ({share}).",
        "Non classé : moins de la moitié des votant·e·s l'ont jugé ({share}).",
    ),
    "horizon.nobody": "Non classé : personne ne lui a donné de mention.",
    "horizons.unvoted": (
        "Aucune proposition n'est restée hors du vote.",
        "Une proposition n'a pas été soumise au vote.",
        "{n} propositions n'ont pas été soumises au vote.",
    ),
    "vote.voters": ("Une personne a voté ({share}).", "{n} personnes ont voté ({share})."),
    "vote.nobody": "Personne n'a voté.",
    "vote.left_out": (
        "Un horizon préparé n'a pas été soumis au vote, pour laisser place aux propositions faites ici : {items}",
        "{n} horizons préparés n'ont pas été soumis au vote, pour laisser place aux propositions faites ici : {items}",
    ),
    "vote.too_few": (
        "Une personne a voté : le résultat n'est pas imprimé, il révélerait son bulletin.",
        "{n} personnes ont voté : sous {least} votant·e·s le résultat n'est pas imprimé, il révélerait les bulletins.",
    ),
    "vote.tied": "Ex æquo au rang {rank} : {codes}. L'égalité est parfaite et n'est pas départagée.",
    "vote.unranked": (
        "Non classé, faute d'avis de la moitié des votant·e·s : {codes}.",
        "Non classés, faute d'avis de la moitié des votant·e·s : {codes}.",
    ),
    "vote.caption": "{title} : mentions reçues, de la meilleure à la plus basse",
    "vote.head.horizon": "Horizon",
    "vote.head.rank": "Rang",
    "vote.head.grade": "Mention majoritaire",
    "vote.note": (
        "Nombre de personnes. La mention majoritaire est celle du milieu : plus de la moitié des avis exprimés lui "
        "donnent cette mention ou mieux. « Sans avis » est montré sans entrer dans le calcul."
    ),
    "round.of": "Second tour de « {title} » : le premier tour est imprimé plus haut, tel qu'il a été compté.",
    "round.moved": (
        "Personne n'a changé de mention.",
        "Une mention a changé : {items}.",
        "Des mentions ont changé : {items}.",
    ),
    "round.moved.one": "{code} ({moved} sur {people} : {up} vers le haut, {down} vers le bas)",
    "divides.most": ("Ce qui partage le plus : {sides}.", "Ce qui partage le plus, à égalité : {sides}."),
    "divides.side": "{code} « {text} » ({favourable} : {good} ou mieux ; {reserved} : {bad})",
    "divides.none": "Aucun horizon classé ne réunit à la fois des avis favorables et des réserves.",
    "divides.unknown": "Rien ne permet de dire ce qui partage : aucun horizon n'est classé.",
    "approval.caption": "{title} : personnes à qui chaque proposition convient",
    "approval.head.people": "Personnes",
    "approval.head.share": "Part des votant·e·s",
    "approval.note": "Chaque personne choisit tout ce qui lui convient : les nombres ne s'additionnent pas.",
    "approval.outcome": (
        "Ne convient à personne.",
        "Convient à une personne sur {voters}.",
        "Convient à {n} personnes sur {voters}.",
    ),
    "approval.short": ("convient à personne", "convient à 1 personne", "convient à {n} personnes"),
    "approval.beside": "sur {voters}",
    "ranking.caption": "{title} : duels de chaque proposition avec chaque autre",
    "ranking.head.won": "Duels gagnés",
    "ranking.head.lost": "Duels perdus",
    "ranking.head.borda": "Borda",
    "ranking.head.first": "Placée première",
    "ranking.head.left": "Non classée par",
    "ranking.schulze": "de Schulze",
    "ranking.ranked_pairs": "des paires classées (Tideman)",
    "ranking.note": (
        "Méthode {name}. Un duel est gagné quand plus de gens placent la proposition devant l'autre que derrière ; "
        "ce qu'une personne n'a pas classé vient après le reste, à égalité. Borda, à côté, dit la place moyenne : un "
        "point par proposition placée derrière, un demi-point par proposition à égalité."
    ),
    "ranking.outcome": "Duels gagnés : {above} sur {others} ; perdus : {below}. Borda : {borda}.",
    "ranking.short": "duels gagnés : {above} sur {others}",
    "ranking.beside": "Borda : {borda}",
    "statements.caption": "{title} : personnes d'accord et pas d'accord avec chaque phrase",
    "statements.note": (
        "Nombre de personnes. Le rang compare les parts d'accord parmi celles et ceux qui se prononcent ; qui passe "
        "est montré sans entrer dans le calcul."
    ),
    "statements.outcome": "D'accord : {above} ; pas d'accord : {below} ; je passe : {passed}.",
    "statements.short": "d'accord : {above}",
    "statements.beside": "pas d'accord : {below}",
    "statements.unranked": (
        "Non classée, personne ne s'étant prononcé : {codes}.",
        "Non classées, personne ne s'étant prononcé : {codes}.",
    ),
    "divides.side.statement": "{code} « {text} » ({favourable} : {good} ; {reserved} : {bad})",
    "divides.not_asked": (
        "Cette façon de voter dit ce qui convient, pas ce que l'on refuse : rien n'y montre ce qui partage."
    ),
    "consent.nobody": "« {title} » : personne n'a répondu ; un silence n'est pas un accord.",
    "consent.too_few": (
        "« {title} » : une personne a répondu ; le détail n'est pas imprimé.",
        "« {title} » : {n} personnes ont répondu ; sous {least}, le détail n'est pas imprimé.",
    ),
    "consent.people": ("« {title} » : une personne a répondu.", "« {title} » : {n} personnes ont répondu."),
    "consent.objections": (
        "Aucune objection.",
        "Une objection ; levées : {lifted}.",
        "{n} objections ; levées : {lifted}.",
    ),
    "consent.adopted": "La proposition est adoptée, faute d'objection.",
    "consent.amended": "La proposition est adoptée avec son amélioration : chaque objection est levée.",
    "consent.objected": "La proposition n'est pas adoptée : au moins une objection demeure.",
    "consent.given.none": "sans objection",
    "consent.given.lifted": "objection levée",
    "consent.given.stands": "objection qui demeure",
    "debate.not_held": (
        "Cet atelier ne comportait pas d'étape de débat : les arguments des deux côtés restent à entendre."
    ),
    "debate.consequences": (
        "Cet atelier ne comportait pas de débat mouvant ; il demandait pour qui un horizon serait mieux, et pour qui "
        "moins "
        "bien : les deux listes sont côte à côte."
    ),
    "debate.chosen.by_rule": (
        "Débattu parce qu'il partage le plus : c'est l'horizon {code} du vote, celui dont la plus petite part, "
        "favorable "
        "ou réservée, est la plus grande."
    ),
    "debate.chosen.by_hand": "Débattu au choix de l'animation : c'est l'horizon {code} du vote.",
    "debate.chosen.fallback": (
        "Affirmation de repli, écrite avant l'atelier : aucun horizon du vote ne partageait assez pour être débattu."
    ),
    "debate.head.position": "Position",
    "debate.head.before": "Avant lecture",
    "debate.head.after": "Après lecture",
    "debate.caption": "Positions avant et après lecture des arguments",
    "debate.note": (
        "Nombre de personnes. Ce tableau ne désigne pas de gagnant : il dit si des arguments ont été entendus."
    ),
    "debate.nobody": "Personne ne s'est situé.",
    "debate.too_few": (
        "Une personne s'est située : sous {least}, les positions ne sont pas imprimées.",
        "{n} personnes se sont situées : sous {least}, les positions ne sont pas imprimées.",
    ),
    "debate.positions": ("{share} s'est située avant de lire.", "{share} se sont situées avant de lire."),
    "debate.read_by_few": (
        "Personne ne s'est situé à nouveau après lecture.",
        "Une personne s'est située à nouveau après lecture : sous {least}, son déplacement n'est pas imprimé.",
        (
            "{n} personnes se sont situées à nouveau après lecture : sous {least}, leurs déplacements ne sont pas "
            "imprimés."
        ),
    ),
    "debate.moved": (
        "Après lecture, personne n'a changé de position.",
        "Après lecture, {share} a changé de position.",
        "Après lecture, {share} ont changé de position.",
    ),
    "debate.stayed": "sans changement",
    "debate.direction": ("{direction} : {n} personne.", "{direction} : {n} personnes."),
    "debate.direction.masked": (
        "Les déplacements de moins de {least} personnes ne sont pas détaillés, ni ce qui permettrait de les déduire."
    ),
    "debate.side": (
        "« {label} » : personne n'a donné d'argument de ce côté.",
        "« {label} » : un argument donné.",
        "« {label} » : {n} arguments donnés.",
    ),
    "debate.side.silent": (
        "« {label} » : un argument donné, non cité, à la demande de l'auteur·rice ou avant son accord.",
        "« {label} » : {n} arguments donnés ; non cités, à la demande de l'auteur·rice ou avant son accord : {silent}.",
    ),
    "debate.pondered": (
        "Personne n'a désigné d'argument qui l'ait fait réfléchir ; ont répondu « aucun » : {none}.",
        (
            "Une personne a désigné un argument qui l'a fait réfléchir (non cité ici : {silent}) ; ont répondu « "
            "aucun » : {none}."
        ),
        (
            "{n} personnes ont désigné un argument qui les a fait réfléchir (non cité ici : {silent}) ; ont répondu "
            "« aucun » : {none}."
        ),
    ),
    "debate.pondered.nobody": "Personne n'a dit quel argument l'a fait réfléchir.",
    "debate.named": ("désigné par une personne", "désigné par {n} personnes"),
    "debate.minority": (
        "Personne ne se situe « {label} » au terme du débat ; arguments imprimés de ce côté : {printed}.",
        (
            "Position la moins nombreuse des deux au terme du débat : « {label} », une personne. Arguments imprimés de "
            "ce côté, en entier : {printed}."
        ),
        (
            "Position la moins nombreuse des deux au terme du débat : « {label} », {n} personnes. Arguments imprimés "
            "de "
            "ce côté, en entier : {printed}."
        ),
    ),
    "debate.minority.even": "Les deux positions comptent autant de personnes : aucune n'est minoritaire.",
    "debate.minority.unknown": "Trop peu de personnes se sont situées pour dire quelle position est minoritaire.",
    # -- 11
    "leads.people": (
        "Personne n'a proposé de piste.",
        "Une piste, proposée par {authors}.",
        "{n} pistes, proposées par {authors}.",
    ),
    "leads.authors": ("une personne", "{n} personnes"),
    "leads.unprinted": (
        (
            "Une de ces pistes n'est pas imprimée : sa fiche n'est pas citée, à la demande de l'auteur·rice ou avant "
            "son accord."
        ),
        (
            "{n} de ces pistes ne sont pas imprimées : leurs fiches ne sont pas citées, à la demande des "
            "auteur·rice·s ou avant leur accord."
        ),
    ),
    "lead.silent": "Le reste de la fiche n'est pas cité, à la demande de l'auteur·rice ou avant son accord.",
    "leads.note": (
        "Reste à préciser par {agency}, pour chaque piste, car aucune fiche ne le demandait : porteur pressenti, "
        "délai, "
        "effets sur les publics fragiles, degré de maturité."
    ),
    "lead.outil": "Outil, lieu ou moyen",
    "lead.processus": "Processus : premier pas",
    "lead.acteurs": "Acteurs à mobiliser",
    "lead.frein": "Ce qui pourrait bloquer",
    "lead.posture_attendue": "Attendu des acteurs publics",
    "points.sum": ("{n} point", "{n} points"),
    "points.received": ("aucun point", "{n} point, de {people} personnes", "{n} points, de {people} personnes"),
    "points.received.few": ("{n} point, de moins de {least} personnes", "{n} points, de moins de {least} personnes"),
    "points.few": "moins de {least}",
    "points.caption": "{title} : points reçus par chaque piste",
    "points.head.lead": "Piste",
    "points.head.points": "Points",
    "points.note": (
        "{budget} points par personne, {cap} au plus sur une même piste ; les points non placés sont perdus. Les "
        "points "
        "disent par quoi commencer, pas ce que vaut un horizon."
    ),
    "points.nobody": "Personne n'a réparti de points.",
    "points.too_few": (
        "Une personne a réparti des points : le résultat n'est pas imprimé, il révélerait son choix.",
        "{n} personnes ont réparti des points : sous {least} le résultat n'est pas imprimé, il révélerait leurs choix.",
    ),
    "points.voters": (
        "Une personne a réparti des points ({share}).",
        "{n} personnes ont réparti des points ({share}).",
    ),
    "leads.not_asked": "Cet atelier ne demandait pas de pistes d'action, mais d'autres fiches.",
    "lead.ref": "piste {number}",
    "records.filled": (
        "Personne n'a rempli de fiche.",
        "Une fiche, remplie par {authors}.",
        "{n} fiches, remplies par {authors}.",
    ),
    "records.silent": (
        "Une de ces fiches n'est pas imprimée, à la demande de l'auteur·rice ou avant son accord.",
        "{n} de ces fiches ne sont pas imprimées, à la demande des auteur·rice·s ou avant leur accord.",
    ),
    "records.beside": "Besoins ({needs}) en face des ressources ({resources})",
    "records.beside.same": "Besoins et ressources : {asked}",
    "records.head.needs": "Besoins",
    "records.head.resources": "Ressources",
    "records.head.cards": "Fiches",
    "records.note": "Nombre de fiches, imprimées ou non.",
    "team.words": "Mots de l'équipe, écrits le {when} : aucun·e participant·e ne les a dits.",
    "team.blank": "Note de l'équipe : elle n'a pas été remplie.",
    # -- 7, 8
    "posture.told": (
        "Personne n'a répondu à la relance sur les acteurs publics.",
        "Une personne a répondu à la relance sur les acteurs publics.",
        "{n} réponses à la relance sur les acteurs publics.",
    ),
    "posture.expected": ("Attente exprimée par une piste.", "Attentes exprimées par {n} pistes."),
    "posture.expected.few": (
        (
            "Une personne a dit ce que sa piste attend des acteurs publics : sous {least} la réponse n'est pas "
            "comptée ici."
        ),
        (
            "{n} personnes ont dit ce que leur piste attend des acteurs publics : sous {least} les réponses ne sont "
            "pas comptées ici."
        ),
    ),
    "posture.expected.nobody": "Aucune piste ne dit ce qu'elle attend des acteurs publics.",
    "posture.head.leads": "Pistes",
    "factor.zero": "aucune",
    "factor.frein": "Freins",
    "factor.levier": "Leviers",
    "factor.condition": "Conditions de réussite",
    "factor.frein.none": "Aucun frein cité.",
    "factor.levier.none": "Aucun levier cité.",
    "factor.condition.none": "Aucune condition citée.",
    "factor.frein.not_asked": "Cet atelier ne demandait pas ce qui freine.",
    "factor.levier.not_asked": "Cet atelier ne demandait pas ce qui aide.",
    "factor.condition.not_asked": "Cet atelier ne demandait pas de conditions de réussite.",
    "factor.given": (
        "Une réponse ; non citée, à la demande de l'auteur·rice ou avant son accord : {silent}.",
        "{n} réponses ; non citées, à la demande des auteur·rice·s ou avant leur accord : {silent}.",
    ),
    # -- 12, 13
    "introductions.proposed": (
        "Aucune mise en relation n'a été proposée.",
        "Une mise en relation a été proposée à deux personnes.",
        "{n} mises en relation ont été proposées, chacune à deux personnes.",
    ),
    "introductions.made": (
        "Aucune n'a été acceptée par les deux personnes.",
        "Une a été acceptée par les deux personnes.",
        "{n} ont été acceptées par les deux personnes.",
    ),
    "introductions.pending": (
        "Aucune n'attend de réponse.",
        "Une attend encore une réponse.",
        "{n} attendent encore une réponse.",
    ),
    "germs.named": (
        "Aucune initiative citée.",
        "Une initiative citée ; une seule voix suffit pour qu'elle ait sa place ici.",
        "{n} initiatives citées, dans l'ordre de l'annexe ; une seule voix suffit pour avoir sa place ici.",
    ),
    "germs.silent": (
        "Une de ces initiatives n'est pas imprimée, à la demande de l'auteur·rice ou avant son accord.",
        "{n} de ces initiatives ne sont pas imprimées, à la demande des auteur·rice·s ou avant leur accord.",
    ),
    "germs.observed": "Les pratiques observées (« {title} ») sont imprimées fiche par fiche avec les autres fiches.",
    "germs.also": "D'autres initiatives peuvent être citées en réponse à « {title} ».",
    "germ.possible": "Ce qui l'a permise",
    "germ.limit": "Ce qui la limite",
    "germ.stance": "Les acteurs publics",
    "germ.blank": (
        "Ce que personne n'a dit d'une initiative reste à préciser : ce qui l'a permise, ce qui la limite, la part "
        "des acteurs "
        "publics, sa maturité."
    ),
    # -- 14, 15
    "ethics.caption": "Consentements, citations, retraits",
    "ethics.head.what": "Quoi",
    "ethics.head.count": "Nombre",
    "ethics.row.accepted": "Personnes ayant accepté de participer",
    "ethics.row.refused": "Refus de participer (rien n'est conservé)",
    "ethics.row.yes": "Citation autorisée",
    "ethics.row.ask": "Citation à confirmer avec l'auteur·rice",
    "ethics.row.no": "Citation refusée",
    "ethics.row.unsaid": "Sans réponse sur la citation (traité comme un refus)",
    "ethics.row.withheld": "Contributions retenues, sans leur texte",
    "ethics.row.withdrawn_people": "Personnes ayant retiré leurs réponses",
    "ethics.row.withdrawn": "Contributions retirées",
    "ethics.consent": (
        "Personne n'a accepté de participer.",
        "Une personne a accepté avant toute question.",
        "{n} personnes ont accepté, chacune avant toute question.",
    ),
    "ethics.refused": (
        "Aucun refus.",
        "Une personne a refusé : rien n'est conservé d'elle.",
        "{n} personnes ont refusé : rien n'est conservé d'elles.",
    ),
    "ethics.secret": (
        "Les votes sont secrets : aucun bulletin ne porte de nom ni d'heure, et aucun résultat n'existe avant la "
        "clôture."
    ),
    "ethics.quotation": (
        "Une phrase n'est citée que si son auteur·rice l'autorise ; elle est signée d'un profil, jamais d'un nom, et "
        "seulement si assez de personnes le partagent."
    ),
    "ethics.withheld": (
        "Aucune contribution n'est retenue.",
        "Une contribution est retenue : son texte n'est imprimé nulle part.",
        "{n} contributions sont retenues : leur texte n'est imprimé nulle part.",
    ),
    "ethics.cut": (
        "Des coordonnées ont été coupées dans une contribution, marquées […].",
        "Des coordonnées ont été coupées dans {n} contributions, marquées […].",
    ),
    "ethics.withdrawn": (
        "Personne n'a retiré ses réponses.",
        "Une personne a retiré ses réponses : elles ne sont ni comptées ni citées.",
        "{n} personnes ont retiré leurs réponses : elles ne sont ni comptées ni citées.",
    ),
    "ethics.cited": (
        (
            "Aucune contribution sur {of} n'est reprise avec ses mots dans une partie ; comptées par leur numéro : "
            "{counted} ; en annexe seulement : {left}."
        ),
        (
            "Une contribution sur {of} est reprise avec ses mots dans une partie ; comptées par leur numéro : "
            "{counted} ; en annexe seulement : {left}."
        ),
        (
            "{n} contributions sur {of} sont reprises avec leurs mots dans une partie ; comptées par leur numéro : "
            "{counted} ; en annexe seulement : {left}."
        ),
    ),
    "ethics.never_cited": (
        "Personne n'est oublié : chacun·e est compté·e ou cité·e au moins une fois.",
        "Une personne n'est comptée ni citée dans aucune partie.",
        "{n} personnes ne sont comptées ni citées dans aucune partie.",
    ),
    "ethics.unquoted": (
        "Chaque personne dont les mots peuvent être imprimés les retrouve dans une partie au moins.",
        "Une personne, dont les mots peuvent être imprimés, n'est reprise que par son numéro.",
        "{n} personnes, dont les mots peuvent être imprimés, ne sont reprises que par leur numéro.",
    ),
    "ethics.retention": "Durée de conservation des réponses brutes : {retention}.",
    "ethics.correct": "Relire, corriger ou retirer ses réponses est possible jusqu'à cette date : {until}.",
    "ethics.reused": (
        "Aucune fiche ne signale de réutilisation de données sur des personnes.",
        "Une fiche signale une réutilisation de données sur des personnes : à examiner avant toute reprise.",
        "{n} fiches signalent une réutilisation de données sur des personnes : à examiner avant toute reprise.",
    ),
    "ethics.small": (
        (
            "Petit nombre ({n} personne) : quelqu'un peut être reconnu à ses mots par qui le connaît. Les effectifs "
            "sous {least} sont regroupés, et aucun pourcentage n'est écrit sous {percent} personnes."
        ),
        (
            "Petit nombre ({n} personnes) : quelqu'un peut être reconnu à ses mots par qui le connaît. Les effectifs "
            "sous {least} sont regroupés, et aucun pourcentage n'est écrit sous {percent} personnes."
        ),
    ),
    "ethics.masked": "Les effectifs sous {least} personnes sont regroupés.",
    "ethics.voted_text": (
        "Un horizon soumis au vote est imprimé tel qu'il a été lu pendant le vote, sans signature, même si son "
        "auteur·rice ne souhaite pas être cité·e ailleurs."
    ),
    "suites.corrections": "Corrections et retraits possibles jusqu'au",
    "suites.validated": "Cahier validé",
    "suites.answer": "Réponse piste par piste",
    "suites.who": "Qui en répond",
    "suites.table": "Tableau de réponse à 3 mois",
    "suites.caption": "Réponse à 3 mois, piste par piste : à écrire par l'équipe, jamais par le logiciel",
    "suites.head.answer": "Réponse",
    "suites.head.reason": "Raison",
    "lead.answer.kept": "retenue",
    "lead.answer.partly": "retenue en partie",
    "lead.answer.not_kept": "non retenue",
    "lead.answer.studied": "à l'étude",
    "suites.table.note": "Réponse : retenue, retenue en partie, non retenue, ou à l'étude.",
    "check.nobody": "Les membres n'ont pas encore dit s'ils et elles se reconnaissent dans ce cahier.",
    "check.answered": (
        "Une personne ({share}) a dit si elle se reconnaît dans ce cahier.",
        "{n} personnes ({share}) ont dit si elles se reconnaissent dans ce cahier.",
    ),
    "check.recognise": ("Personne ne s'y reconnaît.", "Une s'y reconnaît.", "{n} s'y reconnaissent."),
    "check.corrections": (
        "Aucune correction n'a été demandée.",
        "Une correction demandée, en annexe A.8.",
        "{n} corrections demandées, en annexe A.8.",
    ),
    "check.withdraw": (
        "Personne n'a demandé à retirer une phrase.",
        "Une personne a demandé à retirer une phrase.",
        "{n} personnes ont demandé à retirer une phrase.",
    ),
    "suites.table.value": "à préciser (retenue / en partie / non retenue / à l'étude, avec la raison)",
    # -- annexes
    "annex.contributions": (
        "Aucune contribution n'a été reçue.",
        "Une contribution comptée ; imprimée : {printed}.",
        "{n} contributions comptées, dont imprimées : {printed}.",
    ),
    "annex.probe": "Réponses à une relance",
    "annex.probe_2": "Réponses à une seconde relance",
    "annex.precision": "Précisions demandées aux auteur·rice·s",
    "annex.group": "Question posée dans le groupe de discussion : « {question} »",
    "annex.unknown_step": "Hors du déroulé",
    "refusal.no": "non citée, à la demande de l'auteur·rice",
    "refusal.ask": "non citée : à confirmer avec l'auteur·rice",
    "refusal.profile": "non imprimée : décrit une personne",
    "withheld.donnee_perso": "retenue : coordonnées",
    "withheld.tiers": "retenue : personne nommée",
    "withheld.hostile": "retenue : attaque",
    "withheld.other": "retenue",
    "previous.hidden": "version précédente non imprimée, par respect des personnes",
    "merge.held": "réunies : chaque auteur·rice a accepté",
    "merge.refused": "non réunies : refus d'un·e auteur·rice",
    "merge.unanswered": "non réunies : sans réponse de chaque auteur·rice dans le délai",
    "journal.by.animation": "animation",
    "journal.by.horloge": "horloge",
    "journal.created": "Séance créée",
    "journal.opened": "Séance ouverte",
    "journal.close_asked": "Clôture demandée",
    "journal.vote_closed": "Vote clos",
    "journal.closed": "Séance close",
    "journal.moved_on": "Passage à la suite",
    "journal.gate_opened": "Rendez-vous ouvert",
    "journal.items_chosen": "Choix des horizons mis au vote",
    "journal.merge_proposed": "Fusion proposée",
    "journal.parked": "Contribution mise au parking",
    "journal.probed": "Relance d'une personne",
    "journal.released": "Contribution retenue, finalement montrée",
    "journal.left_withheld": "Contribution retenue, laissée telle",
    "journal.names_kept": "Contribution où quelqu'un est peut-être nommé, regardée et gardée",
    "journal.prepared_left_out": "Horizons préparés qui ont laissé la place au groupe",
    "journal.horizon_chosen": "Horizon choisi pour le débat",
    "journal.introduction_proposed": "Mise en relation proposée à deux personnes",
    "journal.member_check": "Cahier envoyé aux membres, pour dire s'ils et elles s'y reconnaissent",
    "journal.validated": "Version du cahier validée par l'équipe",
    "journal.team_card": "Note de l'équipe remplie",
    "journal.grid_shared": "Grille de lecture enregistrée pour l'organisation",
    "journal.grid_written": "Grille de lecture enregistrée",
    "journal.coded": "Contribution rangée selon la grille de lecture",
    "journal.downloaded": "Fichier téléchargé depuis la console",
    "journal.sent_to_chat": "Fichier envoyé dans le bot",
    "journal.assistance_agreed": "Assistance par un modèle de langage : accord de l'organisation",
    "journal.assistance_ended": "Assistance par un modèle de langage : accord repris",
    "journal.assistance_asked": "Contributions citables envoyées à un modèle de langage, pour proposer des phrases",
    "journal.assistance_signed": "Phrase rédigée avec assistance, signée",
    "journal.assistance_removed": "Phrase rédigée avec assistance, retirée",
    "journal.text_written": "Texte de l'équipe enregistré",
    "journal.revised": "Textes du déroulé corrigés en cours de séance",
    "journal.handed_over": "Animation de la séance passée à une autre personne",
    "journal.places_set": "Nombre de places fixé",
    "journal.link_opened": "Lien ouvert rouvert",
    "journal.link_closed": "Lien ouvert fermé",
    "journal.link_made": "Lien d'invitation fait",
    "journal.value_given": "Valeur du déroulé donnée en cours de séance",
    "journal.move_announced": "Passage à la suite annoncé",
    "journal.move_called_off": "Passage annoncé, puis remis",
    "journal.extended": "Temps ajouté",
    "journal.paused": "Pause",
    "journal.resumed": "Reprise après la pause",
    "journal.went_over_days": "Passage sur plusieurs jours, en cours de séance",
    "journal.went_live": "Passage en direct, en cours de séance",
    "journal.round_added": "Nouveau tour de vote ajouté par l'animation",
    "journal.nudged": "Relance du groupe",
    "journal.probed_group": "Relance posée à tout le monde",
    "journal.wrote_to_group": "Message de l'animation au groupe",
    "journal.room_bound": "Séance suivie par le groupe de discussion",
    "journal.discussion": "Question posée dans le groupe de discussion",
    "journal.relay_oral_votes": "Saisie pour une personne sans smartphone : accord donné de vive voix, votes compris",
    "journal.relay_oral_none": "Saisie pour une personne sans smartphone : accord donné de vive voix, sans ses votes",
    "journal.relay_written_votes": "Saisie pour une personne sans smartphone : accord donné par écrit, votes compris",
    "journal.relay_written_none": "Saisie pour une personne sans smartphone : accord donné par écrit, sans ses votes",
    "journal.nudged_one": "Relance d'une personne",
    "journal.removed_kept": "Fin de participation d'une personne, ses réponses gardées",
    "journal.removed_erased": "Fin de participation d'une personne, ses réponses retirées",
    "journal.hidden": "Contribution masquée",
    "journal.pinned": "Contribution épinglée",
    "journal.pinned_minority": "Contribution épinglée, point de vue minoritaire",
    "journal.unpinned": "Contribution désépinglée",
    "journal.went_back": "Retour à une étape",
    "journal.split_proposed": "Séparation d'une proposition en deux, demandée à son auteur·rice",
    "journal.programme_joined": "Séance placée dans un programme",
    "journal.programme_left": "Séance retirée d'un programme",
    "journal.set_retention_days": "Réglage de l'organisation changé : durée pendant laquelle les réponses sont gardées",
    "journal.set_small_count": "Réglage de l'organisation changé : effectif sous lequel un croisement est masqué",
    "journal.set_percent_from": "Réglage de l'organisation changé : effectif à partir duquel on écrit des pourcentages",
    "journal.set_template": "Réglage de l'organisation changé : gabarits du cahier",
    "journal.set_logo": "Réglage de l'organisation changé : logo",
    "journal.template_chosen": "Gabarits du cahier choisis pour cette séance",
    "journal.answers_published": "Réponses aux pistes publiées",
    "journal.times": "{n} fois",
    "journal.value.arrived": ("{n} arrivée", "{n} arrivées"),
    "journal.value.active": ("{n} personne présente", "{n} personnes présentes"),
    "journal.value.minutes": ("{n} minute", "{n} minutes"),
    "journal.value.count": "nombre : {n}",
    # -- charts
    "chart.nobody": "personne",
    "ui.turnout": "La participation",
    "participation.caption": "Qui est venu, qui a répondu, qui est resté",
    "participation.head.step": "Étape",
    "participation.told": ("Une personne a participé.", "{n} personnes ont participé."),
    "participation.came": "Entrées dans la séance",
    "participation.accepted": "Ont accepté de participer",
    "participation.finished": "Sont allées jusqu'au bout",
    "timeline.minutes.caption": "Réponses reçues, textes et boutons, par tranche de {n} minutes",
    "timeline.minutes.head": "Heure",
    "timeline.days.caption": (
        "Réponses reçues, textes et boutons, jour par jour",
        "Réponses reçues, textes et boutons, par tranche de {n} jours",
    ),
    "timeline.days.head": "Jour",
    "timeline.hours.caption": (
        "Réponses reçues, d'heure en heure, tous les jours ensemble",
        "Réponses reçues, par tranche de {n} heures, tous les jours ensemble",
    ),
    "timeline.hours.head": "Heure",
    "timeline.head.answers": "Réponses",
    "timeline.told": "Les votes n'ont pas d'heure et n'y sont pas.",
    "timeline.few": "moins de {n} personnes",
    "timeline.nobody": "aucune",
    "timeline.note": (
        "Une tranche où moins de {n} personnes ont répondu n'est pas détaillée, et jamais une seule : une soustraction "
        "ne la révèle pas."
    ),
    "rubrics.caption": "Combien de personnes dans chaque partie",
    "rubrics.head.rubric": "Partie",
    "rubrics.told": ("Sur une personne.", "Sur {n} personnes."),
    "coded.themes.caption": "Combien de personnes par thème, lecture de l'équipe",
    "coded.themes.head.code": "Thème",
    "coded.themes.told": ("Sur une personne.", "Sur {n} personnes."),
    "coded.blocks.caption": "Combien de personnes par bloc, lecture de l'équipe",
    "coded.blocks.head.code": "Bloc",
    "coded.blocks.told": ("Sur une personne.", "Sur {n} personnes."),
    "coverage.caption": "Ce que le cahier reprend",
    "coverage.quoted": "Avec leurs mots",
    "coverage.counted": "Par leur numéro",
    "coverage.annex": "En annexe seulement",
    "coverage.none": "aucune",
    "coverage.told": ("Sur une contribution.", "Sur {n} contributions."),
    "chart.masked.cell": "trop peu pour être montré",
    "chart.masked": "trop peu de personnes pour être montré",
    "chart.one_square": "Un carré = une personne.",
    "chart.many_squares": "Un carré = {people} personnes.",
    "chart.nothing": "Rien à montrer : personne n'a répondu.",
    "chart.others": "Autres profils, regroupés",
    "chart.profiles": "Qui parlait",
    "chart.profiles.told": ("Une personne.", "{n} personnes, un carré pour chacune."),
    "chart.words": "Mots donnés par plusieurs personnes",
    "chart.words.told": ("Une personne a donné des mots.", "{n} personnes ont donné des mots."),
    "portfolio.same": (
        "Pour en garder {seats} : {kept}, que l'on compte le simple total ou que l'on veille à laisser sa part à "
        "chaque ensemble de personnes d'accord entre elles."
    ),
    "portfolio.differs": (
        "Pour en garder {seats} : au simple total, {total} ; par parts égales, pour que des personnes assez nombreuses "
        "et d'accord entre elles ne soient pas laissées sans rien, {shares} ; par approbation proportionnelle, "
        "{sequential}."
    ),
    "portfolio.left_out.differs": (
        "Types d'acteurs dont personne n'a choisi quoi que ce soit de ce qui serait gardé : au simple total, {total} ; "
        "par parts égales, {shares} ; par approbation proportionnelle, {sequential}. On ne regarde que les types d'au "
        "moins {least} votant·e·s ({looked} ici)."
    ),
    "portfolio.left_out.same": (
        "Quelle que soit la façon de compter, personne parmi les types d'acteurs suivants n'a choisi quoi que ce soit "
        "de ce qui serait gardé : {kinds}. On ne regarde que les types d'au moins {least} votant·e·s ({looked} ici)."
    ),
    "portfolio.left_out.none": (
        "Aucun type d'acteurs n'est laissé sans rien de ce qu'il a choisi. On ne regarde que les types d'au moins "
        "{least} votant·e·s ({looked} ici)."
    ),
    "portfolio.left_out.nobody": "aucun",
    "portfolio.few_kinds": (
        "Qui serait laissé sans rien n'est pas dit : aucun type d'acteurs ne compte au moins {least} votant·e·s."
    ),
    "portfolio.tied": ("une place entre {codes}", "{n} places entre {codes}"),
    "approval.key.chosen": "convient",
    "approval.key.other": "pas choisi",
    "chart.approval": "Personnes à qui chaque proposition convient",
    "chart.approval.told": ("Une personne a voté.", "{n} personnes ont voté."),
    "chart.duels": "Duels, deux propositions à la fois",
    "chart.duels.first": "Duels entre les {n} premières propositions, sur {items}",
    "chart.duels.told": ("Une personne a classé les propositions.", "{n} personnes ont classé les propositions."),
    "duels.how": "Chaque case : combien de personnes placent la proposition de la ligne avant celle de la colonne.",
    "duels.won": "duel gagné",
    "duels.lost": "duel perdu",
    "duels.equal": "égalité",
    "duels.against": "{code} : {above} contre {below}",
    "chart.agreement": "Accords et désaccords",
    "chart.agreement.told": "Personnes d'accord à gauche, pas d'accord à droite, entre les deux celles qui passent.",
    "chart.portfolio": "Ce que garde chaque façon de compter",
    "chart.portfolio.told": "De chaque proposition que l'une au moins garderait : par laquelle.",
    "portfolio.way.total": "simple total",
    "portfolio.way.shares": "parts égales",
    "portfolio.way.sequential": "proportionnelle",
    "portfolio.mark.kept": "gardée",
    "portfolio.mark.tied": "ex æquo pour une place",
    "portfolio.mark.left": "pas gardée",
    "chart.consent": "Objections, et celles qui sont levées",
    "chart.consent.told": ("Une personne a répondu.", "{n} personnes ont répondu."),
    "chart.sums": "Points, et de combien de personnes",
    "chart.sums.told": "Pour chaque piste, les points reçus et le nombre de personnes qui lui en ont donné.",
    "sums.points": "barre : points",
    "sums.people": "un carré : une personne",
    "sums.many": "un carré : {people} personnes",
    "sums.few": "trop peu de personnes pour être montrées",
    "sums.told": "points : {points}, personnes : {people}",
    "sums.told_few": "points : {points}, trop peu de personnes pour être montrées",
    "chart.opinion": "Carte des opinions",
    "chart.opinion.told": ("Une personne placée.", "{n} personnes placées selon leurs réponses."),
    "opinion.map.how": (
        "Une marque = une personne ; plus foncée, plusieurs au même endroit. Proches : des réponses semblables."
    ),
    "opinion.map.group": "groupe {letter} : {people} personnes",
    "opinion.size": ("{letter} (une personne)", "{letter} ({n} personnes)"),
    "opinion.groups": (
        "Un groupe d'opinion se distingue, parmi {placed} personnes : {sizes}.",
        "{n} groupes d'opinion se distinguent, parmi {placed} personnes : {sizes}.",
    ),
    "opinion.traits": "Ce qui distingue le groupe {letter} : {traits}.",
    "opinion.plain": "Aucune phrase, prise seule, ne distingue nettement le groupe {letter}.",
    "opinion.agrees": "d'accord avec {code} ({share})",
    "opinion.disagrees": "pas d'accord avec {code} ({share})",
    "opinion.consensus": (
        "Consensus, tous les groupes étant d'accord avec la phrase : {codes}.",
        "Consensus, tous les groupes étant d'accord avec ces phrases : {codes}.",
    ),
    "opinion.refused": (
        "Refus partagé, tous les groupes étant en désaccord avec la phrase : {codes}.",
        "Refus partagé, tous les groupes étant en désaccord avec ces phrases : {codes}.",
    ),
    "opinion.few_statements": (
        "Pas de groupes d'opinion : il faut {least} phrases au moins pour situer les personnes entre elles."
    ),
    "opinion.few_people": (
        "Pas de groupes d'opinion : il faut {least} personnes ayant répondu à {answers} phrases, aucune ne l'a fait.",
        "Pas de groupes d'opinion : il faut {least} personnes ayant répondu à {answers} phrases, une seule l'a fait.",
        "Pas de groupes d'opinion : il faut {least} personnes ayant répondu à {answers} phrases, {n} l'ont fait.",
    ),
    "opinion.alike": (
        "Pas de groupes d'opinion : les réponses de ces {placed} personnes ne forment pas de groupes de {least} "
        "personnes ou plus qui se distinguent nettement."
    ),
    "picture.first": "{n} propositions sur {items} sont dessinées ; le cahier les montre toutes.",
    "chart.merit": "Profil de mérite, {part} sur {parts}",
    "chart.merit.one": "Profil de mérite",
    "chart.merit.told": "Mentions reçues par chaque horizon, de la meilleure à gauche à la plus basse à droite.",
    "merit.middle": (
        "Le trait marque la moitié des avis : la mention qu'il touche est celle de l'horizon (entre deux mentions, "
        "celle de droite)."
    ),
    "merit.nobody": "personne ne s'est prononcé",
    "merit.grade": "mention",
    "merit.nothing": "Aucun horizon n'a été soumis au vote.",
    # -- the templates' own words
    "ui.name": "Cahier de synthèse",
    "ui.skip": "Aller à l'essentiel",
    "ui.contents": "Sommaire",
    "ui.not_fed": "pas d'étape dans cet atelier",
    "ui.scroll": "à faire défiler si besoin",
    "ui.leaders": "Les horizons en tête",
    "ui.debate": "Ce qui réunit, ce qui partage",
    "ui.participation": "Qui a parlé",
    "ui.shared": "Ce qui a été dit, en nombres",
    "ui.closing": "Ce qui compte le plus, dans leurs mots",
    "ui.approach": "La démarche",
    "ref.source": "source citée",
    "team.assisted.note": (
        "Écrit par l'équipe, chaque phrase avec les contributions sur lesquelles elle s'appuie. Une phrase "
        "dite « rédigée avec assistance » a été proposée par un modèle de langage, puis relue, corrigée au "
        "besoin et signée par une personne."
    ),
    "assisted.mark": "{text} (rédigée avec assistance, signée par {by})",
    "assisted.owner": "une personne responsable de l'organisation",
    "assisted.facilitator": "une personne de l'animation",
    "assisted.team": "une personne de l'équipe",
    "team.teachings.note": "Écrit par l'équipe, chaque phrase avec les contributions sur lesquelles elle s'appuie.",
    "team.decisions.note": "Demandé par l'équipe, chaque phrase avec les contributions sur lesquelles elle s'appuie.",
    "team.context.note": "Écrit par l'équipe ; les sources sont les siennes.",
    "ui.asked": "Décisions demandées",
    "ui.team_teachings": "Ce que l'équipe en retient",
    "ui.team_context": "Le contexte, par l'équipe",
    "ui.teachings": "Enseignements fournis",
    "ui.figures": "Chiffres cités : déclarés, à vérifier",
    "ui.missing": "Qui manquait",
    "ui.words.shared": "Mots donnés par plusieurs personnes",
    "ui.words.single": "Mots donnés par une seule personne",
    "ui.words.forms": "donné aussi : {forms}",
    "ui.words.people": ("{n} personne", "{n} personnes"),
    "ui.words.none": "Aucun.",
    "ui.followup": "En réponse à une relance",
    "ui.became": "au vote : {code}",
    "ui.rule": "Comment le vote a été compté",
    "ui.detail": "Horizon par horizon",
    "ui.sources": "d'après",
    "ui.unvoted": "Proposées, non soumises au vote",
    "ui.leads": "Par quoi commencer",
    "ui.held": "Le débat",
    "ui.exchange": "Les arguments, de part et d'autre",
    "ui.undecided": "Sans trancher",
    "ui.pondered": "Ce qui a fait réfléchir",
    "ui.minority": "Position minoritaire",
    "ui.served": "Au service de",
    "ui.points.rule": "Comment les points ont été répartis",
    "ui.each": "Piste par piste",
    "ui.spoken_of": "De quoi l'on a parlé",
    "ui.told": "Ce que l'on en raconte",
    "ui.expected": "Ce que les pistes en attendent",
    "ui.reservations": "Réserves",
    "ui.collective": "Profil collectif",
    "ui.team": "Notes de l'équipe",
    "ui.introductions": "Mises en relation",
    "ui.check": "Vous reconnaissez-vous ?",
    "ui.forgotten": "Ce qui a été oublié",
    "ui.no_corrections": "Aucune correction n'a été demandée.",
    "ui.annex.1": "Déroulé exact et questions posées",
    "ui.annex.2": "Liste complète des contributions",
    "ui.annex.3": "Idées réunies, idées gardées à part",
    "ui.annex.4": "Points à reprendre (parking)",
    "ui.annex.5": "Hors comptage",
    "ui.annex.6": "Journal d'animation",
    "ui.annex.7": "Évaluation de l'atelier",
    "ui.annex.8": "Corrections demandées sur le cahier",
    "ui.annex.9": "Versions de ce cahier",
    "ui.version": "Version {number}",
    "ui.no_versions": "Ce cahier n'a pas été compilé depuis une séance enregistrée : aucune version n'est suivie.",
    "ui.late": "Arrivées après la clôture de leur étape",
    "ui.uncertain": "Question incertaine",
    "ui.withheld": "Retenues",
    "ui.minutes": ("{n} min", "{n} min"),
    "ui.cited": "citée en",
    "ui.counted": "comptée en",
    "ui.previous": "Version précédente",
    "ui.forms": "Mots distingués",
    "ui.no_merge": "Aucune fusion n'a été proposée.",
    "ui.no_parked": "Aucun point n'a été mis au parking.",
    "ui.no_apart": "Aucune contribution n'est hors comptage.",
    "ui.no_journal": "Le journal est vide.",
    "ui.no_evaluation": "Cet atelier ne demandait pas d'évaluation.",
}
