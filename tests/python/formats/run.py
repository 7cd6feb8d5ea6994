"""Proves every format that a site publishes with programs that nobody here wrote.

Usage: run.py URL NOW [NAME…]

URL is a site that serves the folder of `world.py NOW` and whose clock started at NOW. NAMEs are some of: ics, khal, json,
atom, linked, tables, map, http. Closes with `N passed, M failed`; ends with 1 when something failed.
"""

import importlib
import io
import sys
import zipfile
from datetime import datetime

import check_http
from expect import Expected
from proof import Proof, Site

NAMES = ("ics", "khal", "json", "atom", "linked", "tables", "map", "http")


def texts(site):
    """Everything that was fetched, as text; a workbook by its parts."""
    for path, answer in site.fetched.items():
        if ".xlsx" in path:
            with zipfile.ZipFile(io.BytesIO(answer.body)) as book:
                yield from ((f"{path} {name}", book.read(name).decode("utf-8")) for name in book.namelist())
        else:
            yield path, answer.text


def main(url, now, names):
    """Makes all checks and counts them."""
    site, proof = Site(url), Proof()
    expected = Expected(datetime.fromisoformat(now), url)
    for name in names or NAMES:
        module = importlib.import_module(f"check_{name}")
        try:
            module.checks(proof, site, expected)
        except Exception as error:  # noqa: BLE001 – what cannot be begun has failed
            proof.check(f"{name}: the checks could be made", [repr(error)])
    if not names or "http" in names:
        for view in check_http.VIEWS:
            for ending in check_http.ENDINGS:
                site.get(f"{view}.{ending}")
            site.get(view)
    check_http.secrets(proof, site, lambda: texts(site))
    return proof.close()


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3:]))
