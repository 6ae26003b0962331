import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.rehearsal.botapi.detection import detect
from bot.rehearsal.botapi.errors import Refusal
from bot.rehearsal.botapi.markup import checked_entities, checked_url, parse_html, to_html, trim, utf16_length


@pytest.mark.parametrize(
    ("source", "complaint"),
    [
        ("<br>", 'Unsupported start tag "br" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("é <x>", 'Unsupported start tag "x" at byte offset 3'),
        ("x <b", "Unclosed start tag at byte offset 2"),
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<a href=x/>y</a>", "Unexpected end of name token at byte offset 8"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ('<a href="x"', "Unclosed start tag at byte offset 0"),
        ('<tg-emoji emoji-id="x">y</tg-emoji>', "Invalid custom emoji identifier specified"),
        ('<tg-time unix="soon">y</tg-time>', "Invalid date specified"),
        ("<b>&#xD800;</b>", "Text contains invalid Unicode characters after decoding HTML entities"),
    ],
)
def test_bad_html_is_refused_in_telegrams_words(source: str, complaint: str) -> None:
    """A bot that forgets to escape a person's words must fail in rehearsal, where it can be seen."""
    with pytest.raises(Refusal) as caught:
        parse_html(source)
    assert caught.value.description == f"Bad Request: can't parse entities: {complaint}"


@pytest.mark.parametrize(
    ("source", "text", "entities"),
    [
        ("plain", "plain", []),
        ("&lt;b&gt; &amp; &quot;&#233;&#xE9;&nbsp;", '<b> & "éé&nbsp;', []),
        ("é😀<b>x</b>", "é😀x", [("bold", 3, 1)]),
        ("<strong>a<em>b</em></strong>", "ab", [("bold", 0, 2), ("italic", 1, 1)]),
        ("<b>a</b><strong>b</strong>", "ab", [("bold", 0, 2)]),
        ("<u>a</u> <ins>b</ins> <s>c</s> <strike>d</strike> <del>e</del>", "a b c d e", [
            ("underline", 0, 1), ("underline", 2, 1), ("strikethrough", 4, 1), ("strikethrough", 6, 1),
            ("strikethrough", 8, 1),
        ]),
        ('<span class="tg-spoiler">a</span> <tg-spoiler>b</tg-spoiler>', "a b", [("spoiler", 0, 1), ("spoiler", 2, 1)]),
        ("<blockquote>a</blockquote>", "a", [("blockquote", 0, 1)]),
        ("<blockquote expandable>a</blockquote>", "a", [("expandable_blockquote", 0, 1)]),
        ("<code>a <b>b</b></code>", "a b", [("code", 0, 3)]),
        ("<B>a</B>", "a", [("bold", 0, 1)]),
        ("<b></b>a", "a", []),
        ("<i>a</>", "a", [("italic", 0, 1)]),
    ],
)  # fmt: skip
def test_html_becomes_text_and_utf16_entities(source: str, text: str, entities: list[tuple[str, int, int]]) -> None:
    """Offsets are UTF-16 units, so an emoji before a bold word moves it by two."""
    seen_text, seen = parse_html(source)
    assert seen_text == text
    assert [(each["type"], each["offset"], each["length"]) for each in seen] == entities


def test_links_dates_emoji_and_code_keep_their_arguments() -> None:
    """The argument is what the client acts on: an address, a moment, a language."""
    _, entities = parse_html(
        '<a href="https://exemple.fr?a=1&amp;b=2">x</a> <tg-time unix="1772442000" format="wDT">le 2 mars</tg-time> '
        '<tg-emoji emoji-id="5368324170671202286">👍</tg-emoji> <pre><code class="language-python">y</code></pre>'
    )
    assert [{key: value for key, value in each.items() if key not in {"offset", "length"}} for each in entities] == [
        {"type": "text_link", "url": "https://exemple.fr/?a=1&b=2"},
        {"type": "date_time", "unix_time": 1772442000, "date_time_format": "wDT"},
        {"type": "custom_emoji", "custom_emoji_id": "5368324170671202286"},
        {"type": "pre", "language": "python"},
    ]


def test_a_mention_needs_somebody_telegram_knows() -> None:
    """A link to an unknown person silently becomes plain text on Telegram."""
    user = {"id": 5, "is_bot": False, "first_name": "Ana"}
    source = '<a href="tg://user?id=5">Ana</a> <a href="tg://user?id=6">Bob</a>'
    _, entities = parse_html(source, {5: user}.get)
    assert entities == [{"type": "text_mention", "offset": 0, "length": 3, "user": user}]


@pytest.mark.parametrize(
    ("given_url", "kept"),
    [
        ("exemple.fr", "http://exemple.fr/"),
        ("HTTPS://Exemple.FR/Page", "https://exemple.fr/Page"),
        ("tg://resolve?domain=x", "tg://resolve?domain=x"),
        ("javascript:alert(1)", None),
        ("nothing", None),
        ("http://[", None),
    ],
)
def test_an_address_is_kept_as_telegram_keeps_it(given_url: str, kept: str | None) -> None:
    """What is no address makes no link."""
    assert checked_url(given_url) == kept


def test_blanks_at_both_ends_go_and_entities_move_along() -> None:
    """A message of blanks is an empty message."""
    assert trim("  a b \n", [{"type": "bold", "offset": 4, "length": 3}]) == (
        "a b",
        [{"type": "bold", "offset": 2, "length": 1}],
    )
    assert trim(" \n ", []) == ("", [])


def test_entities_outside_the_text_or_inside_a_symbol_are_refused() -> None:
    """The stand-in refuses what Telegram drops, so that a wrong offset is noticed."""
    for offset, length in [(0, 4), (-1, 1), (1, 1), (0, 0)]:
        with pytest.raises(Refusal):
            checked_entities("😀x", [{"type": "bold", "offset": offset, "length": length}])
    assert checked_entities("😀x", [{"type": "bold", "offset": 2, "length": 1}])


def test_telegram_finds_commands_mentions_hashtags_and_addresses() -> None:
    """Handlers look for bot_command entities; links must not be looked for inside code."""
    text = "/start x @ana_essai #idée https://exemple.fr/a. a@b.fr 1/2"
    assert [(each["type"], text[each["offset"] : each["offset"] + each["length"]]) for each in detect(text)] == [
        ("bot_command", "/start"),
        ("mention", "@ana_essai"),
        ("hashtag", "#idée"),
        ("url", "https://exemple.fr/a"),
        ("email", "a@b.fr"),
    ]
    code = [{"type": "code", "offset": 0, "length": 6}]
    assert detect("/start", code) == code
    assert detect("rien à voir, 3/4 des gens") == []


@given(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\r\0"), max_size=60))
def test_escaped_text_comes_back_as_it_was(text: str) -> None:
    """Escaping is all it takes to show a person's words as they wrote them."""
    assert parse_html(to_html(text, [])) == (text, [])


@given(st.lists(st.tuples(st.sampled_from("biusq"), st.text("aé😀<&", min_size=1, max_size=4)), max_size=6))
def test_entities_written_as_html_are_read_back(parts: list[tuple[str, str]]) -> None:
    """`Shown.html` is only worth reading if it says what was shown."""
    kinds = {"b": "bold", "i": "italic", "u": "underline", "s": "strikethrough", "q": "blockquote"}
    text, entities, offset = "", [], 0
    for tag, words in parts:
        entities.append({"type": kinds[tag], "offset": offset, "length": utf16_length(words)})
        # A letter between them keeps equal styles from fusing.
        text += words + "·"
        offset = utf16_length(text)
    assert parse_html(to_html(text, entities)) == (text, entities)
