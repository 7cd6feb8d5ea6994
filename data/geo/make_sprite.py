#!/usr/bin/env python3
"""Draws the map sprite: `python3 data/geo/make_sprite.py`, from any folder.

Reads   sweden-admin.topo.json  the counties; borders are shared arcs, so neither gap nor overlap can arise
        neighbours.geojson      the land around Sweden
Writes  ../../crates/web/assets/map/sweden.svg

The sprite carries no colours: it inherits them from the `<use>` that shows it. Python 3.11 and its standard
library only; the same input gives the same bytes. The constants of the view are repeated in
`crates/web/src/map/mod.rs`, and a test there compares them with the sprite.
"""

import heapq
import json
from collections import defaultdict
from itertools import groupby
from math import atan2, atanh, cos, cosh, dist, hypot, radians, sin, sinh, tan
from pathlib import Path

HERE = Path(__file__).parent
SPRITE = HERE.parent.parent / "crates/web/assets/map/sweden.svg"

# The view: map units are SCALE × metres in SWEREF 99 TM, measured from the north-west corner (WEST, NORTH).
WIDTH, HEIGHT = 390, 748
SCALE, WEST, NORTH = 0.00048, 223_000.0, 7_680_000.0

GRID = 10  # coordinates are whole tenths of a map unit
SWEDEN_DETAIL = 0.16  # square units: a corner that adds less than this is left out
NEIGHBOUR_DETAIL = 1.2
SMALLEST_ISLAND = 0.8  # square units (about 3.5 km²)
SMALLEST_NEIGHBOUR_ISLAND = 6.0
MARGIN = 6  # neighbours are cut this far outside the view, so that an outline never shows along the edge
SNAP = 3.0  # units: a neighbour's border this near the Swedish one is the same border
SHORTEST_BORDER = 20  # corners: a stretch with fewer is a coast that happens to come near


def sweref99tm(lat, lon):
    """Easting and northing in metres: Gauss–Krüger on GRS 80, as published by Lantmäteriet."""
    a, f, k0, lon0 = 6_378_137.0, 1 / 298.257222101, 0.9996, radians(15.0)
    e2, n = f * (2 - f), f / (2 - f)
    phi, dlon = radians(lat), radians(lon) - lon0
    s2 = sin(phi) ** 2
    series = (
        e2
        + s2 * (5 * e2**2 - e2**3) / 6
        + s2**2 * (104 * e2**3 - 45 * e2**4) / 120
        + s2**3 * 1237 * e2**4 / 1260
    )
    conformal = phi - sin(phi) * cos(phi) * series
    xi = atan2(tan(conformal), cos(dlon))
    eta = atanh(cos(conformal) * sin(dlon))
    beta = (
        n / 2 - 2 * n**2 / 3 + 5 * n**3 / 16 + 41 * n**4 / 180,
        13 * n**2 / 48 - 3 * n**3 / 5 + 557 * n**4 / 1440,
        61 * n**3 / 240 - 103 * n**4 / 140,
        49561 * n**4 / 161280,
    )
    radius = a / (1 + n) * (1 + n**2 / 4 + n**4 / 64)
    north = xi + sum(b * sin(2 * k * xi) * cosh(2 * k * eta) for k, b in enumerate(beta, 1))
    east = eta + sum(b * cos(2 * k * xi) * sinh(2 * k * eta) for k, b in enumerate(beta, 1))
    return k0 * radius * east + 500_000, k0 * radius * north


def to_map(lon, lat):
    """Map units, x to the east and y to the south."""
    east, north = sweref99tm(lat, lon)
    return (east - WEST) * SCALE, (NORTH - north) * SCALE


def snap_to_grid(points):
    """Whole tenths, without a point that repeats the one before it."""
    tenths = [(round(x * GRID), round(y * GRID)) for x, y in points]
    return [p for i, p in enumerate(tenths) if i == 0 or p != tenths[i - 1]]


def area(ring):
    """Positive where the ring runs clockwise on the screen."""
    return sum(x0 * y1 - x1 * y0 for (x0, y0), (x1, y1) in zip(ring, ring[1:] + ring[:1])) / 2


def simplify(line, detail):
    """Visvalingam and Whyatt: leave out the corner whose triangle is smallest, until all exceed `detail`.

    The end points stay. Which corners go is a local matter, so the two sides of a border agree on it.
    """
    before, after = list(range(-1, len(line) - 1)), list(range(1, len(line) + 1))
    alive = [True] * len(line)

    def triangle(i):
        (ax, ay), (bx, by), (cx, cy) = line[before[i]], line[i], line[after[i]]
        return abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2

    queue = [(triangle(i), i) for i in range(1, len(line) - 1)]
    heapq.heapify(queue)
    size = {i: s for s, i in queue}
    while queue:
        s, i = heapq.heappop(queue)
        if not alive[i] or size[i] != s:
            continue
        if s > detail:
            break
        alive[i] = False
        after[before[i]], before[after[i]] = after[i], before[i]
        for j in (before[i], after[i]):
            if 0 < j < len(line) - 1:
                size[j] = max(s, triangle(j))
                heapq.heappush(queue, (size[j], j))
    return [p for p, keep in zip(line, alive) if keep]


def simplify_ring(ring, detail):
    """A closed line without end points: kept at its first corner and at the one farthest from it."""
    far = max(range(len(ring)), key=lambda i: dist(ring[i], ring[0]))
    return simplify(ring[: far + 1], detail)[:-1] + simplify(ring[far:] + ring[:1], detail)[:-1]


# --- Sweden -----------------------------------------------------------------------------------------------------


def read_topology():
    """The arcs in map units, and for each county its polygons as lists of rings of signed arc numbers."""
    topology = json.loads((HERE / "sweden-admin.topo.json").read_text("utf-8"))
    (sx, sy), (tx, ty) = topology["transform"]["scale"], topology["transform"]["translate"]
    arcs = []
    for deltas in topology["arcs"]:
        x = y = 0
        arc = []
        for dx, dy in deltas:
            x, y = x + dx, y + dy
            arc.append(to_map(x * sx + tx, y * sy + ty))
        arcs.append(arc)
    counties = {}
    for shape in topology["objects"]["counties"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        counties[shape["properties"]["code"]] = polygons
    return arcs, dict(sorted(counties.items()))


def junctions(arcs, counties):
    """The points where three counties, or two and the sea, meet: every simplified line keeps them."""
    used = {i if i >= 0 else ~i for polygons in counties.values() for rings in polygons for ring in rings for i in ring}
    meets = defaultdict(int)
    for i in used:
        meets[arcs[i][0]] += 1
        meets[arcs[i][-1]] += 1
    return {point for point, count in meets.items() if count > 2}


def county_ring(ring, arcs, fixed):
    """One ring on the grid, simplified between junctions in a direction that both neighbours share."""
    points = []
    for i in ring:
        points += (arcs[i] if i >= 0 else arcs[~i][::-1])[:-1]
    starts = [i for i, p in enumerate(points) if p in fixed]
    if not starts:
        first = points.index(min(points))
        return snap_to_grid(simplify_ring(points[first:] + points[:first], SWEDEN_DETAIL))
    points = points[starts[0] :] + points[: starts[0]] + [points[starts[0]]]
    starts = [i for i, p in enumerate(points) if p in fixed]
    result = []
    for a, b in zip(starts, starts[1:]):
        line = points[a : b + 1]
        backwards = line[::-1] < line
        line = simplify(line[::-1] if backwards else line, SWEDEN_DETAIL)
        result += (line[::-1] if backwards else line)[:-1]
    return snap_to_grid(result)


def counties_on_grid():
    """County code → rings in tenths; outer rings clockwise, lakes counter-clockwise, specks left out."""
    arcs, counties = read_topology()
    fixed = junctions(arcs, counties)
    result = {}
    for code, polygons in counties.items():
        rings = []
        for polygon in polygons:
            for k, ring in enumerate(polygon):
                ring = county_ring(ring, arcs, fixed)
                size = area(ring) / GRID**2
                if len(ring) > 2 and abs(size) >= SMALLEST_ISLAND:
                    rings.append(ring if (size > 0) == (k == 0) else ring[::-1])
        result[code] = sorted(rings, key=lambda r: -abs(area(r)))
    return result


def outline(counties):
    """The outer border of the mainland: the edges that belong to one county only, chained."""
    edges = {(a, b) for rings in counties.values() for r in rings for a, b in zip(r, r[1:] + r[:1])}
    following = {a: b for a, b in sorted(edges) if (b, a) not in edges}
    longest = []
    while following:
        start, point = next(iter(following.items()))
        del following[start]
        ring = [start]
        while point != start and point in following:
            ring.append(point)
            point = following.pop(point)
        longest = max(longest, ring, key=len)
    return [(x / GRID, y / GRID) for x, y in longest]


# --- The land around --------------------------------------------------------------------------------------------


def distance(point, border):
    """From a point to a closed line."""
    best = float("inf")
    for (ax, ay), (bx, by) in zip(border, border[1:] + border[:1]):
        dx, dy = bx - ax, by - ay
        t = max(0, min(1, ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy)))
        best = min(best, hypot(point[0] - ax - t * dx, point[1] - ay - t * dy))
    return best


def take_over_border(ring, border):
    """Where `ring` runs along the Swedish border, let it be that very line: no slivers, no overlap.

    Two surveys never agree on a border, but these two are nowhere farther apart than `SNAP`.
    """
    near = [distance(p, border) < SNAP for p in ring]
    if all(near) or not any(near):
        return ring
    start = near.index(False)
    ring, near = ring[start:] + ring[:start], near[start:] + near[:start]
    runs = [list(run) for common, run in groupby(range(len(ring)), near.__getitem__) if common]
    run = max(runs, key=len)
    if len(run) < SHORTEST_BORDER:
        return ring
    a, b = (min(range(len(border)), key=lambda k: dist(border[k], ring[i])) for i in (run[0], run[-1]))
    forwards = (border[a:] + border)[: (b - a) % len(border) + 1]
    backwards = (border[: a + 1][::-1] + border[::-1])[: (a - b) % len(border) + 1]
    return ring[: run[0]] + min(forwards, backwards, key=len) + ring[run[-1] + 1 :]


def clip(ring):
    """Sutherland and Hodgman: the part of `ring` inside the view and its margin."""
    sides = ((0, -MARGIN, 1), (0, WIDTH + MARGIN, -1), (1, -MARGIN, 1), (1, HEIGHT + MARGIN, -1))
    for axis, limit, sign in sides:
        result = []
        for p, q in zip(ring, ring[1:] + ring[:1]):
            p_in, q_in = (p[axis] - limit) * sign >= 0, (q[axis] - limit) * sign >= 0
            if p_in:
                result.append(p)
            if p_in != q_in:
                t = (limit - p[axis]) / (q[axis] - p[axis])
                result.append(tuple(limit if k == axis else p[k] + t * (q[k] - p[k]) for k in (0, 1)))
        ring = result
    return ring


def neighbours_on_grid(border):
    """Every piece of land around Sweden inside the view, in tenths."""
    rings = []
    for feature in json.loads((HERE / "neighbours.geojson").read_text("utf-8"))["features"]:
        shape = feature["geometry"]
        for polygon in shape["coordinates"] if shape["type"] == "MultiPolygon" else [shape["coordinates"]]:
            ring = [to_map(lon, lat) for lon, lat in polygon[0][:-1]]
            if not clip(ring):
                continue
            ring = clip(take_over_border(ring, border))
            if len(ring) < 3 or abs(area(ring)) < SMALLEST_NEIGHBOUR_ISLAND:
                continue
            ring = simplify_beside(ring, set(border))
            rings.append(snap_to_grid(ring if area(ring) > 0 else ring[::-1]))
    return sorted(rings, key=lambda r: -abs(area(r)))


def simplify_beside(ring, kept):
    """Simplify only the stretches of `ring` that are not `kept`: the Swedish border is already simple."""
    fixed = [i for i, p in enumerate(ring) if p in kept]
    if not fixed:
        return simplify_ring(ring, NEIGHBOUR_DETAIL)
    ring = ring[fixed[0] :] + ring[: fixed[0]] + [ring[fixed[0]]]
    fixed = [i for i, p in enumerate(ring) if p in kept]
    result = []
    for a, b in zip(fixed, fixed[1:]):
        result += simplify(ring[a : b + 1], NEIGHBOUR_DETAIL)[:-1]
    return result


# --- SVG --------------------------------------------------------------------------------------------------------


def number(tenths):
    """The shortest decimal: -3 → -.3, 20 → 2."""
    text = f"{abs(tenths) / GRID:.1f}".removesuffix(".0").removeprefix("0") or "0"
    return text if tenths >= 0 else "-" + text


def path(rings):
    """Relative path data; a separator only where two numbers would run together."""
    data, last, pen = "", "", (0, 0)
    for ring in rings:
        data += "m"
        start = ring[0]
        for point in ring:
            for k in (0, 1):
                text = number(point[k] - pen[k])
                joined = data[-1] == "m" or text[0] == "-" or (text[0] == "." and "." in last)
                data += text if joined else " " + text
                last = text
            pen = point
        data += "z"
        pen = start
    return data


def main():
    counties = counties_on_grid()
    neighbours = neighbours_on_grid(outline(counties))
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<!-- Made by data/geo/make_sprite.py. Counties: Statistics Sweden; neighbours: Natural Earth. -->",
        f'<g id="neighbours"><path d="{path(neighbours)}"/></g>',
        '<g id="counties">',
        *(f'<path id="county-{code}" d="{path(rings)}"/>' for code, rings in counties.items()),
        "</g>",
        "</svg>",
    ]
    SPRITE.parent.mkdir(parents=True, exist_ok=True)
    SPRITE.write_text("\n".join(lines) + "\n", "utf-8")


if __name__ == "__main__":
    main()
