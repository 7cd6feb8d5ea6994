"""Judges an exported folder with a JSON Schema validator that is not ours.

Usage: check_export.py SCHEMA FOLDER

Closes with `N passed, M failed`; ends with 1 when something failed.
"""

import json
import sys
import tomllib
from pathlib import Path

from jsonschema import Draft202012Validator

NETWORK = "network.toml"

# Each file of records, and the name of their shape in the schema.
SHAPES = {
    "activities.json": "Activity",
    "clippings.json": "Clipping",
    "clusters.json": "Cluster",
    "initiatives.json": "Initiative",
    "organisations.json": "Organisation",
    "results.json": "PracticeResult",
    "themes.json": "Theme",
}


def faults_of_folder(folder):
    """Export writes these files and nothing else."""
    expected = {NETWORK, *SHAPES}
    found = {path.name for path in folder.iterdir()}
    yield from (f"{name} is missing" for name in sorted(expected - found))
    yield from (f"{name} does not belong here" for name in sorted(found - expected))


def faults_of_network(folder):
    """The network itself is TOML with a name."""
    network = tomllib.loads((folder / NETWORK).read_text(encoding="utf-8"))
    if not network.get("name"):
        yield "no name"


def faults_of_form(path, records):
    """Equal content is equal bytes: UTF-8, keys sorted, two blanks, one line end."""
    form = json.dumps(records, ensure_ascii=False, indent=2, sort_keys=True) + "\n"
    if path.read_bytes() != form.encode("utf-8"):
        yield "not in the form that the same content always has"


def faults_of_order(records):
    """Records stand by their ids in code-point order, each once."""
    ids = [record["id"] for record in records]
    if ids != sorted(set(ids)):
        yield "ids out of order, or twice"


def faults_of_shape(schema, shape, records):
    """Every record is what the schema says."""
    validator = Draft202012Validator({"$schema": schema["$schema"], "$defs": schema["$defs"], "$ref": f"#/$defs/{shape}"})
    for record in records:
        for error in validator.iter_errors(record):
            yield f"{record.get('id')}: {error.json_path}: {error.message[:300]}"


def checks(schema, folder):
    """All checks as pairs of a name and the faults that were found."""
    yield "schema", (error.message for error in Draft202012Validator(Draft202012Validator.META_SCHEMA).iter_errors(schema))
    yield "folder", faults_of_folder(folder)
    yield NETWORK, faults_of_network(folder)
    for name, shape in SHAPES.items():
        path = folder / name
        records = json.loads(path.read_text(encoding="utf-8")) if path.exists() else []
        yield f"{name}: form", faults_of_form(path, records) if path.exists() else iter(["missing"])
        yield f"{name}: order", faults_of_order(records)
        yield f"{name}: {len(records)} records", faults_of_shape(schema, shape, records)


def main(schema_file, folder):
    """Makes all checks and counts them."""
    schema = json.loads(Path(schema_file).read_text(encoding="utf-8"))
    passed = failed = 0
    for name, found in checks(schema, Path(folder)):
        faults = list(found)
        passed += not faults
        failed += bool(faults)
        print(f"{'FAILED' if faults else 'passed'}  {name}")
        for fault in faults:
            print(f"        {fault}")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
