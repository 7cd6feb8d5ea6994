"""Asks a running site's API what its description promises, with a tester that is not ours (Schemathesis).

Usage: check_api.py URL

The cases are drawn with a fixed seed, so that a run can be made again. Closes with `N passed, M failed`, counted in
addresses of the API; ends with 1 when something failed.
"""

import json
import subprocess
import sys
import tempfile
from pathlib import Path

SEED = 20261123
MOST_EXAMPLES = 25
MOST_SECONDS = 180
SETTINGS = Path(__file__).with_name("schemathesis.toml")


def command(url, report):
    """The tester's command line: every check, every phase that needs no state."""
    return [
        str(Path(sys.executable).with_name("schemathesis")),
        f"--config-file={SETTINGS}",
        "run",
        f"{url}/api/v1/openapi.json",
        f"--url={url}",
        f"--seed={SEED}",
        f"--max-examples={MOST_EXAMPLES}",
        "--phases=examples,coverage,fuzzing",
        "--generation-database=none",
        "--generation-deterministic",
        "--continue-on-failure",
        "--workers=1",
        "--report=json",
        f"--report-json-path={report}",
        "--no-color",
    ]


def main(url):
    """Runs the tester and counts."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        done = subprocess.run(command(url, report), timeout=MOST_SECONDS, check=False, cwd=folder)
        print(json.dumps(json.loads(report.read_text(encoding="utf-8")), indent=1)[:6000])
        return done.returncode


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1]))
