"""Settings: what an operator writes is understood, or answered with a sentence; secrets stay secret."""

import re
from datetime import time
from pathlib import Path

import pytest
from pydantic import SecretStr, ValidationError

from bot.errors import OperatorError
from bot.settings import PREFIX, Settings

EXAMPLE = Path(__file__).parent.parent / ".env.example"
# Fabricated.
TOKEN = "123456:Fabricated-Token_AAAAAAAAAAAAAAAAAAA"


@pytest.fixture(autouse=True)
def _empty_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def example_lines() -> dict[str, tuple[str, str]]:
    """Key → (value, the line before it), for each key of .env.example, commented out or not."""
    found: dict[str, tuple[str, str]] = {}
    before = ""
    for line in EXAMPLE.read_text(encoding="utf-8").splitlines():
        if match := re.fullmatch(r"(?:# )?(HORIZONS_\w+)=(.*)", line):
            found[match[1]] = (match[2], before)
        before = line
    return found


def load_error(monkeypatch: pytest.MonkeyPatch, **environment: str) -> str:
    for key, value in environment.items():
        monkeypatch.setenv(key, value)
    with pytest.raises(OperatorError) as caught:
        Settings.load()
    return str(caught.value)


def test_every_setting_is_in_env_example_and_nothing_else_is() -> None:
    """The example is the operators' manual: a key missing there does not exist for them, a stale one misleads."""
    assert set(example_lines()) == {PREFIX + name.upper() for name in Settings.model_fields}


def test_every_key_of_env_example_is_explained_by_the_comment_above_it() -> None:
    """A name alone does not tell what happens when it is changed."""
    unexplained = [key for key, (_, before) in example_lines().items() if not re.match(r"# \w.{15,}", before)]
    assert unexplained == []


def test_env_example_states_the_defaults() -> None:
    """Someone who uncomments every line of the example changes nothing."""
    text = re.sub(r"(?m)^# (?=HORIZONS_)", "", EXAMPLE.read_text(encoding="utf-8"))
    Path(".env").write_text(text, encoding="utf-8")
    assert Settings.load() == Settings.load(env_file=None)


def test_settings_are_read_from_the_environment_and_from_dotenv_and_the_environment_wins(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A container overrides one value without editing the file."""
    Path(".env").write_text("HORIZONS_AGENCY=Régie d’Arbelle\nHORIZONS_LISTEN_PORT=9000\n", encoding="utf-8")
    monkeypatch.setenv("HORIZONS_LISTEN_PORT", "9001")
    settings = Settings.load()
    assert (settings.agency, settings.listen_port) == ("Régie d’Arbelle", 9001)


def test_facilitators_are_numbers_separated_by_commas_with_any_spaces(monkeypatch: pytest.MonkeyPatch) -> None:
    """Operators paste lists; a trailing comma must not lock a facilitator out."""
    monkeypatch.setenv("HORIZONS_FACILITATORS", " 101, 202,,303,")
    assert Settings.load().facilitators == frozenset({101, 202, 303})


def test_quiet_hours_are_clock_times(monkeypatch: pytest.MonkeyPatch) -> None:
    """Read as anything else, reminders would wake people up."""
    monkeypatch.setenv("HORIZONS_QUIET_FROM", "22:30")
    monkeypatch.setenv("HORIZONS_QUIET_UNTIL", "7:15")
    settings = Settings.load()
    assert (settings.quiet_from, settings.quiet_until) == (time(22, 30), time(7, 15))


def test_a_path_may_start_at_home(monkeypatch: pytest.MonkeyPatch) -> None:
    """No shell expands `~` in an environment file."""
    monkeypatch.setenv("HORIZONS_WORKSHOPS_DIR", "~/ateliers")
    assert Settings.load().workshops_dir == Path.home() / "ateliers"


def test_an_address_loses_its_last_slash_so_that_paths_can_be_joined_to_it(monkeypatch: pytest.MonkeyPatch) -> None:
    """`https://host//bot…` is another path than `https://host/bot…` for most servers."""
    monkeypatch.setenv("HORIZONS_API_BASE_URL", "http://127.0.0.1:8081/")
    assert Settings.load().api_base_url == "http://127.0.0.1:8081"


@pytest.mark.parametrize(
    ("key", "value", "remedy"),
    [
        ("TOKEN", "not-a-token", "copy it whole from @BotFather"),
        ("FACILITATORS", "101,@claire", "'@claire' is not a Telegram user id; give numbers"),
        ("DATABASE_URL", "sqlite:///x.sqlite3", "sqlite+aiosqlite://"),
        ("PUBLIC_URL", "http://bot.example.org", "https:// addresses only"),
        ("PUBLIC_URL", "bot.example.org", "starting with https://"),
        ("API_BASE_URL", "localhost:8081", "starting with https://"),
        ("WEBHOOK_SECRET", "deux mots", "1 to 256 letters"),
        ("LISTEN_PORT", "80a", "integer"),
        ("LISTEN_PORT", "70000", "65535"),
        ("LANGUAGE", "de", "choose one of fr, en"),
        ("TIMEZONE", "Europe", "like Europe/Paris"),
        ("TIMEZONE", "Paris", "like Europe/Paris"),
        ("TIMEZONE", "../etc/passwd", "like Europe/Paris"),
        ("QUIET_FROM", "21", "HH:MM"),
        ("QUIET_UNTIL", "24:00", "HH:MM"),
        ("SMALL_COUNT_THRESHOLD", "0", "greater than or equal to 1"),
        ("MAX_SEND_PER_SECOND", "0", "greater than or equal to 1"),
        ("RETENTION_DAYS", "un an", "integer"),
        ("ANSWERS_AFTER_DAYS", "0", "greater than or equal to 1"),
        ("LOG_LEVEL", "loud", "choose one of DEBUG"),
    ],
)
def test_a_wrong_value_is_answered_with_the_variable_and_the_remedy(
    monkeypatch: pytest.MonkeyPatch, key: str, value: str, remedy: str
) -> None:
    """An operator reads one line and knows what to change where."""
    message = load_error(monkeypatch, **{PREFIX + key: value})
    assert message.startswith(f"{PREFIX}{key}: ")
    assert remedy in message
    assert len(message.splitlines()) == 1


def test_all_wrong_values_are_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Fixing one only to be told of the next costs a restart each."""
    message = load_error(monkeypatch, HORIZONS_LANGUAGE="de", HORIZONS_LISTEN_PORT="80a")
    assert {line.split(":")[0] for line in message.splitlines()} == {"HORIZONS_LANGUAGE", "HORIZONS_LISTEN_PORT"}


def test_a_public_address_without_a_secret_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    """Anyone who guesses the address could speak in a participant's name."""
    message = load_error(monkeypatch, HORIZONS_PUBLIC_URL="https://bot.example.org")
    assert message.startswith("HORIZONS_WEBHOOK_SECRET: set it")
    monkeypatch.setenv("HORIZONS_WEBHOOK_SECRET", "un_long_mot")
    assert Settings.load().public_url == "https://bot.example.org"


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("TOKEN", "123456:Fabricated Secret"),
        ("WEBHOOK_SECRET", "Fabricated Secret"),
        ("DATABASE_URL", "postgresql://bot:Fabricated Secret@db/horizons"),
    ],
)
def test_a_refused_secret_is_not_quoted_back(monkeypatch: pytest.MonkeyPatch, key: str, value: str) -> None:
    """Messages end up in logs and in bug reports; so does the chain of causes under a traceback."""
    monkeypatch.setenv(PREFIX + key, value)
    with pytest.raises(OperatorError) as caught:
        Settings.load()
    assert "Fabricated" not in str(caught.value)
    assert caught.value.__suppress_context__
    assert isinstance(caught.value.__context__, ValidationError)
    assert "Fabricated" not in str(caught.value.__context__)


def test_repr_and_str_show_no_secret() -> None:
    """Settings are printed when something goes wrong at start."""
    settings = Settings(
        token=SecretStr(TOKEN),
        webhook_secret=SecretStr("Fabricated_Hook"),
        database_url="postgresql+asyncpg://bot:Fabricated@db/horizons",
    )
    assert "Fabricated" not in repr(settings) + str(settings)
    assert settings.token is not None
    assert settings.token.get_secret_value() == TOKEN


def test_a_misspelt_key_in_dotenv_is_pointed_out() -> None:
    """A facilitator list under a misspelt name would silently be empty."""
    Path(".env").write_text("HORIZONS_FACILITATOR=101\nHORIZONS_XYZZY=1\nOTHER_TOOL=1\n", encoding="utf-8")
    with pytest.raises(OperatorError) as caught:
        Settings.load()
    first, second = str(caught.value).splitlines()
    assert first.startswith("HORIZONS_FACILITATOR: ")
    assert first.endswith("Did you mean HORIZONS_FACILITATORS?")
    assert second.endswith("See .env.example for those that exist.")


def test_a_foreign_variable_in_the_environment_is_let_be(monkeypatch: pytest.MonkeyPatch) -> None:
    """A cluster gives every container HORIZONS_SERVICE_HOST when a service bears our name."""
    monkeypatch.setenv("HORIZONS_SERVICE_HOST", "10.0.0.1")
    assert Settings.load() == Settings()


def test_an_empty_value_counts_as_not_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """`.env.example` has `HORIZONS_TOKEN=`, to be filled in later; `horizons demo` runs before that."""
    monkeypatch.setenv("HORIZONS_TOKEN", "")
    monkeypatch.setenv("HORIZONS_LISTEN_PORT", "")
    assert (Settings.load().token, Settings.load().listen_port) == (None, 8080)


def test_a_dotenv_in_another_encoding_is_named() -> None:
    """Some editors save Latin-1; a traceback from a decoder helps nobody."""
    Path(".env").write_bytes("HORIZONS_AGENCY=Régie\n".encode("latin-1"))
    with pytest.raises(OperatorError, match=r"^\.env cannot be read: .*UTF-8"):
        Settings.load()


def test_settings_cannot_be_changed_after_start() -> None:
    """What was validated together stays together."""
    settings = Settings()
    with pytest.raises(ValidationError):
        settings.language = "en"  # type: ignore[misc]


@pytest.mark.parametrize(
    ("environment", "sentence"),
    [
        ({"URL": "http://modele.example.org/v1", "MODEL": "m"}, "give an https:// address, or one of this machine"),
        ({"URL": "https://u:secret@modele.example.org/v1", "MODEL": "m"}, "a key goes into HORIZONS_ASSISTANCE_KEY"),
        ({"URL": "modele", "MODEL": "m"}, "give a whole address"),
        ({"URL": "https://modele.example.org/v1"}, "HORIZONS_ASSISTANCE_MODEL: an endpoint and its model"),
        ({"MODEL": "m"}, "HORIZONS_ASSISTANCE_URL: an endpoint and its model"),
    ],
)
def test_an_endpoint_for_assistance_is_whole_and_words_do_not_travel_in_the_clear(
    monkeypatch: pytest.MonkeyPatch, environment: dict[str, str], sentence: str
) -> None:
    """What people said is sent there: a mistake is refused before the first word leaves."""
    said = load_error(monkeypatch, **{f"HORIZONS_ASSISTANCE_{name}": value for name, value in environment.items()})
    assert sentence in said
    assert "secret" not in said


def test_assistance_is_off_unless_it_is_set(monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing is sent anywhere by default; on this machine a model needs neither TLS nor a key."""
    assert Settings.load().assistance_url is None
    monkeypatch.setenv("HORIZONS_ASSISTANCE_URL", "http://127.0.0.1:11434/v1/")
    monkeypatch.setenv("HORIZONS_ASSISTANCE_MODEL", "essai")
    assert Settings.load().assistance_url == "http://127.0.0.1:11434/v1"
