//! Every place where a name could stand beside its marker, best first.

use std::rc::Rc;

use super::shapes::{Rect, Segment};
use super::{Anchor, Label, View, Xy, metrics};

/// The eight ways from the marker to its name, with what each costs. Cartographers put a name to the right first,
/// level with its point; to the left next; straight above or below only when the sides are taken.
const WAYS: [(Xy, f64); 8] = [
    ((1.0, 0.0), 0.0),
    ((-1.0, 0.0), 1.5),
    ((DIAGONAL, -DIAGONAL), 3.0),
    ((DIAGONAL, DIAGONAL), 3.0),
    ((-DIAGONAL, -DIAGONAL), 4.5),
    ((-DIAGONAL, DIAGONAL), 4.5),
    ((0.0, -1.0), 5.0),
    ((0.0, 1.0), 5.0),
];
const DIAGONAL: f64 = std::f64::consts::FRAC_1_SQRT_2;

/// How much farther out a name may stand, in font sizes; beyond the first it needs a leader line.
const RINGS: [f64; 4] = [0.0, 0.9, 1.8, 3.0];

/// What having a leader costs, and each font size of its length.
const LEADER: f64 = 9.0;
const LEADER_LENGTH: f64 = 4.0;

/// What breaking a name costs when it would have fitted on one line.
const BREAK: f64 = 2.5;

/// What a name costs that touches a marker not its own; half way to `TOO_NEAR` it costs half.
const CROWDED: f64 = 6.0;

/// Closer than this to another's marker a name may be taken for that one's, in font sizes.
const TOO_NEAR: f64 = 0.7;

/// The free space around a name, in font sizes: the text has a halo.
const HALO: f64 = 0.1;

/// How far the halo stays from the edge of the view, in font sizes: a reader without Figtree has wider letters.
const EDGE: f64 = 0.15;

/// The space between a marker and its name, in font sizes.
const GAP: f64 = 0.16;

/// Two names with less than this between them stand close, in font sizes.
const CLEAR: f64 = 0.5;

/// One possible place of a name.
pub(super) struct Candidate {
    setting: Rc<Setting>,
    anchor: Anchor,
    x: f64,
    baseline: f64,
    /// The box of the text with its halo.
    area: Rect,
    /// The box within which another name would be close.
    clear: Rect,
    pub leader: Option<Segment>,
    pub cost: f64,
}

/// A name on one line or two, measured in map units.
struct Setting {
    lines: Vec<String>,
    width: f64,
    ascent: f64,
    /// From the first baseline to the last.
    below: f64,
    cost: f64,
}

impl Setting {
    fn new(lines: &[&str], cost: f64, size: f64) -> Self {
        Self {
            lines: lines.iter().map(|&line| line.to_owned()).collect(),
            width: lines.iter().map(|line| metrics::width(line)).fold(0.0, f64::max) * size,
            ascent: lines.first().map_or(0.0, |line| metrics::ascent(line)) * size,
            below: metrics::LINE_HEIGHT * size * (lines.len() - 1) as f64,
            cost,
        }
    }
}

impl Candidate {
    /// The name as it stands here.
    pub(super) fn label(&self, view: &View) -> Label {
        Label {
            lines: self.setting.lines.clone(),
            anchor: self.anchor,
            x: self.x,
            y: self.baseline,
            line_height: metrics::LINE_HEIGHT * view.font_size,
        }
    }

    pub(super) fn is_close_to(&self, other: &Self) -> bool {
        self.clear.overlaps(other.area)
    }

    /// Whether both could not be on the map.
    pub(super) fn clashes(&self, other: &Self) -> bool {
        self.area.overlaps(other.area)
            || self.leader.is_some_and(|line| other.area.meets(line))
            || other.leader.is_some_and(|line| self.area.meets(line))
            || self.leader.zip(other.leader).is_some_and(|(a, b)| a.crosses(b))
    }

    /// The text and its leader.
    pub(super) fn bounds(&self) -> Rect {
        self.leader.map_or(self.area, |line| self.area.around(line.bounds()))
    }
}

/// What already lies on the map and may not be covered.
pub(super) struct Obstacles<'a> {
    pub markers: &'a [Xy],
    /// Half the width of each marker.
    pub radii: &'a [f64],
    /// The lines from moved markers to their true places.
    pub stems: &'a [Option<Segment>],
}

/// The possible places of the name of marker `own`, cheapest first; none when the name fits nowhere.
pub(super) fn candidates(own: usize, name: &str, obstacles: &Obstacles, view: &View) -> Vec<Candidate> {
    let mut result = Vec::new();
    for setting in settings(name, view) {
        for ring in RINGS {
            for (way, cost) in WAYS {
                let mut candidate = stand((obstacles.markers[own], obstacles.radii[own]), &setting, way, ring, view);
                if let Some(crowd) = crowd(own, &candidate, obstacles, view) {
                    candidate.cost += cost + crowd;
                    result.push(candidate);
                }
            }
        }
    }
    result.sort_by(|a, b| a.cost.total_cmp(&b.cost));
    result
}

/// The name on one line if that is not too long or cannot be helped, and broken in two as evenly as can be.
fn settings(name: &str, view: &View) -> Vec<Rc<Setting>> {
    let size = view.font_size;
    let broken = name
        .match_indices(' ')
        .map(|(space, _)| [&name[..space], &name[space + 1..]])
        .min_by(|a, b| longest(a).total_cmp(&longest(b)));
    let fits = longest(&[name]) * size <= view.line_length;
    let whole = (fits || broken.is_none()).then(|| Setting::new(&[name], 0.0, size));
    let broken = broken.map(|lines| Setting::new(&lines, if fits { BREAK } else { 0.0 }, size));
    whole.into_iter().chain(broken).map(Rc::new).collect()
}

fn longest(lines: &[&str]) -> f64 {
    lines.iter().map(|line| metrics::width(line)).fold(0.0, f64::max)
}

/// The name set out from the marker in one direction.
fn stand((marker, radius): (Xy, f64), setting: &Rc<Setting>, way: Xy, ring: f64, view: &View) -> Candidate {
    let size = view.font_size;
    let Setting { width, ascent, below, .. } = **setting;
    let reach = radius + (GAP + ring) * size;
    let away = |length: f64| (marker.0 + way.0 * length, marker.1 + way.1 * length);
    let (x, y) = away(reach);

    let (anchor, left) = match way.0 {
        dx if dx > 0.5 => (Anchor::Start, x),
        dx if dx < -0.5 => (Anchor::End, x - width),
        _ => (Anchor::Middle, x - width / 2.0),
    };
    let baseline = match way.1 {
        dy if dy > 0.5 => y + ascent,
        dy if dy < -0.5 => y - metrics::DESCENT * size - below,
        _ => y + (metrics::CAP_HEIGHT * size - below) / 2.0,
    };
    let bottom = baseline + below + metrics::DESCENT * size;
    let text = Rect { left, top: baseline - ascent, right: left + width, bottom };

    let leader = (ring > 0.0).then(|| Segment { from: away(radius), to: away(reach - GAP * size) });
    let cost = setting.cost + leader.map_or(0.0, |line| LEADER + LEADER_LENGTH * line.length() / size);
    let (area, clear) = (text.grown(HALO * size), text.grown(CLEAR * size));
    Candidate { setting: Rc::clone(setting), anchor, x, baseline, area, clear, leader, cost }
}

/// What the nearness of other markers costs; nothing at all when the candidate is impossible.
fn crowd(own: usize, candidate: &Candidate, obstacles: &Obstacles, view: &View) -> Option<f64> {
    let paper = Rect { left: 0.0, top: 0.0, right: view.width, bottom: view.height };
    if !paper.holds(candidate.area.grown(EDGE * view.font_size)) {
        return None;
    }
    let mut cost = 0.0;
    for (i, &marker) in obstacles.markers.iter().enumerate().filter(|&(i, _)| i != own) {
        let space = candidate.area.distance(marker) - obstacles.radii[i];
        let beside = candidate.leader.map_or(f64::INFINITY, |line| line.distance(marker) - obstacles.radii[i]);
        if space < 0.0 || beside < 0.0 {
            return None;
        }
        let too_near = TOO_NEAR * view.font_size;
        cost += CROWDED * (1.0 - space.min(beside) / too_near).max(0.0);
        if obstacles.stems[i].is_some_and(|stem| covers(candidate, stem)) {
            return None;
        }
    }
    (!obstacles.stems[own].is_some_and(|stem| candidate.area.meets(stem))).then_some(cost)
}

fn covers(candidate: &Candidate, stem: Segment) -> bool {
    candidate.area.meets(stem) || candidate.leader.is_some_and(|line| line.crosses(stem))
}
