"""English sentences of the notebook: the same keys as in French, with the same values."""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str | tuple[str, str] | tuple[str, str, str]]] = {
    # -- common
    "to_specify": "to be specified",
    "unsaid": "No answer",
    "share": "{part} of {whole}",
    "share.percent": "{part} of {whole} ({percent}%)",
    "quoted": "“{text}”",
    "list.and": "{first} and {last}",
    "rank.tied": "{rank}, tied",
    "rank.none": "not ranked",
    "moment": "{day} at {hour}",
    "ref.section": "§ {number}",
    "ref.step": "step {number}",
    "ref.table": "table {number}",
    "table.caption": "Table {number}. {caption}",
    "status.provisional": "provisional",
    "group_note": (
        "no words gathered, not representative",
        "words of one person, not representative",
        "words of a group of {n} people, not representative",
    ),
    "signature.other": "other profile",
    "profiles.others": ("other profile ({n})", "other profiles ({n})"),
    "group.row": ("Grouped: {labels}", "Grouped: {labels}"),
    "gauge": "{above} above, {below} below",
    # -- sections
    "section.0": "Identity card",
    "section.1": "The essentials",
    "section.2": "Background",
    "section.3": "Who took part",
    "section.4": "Three keywords",
    "section.5": "What each person shared",
    "section.6": "Reading by blocks",
    "section.7": "Stance of public bodies",
    "section.8": "Obstacles, levers, conditions of success",
    "section.9": "Desirable horizons",
    "section.10": "What is debated",
    "section.11": "Leads for action",
    "section.12": "Commitments and introductions",
    "section.13": "Germs and weak signals",
    "section.14": "Ethics and data",
    "section.15": "What comes next",
    "section.A": "Annexes",
    "absence.question": "Nobody answered this question.",
    "absence.4": "This workshop had no keyword step.",
    "absence.6": "This workshop had no reading by blocks.",
    "absence.7": "This workshop had no step on the stance of public bodies.",
    "absence.8": "This workshop had no step on obstacles and levers; those that were named are in § 5.",
    "absence.9": "This workshop gathered no horizon and held no vote.",
    "absence.10": "This workshop had neither vote nor debate.",
    "absence.11": "This workshop had no step on leads for action.",
    "absence.12": "This workshop had no commitment step.",
    "absence.13": "This workshop had no step of its own for germs; the initiatives that were named are in § 5.4.",
    # -- 0
    "identity.agency": "Ordered by",
    "identity.territory": "Territory",
    "identity.script": "Script",
    "identity.script.value": "{id}, version {version}, fingerprint {hash}",
    "identity.opened": "Opened",
    "identity.closed": "Closed",
    "identity.mode": "Mode",
    "identity.mode.value": ("live", "asynchronous, in one day", "asynchronous, over {n} days"),
    "identity.came": "People who came in",
    "identity.took_part": "People who took part",
    "identity.voted": "People who voted",
    "identity.no_vote": "no vote",
    "identity.open": "What was open to discussion",
    "identity.not_open": "What was not",
    "identity.compiled": "Notebook compiled",
    "identity.compiled.value": "{when}, by {software}",
    "identity.people": (
        "Nobody took part: this notebook holds nobody's words.",
        "One person took part: this notebook reports their words and no others.",
        "{n} volunteers took part: their words are no sample of the population.",
    ),
    "identity.missed": ("One person missed at least one step.", "{n} people missed at least one step."),
    "identity.left": (
        "One person left or could not be reached before the end; their answers count.",
        "{n} people left or could not be reached before the end; their answers count.",
    ),
    "figure.people": ("participants", "participant", "participants"),
    "figure.contributions": ("contributions", "contribution", "contributions"),
    "figure.voters": ("voters", "voter", "voters"),
    "figure.horizons": ("horizons judged", "horizon judged", "horizons judged"),
    # -- 1
    "essential.people": (
        "Nobody took part.",
        "One person took part, as a volunteer.",
        "{n} people took part, as volunteers.",
    ),
    "essential.voted": ("Nobody voted.", "{share} voted.", "{share} voted."),
    "essential.no_vote": "This workshop held no vote.",
    "essential.no_result": "No result can be written: nobody voted, or too few people did.",
    "essential.none_ranked": "No horizon was judged by half of the voters: none is ranked.",
    "essential.leaders": (
        "Ranked from the vote of one person.",
        "Ranked by majority judgement, from the secret votes of {n} people.",
    ),
    "essential.moved": (
        "Debate on {topic}: nobody changed position after reading.",
        "Debate on {topic}: {share} changed position after reading.",
        "Debate on {topic}: {share} changed position after reading.",
    ),
    "essential.leads": (
        "Where to begin, by the points of one person.",
        "Where to begin, by the secret points of {n} people; points do not judge a horizon.",
    ),
    "essential.leads.uncounted": (
        "Nobody proposed a lead.",
        "One lead, without points to say where to begin.",
        "{n} leads, without points to say where to begin.",
    ),
    "essential.vecu": (
        "Experience: nobody told of a moment.",
        "Experience: {share} tells of a moment.",
        "Experience: {share} tell of a moment.",
    ),
    "essential.crainte": ("Fears: none expressed.", "Fears: {share} expresses some.", "Fears: {share} express some."),
    "essential.envie": (
        "Wishes: no horizon proposed.",
        "Wishes: {share} proposes one horizon or more.",
        "Wishes: {share} propose one horizon or more.",
    ),
    "essential.analyse": (
        "Analyses: no initiative or explanation named.",
        "Analyses: {share} names an initiative or an explanation.",
        "Analyses: {share} name an initiative or an explanation.",
    ),
    "essential.words": (
        "The word given most often is {words}: {share}.",
        "The words given most often are {words}: {share} each.",
    ),
    "essential.closing": (
        "Nobody answered the question “{question}”.",
        "One person answered the question “{question}”.",
        "{n} people answered the question “{question}”.",
    ),
    "decisions.caption": "Decisions asked for: to be written by the team, never by the software",
    "decisions.what": "What",
    "decisions.whom": "Of whom",
    "decisions.when": "By when",
    # -- 2
    "background.purpose": "Purpose",
    "background.audience": "Intended audience",
    "background.block": "Block of ideas",
    "background.length": "Announced length",
    "background.minutes": ("{n} minute", "{n} minutes"),
    "background.course": (
        "The script has {steps} steps and one question.",
        "The script has {steps} steps and {n} questions, the same for everybody.",
    ),
    "background.gates": (
        "One meeting point gathers people before they go on: each answers before reading the others.",
        "{n} meeting points gather people before they go on: each answers before reading the others.",
    ),
    "background.hidden": "Prepared horizons were shown only after the collection, so as not to steer the proposals.",
    "background.teachings.note": (
        "Provided by {agency} before the workshop: not words gathered here, and not checked by this workshop."
    ),
    "background.teachings.none": "The agency provided no findings: to be specified.",
    "background.figures": (
        "No contribution cites a figure.",
        "One contribution cites a figure, declared and not checked (printed here: {printed}).",
        "{n} contributions cite a figure, declared and not checked (printed here: {printed}).",
    ),
    # -- 3
    "typology.nobody": "Nobody took part: there is no profile to describe.",
    "typology.not_asked": "This workshop did not ask for a profile.",
    "typology.too_few": (
        "One person took part: their profile is not printed.",
        "{n} people took part: too few for their profiles to be printed.",
    ),
    "typology.missing.masked": "Absent profiles are not printed: they would point at those present.",
    "typology.not_detailed": "not detailed",
    "typology.head.label": "Answer",
    "typology.head.people": "People",
    "typology.nobody.cell": "nobody",
    "typology.note": (
        (
            "Answers given by fewer than {n} person are grouped, with what it takes to keep a subtraction from "
            "revealing them."
        ),
        (
            "Answers given by fewer than {n} people are grouped, with what it takes to keep a subtraction from "
            "revealing them."
        ),
    ),
    "typology.people": ("One person was asked for their profile.", "{n} people were asked for their profile."),
    "typology.largest": "The most numerous profile is “{label}”: {share}.",
    "typology.missing": (
        "Nobody spoke in this capacity: {labels}.",
        "Nobody spoke in these capacities: {labels}.",
    ),
    "typology.none_missing": "Each expected profile was represented by at least one person.",
    "typology.free": (
        "One free remark on a profile is not printed: it could point at somebody.",
        "{n} free remarks on a profile are not printed: they could point at somebody.",
    ),
    # -- 4
    "keywords.people": (
        "{share} gave words; different words: {words}.",
        "{share} gave words; different words: {words}.",
    ),
    "keywords.none_shared": "No word was given by more than one person.",
    "keywords.silent": (
        "One word is counted and not printed: whoever gave it did not allow quotation.",
        "{n} words are counted and not printed: whoever gave them did not allow quotation.",
    ),
    # -- 5
    "rubric.vecu": "Experience",
    "rubric.crainte": "Fears",
    "rubric.envie": "Wishes",
    "rubric.analyse": "Analyses",
    "rubric.vecu.none": "No experience told.",
    "rubric.crainte.none": "No fear expressed.",
    "rubric.envie.none": "No wish expressed.",
    "rubric.analyse.none": "No analysis expressed.",
    "rubric.vecu.not_asked": "This workshop had no step on experience.",
    "rubric.crainte.not_asked": "This workshop had no step on fears.",
    "rubric.envie.not_asked": "This workshop had no step on wishes.",
    "rubric.analyse.not_asked": "This workshop had no step of analysis.",
    "shared.rule": (
        "No theme is added: answers are counted, then quoted as typed, mistakes included.",
        (
            "No theme is added: answers are counted, then quoted as typed, mistakes included. At most {n} quotations "
            "a question, taken from each profile in turn; all are in the annex."
        ),
    ),
    "block.people": ("{share} answered.", "{share} answered."),
    "block.profiles": ("Profile: {profiles}.", "Profiles: {profiles}."),
    "block.option": ("One person answered “{label}”.", "{n} people answered “{label}”."),
    "block.refusal.no": (
        "One answer counts without being quoted, as its author asked.",
        "{n} answers count without being quoted, as their authors asked.",
    ),
    "block.refusal.ask": (
        "One answer counts without being quoted: to be confirmed with its author.",
        "{n} answers count without being quoted: to be confirmed with their authors.",
    ),
    "block.refusal.profile": (
        "One remark is not printed: it could point at somebody.",
        "{n} remarks are not printed: they could point at somebody.",
    ),
    "block.more": ("Another answer is in the annex.", "{n} other answers are in the annex."),
    "signature.secret": "no profile, because the vote is secret",
    "precision.asked": "Made clearer because somebody in the group asked",
    "closed.too_few": (
        "One person answered: under {least} the answer is not printed.",
        "{n} people answered: under {least} answers are not printed.",
    ),
    "closed.head.question": "Question",
    "closed.note": "Number of people.",
    "closed.caption": "Answers",
    "closed.several": "Several answers were possible: the total may be over the number of people.",
    "scale.median": (
        "Answer in the middle: “{middle}”, of {n} answer.",
        "Answer in the middle: “{middle}”, of {n} answers.",
    ),
    "scale.median.between": (
        "Answer in the middle: between “{low}” and “{high}”, of {n} answer.",
        "Answer in the middle: between “{low}” and “{high}”, of {n} answers.",
    ),
    "block.elsewhere": ("The answer is printed further on.", "The {n} answers are printed further on, one by one."),
    "horizon.reserved": (
        "One person said what bothers them; printed: {printed}.",
        "{n} people said what bothers them; printed: {printed}.",
    ),
    "support.voters": (
        "Before the vote, one person ({share}) supported proposals, {most} at most, out of {ideas}.",
        "Before the vote, {n} people ({share}) supported proposals, {most} at most each, out of {ideas}.",
    ),
    "support.named": ("not supported", "supported by one person", "supported by {n} people"),
    "flag.figure": "declared figure, not checked",
    "flag.cut": "contact details cut […]",
    # -- 9, 10
    "origin.group": "proposed by participants",
    "origin.prepared": "prepared before the workshop",
    "origin.facilitation": "brought by the facilitators",
    "horizon.gone": "[text withdrawn]",
    "horizon.ranked": (
        "Majority grade: {grade} ({above} above, {below} below; {n} grade given, {silent} without opinion).",
        "Majority grade: {grade} ({above} above, {below} below; {n} grades given, {silent} without opinion).",
    ),
    "horizon.quorum": (
        "Not ranked: fewer than half of the voters graded it ({share}).",
        "Not ranked: fewer than half of the voters graded it ({share}).",
    ),
    "horizon.nobody": "Not ranked: nobody gave it a grade.",
    "horizons.unvoted": (
        "No proposal was left out of the vote.",
        "One proposal was not put to the vote.",
        "{n} proposals were not put to the vote.",
    ),
    "vote.voters": ("One person voted ({share}).", "{n} people voted ({share})."),
    "vote.nobody": "Nobody voted.",
    "vote.too_few": (
        "One person voted: the result is not printed, it would reveal their ballot.",
        "{n} people voted: under {least} voters the result is not printed, it would reveal ballots.",
    ),
    "vote.tied": "Tied at rank {rank}: {codes}. The tie is perfect and is left as it is.",
    "vote.unranked": (
        "Not ranked, for want of grades from half of the voters: {codes}.",
        "Not ranked, for want of grades from half of the voters: {codes}.",
    ),
    "vote.caption": "{title}: grades received, from best to worst",
    "vote.head.horizon": "Horizon",
    "vote.head.rank": "Rank",
    "vote.head.grade": "Majority grade",
    "vote.note": (
        "Numbers of people. The majority grade is the one in the middle: more than half of the grades given are that "
        "one or better. “No opinion” is shown and does not count."
    ),
    "divides.most": ("What divides most: {sides}.", "What divides most, equally: {sides}."),
    "divides.side": "{code} “{text}” ({favourable}: {good} or better; {reserved}: {bad})",
    "divides.none": "No ranked horizon has both favourable and reserved grades.",
    "divides.unknown": "Nothing says what divides: no horizon is ranked.",
    "approval.caption": "{title}: people whom each proposal suits",
    "approval.head.people": "People",
    "approval.head.share": "Share of voters",
    "approval.note": "Each person chooses whatever suits them: the numbers do not add up.",
    "approval.outcome": (
        "Suits nobody.",
        "Suits one person out of {voters}.",
        "Suits {n} people out of {voters}.",
    ),
    "approval.short": ("suits nobody", "suits 1 person", "suits {n} people"),
    "approval.beside": "out of {voters}",
    "ranking.caption": "{title}: duels of each proposal with each other one",
    "ranking.head.won": "Duels won",
    "ranking.head.lost": "Duels lost",
    "ranking.head.borda": "Borda",
    "ranking.head.first": "Put first by",
    "ranking.head.left": "Not ranked by",
    "ranking.schulze": "of Schulze",
    "ranking.ranked_pairs": "of ranked pairs (Tideman)",
    "ranking.note": (
        "Method {name}. A duel is won when more people put the proposal ahead of the other than behind; what a person "
        "did not rank comes after the rest, tied. Borda, beside, tells the average place: one point for each proposal "
        "put behind, half a point for each one tied."
    ),
    "ranking.outcome": "Duels won: {above} out of {others}; lost: {below}. Borda: {borda}.",
    "ranking.short": "duels won: {above} out of {others}",
    "ranking.beside": "Borda: {borda}",
    "statements.caption": "{title}: people who agree and disagree with each sentence",
    "statements.note": (
        "Numbers of people. The rank compares the shares of agreement among those who take a side; those who pass are "
        "shown and not counted."
    ),
    "statements.outcome": "Agree: {above}; disagree: {below}; pass: {passed}.",
    "statements.short": "agree: {above}",
    "statements.beside": "disagree: {below}",
    "statements.unranked": (
        "Not ranked, as nobody took a side: {codes}.",
        "Not ranked, as nobody took a side: {codes}.",
    ),
    "divides.side.statement": "{code} “{text}” ({favourable}: {good}; {reserved}: {bad})",
    "divides.not_asked": "This way of voting tells what suits, not what is refused: nothing in it shows what divides.",
    "debate.not_held": "This workshop had no debate step: the arguments of both sides are still to be heard.",
    "debate.consequences": (
        "This workshop had no moving debate; it asked for whom a horizon would be better, and for whom worse: both "
        "lists are "
        "side by side."
    ),
    "debate.chosen.by_rule": (
        "Debated because it divides most: it is horizon {code} of the vote, the one whose smaller share, favourable or "
        "reserved, is the largest."
    ),
    "debate.chosen.by_hand": "Debated at the facilitators' choice: it is horizon {code} of the vote.",
    "debate.chosen.fallback": (
        "A statement written before the workshop: no horizon of the vote divided people enough to be debated."
    ),
    "debate.head.position": "Position",
    "debate.head.before": "Before reading",
    "debate.head.after": "After reading",
    "debate.caption": "Positions before and after reading the arguments",
    "debate.note": "Number of people. This table names no winner: it says whether arguments were heard.",
    "debate.nobody": "Nobody took a position.",
    "debate.too_few": (
        "One person took a position: under {least}, positions are not printed.",
        "{n} people took a position: under {least}, positions are not printed.",
    ),
    "debate.positions": ("{share} took a position before reading.", "{share} took a position before reading."),
    "debate.read_by_few": (
        "Nobody took a position again after reading.",
        "One person took a position again after reading: under {least}, their move is not printed.",
        "{n} people took a position again after reading: under {least}, their moves are not printed.",
    ),
    "debate.moved": (
        "After reading, nobody changed position.",
        "After reading, {share} changed position.",
        "After reading, {share} changed position.",
    ),
    "debate.stayed": "no change",
    "debate.direction": ("{direction}: {n} person.", "{direction}: {n} people."),
    "debate.direction.masked": (
        "Moves of fewer than {least} people are not detailed, nor what would let them be worked out."
    ),
    "debate.side": (
        "“{label}”: nobody gave an argument on this side.",
        "“{label}”: one argument given.",
        "“{label}”: {n} arguments given.",
    ),
    "debate.side.silent": (
        "“{label}”: one argument given, not quoted, at its author's wish or until they agree.",
        "“{label}”: {n} arguments given; not quoted, at their author's wish or until they agree: {silent}.",
    ),
    "debate.pondered": (
        "Nobody named an argument that made them think; answered “none”: {none}.",
        "One person named an argument that made them think (not quoted here: {silent}); answered “none”: {none}.",
        "{n} people named an argument that made them think (not quoted here: {silent}); answered “none”: {none}.",
    ),
    "debate.pondered.nobody": "Nobody said which argument made them think.",
    "debate.named": ("named by one person", "named by {n} people"),
    "debate.minority": (
        "Nobody stands at “{label}” at the end of the debate; arguments printed on this side: {printed}.",
        (
            "The less numerous of the two positions at the end of the debate: “{label}”, one person. Arguments printed "
            "on this side, in full: {printed}."
        ),
        (
            "The less numerous of the two positions at the end of the debate: “{label}”, {n} people. Arguments printed "
            "on this side, in full: {printed}."
        ),
    ),
    "debate.minority.even": "Both positions have as many people: neither is a minority.",
    "debate.minority.unknown": "Too few people took a position to say which is a minority.",
    # -- 11
    "leads.people": (
        "Nobody proposed a lead.",
        "One lead, proposed by {authors}.",
        "{n} leads, proposed by {authors}.",
    ),
    "leads.authors": ("one person", "{n} people"),
    "leads.unprinted": (
        "One of these leads is not printed: its card is not quoted, at its author's wish or until they agree.",
        "{n} of these leads are not printed: their cards are not quoted, at their authors' wish or until they agree.",
    ),
    "lead.silent": "The rest of the card is not quoted, at its author's wish or until they agree.",
    "leads.note": (
        "For {agency} to specify, for each lead, because no card asked for it: who might carry it, by when, effects on "
        "vulnerable people, maturity."
    ),
    "lead.outil": "Tool, place or means",
    "lead.processus": "Process: first step",
    "lead.acteurs": "Who to involve",
    "lead.frein": "What might block it",
    "lead.posture_attendue": "Expected of public bodies",
    "points.sum": ("{n} point", "{n} points"),
    "points.received": ("no point", "{n} point, from {people} people", "{n} points, from {people} people"),
    "points.received.few": ("{n} point, from fewer than {least} people", "{n} points, from fewer than {least} people"),
    "points.few": "fewer than {least}",
    "points.caption": "{title}: points received by each lead",
    "points.head.lead": "Lead",
    "points.head.points": "Points",
    "points.note": (
        "{budget} points a person, {cap} at most on one lead; points left over are lost. Points say where to begin, "
        "not "
        "what a horizon is worth."
    ),
    "points.nobody": "Nobody shared out points.",
    "points.too_few": (
        "One person shared out points: the result is not printed, it would reveal their choice.",
        "{n} people shared out points: under {least} the result is not printed, it would reveal their choices.",
    ),
    "points.voters": ("One person shared out points ({share}).", "{n} people shared out points ({share})."),
    "leads.not_asked": "This workshop did not ask for leads for action, but for other cards.",
    "lead.ref": "lead {number}",
    "records.filled": (
        "Nobody filled in a card.",
        "One card, filled in by {authors}.",
        "{n} cards, filled in by {authors}.",
    ),
    "records.silent": (
        "One of these cards is not printed, at its author's wish or until they agree.",
        "{n} of these cards are not printed, at their authors' wish or until they agree.",
    ),
    "records.beside": "Needs ({needs}) beside resources ({resources})",
    "records.beside.same": "Needs and resources: {asked}",
    "records.head.needs": "Needs",
    "records.head.resources": "Resources",
    "records.head.cards": "Cards",
    "records.note": "Number of cards, printed or not.",
    "team.words": "The team's words, written on {when}: no participant said them.",
    "team.blank": "A note of the team's: it was not filled in.",
    # -- 7, 8
    "posture.told": (
        "Nobody answered the follow-up question on public bodies.",
        "One person answered the follow-up question on public bodies.",
        "{n} answers to the follow-up question on public bodies.",
    ),
    "posture.expected": ("What one lead expects.", "What {n} leads expect."),
    "posture.expected.few": (
        "One person said what their lead expects of public bodies: under {least} the answer is not counted here.",
        "{n} people said what their lead expects of public bodies: under {least} answers are not counted here.",
    ),
    "posture.expected.nobody": "No lead says what it expects of public bodies.",
    "posture.head.leads": "Leads",
    "factor.zero": "none",
    "factor.frein": "Obstacles",
    "factor.levier": "Levers",
    "factor.condition": "Conditions of success",
    "factor.frein.none": "No obstacle was named.",
    "factor.levier.none": "No lever was named.",
    "factor.condition.none": "No condition was named.",
    "factor.frein.not_asked": "This workshop did not ask what holds back.",
    "factor.levier.not_asked": "This workshop did not ask what helps.",
    "factor.condition.not_asked": "This workshop did not ask for conditions of success.",
    "factor.given": (
        "One answer; not quoted, at its author's wish or until they agree: {silent}.",
        "{n} answers; not quoted, at their authors' wish or until they agree: {silent}.",
    ),
    # -- 12, 13
    "introductions.proposed": (
        "No introduction was proposed.",
        "One introduction was proposed to two people.",
        "{n} introductions were proposed, each to two people.",
    ),
    "introductions.made": ("None was accepted by both.", "One was accepted by both.", "{n} were accepted by both."),
    "introductions.pending": (
        "None is waiting for an answer.",
        "One is still waiting for an answer.",
        "{n} are still waiting for an answer.",
    ),
    "germs.named": (
        "No initiative was named.",
        "One initiative named; one voice is enough to have its place here.",
        "{n} initiatives named, in the order of the annex; one voice is enough to have its place here.",
    ),
    "germs.silent": (
        "One of these initiatives is not printed, at its author's wish or until they agree.",
        "{n} of these initiatives are not printed, at their authors' wish or until they agree.",
    ),
    "germs.observed": "The practices observed (“{title}”) are printed one by one with the other cards.",
    "germs.also": "Other initiatives may be named in answer to “{title}”.",
    "germ.possible": "What made it possible",
    "germ.limit": "What limits it",
    "germ.stance": "Public bodies",
    "germ.blank": (
        "What nobody said of an initiative is to be specified: what made it possible, what limits it, the part of "
        "public "
        "bodies, its maturity."
    ),
    # -- 14, 15
    "ethics.caption": "Consents, quotations, withdrawals",
    "ethics.head.what": "What",
    "ethics.head.count": "Number",
    "ethics.row.accepted": "People who agreed to take part",
    "ethics.row.refused": "Refusals to take part (nothing is kept)",
    "ethics.row.yes": "Quotation allowed",
    "ethics.row.ask": "Quotation to be confirmed with the author",
    "ethics.row.no": "Quotation refused",
    "ethics.row.unsaid": "No answer about quotation (treated as a refusal)",
    "ethics.row.withheld": "Contributions withheld, without their text",
    "ethics.row.withdrawn_people": "People who withdrew their answers",
    "ethics.row.withdrawn": "Contributions withdrawn",
    "ethics.consent": (
        "Nobody agreed to take part.",
        "One person agreed before any question.",
        "{n} people agreed, each before any question.",
    ),
    "ethics.refused": (
        "No refusal.",
        "One person refused: nothing of theirs is kept.",
        "{n} people refused: nothing of theirs is kept.",
    ),
    "ethics.secret": "Votes are secret: no ballot bears a name or a time, and no result exists before the close.",
    "ethics.quotation": (
        "A sentence is quoted only if its author allows it; it is signed with a profile, never a name, and only if "
        "enough people share that profile."
    ),
    "ethics.withheld": (
        "No contribution is withheld.",
        "One contribution is withheld: its text is printed nowhere.",
        "{n} contributions are withheld: their text is printed nowhere.",
    ),
    "ethics.cut": (
        "Contact details were cut from one contribution, marked […].",
        "Contact details were cut from {n} contributions, marked […].",
    ),
    "ethics.withdrawn": (
        "Nobody withdrew their answers.",
        "One person withdrew their answers: they are neither counted nor quoted.",
        "{n} people withdrew their answers: they are neither counted nor quoted.",
    ),
    "ethics.retention": "Raw answers are kept for: {retention}.",
    "ethics.correct": "Answers can be read again, corrected or withdrawn until: {until}.",
    "ethics.reused": (
        "No card tells of data on people being used again.",
        "One card tells of data on people being used again: to be looked into before it is taken up.",
        "{n} cards tell of data on people being used again: to be looked into before they are taken up.",
    ),
    "ethics.small": (
        (
            "Small number ({n} person): somebody may be recognised by their words. Counts under {least} are grouped, "
            "and no percentage is written under {percent} people."
        ),
        (
            "Small number ({n} people): somebody may be recognised by their words. Counts under {least} are grouped, "
            "and no percentage is written under {percent} people."
        ),
    ),
    "ethics.masked": "Counts under {least} people are grouped.",
    "ethics.voted_text": (
        "An horizon put to the vote is printed as it was read during the vote, unsigned, even if its author does not "
        "wish to be quoted elsewhere."
    ),
    "suites.corrections": "Corrections and withdrawals possible until",
    "suites.validated": "Validated notebook",
    "suites.answer": "Answer, lead by lead",
    "suites.who": "Who answers for it",
    "suites.table": "Table of answers after 3 months",
    "suites.caption": "Answer within 3 months, lead by lead: for the team to write, never the software",
    "suites.head.answer": "Answer",
    "suites.head.reason": "Reason",
    "suites.table.note": "Answer: retained, retained in part, not retained, or under study.",
    "check.nobody": "Members have not yet said whether they recognise themselves in this notebook.",
    "check.answered": (
        "One person ({share}) said whether they recognise themselves in this notebook.",
        "{n} people ({share}) said whether they recognise themselves in this notebook.",
    ),
    "check.recognise": ("Nobody does.", "One does.", "{n} do."),
    "check.corrections": (
        "No correction was asked for.",
        "One correction asked for, in annex A.8.",
        "{n} corrections asked for, in annex A.8.",
    ),
    "check.withdraw": (
        "Nobody asked to take a sentence back.",
        "One person asked to take a sentence back.",
        "{n} people asked to take a sentence back.",
    ),
    "suites.table.value": "to be specified (kept / partly / not kept / under study, with the reason)",
    # -- annexes
    "annex.contributions": (
        "No contribution was received.",
        "One contribution counted; printed: {printed}.",
        "{n} contributions counted, of which printed: {printed}.",
    ),
    "annex.probe": "Answers to a follow-up",
    "annex.precision": "What authors were asked to make clearer",
    "annex.unknown_step": "Outside the script",
    "refusal.no": "not quoted, as its author asked",
    "refusal.ask": "not quoted: to be confirmed with its author",
    "refusal.profile": "not printed: describes a person",
    "withheld.donnee_perso": "withheld: contact details",
    "withheld.tiers": "withheld: a person named",
    "withheld.hostile": "withheld: an attack",
    "withheld.other": "withheld",
    "previous.hidden": "earlier version not printed, out of respect for people",
    "merge.held": "merged: each author agreed",
    "merge.refused": "not merged: an author refused",
    "merge.unanswered": "not merged: no answer from each author in time",
    "journal.by.animation": "facilitators",
    "journal.by.horloge": "clock",
    "journal.created": "Session created",
    "journal.opened": "Session opened",
    "journal.close_asked": "Close asked for",
    "journal.vote_closed": "Vote closed",
    "journal.closed": "Session closed",
    "journal.moved_on": "Went on",
    "journal.gate_opened": "Meeting point opened",
    "journal.items_chosen": "Horizons put to the vote were chosen",
    "journal.merge_proposed": "Merge proposed",
    "journal.parked": "Contribution parked",
    "journal.probed": "Follow-up sent to a person",
    "journal.released": "Contribution withheld, shown after all",
    "journal.left_withheld": "Contribution withheld, left so",
    "journal.horizon_chosen": "Horizon chosen for the debate",
    "journal.introduction_proposed": "Introduction proposed to two people",
    "journal.member_check": "Notebook sent to members, to say whether they recognise themselves",
    "journal.team_card": "The team's note filled in",
    "journal.revised": "Words of the course corrected while the session ran",
    "journal.handed_over": "Session handed over to another facilitator",
    "journal.value_given": "Value of the course given while the session ran",
    "journal.move_announced": "Going on announced",
    "journal.move_called_off": "Going on called off",
    "journal.extended": "Time added",
    "journal.paused": "Pause",
    "journal.resumed": "Resumed after the pause",
    "journal.nudged": "Group reminded",
    "journal.wrote_to_group": "Message from the facilitators to the group",
    "journal.value.arrived": ("{n} arrived", "{n} arrived"),
    "journal.value.active": ("{n} person present", "{n} people present"),
    "journal.value.minutes": ("{n} minute", "{n} minutes"),
    "journal.value.count": "number: {n}",
    # -- charts
    "chart.nobody": "nobody",
    "chart.masked": "too few people to be shown",
    "chart.one_square": "One square = one person.",
    "chart.many_squares": "One square = {people} people.",
    "chart.nothing": "Nothing to show: nobody answered.",
    "chart.others": "Other profiles, grouped",
    "chart.profiles": "Who spoke",
    "chart.profiles.told": ("One person.", "{n} people, one square each."),
    "chart.words": "Words given by several people",
    "chart.words.told": ("One person gave words.", "{n} people gave words."),
    "chart.merit": "Merit profile, {part} of {parts}",
    "chart.merit.told": "Grades received by each horizon, from the best on the left to the worst on the right.",
    "merit.middle": (
        "The line marks half of the grades: the grade it touches is the horizon's (between two grades, the one on the "
        "right)."
    ),
    "merit.nobody": "nobody gave a grade",
    "merit.grade": "grade",
    "merit.nothing": "No horizon was put to the vote.",
    # -- the templates' own words
    "ui.name": "Synthesis notebook",
    "ui.skip": "Skip to the essentials",
    "ui.contents": "Contents",
    "ui.not_fed": "no such step in this workshop",
    "ui.scroll": "Table, scroll if needed",
    "ui.leaders": "Leading horizons",
    "ui.debate": "What divides",
    "ui.participation": "Who spoke",
    "ui.shared": "What was said, in numbers",
    "ui.closing": "What matters most, in their words",
    "ui.approach": "The approach",
    "ui.teachings": "Findings provided",
    "ui.figures": "Figures cited: declared, not checked",
    "ui.missing": "Who was missing",
    "ui.words.shared": "Words given by several people",
    "ui.words.single": "Words given by one person",
    "ui.words.people": ("{n} person", "{n} people"),
    "ui.words.none": "None.",
    "ui.followup": "In answer to a follow-up",
    "ui.became": "on the ballot: {code}",
    "ui.rule": "How the vote was counted",
    "ui.detail": "Horizon by horizon",
    "ui.sources": "from",
    "ui.unvoted": "Proposed, not put to the vote",
    "ui.leads": "Where to begin",
    "ui.held": "The debate",
    "ui.exchange": "The arguments, on both sides",
    "ui.undecided": "In doubt",
    "ui.pondered": "What made people think",
    "ui.minority": "Minority position",
    "ui.served": "In service of",
    "ui.points.rule": "How points were shared out",
    "ui.each": "Lead by lead",
    "ui.spoken_of": "What people spoke of",
    "ui.told": "What is told of it",
    "ui.expected": "What leads expect of it",
    "ui.reservations": "Reservations",
    "ui.collective": "Collective profile",
    "ui.team": "Notes by the team",
    "ui.introductions": "Introductions",
    "ui.check": "Do you recognise yourselves?",
    "ui.forgotten": "What was forgotten",
    "ui.no_corrections": "No correction was asked for.",
    "ui.annex.1": "Exact course and questions asked",
    "ui.annex.2": "Full list of contributions",
    "ui.annex.3": "Ideas merged, ideas kept apart",
    "ui.annex.4": "Points to take up again (parking)",
    "ui.annex.5": "Not counted",
    "ui.annex.6": "Facilitation journal",
    "ui.annex.7": "Evaluation of the workshop",
    "ui.annex.8": "Corrections asked for",
    "ui.late": "Came after the close of their step",
    "ui.uncertain": "Question uncertain",
    "ui.withheld": "Withheld",
    "ui.minutes": ("{n} min", "{n} min"),
    "ui.cited": "cited in",
    "ui.previous": "Earlier version",
    "ui.forms": "Words told apart",
    "ui.no_merge": "No merge was proposed.",
    "ui.no_parked": "No point was parked.",
    "ui.no_apart": "No contribution was left out of the count.",
    "ui.no_journal": "The journal is empty.",
    "ui.no_evaluation": "This workshop asked for no evaluation.",
}
