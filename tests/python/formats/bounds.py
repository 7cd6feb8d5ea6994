"""Proves the bounds of formats on a network that has more than they may hold.

Usage: bounds.py URL NOW

URL is a site that serves the folder of `world.py NOW many` and whose clock started at NOW. Closes with
`N passed, M failed`; ends with 1 when something failed.
"""

import re
import sys
from datetime import datetime

import icalendar
from check_tables import csv_rows, xlsx_rows
from proof import Proof, Site, sets
from world import many

MOST_OCCASIONS = 5_000
MOST_ROWS = 10_000
# Parts after which a list must have ended.
MOST_PARTS = 20


def parts(site, path):
    """A list with everything that comes after it, part by part."""
    for _ in range(MOST_PARTS):
        answer = site.get(path)
        yield answer
        link = re.search(r'<([^>]+)>; rel="next"', ", ".join(answer.headers.get_all("link", [])))
        if not link:
            return
        if not link[1].startswith(site.url):
            raise AssertionError(f"next is elsewhere: {link[1]}")
        path = link[1].removeprefix(site.url)
    raise AssertionError(f"no end after {MOST_PARTS} parts")


def rows_of(site, ending):
    """The rows of each part."""
    read = csv_rows if ending == "csv" else xlsx_rows
    return [read(answer.body)[1:] for answer in parts(site, f"/aktiviteter.{ending}")]


def tables(site, wanted, ending):
    """Parts of at most so many rows, which together are everything, once."""
    found = rows_of(site, ending)
    if len(found) < 2 or max(map(len, found)) > MOST_ROWS:
        yield f"parts of {[len(rows) for rows in found]} rows"
    yield from sets(ending, sorted(f"{row[0]} {str(row[7])[:16]}".replace(" ", "T") for rows in found for row in rows),
                    sorted(f"{record['id']} {occasion['when']['start']}".replace(" ", "T") for record, occasion in wanted))


def map_parts(site, wanted):
    """The same of a map."""
    found = [answer.json()["features"] for answer in parts(site, "/aktiviteter.geojson")]
    if len(found) < 2 or max(map(len, found)) > MOST_ROWS:
        yield f"parts of {[len(features) for features in found]} features"
    yield from sets("geojson", sorted(feature["properties"]["id"] + feature["properties"]["start"] for features in found for feature in features),
                    sorted(record["id"] + occasion["when"]["start"] for record, occasion in wanted))


def calendar(site, wanted):
    """At most so many occasions: those that come first."""
    answer = site.get("/aktiviteter.ics")
    events = icalendar.Calendar.from_ical(answer.body).walk("VEVENT")
    if len(events) > MOST_OCCASIONS:
        yield f"{len(events)} occasions"
    if len(events) < MOST_OCCASIONS:
        yield f"only {len(events)} occasions of {len(wanted)}"
    first = sorted(occasion["when"]["start"] for _, occasion in wanted)[:MOST_OCCASIONS]
    found = sorted(event["DTSTART"].dt.strftime("%Y-%m-%dT%H:%M") for event in events)
    if found != first:
        yield f"not those that come first: from {found[0]} to {found[-1]}; expected from {first[0]} to {first[-1]}"


def main(url, now):
    """Makes all checks and counts them."""
    site, proof = Site(url), Proof()
    wanted = [(record, occasion) for record in many(datetime.fromisoformat(now))["activity"] for occasion in record["occasions"]]
    proof.check(f"bounds: a calendar has {MOST_OCCASIONS:,} of {len(wanted):,} occasions, those that come first", lambda: calendar(site, wanted))
    for ending in ("csv", "xlsx"):
        proof.check(f"bounds: .{ending} has at most {MOST_ROWS:,} rows; following `next` gives all {len(wanted):,}, each once",
                    lambda ending=ending: tables(site, wanted, ending))
    proof.check(f"bounds: .geojson has at most {MOST_ROWS:,} features; following `next` gives all", lambda: map_parts(site, wanted))
    return proof.close()


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
