"""What goes around every format: names, validators, compression, what is secret, what makes no sense."""

import gzip

from world import REGION_POINTS, SECRET

ENDINGS = {
    "ics": "text/calendar", "atom": "application/atom+xml", "geojson": "application/geo+json", "csv": "text/csv",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "json": "application/json",
    "jsonld": "application/ld+json",
}
VIEWS = ("/aktiviteter", "/en/activities", "/kalender", "/en/calendar", "/karta", "/en/map", "/sok", "/en/search", "/kluster",
         "/en/clusters", "/organisationer", "/initiativ", "/teman", "/utmaningar", "/resultat", "/notiser",
         "/aktiviteter/kvallskurs", "/en/activities/kvallskurs", "/kluster/osterklustret", "/initiativ/vattenprojektet",
         "/resultat/damm", "/notiser/notis-1", "/teman/vatten", "/organisationer/hogskolan")


def checks(proof, site, expected):
    """All checks of HTTP."""
    for ending, media_type in ENDINGS.items():
        proof.check(f"http: .{ending} at {len(VIEWS)} views: type, ETag, 304, gzip, HEAD, same bytes, Link",
                    lambda ending=ending, media_type=media_type: behaves(site, expected, ending, media_type))
        proof.check(f"http: .{ending} of nothing is whole", lambda ending=ending: empty(site, ending))
        proof.check(f"http: .{ending} of nonsense is refused, of what is hidden or not there not found",
                    lambda ending=ending: refused(site, ending))
        proof.check(f"http: .{ending} of a former name leads on", lambda ending=ending: moved(site, ending))


def behaves(site, expected, ending, media_type):
    """One format at every view."""
    for view in VIEWS:
        path = f"{view}.{ending}"
        answer = site.ask(path)
        if answer.status != 200 or not answer.headers.get("content-type", "").startswith(media_type):
            yield f"{path}: {answer.status} {answer.headers.get('content-type')}"
            continue
        etag = answer.headers.get("etag", "")
        again = site.ask(path, if_none_match=etag)
        if not etag or again.status != 304 or again.body:
            yield f"{path}: ETag {etag!r}, then {again.status} with {len(again.body)} bytes"
        small = site.ask(path, accept_encoding="gzip")
        if small.headers.get("content-encoding") == "gzip":
            small.body = gzip.decompress(small.body)
        elif ending != "xlsx" and len(answer.body) > 2_000:
            yield f"{path}: {len(answer.body)} bytes are not compressed"
        if small.body != answer.body:
            yield f"{path}: gzip gives other bytes"
        head = site.ask(path, method="HEAD")
        if head.status != 200 or head.body or head.headers.get("etag") != etag:
            yield f"{path}: HEAD: {head.status}, {len(head.body)} bytes, ETag {head.headers.get('etag')}"
        if f'<{expected.home}{view}>; rel="canonical"' not in ", ".join(answer.headers.get_all("link", [])):
            yield f"{path}: Link {answer.headers.get_all('link')}"
        if f".{ending}" not in answer.headers.get("content-disposition", ""):
            yield f"{path}: Content-Disposition {answer.headers.get('content-disposition')}"


def empty(site, ending):
    """A filter that leaves nothing."""
    answer = site.ask(f"/aktiviteter.{ending}?theme=finns-inte")
    if answer.status != 200 or not answer.body:
        yield f"{answer.status}, {len(answer.body)} bytes"


def refused(site, ending):
    """A filter that makes no sense, and pages that are not there."""
    cases = {f"/aktiviteter.{ending}?from=i-morgon": 400, f"/karta.{ending}?bbox=1,2,3": 400, f"/aktiviteter.{ending}?county=99": 400,
             f"/aktiviteter/finns-inte.{ending}": 404, f"/aktiviteter/dold-draft.{ending}": 404,
             f"/aktiviteter/dold-network.{ending}": 404, f"/aktiviteter/dold-unlisted.{ending}": 404,
             f"/kluster/hemligt-kluster.{ending}": 404, f"/finns-inte.{ending}": 404}
    for path, status in cases.items():
        answer = site.ask(path)
        if answer.status != status:
            yield f"{path}: {answer.status}; expected {status}"


def moved(site, ending):
    """An old slug."""
    answer = site.ask(f"/aktiviteter/dag-med-agenda.{ending}")
    if answer.status not in (301, 308) or not answer.headers.get("location", "").endswith(f"/aktiviteter/med-program.{ending}"):
        yield f"{answer.status} {answer.headers.get('location')}"


def secrets(proof, site, texts):
    """Everything that was fetched, last of all: nothing of it tells what is hidden, or where exactly a region point is."""
    points = [place["point"] for place in REGION_POINTS]
    digits = [text for point in points for number in (point["lat"], point["lon"]) for text in near(number)]

    def told(wanted):
        for path, text in texts():
            yield from (f"{path}: {word}" for word in wanted if word in text)

    hidden = [SECRET, "dold-draft", "dold-network", "dold-unlisted", "hemligt-kluster", "hemligt-tema", "hemlig-organisation",
              "dolt-initiativ", "dolt-resultat", "dold-notis"]
    proof.check(f"secrets: what is a draft, of the network or unlisted is in none of {len(site.fetched)} answers", lambda: told(hidden))
    proof.check("secrets: no exact digits of a region point are in any answer", lambda: told(digits))


def near(number):
    """A coordinate with four digits and with all."""
    return {str(number), str(number)[:7], f"{number:.4f}"}
