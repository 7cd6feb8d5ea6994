"""Texts that are hard: letters, signs, lengths."""

# Titles in Swedish and English.
TITLES = [
    ("Åsa ängs ölprovning", "Åsa's beer tasting"),
    ("Skörd 🌾 och familjer 👨‍👩‍👧‍👦 på gården", "Harvest 🌾"),
    ("ورشة عمل حول المياه", "Water workshop in Arabic"),
    ("סדנה על מים (שלום) med svenska", "A workshop in Hebrew"),
    ("Ett; två, tre \\ fyra: \"fem\" 'sex'", "One; two, three \\ four"),
    ("<b>Fet</b> & <script>alert(1)</script>", "<i>Bold</i> &amp; </script>"),
    ("]]> och <!-- och --> och {{mall}}", "]]> and <!--"),
    ("Decomponerat: A\u030asa a\u0308ng o\u0308l", "Decomposed: A\u030asa"),
    ("Zürich, Łódź, Đà Nẵng, 東京, Ελλάδα", "Zürich, Łódź"),
    ("Ett ord som är mycket långt: " + "grönsaksodlarförbundsmedlemskapsavgift" * 4, "A very long word"),
    ("😀" * 60, "Sixty faces"),
    ("Radslut\\n som inte är något", "Backslash n \\n that is none"),
    ("100 % – \u201ccitat\u201d … \u00a0hårt blank\u00adsteg", "100% – quotes"),
    ("Mejl anna@example.org; http://x.se/?a=1&b=2#c", "Mail and links"),
    ("Ön Öland å Åland", "The islands"),
]

# Summaries and bodies.
NASTY = [
    "Första raden.\nAndra raden, med komma; och semikolon.\n\nTredje stycket \\ slut.",
    "Rad med CRLF\r\noch mer\r\n\r\nsista.",
    "<p>HTML & så: <a href=\"https://example.org/?a=1&b=2\">länk</a></p> </script> ]]>",
    "Emoji 🐄🐑🌱 i långa rader. " * 20,
    "مرحبا بالعالم — hej — שלום עולם. " * 8,
    "å" * 400,
    "Styrtecken \u0007 och tabb\toch mer.",
    "\"Citat\" och 'apostrof', \"\"dubbla\"\", slut",
]

# What a spreadsheet would take for a formula.
FORMULAS = [
    "=SUM(A1:A9)",
    "+46 70 000 00 00",
    "-1+2",
    "@SUM(1)",
    "=cmd|' /C calc'!A0",
    "=HYPERLINK(\"https://example.org\";\"klicka\")",
]

LONG = ("Det här är en lång text om dränering, växtföljd och åkermark; den tar inte slut i första taget. " * 420)[:40_000]
