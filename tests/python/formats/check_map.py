"""GeoJSON by RFC 7946, and through GDAL's `ogr2ogr` to GeoPackage and back."""

import json
import subprocess
import tempfile
from pathlib import Path

from check_tables import as_csv, row
from expect import plain
from proof import differences, short

# The columns of tables that every feature has as properties.
SAME = "id kind title summary url status form start end zone all_day place municipality county online organisers themes price".split()


def checks(proof, site, expected):
    """All checks of maps."""
    for path, query, lang, kinds, only_placed in [
        ("/aktiviteter", "", "sv", ["activity"], False), ("/en/activities", "", "en", ["activity"], False),
        ("/kluster", "", "sv", ["cluster"], False), ("/organisationer", "", "sv", ["organisation"], False),
        ("/initiativ", "", "sv", ["initiative"], False), ("/karta", "", "sv", list(expected.records), True),
        ("/en/map", "", "en", list(expected.records), True), ("/karta", "?kind=cluster", "sv", ["cluster"], True),
        ("/resultat", "", "sv", ["result"], False), ("/kluster/osterklustret", "", "sv", None, False),
    ]:
        records = [expected.of("osterklustret")] if kinds is None else [r for kind in kinds for r in expected.records[kind]]
        name = f"{path}.geojson{query}"
        proof.check(f"geojson: {name}: RFC 7946, each feature and property the record's",
                    lambda name=name, records=records, lang=lang, placed=only_placed: whole(site, expected, lang, name, records, placed))
    for path in ("/aktiviteter.geojson", "/karta.geojson", "/kluster.geojson"):
        proof.check(f"ogr2ogr: {path} to GeoPackage and back: features, properties and coordinates are the same",
                    lambda path=path: there_and_back(site, path))


def spots(expected, lang, record):
    """Each place of a record, as everyone may know it, with its occasion."""
    shown = expected.shown(record)
    if "occasions" in record:
        return [(occasion, cleaned.get("place", {})) for occasion, cleaned in
                zip(record["occasions"], (expected.shown(one) for one in record["occasions"]), strict=True)]
    return [(None, place) for place in shown.get("places") or [shown.get("place", {})]]


def whole(site, expected, lang, path, records, only_placed):
    """One collection."""
    answer = site.get(path).json()
    if answer["type"] != "FeatureCollection" or "crs" in answer:
        yield f"type {answer['type']}, crs {answer.get('crs')}"
    wanted = {}
    for record in records:
        kind = expected.by_id[record["id"]][0]
        for occasion, place in spots(expected, lang, record):
            point = place.get("point")
            if point or not only_placed:
                properties = row(expected, lang, kind, record, occasion, "2026-01-01T00:00:00")
                at = tuple(sorted_point(point)) if point else None
                wanted.setdefault(record["id"], []).append((at, {**properties, "place": place.get("name"),
                                                                 "municipality": place.get("municipality"), "county": place.get("county")
                                                                 or place.get("municipality", "")[:2] or None}))
    features = answer["features"]
    if len(features) != sum(map(len, wanted.values())):
        yield f"{len(features)} features; expected {sum(map(len, wanted.values()))}"
    names = {tuple(feature["properties"]) for feature in features}
    if len(names) > 1:
        yield "features have different properties"
    for feature in features:
        properties, geometry = feature["properties"], feature["geometry"]
        left = wanted.get(properties["id"])
        if feature["type"] != "Feature" or not left:
            yield f"{feature['type']} {properties['id']} does not belong"
            continue
        at, one = left.pop(0)
        found = None
        if geometry:
            if geometry["type"] != "Point":
                yield f"{properties['id']}: {geometry['type']}"
            found = tuple(geometry["coordinates"])
        if found != at:
            yield f"{properties['id']}: at {found}; expected {at}"
        same = {key: plain(properties[key]) if isinstance(properties[key], str) else properties[key] for key in SAME}
        yield from differences(properties["id"], same, {key: written(one[key]) for key in SAME})
    box = answer.get("bbox")
    points = [feature["geometry"]["coordinates"] for feature in features if feature["geometry"]]
    if box and box != [min(p[0] for p in points), min(p[1] for p in points), max(p[0] for p in points), max(p[1] for p in points)]:
        yield f"bbox {box}"


def sorted_point(point):
    """Longitude first, to a metre."""
    return round(point["lon"], 5), round(point["lat"], 5)


def written(value):
    """A value as it stands in JSON."""
    if value is None or isinstance(value, (bool, int, float)):
        return value
    if isinstance(value, str):
        return plain(value) or None
    return as_csv(value)


def run(*words):
    """What a program says."""
    done = subprocess.run(words, capture_output=True, text=True, timeout=120, check=False)
    if done.returncode or "error" in done.stderr.lower():
        raise AssertionError(f"{words[0]}: {done.stdout[-300:]} {done.stderr[-600:]}")
    return done.stdout


def there_and_back(site, path):
    """What QGIS does when it opens a list and saves it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        there, package, back = folder / "list.geojson", folder / "list.gpkg", folder / "back.geojson"
        there.write_bytes(site.get(path).body)
        run("ogr2ogr", "-f", "GPKG", str(package), str(there), "-nln", "list", "-oo", "DATE_AS_STRING=YES")
        told = run("ogrinfo", "-so", str(package), "list")
        run("ogr2ogr", "-f", "GeoJSON", str(back), str(package), "list", "-lco", "RFC7946=YES", "-lco", "COORDINATE_PRECISION=7")
        ours, theirs = (json.loads(file.read_text(encoding="utf-8"))["features"] for file in (there, back))
        for wanted in ("Geometry: Point", f"Feature Count: {len(ours)}", "WGS 84"):
            if wanted not in told:
                yield f"ogrinfo does not say {wanted!r}: {short(told)}"
        if len(ours) != len(theirs):
            yield f"{len(theirs)} features came back; expected {len(ours)}"
        for one, other in zip(ours, theirs, strict=False):
            label = one["properties"]["id"]
            if one["geometry"] != other["geometry"]:
                yield f"{label}: {other['geometry']}; expected {one['geometry']}"
            # A table has no flags in some programs: GDAL tells them as 0 and 1 there.
            yield from differences(label, other["properties"], one["properties"])
