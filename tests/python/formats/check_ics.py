"""iCalendar, in the eyes of `icalendar` and `recurring_ical_events`."""

import hashlib
import re
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import icalendar
import recurring_ical_events
from expect import ACTIVITY_KINDS, AT_HOME, COUNTY_NAMES, UTC, days_of, midnight, overlaps, plain, said, span, squeezed, title_of, uid
from proof import differences, sets

LONGEST_LINE = 75
STATUS = {"published": "CONFIRMED", "planned": "TENTATIVE", "postponed": "TENTATIVE", "cancelled": "CANCELLED"}


def checks(proof, site, expected):
    """All checks of calendars."""
    for lang, path in (("sv", "/aktiviteter"), ("en", "/en/activities"), ("sv", "/kalender"), ("en", "/en/calendar"), ("sv", "/sok")):
        lang_of = "in Swedish" if lang == "sv" else "in English"
        events = list(expected.occasions(window=expected.calendar_window()))
        whole(proof, site, expected, lang, f"{path}.ics", events, f"{path}.ics {lang_of}")
    parts(proof, site, expected)
    window(proof, site, expected)
    zones(proof, site)
    recurring(proof, site, expected)
    proof.check("ics: the UID of an occasion is the same in every calendar, and holds no host", lambda: same_names(site, expected))


def whole(proof, site, expected, lang, path, events, name):
    """Everything about one calendar."""
    read = lambda: icalendar.Calendar.from_ical(site.get(path).body)  # noqa: E731
    proof.check(f"ics: {name}: lines of at most 75 octets, CRLF, no letter cut", lambda: lines(site.get(path).body))
    proof.check(f"ics: {name}: the calendar's own properties", lambda: heading(read(), site, expected, lang, path))
    proof.check(f"ics: {name}: {len(events)} occasions and no others", lambda: sets(
        path, [str(event["UID"]) for event in read().walk("VEVENT")], [uid(occasion) for _, occasion in events]))
    proof.check(f"ics: {name}: each field is the record's", lambda: fields(read(), site, expected, lang, events))


def lines(body):
    """The form of RFC 5545, section 3.1."""
    if not body.endswith(b"\r\n"):
        yield "does not end with CRLF"
    rows = body.split(b"\r\n")
    for number, row in enumerate(rows, 1):
        if len(row) > LONGEST_LINE:
            yield f"line {number} has {len(row)} octets"
        if b"\n" in row or b"\r" in row:
            yield f"line {number} has a line end that is not CRLF"
        try:
            row.decode("utf-8")
        except UnicodeDecodeError:
            yield f"line {number} cuts a letter"
        if any(octet < 32 and octet != 9 for octet in row):
            yield f"line {number} has a control character"
    for line in body.decode("utf-8", "replace").replace("\r\n ", "").split("\r\n"):
        name, _, value = line.partition(":")
        # What means something is escaped (section 3.3.11); programs forgive it, and others do not.
        if name in ("SUMMARY", "DESCRIPTION", "LOCATION", "NAME") and re.search(r"(?<!\\)(?:\\\\)*(?:[;,]|\\[^\\;,nN])", value):
            yield f"not escaped: {line[:200]}"


def heading(calendar, site, expected, lang, path):
    """What stands before the events."""
    if calendar.errors:
        yield f"icalendar reports {calendar.errors}"
    wanted = {"VERSION": "2.0", "CALSCALE": "GREGORIAN", "URL": expected.home + path.replace(".ics", ""), "SOURCE": expected.home + path}
    yield from differences("calendar", {name: str(calendar.get(name)) for name in wanted}, wanted)
    for name in ("PRODID", "NAME", "X-WR-CALNAME"):
        if not str(calendar.get(name, "")).strip():
            yield f"{name} is missing"
    refresh = calendar.get("REFRESH-INTERVAL")
    if refresh is None or refresh.dt < timedelta(minutes=15) or refresh.params.get("VALUE") != "DURATION":
        yield f"REFRESH-INTERVAL: {refresh}"
    described = [str(zone["TZID"]) for zone in calendar.walk("VTIMEZONE")]
    used = {start.params["TZID"] for event in calendar.walk("VEVENT") for start in [event["DTSTART"]] if "TZID" in start.params}
    yield from sets("VTIMEZONE", described, used)


def fields(calendar, site, expected, lang, events):
    """Each property of each event."""
    by_uid = {str(event["UID"]): event for event in calendar.walk("VEVENT")}
    changed = {item["record"]["id"]: item["changed"] for item in site.get(f"{expected.path(lang, 'activity')}.json").json()["records"]}
    for record, occasion in events:
        event = by_uid.get(uid(occasion))
        if event is None:
            yield f"{uid(occasion)} is missing"
            continue
        if event.errors:
            yield f"{occasion['id']}: icalendar reports {event.errors}"
        yield from differences(occasion["id"], found_in(event), wanted_of(expected, lang, record, occasion, changed[record["id"]]))
        yield from described(expected, lang, record, occasion, str(event.get("DESCRIPTION", "")))
        yield from located(expected, occasion, str(event.get("LOCATION", "")))


def found_in(event):
    """The properties of an event that are one value each."""
    geo = event.get("GEO")
    categories = event.get("CATEGORIES")
    end = event.get("DTEND")
    return {
        "start": event["DTSTART"].dt, "zone": event["DTSTART"].params.get("TZID"), "end": end and end.dt,
        "SUMMARY": str(event["SUMMARY"]), "STATUS": str(event["STATUS"]), "SEQUENCE": int(event["SEQUENCE"]), "URL": str(event["URL"]),
        "LAST-MODIFIED": event["LAST-MODIFIED"].dt, "DTSTAMP": event["DTSTAMP"].dt,
        "GEO": geo and (round(geo.latitude, 6), round(geo.longitude, 6)),
        "CATEGORIES": sorted(plain(str(name)) for name in categories.cats) if categories else [],
        "CONFERENCE": event.get("CONFERENCE") and str(event["CONFERENCE"]),
    }


def wanted_of(expected, lang, record, occasion, changed):
    """The same of the record."""
    when, point = occasion["when"], occasion.get("place", {}).get("point")
    days = days_of(when)
    if days:
        start, end, zone = date.fromisoformat(days[0]), date.fromisoformat(days[1]) + timedelta(1), None
    else:
        zone = when["zone"]
        at = lambda text: datetime.fromisoformat(text).replace(tzinfo=UTC if zone == "UTC" else ZoneInfo(zone))  # noqa: E731
        start, end = at(when["start"]), at(when["end"]) if when.get("end", when["start"]) > when["start"] else None
        zone = None if zone == "UTC" else zone
    kind = ACTIVITY_KINDS[lang][record["kind"]]
    moment = datetime.fromisoformat(changed).replace(microsecond=0)
    return {
        "start": start, "zone": zone, "end": end, "SUMMARY": plain(title_of(record, lang)),
        "STATUS": "CANCELLED" if occasion.get("cancelled") else STATUS[record["status"]], "SEQUENCE": record["version"],
        "URL": expected.url(lang, "activity", record), "LAST-MODIFIED": moment, "DTSTAMP": moment,
        "GEO": (point["lat"], point["lon"]) if point and point["precision"] != "region" else None,
        "CATEGORIES": sorted([kind, *(plain(title) for title in expected.titles(lang, record.get("themes", [])))]),
        "CONFERENCE": occasion.get("online"),
    }


def described(expected, lang, record, occasion, description):
    """The description is plain text with everything that the page says, and the way back to it."""
    found = squeezed(description)
    for key in ("summary", "body", "price", "audience"):
        if key in record and squeezed(said(record[key], lang)) not in found:
            yield f"{occasion['id']}: {key} is not in DESCRIPTION"
    wanted = [expected.url(lang, "activity", record), *expected.titles(lang, record.get("hosts", [])), occasion.get("online", ""),
              record.get("sign_up", {}).get("url", "")]
    for text in wanted:
        if squeezed(text) not in found:
            yield f"{occasion['id']}: {text} is not in DESCRIPTION"


def located(expected, occasion, location):
    """The place by its name and its municipality, or its county."""
    place = occasion.get("place", {})
    area = expected.municipalities.get(place.get("municipality")) or COUNTY_NAMES.get(place.get("county"), "")
    if place.get("name", "") not in location or (area not in location and area.removesuffix("s län") not in location):
        yield f"{occasion['id']}: LOCATION {location!r}; expected {place.get('name')!r} in {area!r}"
    if not place and location:
        yield f"{occasion['id']}: LOCATION {location!r}; expected none"


def parts(proof, site, expected):
    """Calendars of a part: filtered, of a month, of a record."""
    every = expected.calendar_window()
    activities = expected.records["activity"]
    chosen = lambda test, window=every: list(expected.occasions([record for record in activities if test(record)], window))  # noqa: E731
    about = lambda test: chosen(test)  # noqa: E731
    water, land = expected.themes_below("vatten"), expected.themes_below("mark")
    march = expected.calendar_window(date(expected.now.year + 1, 3, 1), date(expected.now.year + 1, 3, 31))
    # A month's page shows whole weeks.
    weeks = march[0] - timedelta(days=march[0].astimezone(AT_HOME).weekday()), march[1] + timedelta(
        days=-march[1].astimezone(AT_HOME).weekday() % 7)
    upcoming = (expected.now.astimezone(UTC), every[1])
    year = expected.now.year + 1
    cases = [
        ("/aktiviteter.ics?theme=vatten", "of a theme", about(lambda r: water & set(r.get("themes", [])))),
        ("/en/activities.ics?theme=mark", "of a theme with those below it", about(lambda r: land & set(r.get("themes", [])))),
        ("/aktiviteter.ics?kind=seminar&kind=webinar", "of two kinds", about(lambda r: r["kind"] in ("seminar", "webinar"))),
        ("/aktiviteter.ics?form=hybrid", "of a form", about(lambda r: r.get("form") == "hybrid")),
        ("/aktiviteter.ics?status=cancelled", "of a status", about(lambda r: r["status"] == "cancelled")),
        ("/aktiviteter.ics?cluster=norrklustret", "of a cluster", about(lambda r: "norrklustret" in r.get("hosts", []))),
        (f"/aktiviteter.ics?from={year}-03&until={year}-03", "of March", chosen(lambda r: True, march)),
        (f"/kalender/{year}-03.ics", "of a month's page", chosen(lambda r: True, weeks)),
        ("/aktiviteter.ics?period=upcoming", "of what is to come", chosen(lambda r: True, upcoming)),
        ("/aktiviteter/kvallskurs.ics", "of one activity", list(expected.occasions([expected.of("kvallskurs")]))),
        ("/en/activities/tre-heldagar.ics", "of one activity, in English", list(expected.occasions([expected.of("tre-heldagar")]))),
        ("/aktiviteter/for-91-dagar-sedan.ics", "of one long ago", list(expected.occasions([expected.of("for-91-dagar-sedan")]))),
        ("/aktiviteter/en-host.ics", "of one without a day", []),
        ("/kluster/norrklustret.ics", "of a cluster's page", about(lambda r: "norrklustret" in r.get("hosts", []))),
        ("/organisationer/hogskolan.ics", "of an organisation's page", about(lambda r: "hogskolan" in r.get("hosts", []))),
        ("/initiativ/vattenprojektet.ics", "of an initiative's page", about(lambda r: "vattenprojektet" in r.get("initiatives", []))),
        ("/teman/energi.ics", "of a theme's page", about(lambda r: "energi" in r.get("themes", []))),
        ("/sok.ics?kind=cluster", "of a search for clusters", []),
        ("/kluster.ics?status=ended", "of nothing", []),
        ("/sok.ics?q=xyzzyqq", "of a word that stands nowhere", []),
    ]
    for path, name, events in cases:
        lang = "en" if path.startswith("/en/") else "sv"
        proof.check(f"ics: {path}: the calendar {name} has its {len(events)} occasions", lambda path=path, events=events: sets(
            path, [str(event["UID"]) for event in icalendar.Calendar.from_ical(site.get(path).body).walk("VEVENT")],
            [uid(occasion) for _, occasion in events]))
        proof.check(f"ics: {path}: its fields and lines", lambda path=path, events=events, lang=lang: [
            *lines(site.get(path).body), *fields(icalendar.Calendar.from_ical(site.get(path).body), site, expected, lang, events)])


def window(proof, site, expected):
    """The bounds of 90 days and two years are there to the day."""
    found = lambda: {str(event["UID"]).rsplit("-tillfalle", 1)[0] for event in  # noqa: E731
                     icalendar.Calendar.from_ical(site.get("/aktiviteter.ics").body).walk("VEVENT")}
    inside = ["for-89-dagar-sedan", "for-90-dagar-sedan", "slutar-for-90-dagar-sedan", "tva-ar-framat-0", "tva-ar-framat-1",
              "installd-for-lange-sedan", "pagar", "slut-i-gar"]
    outside = ["for-91-dagar-sedan", "heldag-for-91-dagar-sedan", "tva-ar-framat-2", "en-host", "ett-ar", "en-manad", "omkring",
               "fran-och-med", "okant", "dold-draft", "dold-network", "dold-unlisted"]
    proof.check("ics: 90 days back and two years ahead, to the day; cancelled ones stay; nothing vague, nothing hidden", lambda: [
        *(f"{name} is missing" for name in inside if name not in found()), *(f"{name} is there" for name in outside if name in found())])


def zones(proof, site):
    """The described zones alone give the right moments: the zones get names that no program knows."""
    def faults():
        body = site.get("/aktiviteter.ics").body
        known = icalendar.Calendar.from_ical(body)
        names = {str(zone["TZID"]) for zone in known.walk("VTIMEZONE")}
        if len(names) < 3:
            yield f"too few zones: {names}"
        # The library keeps the zones that it has met by their names: each calendar gets names of its own.
        own = hashlib.sha256(body).hexdigest()[:8]
        for name in names:
            for sign in "=:":
                body = body.replace(f"TZID{sign}{name}".encode(), f"TZID{sign}{own}/{name[:4]}".encode())
        strange = {str(event["UID"]): event for event in icalendar.Calendar.from_ical(body).walk("VEVENT")}
        for event in known.walk("VEVENT"):
            for name in ("DTSTART", "DTEND"):
                if name in event and isinstance(event[name].dt, datetime):
                    ours, theirs = strange[str(event["UID"])][name].dt, event[name].dt
                    if ours.utcoffset() is None or ours.astimezone(UTC) != theirs.astimezone(UTC):
                        yield f"{event['UID']}: {name} is {ours!r} by VTIMEZONE; expected {theirs!r}"

    proof.check("ics: VTIMEZONE alone gives each event's moment in UTC", faults)


def recurring(proof, site, expected):
    """What happens between two days, as a program that unrolls calendars says it."""
    def faults(first, last):
        calendar = icalendar.Calendar.from_ical(site.get("/aktiviteter.ics").body)
        found = []
        for event in recurring_ical_events.of(calendar).between(first.astimezone(ZoneInfo("Europe/Stockholm")), last):
            start = event["DTSTART"].dt
            moment = start.astimezone(UTC) if isinstance(start, datetime) else midnight(start.isoformat())
            found.append((str(event["UID"]), moment))
        inside = [(record, occasion) for record, occasion in expected.occasions(window=expected.calendar_window())
                  if overlaps(span(occasion["when"]), (first, last))]
        yield from sets("between", sorted(found), sorted((uid(occasion), span(occasion["when"])[0]) for _, occasion in inside))

    home = ZoneInfo("Europe/Stockholm")
    for first, last in ((expected.now, expected.now + timedelta(days=30)),
                        (datetime(expected.now.year + 1, 3, 1, tzinfo=home), datetime(expected.now.year + 1, 4, 1, tzinfo=home)),
                        (datetime(expected.now.year + 1, 10, 20, tzinfo=home), datetime(expected.now.year + 1, 11, 20, tzinfo=home))):
        proof.check(f"recurring-ical-events: exactly the moments expected from {first:%Y-%m-%d} to {last:%Y-%m-%d}",
                    lambda first=first, last=last: faults(first, last))


def same_names(site, expected):
    """A UID names an occasion of this network wherever it is served."""
    host = expected.home.split("//")[1].split(":")[0]
    for path, answer in site.fetched.items():
        if ".ics" in path:
            for event in icalendar.Calendar.from_ical(answer.body).walk("VEVENT"):
                name, _, network = str(event["UID"]).partition("@")
                if network != "provnatet" or host in str(event["UID"]):
                    yield f"{path}: {name}@{network}"
