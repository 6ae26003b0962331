"""What an operator can set: environment or `.env` → one frozen `Settings`.

Here: names, defaults, validation, and the sentence an operator reads when a value is wrong. Not here: reading them
anywhere else. Only the command line and the composition root hold a `Settings`; everyone else is handed plain values.
"""

import difflib
import re
from collections.abc import Sequence
from datetime import time
from pathlib import Path
from typing import Annotated, Any, Final, Self
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from dotenv import dotenv_values
from pydantic import BeforeValidator, Field, SecretStr, ValidationError, field_validator, model_validator
from pydantic_settings import BaseSettings, NoDecode, SettingsConfigDict

from bot.errors import OperatorError

PREFIX: Final = "HORIZONS_"
LANGUAGES: Final = ("fr", "en")
LOG_LEVELS: Final = ("DEBUG", "INFO", "WARNING", "ERROR", "CRITICAL")

_THIS_MACHINE: Final = frozenset({"127.0.0.1", "localhost", "::1"})

# Never quoted back in a message: a database URL may carry a password.
_SECRET_KEYS: Final = frozenset({"token", "webhook_secret", "database_url", "assistance_url", "assistance_key"})


def _clock_time(value: object) -> object:
    if not isinstance(value, str):
        return value
    # Not left to pydantic, which takes "21" for 21 seconds past midnight and refuses "7:15".
    parts = re.fullmatch(r"([01]?\d|2[0-3]):([0-5]\d)", value)
    if parts is None:
        raise ValueError("write it as HH:MM, for example 21:00")
    return time(int(parts[1]), int(parts[2]))


def _user_ids(value: object) -> object:
    if not isinstance(value, str):
        return value
    parts = [part.strip() for part in value.split(",") if part.strip()]
    strangers = [part for part in parts if not re.fullmatch(r"[1-9]\d*", part)]
    if strangers:
        raise ValueError(
            f"{strangers[0]!r} is not a Telegram user id; give numbers separated by commas, without @names"
        )
    return frozenset(int(part) for part in parts)


ClockTime = Annotated[time, BeforeValidator(_clock_time)]
# NoDecode: pydantic-settings would otherwise ask for JSON.
UserIds = Annotated[frozenset[int], NoDecode, BeforeValidator(_user_ids)]


class Settings(BaseSettings):
    """Everything an operator can set.

    Each field is the environment variable `HORIZONS_<NAME>`; `.env.example` lists them with their meaning. An empty
    value counts as not set; the environment wins over `.env`.
    """

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_ignore_empty=True,
        env_file_encoding="utf-8",
        extra="ignore",
        frozen=True,
        # A pydantic error that is logged by mistake must not carry a token.
        hide_input_in_errors=True,
    )

    token: SecretStr | None = None
    facilitators: UserIds = frozenset()
    database_url: str = Field(default="sqlite+aiosqlite:///horizons.sqlite3", repr=False)
    workshops_dir: Path | None = None
    templates_dir: Path | None = None
    notebooks_dir: Path = Path("cahiers")
    public_url: str | None = None
    webhook_secret: SecretStr | None = None
    listen_host: str = "127.0.0.1"
    listen_port: int = Field(default=8080, ge=0, le=65535)
    console: bool = True
    console_url: str | None = None
    api_base_url: str = "https://api.telegram.org"
    language: str = "fr"
    timezone: str = "Europe/Paris"
    quiet_from: ClockTime = time(21)
    quiet_until: ClockTime = time(8)
    small_count_threshold: int = Field(default=3, ge=1)
    percent_threshold: int = Field(default=20, ge=1)
    max_send_per_second: int = Field(default=30, ge=1, le=1000)
    answers_after_days: int = Field(default=90, ge=1)
    agency: str | None = None
    bot_name: str = Field(default="Horizons", min_length=1)
    retention_days: int = Field(default=365, ge=1)
    assistance_url: str | None = None
    assistance_model: str | None = None
    assistance_key: SecretStr | None = None
    assistance_seconds: int = Field(default=60, ge=1, le=600)
    log_level: str = "INFO"

    @field_validator("token")
    @classmethod
    def _token_has_the_shape_of_one(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"\d+:[A-Za-z0-9_-]+", value.get_secret_value()):
            raise ValueError(
                "this is no bot token (digits, a colon, then letters and digits); copy it whole from @BotFather"
            )
        return value

    @field_validator("webhook_secret")
    @classmethod
    def _webhook_secret_is_one_telegram_accepts(cls, value: SecretStr | None) -> SecretStr | None:
        if value is not None and not re.fullmatch(r"[A-Za-z0-9_-]{1,256}", value.get_secret_value()):
            raise ValueError("Telegram accepts 1 to 256 letters, digits, _ and - only; choose another one")
        return value

    @field_validator("database_url")
    @classmethod
    def _database_is_one_we_run_on(cls, value: str) -> str:
        if not value.startswith(("sqlite+aiosqlite://", "postgresql+asyncpg://")):
            raise ValueError(
                "it has to start with sqlite+aiosqlite:// or postgresql+asyncpg://, "
                "for example sqlite+aiosqlite:///horizons.sqlite3"
            )
        return value

    @field_validator("public_url", "api_base_url", "console_url", "assistance_url")
    @classmethod
    def _url_is_whole(cls, value: str | None) -> str | None:
        if value is None:
            return None
        parts = urlsplit(value)
        if parts.scheme not in {"http", "https"} or not parts.hostname:
            raise ValueError("give a whole address, starting with https://")
        return value.rstrip("/")

    @field_validator("public_url")
    @classmethod
    def _public_url_is_https(cls, value: str | None) -> str | None:
        if value is not None and urlsplit(value).scheme != "https":
            raise ValueError("Telegram delivers to https:// addresses only; leave it empty to poll instead")
        return value

    @field_validator("assistance_url")
    @classmethod
    def _words_do_not_travel_in_the_clear(cls, value: str | None) -> str | None:
        if value is not None:
            parts = urlsplit(value)
            if parts.scheme != "https" and parts.hostname not in _THIS_MACHINE:
                raise ValueError("contributions are sent there: give an https:// address, or one of this machine")
            if parts.username or parts.password or parts.query or parts.fragment:
                raise ValueError(f"give the address alone; a key goes into {PREFIX}ASSISTANCE_KEY")
        return value

    @field_validator("language")
    @classmethod
    def _language_has_a_catalogue(cls, value: str) -> str:
        if value not in LANGUAGES:
            raise ValueError(f"choose one of {', '.join(LANGUAGES)}")
        return value

    @field_validator("timezone")
    @classmethod
    def _timezone_exists(cls, value: str) -> str:
        try:
            ZoneInfo(value)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            # OSError: "Europe" is a folder of the time zone database.
            raise ValueError("this is no IANA time zone; write it like Europe/Paris or Indian/Reunion") from None
        return value

    @field_validator("log_level")
    @classmethod
    def _log_level_exists(cls, value: str) -> str:
        if value.upper() not in LOG_LEVELS:
            raise ValueError(f"choose one of {', '.join(LOG_LEVELS)}")
        return value.upper()

    @field_validator("workshops_dir", "templates_dir", "notebooks_dir")
    @classmethod
    def _home_is_expanded(cls, value: Path | None) -> Path | None:
        return None if value is None else value.expanduser()

    @model_validator(mode="after")
    def _webhook_is_guarded(self) -> Self:
        if self.public_url is not None and self.webhook_secret is None:
            raise ValueError(
                f"{PREFIX}WEBHOOK_SECRET: set it to a long random word whenever {PREFIX}PUBLIC_URL is set; "
                "without it anyone could post invented updates to the bot"
            )
        return self

    @model_validator(mode="after")
    def _assistance_is_whole(self) -> Self:
        if (self.assistance_url is None) != (self.assistance_model is None):
            missing = "MODEL" if self.assistance_model is None else "URL"
            raise ValueError(f"{PREFIX}ASSISTANCE_{missing}: an endpoint and its model are set together, or not at all")
        return self

    @classmethod
    def load(cls, env_file: Path | None = Path(".env")) -> Self:
        """Read the environment, then `env_file` (UTF-8; a missing file is no error; None reads no file).

        Raises:
            OperatorError: one line for each wrong value: the variable, what is wrong, what to write instead. Secrets
                are never quoted.
        """
        try:
            if env_file is not None and env_file.is_file():
                _refuse_unknown_keys(env_file, tuple(cls.model_fields))
            return cls(_env_file=env_file)
        except ValidationError as error:
            # `from None`: the pydantic error would print as the cause, in words meant for a programmer.
            raise OperatorError("\n".join(_sentences(error))) from None
        except (UnicodeDecodeError, OSError) as error:
            raise OperatorError(
                f"{env_file} cannot be read: {error}. Save it as UTF-8 text that you may read."
            ) from None


def _refuse_unknown_keys(env_file: Path, fields: Sequence[str]) -> None:
    # Only in the file, which is ours: containers put foreign HORIZONS_… variables (service links) in the environment.
    known = {field.upper() for field in fields}
    complaints = []
    for key in dotenv_values(env_file, encoding="utf-8"):
        name = key.upper().removeprefix(PREFIX)
        if name != key.upper() and name not in known:
            # Compared without the prefix, which alone would make any two names alike.
            close = difflib.get_close_matches(name, sorted(known), n=1)
            remedy = f"Did you mean {PREFIX}{close[0]}?" if close else "See .env.example for those that exist."
            complaints.append(f"{key}: {env_file} sets it, but there is no such setting. {remedy}")
    if complaints:
        raise OperatorError("\n".join(complaints))


def _sentences(error: ValidationError) -> list[str]:
    # include_context=False: the context holds the original exception, which may quote the value.
    return [_sentence(detail) for detail in error.errors(include_url=False, include_context=False)]


def _sentence(detail: Any) -> str:
    finding = detail["msg"].removeprefix("Value error, ")
    if not detail["loc"]:
        return f"{finding}."
    field = str(detail["loc"][0])
    # A value made in code may sit deeper; only a plain text can have come from the environment.
    given = "" if field in _SECRET_KEYS or not isinstance(detail["input"], str) else f" (now {detail['input']!r})"
    return f"{PREFIX}{field.upper()}: {finding}{given}."
