"""Whose fault it is: the exceptions that cross a layer, sorted by who can act on them.

Here: errors an author, an operator, the outside world or we ourselves are responsible for, and the ways a message
cannot be delivered. Not here: a participant's slip, which is an effect (a polite word), never an exception.

`exit_code` is what the `horizons` command leaves with when such an error reaches it: 1 the user's input is wrong,
3 something outside failed (2, usage, is the command line parser's). `Defect` has none: it keeps its traceback.
"""

from collections.abc import Sequence
from typing import ClassVar

from bot.saying import Sayable


class HorizonsError(Exception):
    """Anything Horizons raises on purpose. The message is a sentence for the person named by the subclass."""

    def __init__(self, message: str | Sayable = "") -> None:
        self.message = message
        super().__init__(str(message))

    def into(self, language: str) -> str:
        """The message in a language; one that is plain text is the same in all."""
        return self.message if isinstance(self.message, str) else self.message.into(language)


class AuthorError(HorizonsError):
    """The script or the crowd file is wrong, and its author can mend it.

    `findings` holds one each, read as `file:line:column  CODE  finding. remedy`; never empty. `lines`: in English.
    """

    exit_code: ClassVar[int] = 1

    def __init__(self, findings: Sequence[Sayable]) -> None:
        if not findings:
            raise Defect("an AuthorError without a finding leaves its author with nothing to act on")
        self.findings = tuple(findings)
        self.lines = tuple(map(str, findings))
        super().__init__("\n".join(self.lines))

    def into(self, language: str) -> str:
        """Every finding in a language, a line or more each."""
        return "\n".join(self.lines_in(language))

    def lines_in(self, language: str) -> list[str]:
        """The findings in a language."""
        return [one.into(language) for one in self.findings]


class OperatorError(HorizonsError):
    """A setting, an argument or a file given on the command line is wrong; the message names it and the remedy."""

    exit_code: ClassVar[int] = 1


class OutsideFailure(HorizonsError):
    """Network, disk, database, or another process polling with the same token: nothing in our input is wrong."""

    exit_code: ClassVar[int] = 3


class Defect(HorizonsError):
    """We are wrong. Nobody catches this to go on: it stops loudly, with its traceback."""


class Undeliverable(HorizonsError):
    """A message did not reach its chat. The subclasses say what the sender is to do next."""

    # One that escapes the sender: something outside failed.
    exit_code: ClassVar[int] = 3


class Gone(Undeliverable):
    """For good: the person blocked the bot, or the chat no longer exists. Gates are to be judged again."""


class Moved(Undeliverable):
    """The group became a supergroup and has another id from now on; the message can be sent there."""

    def __init__(self, new_chat_id: int) -> None:
        self.new_chat_id = new_chat_id
        super().__init__(f"the chat moved to {new_chat_id}")


class RetryAfter(Undeliverable):
    """Refused for now: flood control, or a connection that was never made. It has certainly not been delivered.

    `seconds` counts from the refusal and is never negative.
    """

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds
        super().__init__(f"to be sent again in {seconds:g} s")


class Unknown(Undeliverable):
    """The request left and no answer came back: the message may or may not have been delivered."""
