"""What the stand-in answers when it refuses: an error code, Telegram's words, and sometimes what to do.

Here: the one exception that methods raise and the server turns into a reply. Not here: when to refuse (each method
says so itself) and replies that never come (faults).
"""

from collections.abc import Mapping


class Refusal(Exception):
    """The call is refused. `description` is Telegram's own sentence, `parameters` its ResponseParameters, if any."""

    def __init__(self, code: int, description: str, parameters: Mapping[str, int] | None = None) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad_request(finding: str) -> Refusal:
    """400: the call itself is wrong, or what it names is not there."""
    return Refusal(400, f"Bad Request: {finding}")


def forbidden(finding: str) -> Refusal:
    """403: the call is right, but this person or group does not let the bot in."""
    return Refusal(403, f"Forbidden: {finding}")


def conflict(finding: str) -> Refusal:
    """409: two ways of receiving updates at once."""
    return Refusal(409, f"Conflict: {finding}")


def too_many_requests(retry_after: int) -> Refusal:
    """429: come back in `retry_after` whole seconds."""
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})
