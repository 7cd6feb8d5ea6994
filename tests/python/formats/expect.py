"""What is to be expected, computed from the records that went in and from nothing that the site says of itself.

The one thing that no record holds is when it came into the store: `changed` is read from the site and checked against the
time of the import.
"""

import csv
import re
from datetime import date, datetime, time, timedelta, timezone
from pathlib import Path
from zoneinfo import ZoneInfo

from world import HOME, SLUG, world

UTC = timezone.utc
AT_HOME = ZoneInfo(HOME)
ROOT = Path(__file__).resolve().parents[3]

ROOMS = {
    "sv": {"cluster": "kluster", "activity": "aktiviteter", "initiative": "initiativ", "theme": "teman", "result": "resultat",
           "clipping": "notiser", "organisation": "organisationer", "challenge": "utmaningar", "search": "sok",
           "calendar": "kalender", "map": "karta"},
    "en": {"cluster": "clusters", "activity": "activities", "initiative": "initiatives", "theme": "themes", "result": "results",
           "clipping": "clippings", "organisation": "organisations", "challenge": "challenges", "search": "search",
           "calendar": "calendar", "map": "map"},
}

# A region point is shown in the middle of its county (degrees north, east), as `model::geo` tells them.
MIDDLES = {"05": (58.40, 15.68), "06": (57.49, 14.41), "18": (59.43, 14.93)}
# The county nearest to the region point that has none.
NEAREST = {(59.273737, 15.213131): "18"}

ACTIVITY_KINDS = {
    "sv": {"course": "Kurs", "field-day": "Fältdag", "seminar": "Seminarium", "webinar": "Webbinarium", "network-meeting": "Nätverksträff"},
    "en": {"course": "Course", "field-day": "Field day", "seminar": "Seminar", "webinar": "Webinar", "network-meeting": "Network meeting"},
}


def is_public(record):
    """Whether everyone may see a record."""
    return record.get("visibility", "public") == "public"


def said(text, lang):
    """A text in a language, else in the other."""
    return text.get(lang) or text.get("sv") or text.get("en")


def plain(text):
    """A text as it must arrive anywhere: one sort of line end, without signs that cannot be shown."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(letter for letter in text if letter == "\n" or letter == "\t" or ord(letter) >= 32).strip()


def squeezed(text):
    """A text without its white space: for formats in which that may be set otherwise."""
    return re.sub(r"\s+", "", plain(text))


def title_of(record, lang):
    """What a record is called."""
    return said(record["label"], lang) if "label" in record else record["name"] if "name" in record else said(record["title"], lang)


def instant(local, zone):
    """The moment of a clock time; in an hour that is skipped the clock goes on, in one that comes twice it is the first."""
    return datetime.fromisoformat(local).replace(tzinfo=ZoneInfo(zone)).astimezone(UTC)


def midnight(text):
    """The moment a day begins at home."""
    return datetime.combine(date.fromisoformat(text), time(), AT_HOME).astimezone(UTC)


def days_of(when):
    """First and last day of what is told in whole days, or nothing."""
    if "first_day" in when:
        return when["first_day"], when.get("last_day", when["first_day"])
    if re.fullmatch(r"\d{4}-\d{2}-\d{2}", when.get("date", "")):
        return when["date"], when["date"]
    return None


def span(when):
    """From and until, as moments; nothing when no day is known."""
    if "start" in when:
        start = instant(when["start"], when["zone"])
        return start, instant(when["end"], when["zone"]) if "end" in when else start
    days = days_of(when)
    return days and (midnight(days[0]), midnight((date.fromisoformat(days[1]) + timedelta(1)).isoformat()))


def overlaps(one, window):
    """Whether something that is from and until has a moment in a window, which does not hold its end."""
    start, end = one
    return start < window[1] and (end > window[0] or (start == end and start >= window[0]))


def municipality_names():
    """Names by SCB's codes."""
    with (ROOT / "data/geo/municipalities.csv").open(encoding="utf-8") as file:
        rows = [row for row in csv.reader(file) if row and re.fullmatch(r"\d{4}", row[0])]
    return {row[0]: row[1] for row in rows}


COUNTY_NAMES = {"05": "Östergötlands län", "06": "Jönköpings län", "09": "Gotlands län", "18": "Örebro län", "23": "Jämtlands län",
                "03": "Uppsala län"}


class Expected:
    """The public part of the made-up network, as everyone must see it."""

    def __init__(self, now, home):
        self.now, self.home = now, home
        self.all = world(now)
        self.records = {kind: [record for record in records if is_public(record)] for kind, records in self.all.items()}
        self.by_id = {record["id"]: (kind, record) for kind, records in self.records.items() for record in records}
        self.municipalities = municipality_names()

    def of(self, name):
        """A public record by its id."""
        return self.by_id[name][1]

    def url(self, lang, kind, record):
        """The full address of a record's page."""
        return f"{self.home}{self.path(lang, kind)}/{record['slug']}"

    @staticmethod
    def path(lang, room):
        """The address of a list."""
        return f"/{'en/' if lang == 'en' else ''}{ROOMS[lang][room]}"

    def url_of(self, lang, name):
        """The full address of the page of a record, by its id."""
        return self.url(lang, *self.by_id[name])

    def titles(self, lang, ids):
        """What public records are called, by their ids."""
        return [title_of(self.of(name), lang) for name in ids if name in self.by_id]

    def occasions(self, records=None, window=None):
        """Every public occasion known to the day that lies in the window, with its activity."""
        for record in self.records["activity"] if records is None else records:
            for occasion in record["occasions"]:
                stretch = span(occasion["when"]) if "when" in occasion else None
                if stretch and (window is None or overlaps(stretch, window)):
                    yield record, occasion

    def calendar_window(self, since=None, until=None):
        """From 90 days back to two years ahead, within days that were asked for."""
        first = (self.now - timedelta(days=90)).date()
        last = self.now.replace(year=self.now.year + 2).date()
        first, last = max(first, since or first), min(last, until or last)
        return midnight(first.isoformat()), midnight((last + timedelta(1)).isoformat())

    def themes_below(self, name):
        """A theme with all that are narrower."""
        below, more = {name}, True
        while more:
            found = {theme["id"] for theme in self.records["theme"] if below & set(theme.get("broader", []))} - below
            below, more = below | found, bool(found)
        return below

    def shown(self, record):
        """A record as everyone may have it: no reference to what is not public, no exact point of an area."""
        def clean(value):
            if isinstance(value, dict):
                cleaned = {key: clean(part) for key, part in value.items() if key not in REFERENCES or part in self.by_id}
                return self.place(cleaned) if "point" in cleaned else cleaned
            if isinstance(value, list):
                return [clean(part) for part in value]
            return value

        cleaned = {key: clean(value) for key, value in record.items()}
        for key in REFERENCE_LISTS & set(cleaned):
            kept = [name for name in cleaned[key] if name in self.by_id]
            cleaned[key] = kept
        if "partners" in cleaned:
            cleaned["partners"] = [partner for partner in cleaned["partners"] if "who" in partner]
        return {key: value for key, value in cleaned.items() if value != []}

    @staticmethod
    def place(place):
        """A place as everyone may have it."""
        point = place["point"]
        if point["precision"] != "region":
            return place
        county = place.get("county") or place.get("municipality", "")[:2] or NEAREST[point["lat"], point["lon"]]
        lat, lon = MIDDLES[county]
        return {**place, "point": {"lat": lat, "lon": lon, "precision": "region"}}


REFERENCES = {"host_organisation", "successor", "funder", "who"}
REFERENCE_LISTS = {"hosts", "funders", "initiatives", "themes", "organisations", "about", "broader"}


def uid(occasion):
    """The name of an occasion in every calendar, for ever."""
    return f"{occasion['id']}@{SLUG}"
