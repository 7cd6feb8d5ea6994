"""A subscribed calendar in `khal`, a calendar program of Debian's."""

import os
import subprocess
import tempfile
from pathlib import Path

from expect import AT_HOME, instant, plain, title_of

CONFIG = """\
[calendars]
[[nat]]
path = {vdir}

[sqlite]
path = {folder}/khal.db

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
local_timezone = Europe/Stockholm
default_timezone = Europe/Stockholm
firstweekday = 0

[default]
default_calendar = nat
highlight_event_days = False
"""

FORMAT = "{start-date}|{start-time}|{end-time}|{title}|{location}"


def checks(proof, site, expected):
    """Imports a month of the calendar and lists it."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        proof.check("khal: imports the subscribed file", lambda: imported(folder, site.get("/aktiviteter.ics").body))
        for record in ("hybridseminarium", "over-midnatt", "tre-heldagar", "kolkata", "text-0", "i-timmen-som-finns-tva-ganger"):
            proof.check(f"khal: `khal list` shows title, time and place of {record}",
                        lambda record=record: listed(folder, expected, expected.of(record)))


def khal(folder, *words):
    """What khal says."""
    environment = {**os.environ, "HOME": str(folder), "XDG_CONFIG_HOME": str(folder), "LC_ALL": "C.UTF-8", "TZ": "Europe/Stockholm"}
    command = ["khal", "--config", str(folder / "config"), *words]
    done = subprocess.run(command, capture_output=True, text=True, env=environment, timeout=120, check=False)
    if done.returncode:
        raise AssertionError(f"{' '.join(words)[:200]}: {done.stdout[-500:]} {done.stderr[-1500:]}")
    return done.stdout


def imported(folder, body):
    """Puts the file into a folder of events, as one who subscribes does."""
    vdir = folder / "nat"
    vdir.mkdir()
    (folder / "config").write_text(CONFIG.format(folder=folder, vdir=vdir), encoding="utf-8")
    (folder / "natet.ics").write_bytes(body)
    khal(folder, "import", "--batch", "-a", "nat", str(folder / "natet.ics"))
    events = sum(file.read_bytes().count(b"BEGIN:VEVENT") for file in vdir.iterdir())
    if events != body.count(b"BEGIN:VEVENT"):
        yield f"{events} events came in; expected {body.count(b'BEGIN:VEVENT')}"


def listed(folder, expected, record):
    """Each occasion stands on its day."""
    for occasion in record["occasions"]:
        when, place = occasion["when"], occasion.get("place", {})
        if "first_day" in when:
            day, start, end = when["first_day"], "", ""
        else:
            at = lambda text: instant(text, when["zone"]).astimezone(AT_HOME)  # noqa: E731
            day, start = at(when["start"]).strftime("%Y-%m-%d"), at(when["start"]).strftime("%H:%M")
            end = at(when["end"]).strftime("%H:%M")
        out = khal(folder, "list", "--format", FORMAT, "--day-format", "", day, "1d")
        wanted = [day, start, end, plain(title_of(record, "sv"))]
        rows = [row.split("|") for row in out.splitlines() if row.count("|") >= 4]
        fitting = [row for row in rows if row[0] == day and row[1] == start and row[2] == end and wanted[3] in row[3]]
        if not any(place.get("name", "") in "|".join(row[4:]) for row in fitting):
            yield f"{wanted} at {place.get('name')} is not in {out[:600]!r}"
