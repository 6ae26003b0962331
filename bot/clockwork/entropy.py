"""Identifiers that nobody can guess, as the port `Entropy`."""

import secrets
from typing import Final

ALPHABET: Final = "abcdefghijklmnopqrstuvwxyz234567"
"""Base 32 in lower case: five bits a character, nothing to escape in a link or a button."""


class SystemEntropy:
    """Tokens from the machine's own source of randomness."""

    def token(self, length: int) -> str:
        """`length` characters of [a-z2-7], five bits of chance each."""
        return "".join(secrets.choice(ALPHABET) for _ in range(length))
