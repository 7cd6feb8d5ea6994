"""JSON: the public records, whole, and nothing else."""

import json
from datetime import datetime, timedelta

from expect import UTC
from proof import differences, sets, short

KINDS = ("activity", "cluster", "organisation", "initiative", "theme", "result", "clipping")


def checks(proof, site, expected):
    """All checks of JSON."""
    for kind in KINDS:
        for lang in ("sv", "en"):
            path = f"{expected.path(lang, kind)}.json"
            proof.check(f"json: {path}: the public records as everyone may have them",
                        lambda path=path, kind=kind, lang=lang: listed(site, expected, lang, path, expected.records[kind], kind))
    challenges = [theme for theme in expected.records["theme"] if "challenge" in theme]
    proof.check("json: /utmaningar.json", lambda: sets("challenges", [item["record"]["id"] for item in
                                                                    site.get("/utmaningar.json").json()["records"]],
                                                        [theme["id"] for theme in challenges]))
    for path in ("/sok.json", "/en/search.json", "/karta.json"):
        proof.check(f"json: {path}: everything public", lambda path=path: everything(site, expected, path))
    proof.check("json: a record's page is the same as its item in the list", lambda: alone(site, expected))
    proof.check("json: a filter leaves what its records say", lambda: sets(
        "?theme=vatten&kind=field-day", [item["record"]["id"] for item in
                                         site.get("/aktiviteter.json?theme=vatten&kind=field-day").json()["records"]],
        [record["id"] for record in expected.records["activity"]
         if "vatten" in record.get("themes", []) and record["kind"] == "field-day"]))
    for lang, last in (("sv", "sammanfattning"), ("en", "abstract")):
        path = f"{expected.path(lang, 'result')}/damm/{last}.json"
        proof.check(f"json: {path}: the practice abstract's fields are the record's", lambda path=path, lang=lang: abstract(
            site, expected, lang, path))
    proof.check("json: `changed` is when the network was imported", lambda: moments(site, expected))


def listed(site, expected, lang, path, records, kind):
    """A list has each record, whole."""
    answer = site.get(path).json()
    items = {item["record"]["id"]: item for item in answer["records"]}
    if answer["total"] != len(records):
        yield f"total {answer['total']}; expected {len(records)}"
    yield from sets(path, items, [record["id"] for record in records])
    for record in records:
        item = items.get(record["id"], {"record": {}})
        yield from differences(record["id"], item["record"], expected.shown(record))
        wanted = {"kind": kind, "url": expected.url(lang, kind, record)}
        yield from differences(record["id"], {key: item.get(key) for key in wanted}, wanted)


def everything(site, expected, path):
    """All kinds in one list."""
    answer = site.get(path).json()
    wanted = [record["id"] for kind in KINDS for record in expected.records[kind]]
    yield from sets(path, [item["record"]["id"] for item in answer["records"]], wanted)


def alone(site, expected):
    """The page of one record of each kind."""
    for kind in KINDS:
        items = {item["record"]["id"]: item for item in site.get(f"{expected.path('sv', kind)}.json").json()["records"]}
        for record in expected.records[kind][:3]:
            found = site.get(f"{expected.path('sv', kind)}/{record['slug']}.json").json()
            if found != items.get(record["id"]):
                yield f"{kind} {record['id']}: {short(found)}"


def abstract(site, expected, lang, path):
    """A result in the fields of the practice abstract; what is not known is null."""
    found, record = site.get(path).json(), expected.of("damm")
    fields = {"title": "title", "objective": "objective", "short_summary_for_practitioners": "summary", "main_results": "main_results",
              "main_practical_recommendation": "recommendation"}
    for field, key in fields.items():
        wanted = {"native": record[key].get("sv"), "english": record[key].get("en")}
        yield from differences(field, {one: (found.get(field) or {}).get(one) for one in wanted}, wanted)
    names = json.dumps([found["contributors"], found["keywords"], found["project"]], ensure_ascii=False)
    for name in [*expected.titles(lang, record["organisations"]), *expected.titles("sv", record["themes"]),
                 expected.of("vattenprojektet")["title"][lang]]:
        if name not in names:
            yield f"{name} is not there: {short(names)}"
    wanted = {"url": expected.url(lang, "result", record), "nuts3": ["SE123"], "published": record["published"]}
    yield from differences("abstract", {key: found.get(key) for key in wanted}, wanted)


def moments(site, expected):
    """The last change is now or a little before."""
    for item in site.get("/sok.json").json()["records"]:
        age = datetime.now(UTC) - datetime.fromisoformat(item["changed"][:19] + "+00:00")
        if not timedelta(minutes=-1) < age < timedelta(hours=12):
            yield f"{item['record']['id']}: changed {item['changed']}"
