"""CSV, as Python's `csv` reads it, and XLSX, as `openpyxl` does."""

import csv
import io
from datetime import date, datetime

import openpyxl
from expect import days_of, plain, said, title_of
from proof import differences

COLUMNS = ("id kind title summary url status form start end zone all_day place municipality county lat lon online organisers themes "
           "price sign_up_url sign_up_last_day language updated").split()
SUMMARY = {"theme": "definition", "clipping": "comment"}
ORGANISERS = {"activity": "hosts", "result": "organisations"}
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")


def checks(proof, site, expected):
    """All checks of tables."""
    for lang in ("sv", "en"):
        for kind in expected.records:
            path = expected.path(lang, kind)
            rows = list(of_kind(site, expected, lang, kind, expected.records[kind]))
            table(proof, site, path, "", rows)
    some = lambda **more: [record for record in expected.records["activity"]  # noqa: E731
                           if all(value in (record.get(key) or []) for key, value in more.items())]
    for path, query, lang, records in [
        ("/aktiviteter", "?theme=energi", "sv", some(themes="energi")),
        ("/en/activities", "?form=hybrid", "en", some(form="hybrid")),
        ("/aktiviteter/kvallskurs", "", "sv", [expected.of("kvallskurs")]),
        ("/en/activities/kvallskurs", "", "en", [expected.of("kvallskurs")]),
        ("/kalender", "", "sv", expected.records["activity"]),
    ]:
        table(proof, site, path, query, list(of_kind(site, expected, lang, "activity", records)))
    for path, lang in (("/sok", "sv"), ("/en/search", "en"), ("/karta", "sv")):
        rows = [row for kind, records in expected.records.items() for row in of_kind(site, expected, lang, kind, records)]
        table(proof, site, path, "", rows)
    proof.check("csv: what a spreadsheet takes for a formula is defused, and nothing else is", lambda: defused(site, expected))
    proof.check("csv: read and written again it is the same rows", lambda: again(site))
    proof.check("xlsx: a formula is text; days, numbers, flags and links are what they are", lambda: types(site, expected))


def table(proof, site, path, query, rows):
    """One table in both formats."""
    proof.check(f"csv: {path}.csv{query}: mark, header, CRLF, {len(rows)} rows, each cell the record's",
                lambda: compared(path, csv_rows(site.get(f"{path}.csv{query}").body), rows, as_csv))
    proof.check(f"xlsx: {path}.xlsx{query}: header, {len(rows)} rows, each cell the record's with its type",
                lambda: compared(path, xlsx_rows(site.get(f"{path}.xlsx{query}").body), rows, as_xlsx))


def of_kind(site, expected, lang, kind, records):
    """The rows that records must have: one for each occasion."""
    changed = {item["record"]["id"]: item["changed"] for item in site.get(f"{expected.path(lang, kind)}.json").json()["records"]}
    for record in records:
        for occasion in record.get("occasions") or [None]:
            yield row(expected, lang, kind, record, occasion, changed[record["id"]])


def row(expected, lang, kind, record, occasion, changed):
    """One row: texts, `date`s, `datetime`s, numbers, flags, or nothing."""
    shown = expected.shown(record)
    place = expected.shown(occasion).get("place", {}) if occasion else shown.get("place") or (shown.get("places") or [{}])[0]
    start, end, zone, all_day = times(record, occasion)
    summary = record.get(SUMMARY.get(kind, "summary"))
    lead = [partner["who"] for partner in record.get("partners", []) if partner["role"] == "lead"]
    organisers = lead if kind == "initiative" else record.get(ORGANISERS.get(kind, ""), [])
    texts = [text for text in (record.get("label"), record.get("title"), record.get("summary")) if isinstance(text, dict)]
    sign_up = record.get("sign_up", {})
    return {
        "id": record["id"], "kind": kind, "title": title_of(record, lang), "summary": summary and said(summary, lang),
        "url": expected.url(lang, kind, record), "status": record.get("status"), "form": record.get("form"),
        "start": start, "end": end, "zone": zone, "all_day": all_day,
        "place": place.get("name"), "municipality": place.get("municipality"),
        "county": place.get("county") or place.get("municipality", "")[:2] or None,
        "lat": place.get("point", {}).get("lat"), "lon": place.get("point", {}).get("lon"),
        "online": (occasion or {}).get("online"), "organisers": "; ".join(expected.titles(lang, organisers)) or None,
        "themes": "; ".join(expected.titles(lang, record.get("themes", []))) or None,
        "price": said(record["price"], lang) if "price" in record else None,
        "sign_up_url": sign_up.get("url"),
        "sign_up_last_day": date.fromisoformat(sign_up["last_day"]) if "last_day" in sign_up else None,
        # A name stands as it is: it is Swedish.
        "language": "sv" if not texts else lang if lang in texts[0] else next(iter(texts[0])),
        "updated": datetime.fromisoformat(changed[:19]),
    }


def times(record, occasion):
    """Start, end, zone, and whether it is whole days; the last day is in it."""
    when = (occasion or {}).get("when", {})
    if "start" in when:
        end = datetime.fromisoformat(when["end"]) if "end" in when else None
        return datetime.fromisoformat(when["start"]), end, when["zone"], False
    if not occasion:
        first, last = record.get("start", record.get("published", record.get("date"))), record.get("end")
        if "start" not in record:
            last = first
        days = [date.fromisoformat(day) if day and len(day) == 10 else None for day in (first, last)]
    else:
        days = [date.fromisoformat(day) if day else None for day in days_of(when) or (None, None)]
    return days[0], days[1], None, True if any(days) else None


def csv_rows(body):
    """Rows of a CSV file, after a look at its form."""
    if not body.startswith(b"\xef\xbb\xbf"):
        raise AssertionError("no mark of UTF-8 at the start")
    text = body.decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    if not text.endswith("\r\n") or text.count("\r\n") < len(rows):
        raise AssertionError("lines do not end with CRLF")
    if len({len(row) for row in rows}) != 1:
        raise AssertionError("rows are not of one length")
    return rows


def xlsx_rows(body):
    """Rows of the first sheet."""
    book = openpyxl.load_workbook(io.BytesIO(body))
    return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]


def compared(path, found, wanted, written):
    """Header and rows; the order of rows is the list's, which others prove."""
    header, *rows = found
    if header[:len(COLUMNS)] != COLUMNS:
        yield f"{path}: header {header}"
        return
    if len(set(header)) != len(header):
        yield f"{path}: two columns have one name"
    if len(rows) != len(wanted):
        yield f"{path}: {len(rows)} rows; expected {len(wanted)}"
    # Rows of one record stand in its own order: compared one by one.
    by_id = {}
    for one in rows:
        by_id.setdefault(one[0], []).append(dict(zip(COLUMNS, one, strict=False)))
    for one in wanted:
        name = one["id"]
        if not by_id.get(name):
            yield f"{path}: a row of {name} is missing"
            continue
        line = {key: plain(value) if isinstance(value, str) else value for key, value in by_id[name].pop(0).items()}
        yield from differences(name, line, {key: written(value) for key, value in one.items()})


def as_csv(value):
    """A value as it stands in CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime):
        return value.strftime("%Y-%m-%dT%H:%M:%SZ") if value.tzinfo or value.second else _time(value)
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    value = plain(value)
    return f"'{value}" if value.startswith(DANGEROUS) and not _number(value) else value


def _time(value):
    return value.strftime("%Y-%m-%dT%H:%M")


def _number(text):
    return text.lstrip("+-").replace(".", "", 1).isdigit() and len(text) - len(text.lstrip("+-")) <= 1


def as_xlsx(value):
    """A value as openpyxl gives it."""
    if isinstance(value, str):
        return plain(value) or None
    if isinstance(value, date) and not isinstance(value, datetime):
        return datetime(value.year, value.month, value.day)
    return value


def defused(site, expected):
    """Every cell of every CSV file that was fetched."""
    for path in [path for path in site.fetched if ".csv" in path]:
        for line in csv_rows(site.get(path).body)[1:]:
            yield from (f"{path}: {cell[:60]!r}" for cell in line if cell.startswith(DANGEROUS) and not _number(cell))
    titles = {line[2] for line in csv_rows(site.get("/aktiviteter.csv").body)[1:]}
    for record in expected.records["activity"]:
        if record["id"].startswith("formel-") and "'" + title_of(record, "sv") not in titles:
            yield f"{record['id']}: {title_of(record, 'sv')!r} does not stand there after an apostrophe"


def again(site):
    """A program that reads and writes loses nothing."""
    rows = csv_rows(site.get("/aktiviteter.csv").body)
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    if list(csv.reader(io.StringIO(out.getvalue(), newline=""))) != rows:
        yield "other rows"


def types(site, expected):
    """The kinds of cells."""
    sheet = openpyxl.load_workbook(io.BytesIO(site.get("/aktiviteter.xlsx").body)).worksheets[0]
    header = [cell.value for cell in sheet[1]]
    seen = set()
    for line in sheet.iter_rows(min_row=2):
        cells = dict(zip(header, line, strict=True))
        for name, cell in cells.items():
            if cell.data_type == "f":
                yield f"{cell.coordinate} is a formula: {cell.value}"
            wanted = {"lat": "n", "lon": "n", "all_day": "b", "updated": "d", "municipality": "s", "county": "s"}.get(name)
            if wanted and cell.value is not None:
                seen.add(name)
                if cell.data_type != wanted:
                    yield f"{cell.coordinate} ({name}) is {cell.data_type}; expected {wanted}"
        if cells["start"].value is not None and not cells["start"].is_date:
            yield f"{cells['start'].coordinate} is no date: {cells['start'].value!r}"
        if not cells["url"].hyperlink or cells["url"].hyperlink.target != cells["url"].value:
            yield f"{cells['url'].coordinate} is no link"
    if len(seen) != 6:
        yield f"only seen: {seen}"
    if not any(record["id"].startswith("formel-") for record in expected.records["activity"]):
        yield "nothing was proved"
