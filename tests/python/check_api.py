"""Asks a running site's API what its description promises, with a tester that is not ours (Schemathesis).

Usage: check_api.py URL

Every operation is asked with values that fit its description and with values that do not, drawn with a fixed seed. An
operation passes when nothing that it answered is otherwise than described, and something of it was found. Closes with
`N passed, M failed`; ends with 1 when something failed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path
from urllib.request import urlopen

SEED = 20261123
MOST_EXAMPLES = 25
# It takes about a minute; a machine that is busy with other things gets longer before the run is given up.
MOST_SECONDS = 420
# One client gets so many answers in a while: asked faster, a quick machine would get 429 at the end.
PACE = "50/s"
DESCRIPTION = "/api/v1/openapi.json"
COLLECTIONS = ["activities", "clippings", "clusters", "initiatives", "organisations", "results", "themes"]
PLACES = ["Gamleby", "Skara", "Linköping", "58.4,15.6"]
# What a description cannot say of single parameters: a place that nobody knows, a distance without a place, a last day
# before the first, a number that no change has had. Those may be answered with 400 though each value fits.
BETWEEN_PARAMETERS = ["2xx", 400]


def fetch(url):
    """An answer of the API."""
    with urlopen(url, timeout=30) as answer:
        return json.load(answer)


def settings(url):
    """Real values for the tester to mix with its own: without them it would hardly find a record."""
    text = f"[dictionaries]\nplaces = {{ values = {json.dumps(PLACES)} }}\n"
    operations = ""
    for collection in COLLECTIONS:
        ids = [item["record"]["id"] for item in fetch(f"{url}/api/v1/{collection}?limit=5")["records"]]
        text += f"{collection} = {{ values = {json.dumps(ids)} }}\n"
        operations += operation(f"/api/v1/{collection}/{{key}}", f'"path.key" = {{ dictionary = "{collection}", probability = 0.5 }}')
        operations += operation(f"/api/v1/{collection}", known("near", "places") + ", " + known("after", collection), BETWEEN_PARAMETERS)
    operations += operation("/api/v1/records", known("near", "places") + ", " + known("after", "themes"), BETWEEN_PARAMETERS)
    operations += operation("/api/v1/changes", known("after", "themes"), BETWEEN_PARAMETERS)
    return text + operations


def known(parameter, dictionary):
    """Mostly a value that is there."""
    return f'"query.{parameter}" = {{ dictionary = "{dictionary}", probability = 0.9 }}'


def operation(path, parameters, accepted=None):
    """The settings of one operation."""
    checks = f"checks = {{ positive_data_acceptance = {{ expected-statuses = {json.dumps(accepted)} }} }}\n" if accepted else ""
    return f'[[operations]]\ninclude-name = "GET {path}"\nparameters = {{ {parameters} }}\n{checks}'


def command(url, folder):
    """The tester's command line: every check, every phase that needs no state."""
    return [
        str(Path(sys.executable).with_name("schemathesis")),
        f"--config-file={folder}/schemathesis.toml",
        "run",
        f"{url}{DESCRIPTION}",
        f"--url={url}",
        f"--seed={SEED}",
        f"--max-examples={MOST_EXAMPLES}",
        "--phases=examples,coverage,fuzzing",
        "--generation-database=none",
        f"--rate-limit={PACE}",
        "--continue-on-failure",
        "--report=json",
        f"--report-json-path={folder}/report.json",
        "--no-color",
    ]


def faults(report, name):
    """What is wrong with one operation."""
    for failure in report["failures"]:
        if name in failure["operations"]:
            yield failure["title"]
    found = report["valid_rates"].get(name)
    if found and not any(phase["accepted"] for phase in found.values()):
        yield "nothing that was asked for was found"


def main(url):
    """Runs the tester and counts."""
    paths = fetch(f"{url}{DESCRIPTION}")["paths"]
    # The description itself is what the tester reads; it asks for everything else.
    names = [f"GET {path}" for path in sorted(paths) if path != DESCRIPTION]
    with tempfile.TemporaryDirectory() as folder:
        Path(folder, "schemathesis.toml").write_text(settings(url), encoding="utf-8")
        done = subprocess.run(command(url, folder), timeout=MOST_SECONDS, check=False, cwd=folder)
        report = json.loads(Path(folder, "report.json").read_text(encoding="utf-8"))
    passed = failed = 0
    for name in names:
        found = list(faults(report, name))
        passed += not found
        failed += bool(found)
        print(f"{'FAILED' if found else 'passed'}  {name}{': ' if found else ''}{'; '.join(found)}")
    # What belongs to no operation: an error of the tester itself, a run that was broken off.
    whole = done.returncode == 0 and report["complete"] and report["operations"]["tested"] == len(names)
    passed += whole
    failed += not whole
    print(f"{'passed' if whole else 'FAILED'}  {report['test_cases']['generated']} cases in {report['running_time']:.0f} s")
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
