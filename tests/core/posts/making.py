"""Strategies that write posts as nobody would, and as somebody hostile would: Markdown, HTML and every sign that misleads."""

from hypothesis import strategies as st

from tests.core.posts.reading import PAYLOADS, RESOURCE

MISLEADING = [
    *"\x00\x01\x08\x0b\x0c\x1b\x7f\x85\xa0\xad",  # control characters, and spaces that are not
    *"\u061c\u180e\u200b\u200c\u200d\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff",
    *"\ufffe\uffff\U000e0001\U0010ffff\u0300\u0336\u20e3ſıİßﬁ＜＞＂：／",
    "e\u0301" * 5,
    "\U0001f468\u200d\U0001f469\u200d\U0001f467",
    "ה" * 4,
]
SCHEMES = [
    "https://",
    "http://",
    "HTTPS://",
    "mailto:",
    "javascript:",
    "data:text/html,",
    "vbscript:",
    "file:",
    "//",
    "/",
    "",
]
ENTITIES = [
    "&lt;",
    "&#60;",
    "&#x3c;",
    "&quot;",
    "&amp;lt;",
    "&colon;",
    "&Tab;",
    "&NewLine;",
    "&#0;",
    "&#xD800;",
    "&nosuch;",
    "&",
]
ELEMENTS = [
    *(
        "a",
        "p",
        "s",
        "span",
        "div",
        "table",
        "td",
        "tr",
        "ul",
        "li",
        "ol",
        "pre",
        "code",
        "em",
        "blockquote",
        "h3",
        "br",
        "hr",
    ),
    *(
        "script",
        "style",
        "img",
        "svg",
        "math",
        "mtext",
        "mglyph",
        "noscript",
        "template",
        "iframe",
        "form",
        "input",
        "select",
    ),
    *(
        "textarea",
        "title",
        "xmp",
        "plaintext",
        "object",
        "embed",
        "base",
        "meta",
        "link",
        "video",
        "details",
        "foreignObject",
    ),
]
ATTRIBUTES = [
    *(
        "href",
        "src",
        "class",
        "id",
        "style",
        "onerror",
        "onclick",
        "onload",
        "xlink:href",
        "srcdoc",
        "action",
        "formaction",
    ),
    *("rel", "start", "data-module", "name", "target", "title", "\x00on", "/", "=", '"'),
]
SIGNS = [
    *"<>\"'`=/\\&#[](){}!*_~|:-+.@ \t\n",
    "\n\n",
    "~~",
    "**",
    "```",
    "![",
    "](",
    "]: ",
    "<!--",
    "-->",
    "]]>",
    "|-|\n",
]

words = st.sampled_from(
    ["pebble", "zebra crossing", "@Jo Ward", "@Zoë", "jo@Ward.example", "x", "1", "Maria de Souza"]
)
characters = st.sampled_from([sign for sign in MISLEADING if len(sign) == 1]) | st.characters()
payloads = st.sampled_from([each for kind in PAYLOADS.values() for each in kind])
plain = words | st.text(max_size=12) | st.sampled_from(MISLEADING) | st.sampled_from(ENTITIES) | payloads


@st.composite
def addresses(draw: st.DrawFn) -> str:
    """Somewhere to lead to: a scheme, in disguise at times, and a host and a path that may break out."""
    if draw(st.booleans()):
        return draw(
            st.sampled_from([f"/learning/resources/{RESOURCE}", "/network/threads/12#post-3"])
        ) + draw(
            st.sampled_from(["", "", "?x=1", "#x", "/edit", "/..", "\\", '"', " ", "\n", "%2f", "<", "\x00"])
        )
    scheme = draw(st.sampled_from(SCHEMES))
    if scheme and draw(st.booleans()):
        at = draw(st.integers(0, len(scheme)))
        scheme = scheme[:at] + draw(characters | st.sampled_from(ENTITIES)) + scheme[at:]
    host = draw(
        st.sampled_from(
            ["e.example", "csaleads.example", "a@b.example", "[::1]", "127.1", "é.example", "xn--a", ""]
        )
    )
    return (
        scheme
        + host
        + draw(st.sampled_from(["", "/", "/(a)", "/?a=1&b='2'", '/"x', "/*_~~", ":80/", ":x", "/[", "\\"]))
    )


@st.composite
def tags(draw: st.DrawFn) -> str:
    """A tag, whole or broken, with attributes that may not be theirs."""
    name = draw(st.sampled_from(ELEMENTS))
    if draw(st.booleans()):
        return f"</{name}" + draw(st.sampled_from([">", "", " x>", "/>"]))
    quote = st.sampled_from(['"', "'", "", "`"])
    value = addresses() | plain
    pairs = draw(st.lists(st.tuples(st.sampled_from(ATTRIBUTES), quote, value), max_size=3))
    written = "".join(f" {key}={mark}{text}{mark}" for key, mark, text in pairs)
    return f"<{name}{written}" + draw(st.sampled_from([">", "/>", "", "\n>"]))


html = st.lists(tags() | plain | st.sampled_from(SIGNS), max_size=12).map("".join)


def _around(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    marked = st.tuples(st.sampled_from(["*", "**", "_", "~~", "`", "``"]), inner).map(
        lambda two: f"{two[0]}{two[1]}{two[0]}"
    )
    linked = st.tuples(st.sampled_from(["", "!"]), inner, addresses()).map(
        lambda three: f"{three[0]}[{three[1]}]({three[2]})"
    )
    named = st.tuples(inner, addresses()).map(lambda two: f'[{two[0]}][r]\n\n[r]: <{two[1]}> "{two[0]}"\n\n')
    quoted = st.tuples(st.sampled_from(["> ", "- ", "1. ", "    ", "# ", "\t"]), inner).map(
        lambda two: "\n" + "\n".join(two[0] + line for line in two[1].split("\n")) + "\n"
    )
    fenced = st.tuples(inner, inner).map(lambda two: f"\n```{two[0]}\n{two[1]}\n```\n")
    rows = st.lists(st.lists(inner, min_size=1, max_size=4), min_size=1, max_size=4)
    table = rows.map(
        lambda all_: "\n\n" + "\n|-|:-:|\n".join("|" + "|".join(row) + "|" for row in all_) + "\n\n"
    )
    joined = st.tuples(inner, st.sampled_from(SIGNS), inner).map("".join)
    auto = addresses().map(lambda address: f"<{address}>") | addresses()
    return st.one_of(marked, linked, named, quoted, fenced, table, joined, auto)


posts = st.recursive(plain | html | addresses(), _around, max_leaves=12)
