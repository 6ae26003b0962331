"""English sentences of the console: the same keys as in French, with the same values."""

from __future__ import annotations

from typing import Final

ENGLISH: Final[dict[str, str | tuple[str, str] | tuple[str, str, str]]] = {
    "site": "Horizons console",
    "skip": "Skip to content",
    "nav": "Pages of the console",
    "nav.session": "Pages of the session",
    "nav.sessions": "Sessions",
    "nav.live": "Live",
    "nav.notebook": "Notebook",
    "nav.journal": "Journal",
    "nav.screen": "Screen for the room",
    "sign_out": "Sign out",
    "sign_out.everywhere": "Sign out everywhere",
    "sign_out.everywhere.help": "Closes the console on all your devices.",
    "sign_in": "Sign in",
    "sign_in.ready": "Your link is good. It works once: tap “Continue” on the device you want to work on.",
    "sign_in.continue": "Continue",
    "sign_in.how": "It takes a personal link to come in.",
    "sign_in.how.bot": "Write /console to the bot: it answers with a link, good for ten minutes.",
    "sign_in.how.operator": "Without Telegram, whoever runs the server can make one: horizons console-link.",
    "refused": "This page does not open",
    "refused.elsewhere": (
        "This request comes from another site. Go back to the console and start again from the page itself."
    ),
    "refused.form": "This request is not of the form expected. Go back and start again from the page.",
    "refused.large": "This is too long to be sent at once. Shorten your text, then send it again.",
    "refused.signed_out": "You are not signed in, or no longer. Write /console to the bot to get a new link.",
    "refused.nobody": "Your account belongs to no team here. Ask the facilitator to invite you.",
    "refused.role": "Your role does not allow this. Ask the facilitator of the session.",
    "refused.unknown": "There is nothing at this address, or it is not yours.",
    "refused.token": "The page had been open for too long. Go back, reload it and start again: nothing was changed.",
    "refused.link": "This link has been used, or its ten minutes are over. Write /console to the bot to get another.",
    "refused.outside": "The data cannot be reached right now. Try again in a moment: nothing is lost.",
    "refused.ours": "Something went wrong on our side. It is noted; nothing is lost.",
    "refused.purged": (
        "The answers of this session were erased at the end of the time for which they were kept. Its notebook can "
        "still be downloaded."
    ),
    "refused.draft": "The session has not begun: there is nothing to put into a notebook yet.",
    "refused.no_format": "Tick at least one format.",
    "refused.no_notebook": "This file is not there, or no longer. Compile the notebook again.",
    "refused.no_chat": "You have no chat with the bot: download the file.",
    "refused.too_large_for_chat": "This file is larger than the 50 MB that a chat takes: download it.",
    "refused.download": "This download link is no longer good. Go back to the notebook's page: it has new ones.",
    "refused.range": "This file is downloaded in one piece.",
    "refused.back": "Go back",
    "sessions": "Sessions",
    "sessions.none": "No session yet. Write /facilitate to the bot to launch one: it will appear here.",
    "sessions.created": "created on {date}",
    "sessions.people": ("{n} person", "{n} people"),
    "sessions.purged": "Answers erased on {date}, at the end of the time for which they were kept.",
    "sessions.next": "To do",
    "sessions.next.draft": "Pass on the link, then open the session from the bot",
    "sessions.next.open": "Follow the session",
    "sessions.next.closed": "Read and download the notebook",
    "status.draft": "in preparation",
    "status.open": "under way",
    "status.closed": "closed",
    "live": "Following the session",
    "live.days": "Day {day} of {days}",
    "live.days.before": "Begins on {date}, for {days} days",
    "live.now": "Right now",
    "live.gate": "Next gate",
    "live.gate.end": "the end of the session",
    "live.arrived": "{arrived} of {active} are there",
    "live.left": ("less than a minute", "{n} more minute", "{n} more minutes"),
    "live.left.none": "no time limit",
    "live.voted": ("{n} person has voted", "{n} people have voted"),
    "live.people": ("Nobody is here yet", "{n} person", "{n} people"),
    "live.people.none": "Pass on the link or the QR code below; people will appear here.",
    "live.declined": ("{n} refused the consent", "{n} refused the consent"),
    "live.silent": ("everybody moves on", "{n} person has not answered yet", "{n} people have not answered yet"),
    "live.step": "Step",
    "live.answers": "Answers",
    "live.answered": ("no answer", "{n} answer", "{n} answers"),
    "live.passed": ("{n} passed", "{n} passed"),
    "live.state.behind": "over",
    "live.state.now": "now",
    "live.state.ahead": "to come",
    "live.gathered": "gate before this step",
    "live.person": "Person",
    "live.profile": "Profile",
    "live.where": "Where they are",
    "live.invite": "Let people in",
    "live.invite.link": "Link to pass on",
    "live.qr": "QR code of the session's link",
    "live.auto": "This page refreshes by itself. Without JavaScript, reload it.",
    "person.answered": "has answered",
    "person.writing": "is writing",
    "person.silent": "has not answered yet",
    "person.waiting": "waits for the others",
    "person.voted": "has voted",
    "person.finished": "has finished",
    "person.gone": "has left",
    "person.step": "question {step}",
    "screen": "Screen for the room",
    "screen.join": "To take part, point your phone at this code",
    "screen.come": ("Nobody is here yet", "{n} person is here", "{n} people are here"),
    "screen.over": "The session is closed. Thank you!",
    "screen.no_vote": "There was no vote in this session.",
    "live.steps": "Steps",
    "votes": "Votes",
    "votes.voters": "{voters} voters of {electorate} people present",
    "votes.rank": "no. {rank}",
    "votes.rank.first": "1st",
    "votes.tied": "tied",
    "votes.unranked": "not ranked",
    "votes.score": ("{n} point", "{n} points"),
    "votes.no_opinion": "no opinion",
    "notebook": "Notebook",
    "notebook.draft": "The notebook can be made once the session has begun.",
    "notebook.open": (
        "The session is under way: a notebook made now is provisional and holds no vote that is still open."
    ),
    "notebook.read": "Read the notebook",
    "notebook.files": "Download",
    "notebook.files.none": "No notebook has been compiled yet. Choose the formats below, then “Compile”.",
    "notebook.sent": "The file is on its way to your chat with the bot.",
    "notebook.chat": "In the bot",
    "notebook.send": "Receive in the bot",
    "notebook.files.links": "These links are yours, and good for an hour. Reload the page to get new ones.",
    "notebook.file": "File",
    "notebook.size": "Size",
    "notebook.made": "Made on",
    "notebook.kilobytes": "{n} kB",
    "notebook.compile": "Compile",
    "notebook.compile.which": "Formats",
    "notebook.template": "Templates",
    "notebook.template.organisation": "the organisation's",
    "refused.template": "These templates are there no more. Choose others.",
    "notebook.compile.help": "It is compiled in the background: you can leave this page and come back.",
    "notebook.running": "Compiling: {current}",
    "notebook.progress": "{done} format(s) of {total}",
    "notebook.done": "The notebook is ready.",
    "notebook.failed.template": "A template of the agency has a mistake. Here is where:",
    "notebook.again": "The server stopped during the compilation: it was taken up again.",
    "notebook.failed.stopped": (
        "The server stopped twice during this compilation: it was not taken up again. "
        "Ask for fewer formats at a time, or tell whoever runs the server."
    ),
    "notebook.failed.outside": (
        "The notebook could not be written to disk. Try again; if it goes on, tell whoever runs the server."
    ),
    "notebook.failed.ours": (
        "The notebook could not be compiled: a mistake of ours, noted in the server's log. Nothing is lost."
    ),
    "format.html": "HTML, one page that opens anywhere",
    "format.md": "Markdown, text to reuse",
    "format.pdf": "PDF, to print and hand out",
    "format.docx": "DOCX, to touch up in a word processor",
    "format.xlsx": "XLSX, a spreadsheet",
    "format.csv": "CSV, the data",
    "format.json": "JSON, the data for a machine",
    "journal": "Journal",
    "journal.help": (
        "Every gesture of the facilitators, and of the clock where it acts by itself. It is annexed to the notebook, "
        "but for what says which files were taken away."
    ),
    "journal.none": "Nothing has been done in this session yet.",
    "journal.when": "When",
    "journal.what": "Gesture",
    "journal.who": "By",
    "journal.by.animation": "facilitators",
    "journal.by.horloge": "clock",
    "nav.votes": "Votes",
    "nav.texts": "Texts",
    "votes.secret": "The result is shown at the close, not before.",
    "votes.none": "There is no vote in this session yet. Results appear here as each vote closes.",
    "texts": "The team's texts",
    "texts.help": (
        "What you write here is printed in the notebook, marked as the team's. One sentence a line; each cites the"
        " contributions it rests on, by number: C012."
    ),
    "texts.fallen": (
        (
            "{n} sentence rests on nothing any more: what it cited was withdrawn. It is no longer printed; "
            "rewrite it or remove it."
        ),
        (
            "{n} sentences rest on nothing any more: what they cited was withdrawn. They are no longer printed; "
            "rewrite or remove them."
        ),
    ),
    "texts.version": "version {version}, {date}",
    "texts.none.contexte": "Nothing is written yet. Why is this talked about here and now? Three lines will do.",
    "texts.none.enseignements": (
        "Nothing is written yet. What do you take from the session? Three to five sentences, each with its "
        "contributions."
    ),
    "texts.edit.contexte": "Write the context",
    "texts.edit.enseignements": "Write the teachings",
    "text.contexte": "The context",
    "text.enseignements": "The teachings",
    "text.label": "Your text, one sentence a line",
    "text.help.contexte": (
        "Each line cites a contribution (C012) or names its source: “1,200 empty homes (source: Insee, 2024)”."
    ),
    "text.help.enseignements": (
        "Each line cites at least one contribution: “Those without a car miss repair close by the most (C012, C031)”."
    ),
    "text.keep": "Save",
    "text.cite": "What you may cite",
    "text.cite.none": "Nothing has been said yet that could be cited.",
    "text.refused": "The text is not saved yet:",
    "text.wrong.unknown": "Line {line}: no contribution has the number {number}.",
    "text.wrong.no_ground": "Line {line}: this sentence cites nothing. Add the number of at least one contribution.",
    "text.wrong.group_of_one": (
        "Line {line}: “the group” cannot carry the words of one person. Cite another one, or write “one person”."
    ),
    "text.wrong.too_long": "The text is too long: 20,000 characters at most.",
    "text.conflict": "Somebody saved another version while you were writing. Nothing is lost: here is what differs.",
    "text.conflict.what": "Your text is still below. Take over what you want to keep of the other version, then save.",
    "text.yours": "your text",
    "text.theirs": "other version",
    "notebook.recalled": (
        (
            "Version {number} of {date}, validated, holds {n} contribution withdrawn or replaced since. If it "
            "was handed out, replace it."
        ),
        (
            "Version {number} of {date}, validated, holds {n} contributions withdrawn or replaced since. If it "
            "was handed out, replace it."
        ),
    ),
    "notebook.versions": "Versions",
    "notebook.version.provisional": "provisional",
    "notebook.version.corrected": "corrected",
    "notebook.version.validated": "validated",
    "format.qdpx": "QDPX, for qualitative analysis software",
    "format.iramuteq": "IRaMuTeQ, the corpus",
    "format.polis": "Polis, the statements voted on (CSV)",
    "format.ballots": "Whole ballots, to count again (from 20 voters)",
    "nav.ideas": "Proposals",
    "ideas": "Proposals and merges",
    "ideas.help": (
        "Under the number they have in the bot, where they are chosen and merged: each author agrees to it there. "
        "Whose proposal is whose is said nowhere."
    ),
    "ideas.none": "Nobody has proposed anything yet. Proposals will appear here as they arrive.",
    "ideas.none.group": "The group has proposed nothing here yet.",
    "ideas.mark.chosen": "on the ballot",
    "ideas.mark.merged": "merged",
    "ideas.mark.merging": "merge pending",
    "ideas.withdrawn": ("{n} proposal taken back by its author", "{n} proposals taken back by their authors"),
    "ideas.merges": "Merges proposed",
    "ideas.merge.of": "Puts together: {numbers}",
    "ideas.merge.agreed": "Agreed: {who}",
    "ideas.merge.refused": "Refused: {who}",
    "ideas.merge.waiting": "Has not answered yet: {who}",
    "ideas.prepared": ("{n} prepared proposal", "{n} prepared proposals"),
    "nav.contributions": "Contributions",
    "said": "Contributions",
    "said.none": "Nobody has said anything yet. Contributions appear here as they come.",
    "said.help": (
        "What was said, under the number that the notebook gives it. Nothing is rewritten here: one reads, and "
        "files by the reading grid."
    ),
    "said.step": "Step",
    "said.code": "Rubric",
    "said.who": "Profile",
    "said.everybody": "all",
    "said.state": "State",
    "said.word": "Contains",
    "said.any": "all",
    "said.unread": "to read",
    "said.filter": "Filter",
    "said.count": ("no contribution", "{n} contribution", "{n} contributions"),
    "said.left": ("everything is read", "{n} to read", "{n} to read"),
    "said.begin": "Code from the keyboard",
    "said.table": "Download the table (CSV)",
    "said.open": "Open {number}",
    "said.pages": "Pages of the list",
    "said.one": "Contribution {number}",
    "said.codes.rubrics": "What is it about?",
    "said.codes.blocks": "Which block?",
    "said.codes.themes": "Which theme?",
    "said.codes.voice": "Does it say something else than the others?",
    "said.proposed": "The grid proposes, by its words (nothing is filed without you):",
    "said.confirm": "0. Confirm the proposal",
    "said.keep": "Save and go on to the next",
    "said.keys": (
        "From the keyboard: Tab and Space to tick, Enter to save; or Alt and the rubric's digit (Shift+Alt in some"
        " browsers)."
    ),
    "said.back": "Back to the list",
    "said.not_quoted": "not to be quoted",
    "said.hidden": "Its text is not printed: its author did not allow it, or it is withheld.",
    "said.read_only": "Read, filed under no rubric.",
    "standing.parked": "parking",
    "standing.late": "not counted",
    "standing.uncertain": "to be placed",
    "standing.withheld": "withheld",
    "standing.correction": "correction asked for",
    "reading": "Reading grid",
    "reading.help": (
        "The grid is yours: blocks, themes, and the words that call for them. "
        "The eight rubrics are the same everywhere, so that notebooks compare."
    ),
    "reading.refused": "The grid is not saved yet:",
    "reading.blocks": "Blocks",
    "reading.themes": "Themes",
    "reading.no_seed": "no word",
    "reading.label": "The grid, in YAML",
    "reading.version": (
        "This grid comes with the workshop; saving it makes it yours, for this session.",
        "The team's grid, version {n}.",
        "The team's grid, version {n}.",
    ),
    "grid.vecu": "experience",
    "grid.crainte": "fear",
    "grid.envie": "wish",
    "grid.analyse": "analysis",
    "grid.germe": "germ",
    "grid.piste": "lead",
    "grid.frein": "obstacle",
    "grid.levier": "lever",
    "grid.voix_differente": "different voice",
}
