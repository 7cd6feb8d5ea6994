"""Counting checks, and fetching what is checked."""

import gzip
import json
import traceback
import urllib.error
import urllib.request

# Differences that are shown of one check.
MOST_SHOWN = 6
# How long one answer may take, in seconds.
PATIENCE = 60


class Proof:
    """Prints a line for each check, and counts them."""

    def __init__(self):
        self.passed = self.failed = 0

    def check(self, name, faults):
        """One check: `faults` are what was found wrong with it, a sentence each."""
        try:
            found = list(faults() if callable(faults) else faults)
        except Exception:  # noqa: BLE001 – a check that breaks has failed, and the others go on
            found = ["".join(traceback.format_exc(limit=-4))]
        self.passed += not found
        self.failed += bool(found)
        print(f"{'FAILED' if found else 'ok    '}  {name}", flush=True)
        for fault in found[:MOST_SHOWN]:
            print(f"          {str(fault)[:900]}")
        if len(found) > MOST_SHOWN:
            print(f"          … and {len(found) - MOST_SHOWN} more")

    def close(self):
        """The closing line; what the program ends with."""
        print(f"{self.passed} passed, {self.failed} failed")
        return 1 if self.failed else 0


class Answer:
    """What a site answered."""

    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        """The body as text."""
        return self.body.decode("utf-8")

    def json(self):
        """The body as JSON."""
        return json.loads(self.body)


class _Still(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *_):
        return None


class Site:
    """A site that is asked."""

    def __init__(self, url):
        self.url = url
        self._open = urllib.request.build_opener(_Still).open
        self._kept = {}

    def ask(self, path, method="GET", **headers):
        """One answer, whatever its status; redirects are not followed."""
        headers = {name.replace("_", "-"): value for name, value in headers.items()}
        request = urllib.request.Request(self.url + path, method=method, headers=headers)
        try:
            with self._open(request, timeout=PATIENCE) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path):
        """The answer of an address that must be there; each is fetched once."""
        if path not in self._kept:
            answer = self.ask(path, accept_encoding="gzip")
            if answer.headers.get("content-encoding") == "gzip":
                answer.body = gzip.decompress(answer.body)
            if answer.status != 200:
                raise AssertionError(f"{path}: status {answer.status}: {answer.body[:200]!r}")
            self._kept[path] = answer
        return self._kept[path]

    @property
    def fetched(self):
        """Everything that was fetched so far."""
        return self._kept


def differences(what, found, expected):
    """A sentence for each key in which two dicts differ."""
    for key in sorted({*found, *expected}, key=str):
        ours, theirs = found.get(key), expected.get(key)
        if ours != theirs:
            yield f"{what}: {key}: found {short(ours)}; expected {short(theirs)}"


def sets(what, found, expected):
    """A sentence for what is missing and for what does not belong."""
    found, expected = list(found), list(expected)
    missing = [one for one in expected if one not in found]
    more = [one for one in found if one not in expected]
    if missing:
        yield f"{what}: {len(missing)} missing: {short(missing)}"
    if more:
        yield f"{what}: {len(more)} that do not belong: {short(more)}"
    if not missing and not more and len(found) != len(expected):
        yield f"{what}: {len(found)} found, {len(expected)} expected: some stand twice"


def short(value):
    """A value as it is shown in a fault."""
    text = repr(value)
    return text if len(text) <= 240 else f"{text[:180]} … {text[-50:]}"
