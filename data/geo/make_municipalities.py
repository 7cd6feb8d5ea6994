#!/usr/bin/env python3
"""Draws the municipality borders for the map room: `python3 data/geo/make_municipalities.py`, from any folder.

Reads `sweden-admin.topo.json` (Statistics Sweden) and writes `crates/web/assets/map/municipalities.svg`: only the
borders between two municipalities of one county, as hairlines. Coasts and county borders stand in `sweden.svg`
already, and a line that ends at one of them ends on it as it is drawn there. Whole numbers, tenths of a map unit.
The same input gives the same bytes.
"""

import json
import sys
from collections import defaultdict
from math import hypot

sys.dont_write_bytecode = True
from make_sprite import GRID, HEIGHT, HERE, SPRITE, WIDTH, counties_on_grid, read_topology, simplify

OUT = SPRITE.parent / "municipalities.svg"
DETAIL = 0.08  # square units: a corner that adds less than this is left out
SNAP = 3.0  # units: as far as an end is moved to reach the coast or the county border


def uses():
    """Arc number → the counties of the municipalities on its sides, one entry for each side."""
    topology = json.loads((HERE / "sweden-admin.topo.json").read_text("utf-8"))
    result = defaultdict(list)
    for shape in topology["objects"]["municipalities"]["geometries"]:
        polygons = shape["arcs"] if shape["type"] == "MultiPolygon" else [shape["arcs"]]
        for rings in polygons:
            for ring in rings:
                for i in ring:
                    result[i if i >= 0 else ~i].append(shape["properties"]["county"])
    return result


def nearest_on(outlines, point):
    """The point of some closed lines that is nearest to a point, and how far it is."""
    best, found = float("inf"), point
    for ring in outlines:
        for (ax, ay), (bx, by) in zip(ring, ring[1:] + ring[:1]):
            dx, dy = bx - ax, by - ay
            t = max(0, min(1, ((point[0] - ax) * dx + (point[1] - ay) * dy) / (dx * dx + dy * dy or 1)))
            x, y = ax + t * dx, ay + t * dy
            if hypot(point[0] - x, point[1] - y) < best:
                best, found = hypot(point[0] - x, point[1] - y), (x, y)
    return found, best


def main():
    arcs, counties = read_topology()
    sides = uses()
    # A shore that the counties do not have is a small lake, which they cover: its line is drawn as well.
    drawn = {i if i >= 0 else ~i for polygons in counties.values() for rings in polygons for ring in rings for i in ring}
    inner = {i for i, of in sides.items() if (len(of) == 2 and of[0] == of[1]) or (len(of) == 1 and i not in drawn)}
    edge = {p for i in sides if i not in inner for p in (arcs[i][0], arcs[i][-1])}
    outlines = [[(x / GRID, y / GRID) for x, y in ring] for rings in counties_on_grid().values() for ring in rings]
    lines = []
    for i in sorted(inner):
        line = list(simplify(arcs[i], DETAIL))
        for end in (0, -1):
            if line[end] in edge:
                point, off = nearest_on(outlines, line[end])
                line[end] = point if off < SNAP else line[end]
        lines.append([(round(x * GRID), round(y * GRID)) for x, y in line])
    data, pen = "", (0, 0)
    for line in lines:
        data += "m"
        for k, (x, y) in enumerate(line):
            dx, dy = x - pen[0], y - pen[1]
            if k and dx == dy == 0:
                continue
            data += ("" if data[-1] == "m" or dx < 0 else " ") + f"{dx}" + ("" if dy < 0 else " ") + f"{dy}"
            pen = (x, y)
    text = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}">',
        "<!-- Made by data/geo/make_municipalities.py. Municipalities: Statistics Sweden. -->",
        f'<g id="borders"><path transform="scale({1 / GRID})" d="{data}"/></g>',
        "</svg>",
    ]
    OUT.write_text("\n".join(text) + "\n", "utf-8")
    print(f"{len(lines)} lines, {sum(map(len, lines))} corners")


if __name__ == "__main__":
    main()
