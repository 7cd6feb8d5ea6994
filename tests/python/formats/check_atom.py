"""Atom, in the eyes of `feedparser`."""

import re
from datetime import datetime
from html.parser import HTMLParser

import feedparser
from expect import COUNTY_NAMES, UTC, days_of, plain, said, squeezed, title_of
from proof import differences, sets

MOST_ENTRIES = 50
MONTHS = {
    "sv": "januari februari mars april maj juni juli augusti september oktober november december".split(),
    "en": "January February March April May June July August September October November December".split(),
}
# Texts of each kind that its content must have.
TEXTS = {
    "activity": ("summary", "body", "price", "audience"), "cluster": ("summary", "body"), "organisation": ("summary",),
    "initiative": ("summary", "body"), "theme": ("definition",), "clipping": ("comment",),
    "result": ("summary", "objective", "main_results", "recommendation"),
}


def checks(proof, site, expected):
    """All checks of feeds."""
    every = [record for records in expected.records.values() for record in records]
    activities = expected.records["activity"]
    energy = [record for record in activities if "energi" in record.get("themes", [])]
    north = [expected.of("norrklustret"), *(record for record in activities if "norrklustret" in record.get("hosts", []))]
    lists = [(f"{expected.path(lang, kind)}.atom", expected.records[kind]) for lang in ("sv", "en") for kind in expected.records]
    challenges = [theme for theme in expected.records["theme"] if "challenge" in theme]
    for path, records in [
        *lists, ("/utmaningar.atom", challenges), ("/sok.atom", every), ("/karta.atom", every), ("/kalender.atom", activities),
        ("/aktiviteter.atom?theme=energi", energy), ("/en/activities.atom?theme=energi", energy), ("/kluster/norrklustret.atom", north),
        ("/en/clusters/norrklustret.atom", north), ("/nytt.atom", every), ("/en/new.atom", every),
    ]:
        lang = "en" if path.startswith("/en/") else "sv"
        proof.check(f"atom: {path}: well formed, whole, at most 50 entries, each field the record's",
                    lambda path=path, records=records, lang=lang: feed(site, expected, lang, path, records))
    proof.check("atom: hard texts arrive letter by letter, and as text", lambda: hard_texts(site, expected))
    proof.check("atom: an entry has one name in all feeds and both languages, and no host in it", lambda: names(site, expected))


def parsed(site, path):
    """A feed as feedparser reads it; texts are not cleaned, so that they can be compared."""
    return feedparser.parse(site.get(path).body, sanitize_html=False, resolve_relative_uris=False)


def feed(site, expected, lang, path, records):
    """One feed."""
    found = parsed(site, path)
    if found.bozo:
        yield f"bozo: {found.bozo_exception}"
    if found.version != "atom10":
        yield f"version {found.version}"
    links = {link.rel: link.href for link in found.feed.get("links", [])}
    stem, _, query = path.partition(".atom")
    wanted = {"self": expected.home + path}
    if "nytt" not in path and "new" not in path:
        wanted["alternate"] = expected.home + stem + query
    yield from differences("links", {rel: links.get(rel) for rel in wanted}, wanted)
    for name in ("id", "title", "updated_parsed"):
        if not found.feed.get(name):
            yield f"the feed has no {name}"
    if "Provnätet" not in found.feed.title and "Proving" not in found.feed.title:
        yield f"the feed does not say whose it is: {found.feed.title}"
    if len(found.entries) != min(len(records), MOST_ENTRIES):
        yield f"{len(found.entries)} entries; expected {min(len(records), MOST_ENTRIES)}"
    by_url = {expected.url(lang, *expected.by_id[record["id"]]): record for record in records}
    yield from sets("entries", [entry.link for entry in found.entries if entry.link not in by_url], [])
    for key in ("id", "link"):
        if len({entry[key] for entry in found.entries}) != len(found.entries):
            yield f"two entries have one {key}"
    moments = [entry.updated_parsed for entry in found.entries]
    if "nytt" not in path and "new" not in path and moments != sorted(moments, reverse=True):
        yield "the newest is not first"
    for entry in found.entries:
        if entry.link in by_url:
            yield from fields(site, expected, lang, entry, by_url[entry.link])


def fields(site, expected, lang, entry, record):
    """One entry."""
    kind = expected.by_id[record["id"]][0]
    items = {item["record"]["id"]: item for item in site.get(f"{expected.path(lang, kind)}.json").json()["records"]}
    changed = items[record["id"]]["changed"][:19]
    updated = datetime(*entry.updated_parsed[:6], tzinfo=UTC).isoformat()[:19]
    if updated != changed:
        yield f"{record['id']}: updated {updated}; expected {changed}"
    if entry.get("published_parsed", entry.updated_parsed) > entry.updated_parsed:
        yield f"{record['id']}: published after it was updated"
    if entry.title_detail.type != "text/plain" or squeezed(entry.title) != squeezed(title_of(record, lang)):
        yield f"{record['id']}: title {entry.title_detail.type} {entry.title!r}; expected {title_of(record, lang)!r}"
    content = text_of(entry.content[0].value)
    for key in TEXTS[kind]:
        if key in record and squeezed(said(record[key], lang)) not in content:
            yield f"{record['id']}: {key} is not in the content"
    names = [*record.get("hosts", []), *record.get("themes", []), *record.get("organisations", []), *record.get("about", []),
             *(partner["who"] for partner in record.get("partners", []))]
    for name in expected.titles(lang, names):
        if squeezed(name) not in content:
            yield f"{record['id']}: {name} is not in the content"
    for address in (record.get("website"), record.get("link"), record.get("sign_up", {}).get("url")):
        if address and address not in links_of(entry.content[0].value):
            yield f"{record['id']}: no link to {address}"
    for occasion in record.get("occasions", []):
        yield from when_and_where(expected, lang, record, occasion, content)
    terms = {(tag.label or tag.term) for tag in entry.get("tags", [])}
    for name in expected.titles(lang, record.get("themes", [])):
        if name not in terms:
            yield f"{record['id']}: no category {name} in {terms}"


def when_and_where(expected, lang, record, occasion, content):
    """The day, the hour and the place of an occasion."""
    when, place = occasion.get("when", {}), occasion.get("place", {})
    day = when["start"][:10] if "start" in when else (days_of(when) or [None])[0]
    if day:
        number, month = int(day[8:]), MONTHS[lang][int(day[5:7]) - 1]
        if not re.search(rf"(?<!\d){number}(?!\d)\D{{0,3}}?\d*{month}|(?<!\d){number}{month}", content):
            yield f"{record['id']}: {number} {month} is not in the content: {content[:200]}"
    if "start" in when:
        hour, minute = int(when["start"][11:13]), when["start"][14:]
        if not re.search(rf"(?<!\d)0?{hour}([.:]{minute}){'?' if minute == '00' else ''}", content):
            yield f"{record['id']}: {hour}.{minute} is not in the content"
    area = expected.municipalities.get(place.get("municipality")) or COUNTY_NAMES.get(place.get("county"), "")
    if squeezed(place.get("name") or area) not in content:
        yield f"{record['id']}: {place} is not in the content"
    if "online" in occasion and occasion["online"].split("/")[2] not in content:
        yield f"{record['id']}: {occasion['online']} is not in the content"


def hard_texts(site, expected):
    """Text with markup in it is text: no element of it is there."""
    for lang in ("sv", "en"):
        for record in expected.records["activity"]:
            if not record["id"].startswith(("text-", "formel-")):
                continue
            path = f"{expected.path(lang, 'activity')}/{record['slug']}.atom"
            entry = parsed(site, path).entries[0]
            if plain(entry.title) != plain(title_of(record, lang)):
                yield f"{path}: title {entry.title!r}; expected {title_of(record, lang)!r}"
            yield from fields(site, expected, lang, entry, record)
            for forbidden in ("<script", "<b>", "<a href=\"https://example.org/?a=1"):
                if forbidden in entry.content[0].value.lower():
                    yield f"{path}: {forbidden} is an element"


def names(site, expected):
    """Ids across feeds."""
    known = {}
    host = expected.home.split("//")[1]
    for path in [path for path in site.fetched if ".atom" in path]:
        for entry in parsed(site, path).entries:
            slug = "/".join(entry.link.split("/")[-1:])
            if known.setdefault(slug, entry.id) != entry.id:
                yield f"{slug} is {entry.id} and {known[slug]}"
            if host in entry.id or host.split(":")[0] in entry.id:
                yield f"{entry.id} has the host in it"


class _Text(HTMLParser):
    def __init__(self):
        super().__init__(convert_charrefs=True)
        self.text, self.links = [], []

    def handle_data(self, data):
        self.text.append(data)

    def handle_starttag(self, _, attributes):
        self.links.extend(value for name, value in attributes if name == "href")


def _read(html):
    reader = _Text()
    reader.feed(html)
    reader.close()
    return reader


def text_of(html):
    """What a reader sees, without white space."""
    return squeezed("".join(_read(html).text))


def links_of(html):
    """Where its links lead."""
    return _read(html).links
