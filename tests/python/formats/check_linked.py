"""JSON-LD and DCAT, in the eyes of `rdflib`. Nothing is fetched to understand them."""

import json
import re
from datetime import datetime
from html.parser import HTMLParser

from check_tables import times
from expect import UTC, instant, said, squeezed, title_of
from proof import sets, short
from rdflib import RDF, Graph, URIRef

SCHEMA = "https://schema.org/"
TYPES = {"activity": "Event", "cluster": "Organization", "organisation": "Organization", "initiative": "ResearchProject",
         "theme": "DefinedTerm"}
STATUS = {"published": "EventScheduled", "planned": "EventScheduled", "postponed": "EventPostponed", "cancelled": "EventCancelled"}
MODES = {"on-site": "OfflineEventAttendanceMode", "online": "OnlineEventAttendanceMode", "hybrid": "MixedEventAttendanceMode"}
DCAT = "http://www.w3.org/ns/dcat#"
DCTERMS = "http://purl.org/dc/terms/"


def checks(proof, site, expected):
    """All checks of linked data."""
    for lang in ("sv", "en"):
        for kind in expected.records:
            path = f"{expected.path(lang, kind)}.jsonld"
            proof.check(f"json-ld: {path}: read offline, each record with its facts",
                        lambda path=path, kind=kind, lang=lang: listed(site, expected, lang, path, kind))
        for name in ("kvallskurs", "hybridseminarium", "tre-heldagar", "new-york", "installd", "text-5", "med-hemlig-vard", "i-en-trakt-0",
                     "osterklustret", "hogskolan", "vattenprojektet", "vatten", "damm", "notis-1"):
            proof.check(f"json-ld: {name} ({lang}): alone, and in its page, says the same and what the record says",
                        lambda name=name, lang=lang: alone(site, expected, lang, name))
    for lang, room in (("sv", "search"), ("sv", "map"), ("en", "search"), ("sv", "calendar")):
        path = f"{expected.path(lang, room)}.jsonld"
        kinds = ["activity"] if room == "calendar" else list(expected.records)
        proof.check(f"json-ld: {path}: read offline, each record with its facts", lambda path=path, lang=lang, kinds=kinds: [
            fault for kind in kinds for fault in listed(site, expected, lang, path, kind)])
    catalogue(proof, site, expected)


def graph(text):
    """Triples of JSON-LD that needs nothing from elsewhere."""
    document = json.loads(text)
    context = document["@context"] if isinstance(document, dict) else None
    if isinstance(context, str) or (isinstance(context, list) and any(isinstance(one, str) for one in context)):
        raise AssertionError(f"the context stands elsewhere: {context}")
    return Graph().parse(data=json.dumps(document), format="json-ld")


def word(name):
    """A word of schema.org."""
    return URIRef(SCHEMA + name)


def one(found, subject, name):
    """The only value of a property, or nothing."""
    values = list(found.objects(subject, word(name)))
    if len(values) > 1:
        raise AssertionError(f"{subject}: {len(values)} values of {name}: {short(values)}")
    return str(values[0]) if values else None


def listed(site, expected, lang, path, kind):
    """A list as a graph."""
    found = graph(site.get(path).body)
    for record in expected.records[kind]:
        yield from described(found, expected, lang, kind, record)


def alone(site, expected, lang, name):
    """One record, and the block in its page."""
    kind, record = expected.by_id[name]
    path = f"{expected.path(lang, kind)}/{record['slug']}"
    found = graph(site.get(f"{path}.jsonld").body)
    yield from described(found, expected, lang, kind, record)
    blocks = _Blocks()
    blocks.feed(site.get(path).text)
    if not blocks.texts:
        yield f"{path}: no block of application/ld+json"
        return
    inside = Graph()
    for text in blocks.texts:
        if "<" in text:
            yield f"{path}: a < stands in the block"
        inside += graph(text)
    yield from described(inside, expected, lang, kind, record)


class _Blocks(HTMLParser):
    def __init__(self):
        super().__init__()
        self.texts, self._inside = [], False

    def handle_starttag(self, tag, attributes):
        self._inside = tag == "script" and dict(attributes).get("type") == "application/ld+json"
        if self._inside:
            self.texts.append("")

    def handle_endtag(self, tag):
        self._inside = self._inside and tag != "script"

    def handle_data(self, data):
        if self._inside:
            self.texts[-1] += data


def described(found, expected, lang, kind, record):
    """The facts of a record."""
    subject, name = URIRef(expected.url(lang, kind, record)), record["id"]
    if not list(found.objects(subject, RDF.type)):
        yield f"{name}: nothing is said of {subject}"
        return
    if kind in TYPES and (subject, RDF.type, word(TYPES[kind])) not in found:
        yield f"{name}: is no {TYPES[kind]}: {list(found.objects(subject, RDF.type))}"
    wanted = {"name": title_of(record, lang), "url": str(subject)}
    for key, value in wanted.items():
        values = {str(value) for value in found.objects(subject, word(key))}
        if values != {value}:
            yield f"{name}: {key} {short(values)}; expected {short(value)}"
    text = squeezed(" ".join(str(value) for key in ("description", "abstract", "articleBody") for value in found.objects(subject, word(key))))
    for key in ("summary", "body", "definition", "comment", "objective", "main_results", "recommendation"):
        if isinstance(record.get(key), dict) and squeezed(said(record[key], lang)) not in text:
            yield f"{name}: {key} is not in its description"
    for key in ("website", "link"):
        if key in record and not any(str(value) == record[key] for value in found.objects(None, None)):
            yield f"{name}: {record[key]} is not there"
    if kind == "activity":
        yield from event(found, expected, lang, subject, record)
    if kind == "initiative":
        members = [partner["who"] for partner in record.get("partners", []) if partner["who"] in expected.by_id]
        yield from sets(f"{name}: member", {str(value) for value in found.objects(subject, word("member"))},
                        {expected.url_of(lang, member) for member in members})


def event(found, expected, lang, subject, record):
    """What is said of an activity."""
    name, occasions = record["id"], record["occasions"]
    organisers = {str(value) for value in found.objects(subject, word("organizer"))}
    yield from sets(f"{name}: organizer", organisers, {expected.url_of(lang, host) for host in record.get("hosts", []) if host in expected.by_id})
    titles = {str(title) for host in found.objects(subject, word("organizer")) for title in found.objects(host, word("name"))}
    yield from sets(f"{name}: names of organizers", titles, set(expected.titles(lang, record.get("hosts", []))))
    mode = one(found, subject, "eventAttendanceMode")
    if mode != (SCHEMA + MODES[record["form"]] if "form" in record else None):
        yield f"{name}: eventAttendanceMode {mode}; expected that of {record.get('form')}"
    status = one(found, subject, "eventStatus")
    if status != SCHEMA + STATUS[record["status"]]:
        yield f"{name}: eventStatus {status}"
    if len(occasions) == 1:
        yield from occasion_of(found, expected, subject, record, occasions[0])
        return
    yield from whole_time(found, subject, record)
    below = list(found.objects(subject, word("subEvent")))
    if len(below) != len(occasions):
        yield f"{name}: {len(below)} subEvents; expected {len(occasions)}"
    for occasion in occasions:
        fitting = [event for event in below if str(event).endswith(occasion["id"])]
        if len(fitting) != 1:
            yield f"{name}: {len(fitting)} subEvents are {occasion['id']}"
            continue
        status = one(found, fitting[0], "eventStatus")
        if status != SCHEMA + ("EventCancelled" if occasion.get("cancelled") else STATUS[record["status"]]):
            yield f"{occasion['id']}: eventStatus {status}"
        yield from occasion_of(found, expected, fitting[0], record, occasion)


def whole_time(found, subject, record):
    """What has several occasions lasts from the first of them to the last; all of ours are by the clock and end."""
    whens = [occasion["when"] for occasion in record["occasions"]]
    for key, wanted in (("startDate", min(instant(when["start"], when["zone"]) for when in whens)),
                        ("endDate", max(instant(when["end"], when["zone"]) for when in whens))):
        text = one(found, subject, key)
        if not text or datetime.fromisoformat(text).astimezone(UTC) != wanted:
            yield f"{record['id']}: {key} {text}; expected {wanted}"


def occasion_of(found, expected, subject, record, occasion):
    """Time and place of an occasion."""
    when, name = occasion.get("when", {}), occasion["id"]
    start, end, _, _ = times(record, occasion)
    zone = when.get("zone")
    for key, value, raw in (("startDate", start, when.get("start")), ("endDate", end, when.get("end"))):
        text = one(found, subject, key)
        if isinstance(value, datetime):
            moment = datetime.fromisoformat(text) if text else None
            if not moment or not moment.tzinfo or moment.astimezone(UTC) != instant(raw, zone):
                yield f"{name}: {key} {text}; expected {raw} {zone}"
        elif value is not None and text != value.isoformat():
            yield f"{name}: {key} {text}; expected {value}"
        elif value is None and text and "date" not in when:
            yield f"{name}: {key} {text}; expected none"
        elif value is None and text and re.search("[~?]|-2[1-4]$", when["date"]):
            yield f"{name}: {key} {text} is surer than {when['date']}"
    place, locations = occasion.get("place", {}), list(found.objects(subject, word("location")))
    names = {str(value) for location in locations for value in found.objects(location, word("name"))}
    yield from sets(f"{name}: names of places", names, {place["name"]} if "name" in place else set())
    urls = {str(value) for location in locations if (location, RDF.type, word("VirtualLocation")) in found
            for value in found.objects(location, word("url"))}
    yield from sets(f"{name}: online", urls, {occasion["online"]} if "online" in occasion else set())
    localities = {str(value) for location in locations for address in found.objects(location, word("address"))
                  for value in found.objects(address, word("addressLocality"))}
    municipality = expected.municipalities.get(place.get("municipality"))
    yield from sets(f"{name}: municipality", localities, {municipality} if municipality else set())
    point = place.get("point", {"precision": "region"})
    points = {(float(one(found, geo, "latitude")), float(one(found, geo, "longitude"))) for location in locations
              for geo in found.objects(location, word("geo"))}
    yield from sets(f"{name}: geo", points, set() if point["precision"] == "region" else {(point["lat"], point["lon"])})


def catalogue(proof, site, expected):
    """The description of the open data."""
    read = lambda: (Graph().parse(data=site.get("/dcat.rdf").body, format="xml"), graph(site.get("/dcat.jsonld").body))  # noqa: E731

    def same():
        xml, linked = (set(one) for one in read())
        yield from sets("dcat.jsonld beside dcat.rdf", linked, xml)

    def whole():
        for found in read():
            sets_of_data = list(found.subjects(RDF.type, URIRef(DCAT + "Dataset")))
            if len(sets_of_data) < 5 or len(list(found.subjects(RDF.type, URIRef(DCAT + "Catalog")))) != 1:
                yield f"{len(sets_of_data)} datasets"
            for dataset in sets_of_data:
                languages = {title.language for title in found.objects(dataset, URIRef(DCTERMS + "title"))}
                if languages != {"sv", "en"}:
                    yield f"{dataset}: titles in {languages}"
                if not list(found.objects(dataset, URIRef(DCTERMS + "publisher"))):
                    yield f"{dataset}: no publisher"
            if not sets_of_data:
                yield "no datasets"

    def answering():
        found, _ = read()
        addresses = {str(address) for address in found.objects(None, URIRef(DCAT + "downloadURL"))}
        if len(addresses) < 20:
            yield f"only {len(addresses)} files"
        for address in addresses:
            if not address.startswith(expected.home):
                yield f"{address} is elsewhere"
                continue
            answer = site.get(address.removeprefix(expected.home))
            types = {str(kind) for form in found.subjects(URIRef(DCAT + "downloadURL"), URIRef(address))
                     for kind in found.objects(form, URIRef(DCAT + "mediaType"))}
            if not any(answer.headers["content-type"].split(";")[0] in kind for kind in types):
                yield f"{address} is {answer.headers['content-type']}; described as {types}"

    proof.check("dcat: /dcat.rdf and /dcat.jsonld say the same", same)
    proof.check("dcat: one catalogue, its sets with titles in both languages and a publisher", whole)
    proof.check("dcat: every file it tells of is there, of the type it tells", answering)
