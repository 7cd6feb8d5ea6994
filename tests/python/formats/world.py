"""A network made up to be hard on every format, as a folder that `klover import` reads.

Usage: world.py FOLDER NOW [many]      (NOW as 2026-11-25T10:00:00+01:00)

With `many` it is another network: one with more occasions than one calendar or one table may hold.

Everything is counted from NOW; the same NOW always gives the same bytes. `world()` gives the records themselves, so that
those who check can compute what is to be expected from them.
"""

import json
import sys
from datetime import datetime, timedelta
from pathlib import Path

from texts import FORMULAS, LONG, NASTY, TITLES

HOME = "Europe/Stockholm"
SLUG = "provnatet"

FILES = {
    "activity": "activities.json",
    "clipping": "clippings.json",
    "cluster": "clusters.json",
    "initiative": "initiatives.json",
    "organisation": "organisations.json",
    "result": "results.json",
    "theme": "themes.json",
}

NETWORK = """\
slug = "provnatet"
test = true

[name]
sv = "Provnätet, \\"å ä ö\\" & vänner"
en = "The Proving Network"

[headline]
sv = "Ett nät som är svårt"
en = "A network that is hard"

[purpose]
sv = "Finns för att prova format."
en = "Is there to prove formats."

[about]
sv = "Ett påhittat nätverk."
en = "A network made up."
"""

# What nobody may see stands with this word, which stands nowhere else.
SECRET = "hemligstämplad"

PLACES = [
    {"name": "Lövsta, Romakloster", "municipality": "0980", "county": "09",
     "point": {"lat": 57.512345, "lon": 18.461234, "precision": "exact"}},
    {"name": "Vreta kluster; hus 3, \"ladan\"", "municipality": "0580", "county": "05",
     "point": {"lat": 58.47, "lon": 15.52, "precision": "place"}},
    {"name": "Ås", "municipality": "2326", "county": "23",
     "point": {"lat": 63.25, "lon": 14.57, "precision": "place"}},
    {"municipality": "1880", "county": "18"},
    {"name": "Ultuna", "municipality": "0380"},
]

# Points that stand for an area: their digits may be found nowhere.
REGION_POINTS = [
    {"name": "Någonstans i Småland", "county": "06", "point": {"lat": 57.777123, "lon": 14.123777, "precision": "region"}},
    {"municipality": "0580", "point": {"lat": 58.414141, "lon": 15.626262, "precision": "region"}},
    {"point": {"lat": 59.273737, "lon": 15.213131, "precision": "region"}},
]


def day(moment, days=0):
    """A day, so many days from another."""
    return (moment + timedelta(days=days)).date().isoformat()


def clock(moment, days, start, end=None, zone=HOME, end_days=0):
    """A time by the clock: so many days ahead, from, until."""
    when = {"start": f"{day(moment, days)}T{start}", "zone": zone}
    if end:
        when["end"] = f"{day(moment, days + end_days)}T{end}"
    return when


def both(sv, en=None):
    """A text in two languages, or in Swedish alone."""
    return {"sv": sv, "en": en} if en else {"sv": sv}


def activity(name, title, occasions, **more):
    """An activity with what it must have; its occasions are numbered after it."""
    for number, occasion in enumerate(occasions, 1):
        occasion.setdefault("id", f"{name}-tillfalle-{number}")
    return {
        "id": name, "slug": name, "version": 1, "title": title, "kind": "course", "status": "published",
        "occasions": occasions, **more,
    }


def last_sunday(year, month):
    """The day on which the clock is moved in Europe."""
    last = datetime(year, month, 31)
    return last - timedelta(days=(last.weekday() + 1) % 7)


def series(now):
    """Many occasions in one activity, over both changes of the clock; some called off, in several places."""
    weekly = [{"when": clock(now, 7 * week, "18:00", "20:30"), "place": PLACES[week % len(PLACES)]} for week in range(1, 53)]
    weekly[3]["cancelled"] = True
    places = [{"when": clock(now, 20 + n, "09:00", "16:00"), "place": place} for n, place in enumerate(PLACES)]
    return [
        activity("kvallskurs", both("Kvällskurs varje vecka", "Evening course every week"), weekly, form="on-site", version=7,
                 hosts=["osterklustret"], themes=["jord"], summary=both("Femtiotvå kvällar.", "Fifty-two evenings.")),
        activity("pa-flera-platser", both("Samma dag på flera platser", "The same day in several places"), places,
                 kind="field-day", form="on-site", hosts=["osterklustret", "norrklustret", "hogskolan"], themes=["vatten"]),
        activity("hybridseminarium", both("Seminarium i sal och på nätet", "Seminar in a room and online"), [
            {"when": clock(now, 12, "13:00", "15:00"), "place": PLACES[1], "online": "https://example.org/mote?rum=1&kod=å"},
            {"when": clock(now, 13, "13:00", "15:00"), "place": PLACES[1], "online": "https://example.org/mote?rum=2"},
        ], kind="seminar", form="hybrid", hosts=["norrklustret"], themes=["vatten", "energi"], languages=["sv", "en"],
            price=both("500 kr, lunch ingår", "SEK 500, lunch included"), audience=both("Lantbrukare", "Farmers"),
            sign_up={"url": "https://example.org/anmalan?a=1&b=2", "last_day": day(now, 10)}),
    ]


def times(now):
    """Every way of telling a time."""
    spring, autumn = last_sunday(now.year + 1, 3), last_sunday(now.year + 1, 10)
    before = spring - timedelta(days=1)
    timed = {
        "en-heldag": {"first_day": day(now, 5)},
        "tre-heldagar": {"first_day": day(now, 30), "last_day": day(now, 32)},
        "over-nyar": {"first_day": f"{now.year}-12-30", "last_day": f"{now.year + 1}-01-02"},
        "heldag-over-omstallning": {"first_day": day(before), "last_day": day(spring)},
        "delvis-dag": {"date": day(now, 41)},
        "utan-slut": clock(now, 6, "08:15"),
        "slut-vid-start": clock(now, 6, "09:15", "09:15"),
        "over-midnatt": clock(now, 8, "22:00", "02:00", end_days=1),
        "over-varomstallning": clock(before, 0, "23:00", "04:00", end_days=1),
        "over-hostomstallning": clock(autumn - timedelta(days=1), 0, "23:00", "04:00", end_days=1),
        "i-timmen-som-finns-tva-ganger": clock(autumn, 0, "02:30", "05:00"),
        "new-york": clock(now, 9, "09:00", "10:30", "America/New_York"),
        "new-york-i-mars": clock(datetime(now.year + 1, 3, 20), 0, "09:00", "10:30", "America/New_York"),
        "utc": clock(now, 9, "12:00", "13:00", "UTC"),
        "kolkata": clock(now, 10, "17:45", "19:00", "Asia/Kolkata"),
        "pagar": clock(now, -1, "08:00", "17:00", end_days=3),
        "slut-i-gar": clock(now, -1, "08:00", "17:00"),
        "for-89-dagar-sedan": clock(now, -89, "10:00", "11:00"),
        "for-90-dagar-sedan": clock(now, -90, "10:00", "11:00"),
        "for-91-dagar-sedan": clock(now, -91, "10:00", "11:00"),
        "heldag-for-91-dagar-sedan": {"first_day": day(now, -91)},
        "slutar-for-90-dagar-sedan": {"first_day": day(now, -95), "last_day": day(now, -90)},
    }
    ahead = now.replace(year=now.year + 2)
    for days in (-1, 0, 1):
        timed[f"tva-ar-framat-{days + 1}"] = clock(ahead, days, "10:00", "11:00")
    vague = {
        "en-host": {"date": f"{now.year + 1}-23"}, "ett-ar": {"date": str(now.year + 1)}, "en-manad": {"date": f"{now.year + 1}-04"},
        "omkring": {"date": f"{now.year + 1}~"}, "fran-och-med": {"date": f"{now.year + 1}/.."}, "okant": None,
    }
    made = []
    for number, (name, when) in enumerate({**timed, **vague}.items()):
        occasion = {"place": PLACES[number % len(PLACES)]} | ({"when": when} if when else {"when_note": both("Tid kommer")})
        words = name.replace("-", " ")
        made.append(activity(name, both(words.capitalize(), f"In English: {words}"), [occasion],
                             summary=both(f"Om {words}."), hosts=["sydklustret"], themes=["jord"] if number % 2 else ["vatten"]))
    return made


def states(now):
    """Called off, postponed, planned, online only, for some eyes only."""
    at = lambda days: [{"when": clock(now, days, "10:00", "12:00"), "place": PLACES[1]}]  # noqa: E731
    made = [
        activity("installd", both("Inställd dag", "Cancelled day"), at(15), status="cancelled", kind="field-day"),
        activity("installd-for-lange-sedan", both("Inställd i somras"), at(-80), status="cancelled"),
        activity("uppskjuten", both("Uppskjuten dag", "Postponed day"), at(16), status="postponed"),
        activity("planerad", both("Planerad dag", "Planned day"), at(17), status="planned", kind="network-meeting"),
        activity("bara-pa-natet", both("Webbseminarium", "Webinar"), [
            {"when": clock(now, 18, "12:00", "13:00"), "online": "https://example.org/webb"}], form="online", kind="webinar"),
        activity("bara-pa-engelska", {"en": "Only in English"}, at(19), summary={"en": "There is no Swedish."}, languages=["en"]),
        activity("en-del-installd", both("Ett av två inställt", "One of two cancelled"), [
            {"when": clock(now, 21, "10:00", "12:00"), "place": PLACES[0]},
            {"when": clock(now, 22, "10:00", "12:00"), "place": PLACES[0], "cancelled": True}]),
        activity("med-hemlig-vard", both("Med en värd som inte syns", "With a host that is not seen"), at(23),
                 hosts=["hemligt-kluster", "norrklustret"], themes=["hemligt-tema", "energi"], initiatives=["vattenprojektet"]),
        activity("med-program", both("Dag med program", "Day with a programme"), [
            {"when": clock(now, 24, "09:00", "16:00"), "place": PLACES[2], "sessions": [
                {"title": both("Kaffe", "Coffee"), "when": clock(now, 24, "09:00", "09:30")},
                {"title": both("Vandring", "Walk"), "summary": both("Ta på stövlar.")}]}],
            funders=["landsbygdsfonden"], former_slugs=["dag-med-agenda"], source_keys=["akt-1"],
            sources=[{"url": "https://example.org/k%C3%A4lla", "read": day(now, -3)}]),
    ]
    for number, place in enumerate(REGION_POINTS):
        made.append(activity(f"i-en-trakt-{number}", both(f"I en trakt {number}", f"In an area {number}"), [
            {"when": clock(now, 25 + number, "10:00", "12:00"), "place": place}], form="on-site"))
    for visibility in ("draft", "network", "unlisted"):
        made.append(activity(f"dold-{visibility}", both(f"{SECRET} {visibility}"), at(26), visibility=visibility,
                             summary=both(f"{SECRET} text"), hosts=["osterklustret"], themes=["vatten"]))
    return made


def writings(now):
    """Texts that break what is carelessly written."""
    made = []
    for number, (sv, en) in enumerate(TITLES):
        made.append(activity(f"text-{number}", both(sv, en), [
            {"when": clock(now, 50 + number, "10:00", "11:30"), "place": PLACES[number % len(PLACES)]}],
            summary=both(NASTY[number % len(NASTY)], f"En: {NASTY[number % len(NASTY)]}"),
            body=both(NASTY[(number + 1) % len(NASTY)]), hosts=["osterklustret"], form="on-site"))
    for number, formula in enumerate(FORMULAS):
        made.append(activity(f"formel-{number}", both(formula), [
            {"when": clock(now, 80 + number, "10:00", "11:00"), "place": {"name": formula, "county": "05"}}],
            summary=both(formula), price=both(formula)))
    for number in range(14):
        made.append(activity(f"vanlig-{number}", both(f"Vanlig träff {number}", f"Ordinary meeting {number}"), [
            {"when": clock(now, 100 + 3 * number, "18:30", "20:00"), "place": PLACES[number % len(PLACES)]}],
            kind="network-meeting", hosts=["norrklustret"], themes=["energi"]))
    made.append(activity("mycket-lang", both("Mycket lång text", "Very long text"), [
        {"when": clock(now, 95, "10:00", "11:00"), "place": PLACES[0]}],
        summary=both(LONG[:20_000]), body=both(LONG[20_000:40_000], LONG[:10_000])))
    return made


def bodies():
    """Clusters, organisations, themes."""
    point = lambda lat, lon, precision="place": {"lat": lat, "lon": lon, "precision": precision}  # noqa: E731
    cluster = lambda name, title, **more: {  # noqa: E731
        "id": name, "slug": name, "version": 2, "name": title, "status": "active", "summary": both(f"Om {title}.", f"About {title}."),
        **more}
    organisation = lambda name, title, **more: {"id": name, "slug": name, "version": 1, "name": title, **more}  # noqa: E731
    theme = lambda name, sv, en, **more: {"id": name, "slug": name, "version": 1, "label": both(sv, en), **more}  # noqa: E731
    return {
        "cluster": [
            cluster("osterklustret", "Österklustret", place=PLACES[1], counties_served=["05", "08"], themes=["vatten"],
                    host_organisation="hogskolan", website="https://example.org/oster", also_known_as=["ÖK"],
                    contact={"role": both("Kansliet", "The office"), "email": "kansliet@example.org"}, founded="2014-05"),
            cluster("norrklustret", "Norrklustret; \"nord\"", place=PLACES[2], counties_served=["23"], themes=["energi"]),
            cluster("sydklustret", "Sydklustret", place=REGION_POINTS[0], counties_served=["12"], status="forming"),
            cluster("hemligt-kluster", f"{SECRET} kluster", place=PLACES[0], visibility="network"),
        ],
        "organisation": [
            organisation("hogskolan", "Högskolan i Åre", kind="university", website="https://example.org/hogskolan",
                         place={"municipality": "2321", "point": point(63.4, 13.08)}, summary=both("En högskola.", "A university.")),
            organisation("landsbygdsfonden", "Landsbygdsfonden", kind="funder", place=REGION_POINTS[1]),
            organisation("hemlig-organisation", f"{SECRET} organisation", visibility="draft"),
        ],
        "theme": [
            theme("mark", "Mark & vatten", "Land & water", definition=both("Allt om marken.", "All about land.")),
            theme("vatten", "Vatten", "Water", broader=["mark"], synonyms={"sv": ["bevattning"], "en": ["irrigation"]},
                  challenge={"summary": both("För lite ibland.", "Too little at times."), "goal": both("Att det räcker.", "Enough of it."),
                             "since": "2024"}),
            theme("jord", "Jord", "Soil", broader=["mark"]),
            theme("energi", "Energi", "Energy"),
            theme("hemligt-tema", f"{SECRET} tema", "hidden", visibility="draft"),
        ],
    }


def works(now):
    """Initiatives, results, clippings."""
    abstract = "Det här provades på tolv gårdar. " * 45
    return {
        "initiative": [
            {"id": "vattenprojektet", "slug": "vattenprojektet", "version": 3, "title": both("Vattenprojektet", "The water project"),
             "kind": "project", "status": "ongoing", "start": "2025", "end": "2027-06", "summary": both("Om vatten.", "About water."),
             "partners": [{"who": "osterklustret", "role": "lead"}, {"who": "hogskolan", "role": "partner"},
                          {"who": "hemligt-kluster", "role": "partner"}],
             "funding": [{"funder": "landsbygdsfonden", "programme": "EIP-Agri", "reference": "2025-1",
                          "amount": {"amount": 1500000, "currency": "SEK"}}, {"funder": "hemlig-organisation", "programme": "Fonden"}],
             "budget": {"amount": 2000000, "currency": "SEK"}, "themes": ["vatten", "hemligt-tema"], "counties": ["05", "08"],
             "places": [PLACES[0], REGION_POINTS[2]], "website": "https://example.org/vatten"},
            {"id": "testbadden", "slug": "testbadden", "version": 1, "title": both("Testbädden"), "kind": "test-site", "status": "idea"},
            {"id": "dolt-initiativ", "slug": "dolt-initiativ", "version": 1, "title": both(f"{SECRET} initiativ"), "kind": "project",
             "status": "ongoing", "visibility": "network", "places": [PLACES[0]]},
        ],
        "result": [
            {"id": "damm", "slug": "damm", "version": 1, "title": both("Damm på gården", "A pond on the farm"),
             "summary": both(abstract, "A pond helps. " * 60), "objective": both("Att spara vatten."), "main_results": both("Det gick."),
             "recommendation": both("Gräv."), "initiatives": ["vattenprojektet"], "organisations": ["osterklustret", "hogskolan"],
             "link": "https://example.org/damm.pdf", "published": "2026-03-14", "counties": ["05"], "themes": ["vatten"]},
            {"id": "dolt-resultat", "slug": "dolt-resultat", "version": 1, "title": both(f"{SECRET} resultat"), "visibility": "draft"},
        ],
        "clipping": [
            {"id": "notis-1", "slug": "notis-1", "version": 1, "title": both("Läs det här <om> & om"), "link": "https://example.com/las?a=1&b=2",
             "comment": both("Bra.", "Good."), "date": day(now, -4), "about": ["osterklustret"], "counties": ["05"], "themes": ["energi"]},
            {"id": "notis-2", "slug": "notis-2", "version": 1, "title": both("=HYPERLINK(\"x\")"), "link": "https://example.com/2", "date": "2025-23"},
            {"id": "dold-notis", "slug": "dold-notis", "version": 1, "title": both(f"{SECRET} notis"), "link": "https://example.com/3",
             "visibility": "unlisted"},
        ],
    }


def world(now):
    """Every record by its kind."""
    made = {"activity": series(now) + times(now) + states(now) + writings(now), **bodies(), **works(now)}
    return {kind: sorted(records, key=lambda record: record["id"]) for kind, records in made.items()}


# The other network: so many activities, of so many occasions each.
MANY_ACTIVITIES = 60
MANY_OCCASIONS = 200


def many(now):
    """More than one calendar or one table may hold."""
    moments = lambda number: [{"when": clock(now, 1 + n, f"{8 + number % 12:02}:{number % 60:02}")} for n in range(MANY_OCCASIONS)]  # noqa: E731
    made = [activity(f"serie-{number:02}", both(f"Serie {number}"), moments(number)) for number in range(MANY_ACTIVITIES)]
    return {"activity": made}


def write(folder, records_by_kind):
    """Writes the folder."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "network.toml").write_text(NETWORK, encoding="utf-8")
    for kind, records in records_by_kind.items():
        text = json.dumps(records, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
        (folder / FILES[kind]).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    if len(sys.argv) not in (3, 4):
        sys.exit(__doc__)
    make = many if sys.argv[3:] == ["many"] else world
    write(Path(sys.argv[1]), make(datetime.fromisoformat(sys.argv[2])))
