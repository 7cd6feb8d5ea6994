//! The little geometry that labels need: boxes, segments and markers, and whether they touch.

use super::Xy;

/// An upright box; y grows downwards.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Rect {
    pub left: f64,
    pub top: f64,
    pub right: f64,
    pub bottom: f64,
}

impl Rect {
    pub(super) fn grown(self, by: f64) -> Self {
        Self { left: self.left - by, top: self.top - by, right: self.right + by, bottom: self.bottom + by }
    }

    pub(super) fn around(self, other: Self) -> Self {
        Self {
            left: self.left.min(other.left),
            top: self.top.min(other.top),
            right: self.right.max(other.right),
            bottom: self.bottom.max(other.bottom),
        }
    }

    pub(super) fn overlaps(self, other: Self) -> bool {
        self.left < other.right && other.left < self.right && self.top < other.bottom && other.top < self.bottom
    }

    pub(super) fn holds(self, other: Self) -> bool {
        self.left <= other.left && self.top <= other.top && self.right >= other.right && self.bottom >= other.bottom
    }

    /// From a point to the nearest part of the box; nought inside it.
    pub(super) fn distance(self, (x, y): Xy) -> f64 {
        let dx = (self.left - x).max(x - self.right).max(0.0);
        let dy = (self.top - y).max(y - self.bottom).max(0.0);
        dx.hypot(dy)
    }

    /// Whether a segment enters the box (Liang and Barsky).
    pub(super) fn meets(self, Segment { from, to }: Segment) -> bool {
        let (dx, dy) = (to.0 - from.0, to.1 - from.1);
        let (mut enters, mut leaves) = (0.0_f64, 1.0_f64);
        for (step, room) in
            [(-dx, from.0 - self.left), (dx, self.right - from.0), (-dy, from.1 - self.top), (dy, self.bottom - from.1)]
        {
            if step == 0.0 {
                if room < 0.0 {
                    return false;
                }
            } else if step < 0.0 {
                enters = enters.max(room / step);
            } else {
                leaves = leaves.min(room / step);
            }
        }
        enters <= leaves
    }
}

/// A straight line between two points.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Segment {
    pub from: Xy,
    pub to: Xy,
}

impl Segment {
    pub(super) fn length(self) -> f64 {
        distance(self.from, self.to)
    }

    pub(super) fn bounds(self) -> Rect {
        Rect {
            left: self.from.0.min(self.to.0),
            top: self.from.1.min(self.to.1),
            right: self.from.0.max(self.to.0),
            bottom: self.from.1.max(self.to.1),
        }
    }

    /// From a point to the nearest part of the segment.
    pub(super) fn distance(self, point: Xy) -> f64 {
        let (dx, dy) = (self.to.0 - self.from.0, self.to.1 - self.from.1);
        let square = dx * dx + dy * dy;
        if square == 0.0 {
            return distance(self.from, point);
        }
        let along = ((point.0 - self.from.0) * dx + (point.1 - self.from.1) * dy) / square;
        let along = along.clamp(0.0, 1.0);
        distance((self.from.0 + along * dx, self.from.1 + along * dy), point)
    }

    pub(super) fn crosses(self, other: Self) -> bool {
        let side = |s: Self, p: Xy| (s.to.0 - s.from.0) * (p.1 - s.from.1) - (s.to.1 - s.from.1) * (p.0 - s.from.0);
        side(self, other.from) * side(self, other.to) <= 0.0 && side(other, self.from) * side(other, self.to) <= 0.0
    }
}

pub(super) fn distance(a: Xy, b: Xy) -> f64 {
    (a.0 - b.0).hypot(a.1 - b.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    const BOX: Rect = Rect { left: 0.0, top: 0.0, right: 10.0, bottom: 4.0 };

    #[test]
    fn a_line_meets_the_box_it_enters_and_no_other() {
        let line = |from, to| BOX.meets(Segment { from, to });
        assert!(line((-5.0, 2.0), (15.0, 2.0)), "right through");
        assert!(line((4.0, 1.0), (5.0, 2.0)), "inside");
        assert!(!line((-5.0, 2.0), (-1.0, 2.0)), "stops short");
        assert!(!line((-1.0, 3.0), (3.0, 9.0)), "past the corner");
    }

    #[test]
    fn distances_are_to_the_nearest_part() {
        assert_eq!(BOX.distance((5.0, 2.0)), 0.0);
        assert_eq!(BOX.distance((13.0, 8.0)), 5.0);
        assert_eq!(Segment { from: (0.0, 0.0), to: (10.0, 0.0) }.distance((4.0, 3.0)), 3.0);
    }

    #[test]
    fn crossing_lines_cross() {
        let diagonal = Segment { from: (0.0, 0.0), to: (4.0, 4.0) };
        assert!(diagonal.crosses(Segment { from: (0.0, 4.0), to: (4.0, 0.0) }));
        assert!(!diagonal.crosses(Segment { from: (3.0, 0.0), to: (4.0, 1.0) }));
    }
}
