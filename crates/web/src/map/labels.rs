//! Which name stands where: no two overlap, as many as possible are shown, and each as near its best place as it can.
//!
//! Point-feature label placement is NP-hard, so this is a search: names are set greedily, the most important first,
//! and then moved about. A move puts one name somewhere else, lifts those in its way and sets them down again where
//! they find room; it stays when the map is better for it, or at first only a little worse. The map is free of
//! overlaps after every move, and the same points always give the same map.

use super::candidates::Candidate;
use super::shapes::Rect;

/// Moves tried for each name: forty names take some 3 ms, 36 in a debug build.
const MOVES: usize = 100;

/// How much worse a move may make the map at the start; nothing at the end.
const PATIENCE: f64 = 6.0;

/// A move that lifts more names than this is not tried.
const MOST_LIFTED: usize = 3;

/// What a name that is not shown costs, more than any place of it; the most important one costs four times this.
const LEFT_OUT: f64 = 1000.0;

/// For each name the index of its chosen place among its candidates, which come cheapest first.
pub(super) fn settle(candidates: &[Vec<Candidate>], priorities: &[u32]) -> Vec<Option<usize>> {
    let mut board = Board::new(candidates, priorities);
    board.fill();
    board.improve();
    board.chosen
}

/// What it costs that two names stand so close that they could be read as one.
const CLOSE: f64 = 4.0;

struct Board<'a> {
    candidates: &'a [Vec<Candidate>],
    /// The names whose places could ever clash with those of this one.
    near: Vec<Vec<usize>>,
    left_out: Vec<f64>,
    chosen: Vec<Option<usize>>,
}

impl<'a> Board<'a> {
    fn new(candidates: &'a [Vec<Candidate>], priorities: &[u32]) -> Self {
        let highest = f64::from(priorities.iter().copied().max().unwrap_or(0).max(1));
        let left_out = priorities.iter().map(|&p| LEFT_OUT * (1.0 + 3.0 * f64::from(p) / highest)).collect();
        let reach: Vec<Option<Rect>> =
            candidates.iter().map(|all| all.iter().map(Candidate::bounds).reduce(Rect::around)).collect();
        let meet = |i: usize, j: usize| reach[i].zip(reach[j]).is_some_and(|(a, b)| i != j && a.overlaps(b));
        let all = 0..candidates.len();
        let near = all.clone().map(|i| all.clone().filter(|&j| meet(i, j)).collect()).collect();
        Self { candidates, near, left_out, chosen: vec![None; candidates.len()] }
    }

    /// Sets down every name that finds room, the most important first, those with the least choice before others.
    fn fill(&mut self) {
        let mut order: Vec<usize> = (0..self.candidates.len()).collect();
        order.sort_by(|&a, &b| {
            let choice = self.candidates[a].len().cmp(&self.candidates[b].len());
            self.left_out[b].total_cmp(&self.left_out[a]).then(choice).then(a.cmp(&b))
        });
        for name in order {
            self.chosen[name] = self.best_free(name);
        }
    }

    fn improve(&mut self) {
        let mut random = XorShift(0x9E37_79B9_7F4A_7C15);
        let movable: Vec<usize> = (0..self.candidates.len()).filter(|&i| !self.candidates[i].is_empty()).collect();
        let moves = MOVES * movable.len();
        let everyone: Vec<usize> = (0..self.candidates.len()).collect();
        let mut cost = self.cost(&everyone);
        let mut best = (cost, self.chosen.clone());
        for turn in 0..moves {
            let name = movable[random.below(movable.len())];
            let choices = self.candidates[name].len();
            // The better of two throws: good places are tried more often.
            let place = random.below(choices).min(random.below(choices));
            let patience = PATIENCE * (1.0 - turn as f64 / moves as f64);
            if let Some(change) = self.try_move(name, place, patience) {
                cost += change;
                if cost < best.0 - 1e-9 {
                    best = (cost, self.chosen.clone());
                }
            }
        }
        self.chosen = best.1;
    }

    /// Puts a name at a place and makes room for it; the change in cost if that was accepted.
    fn try_move(&mut self, name: usize, place: usize, patience: f64) -> Option<f64> {
        let mut lifted = self.in_the_way(name, place);
        if self.chosen[name] == Some(place) || lifted.len() > MOST_LIFTED {
            return None;
        }
        lifted.sort_by(|&a, &b| self.left_out[b].total_cmp(&self.left_out[a]).then(a.cmp(&b)));
        let touched: Vec<usize> = [name].into_iter().chain(lifted).collect();
        let before: Vec<Option<usize>> = touched.iter().map(|&i| self.chosen[i]).collect();
        let old_cost = self.cost(&touched);

        touched.iter().for_each(|&i| self.chosen[i] = None);
        self.chosen[name] = Some(place);
        for &other in &touched[1..] {
            self.chosen[other] = self.best_free(other);
        }
        let change = self.cost(&touched) - old_cost;
        if change <= patience {
            return Some(change);
        }
        touched.iter().zip(before).for_each(|(&i, place)| self.chosen[i] = place);
        None
    }

    /// What these names and their nearness to all others cost.
    fn cost(&self, names: &[usize]) -> f64 {
        let one = |(k, &name): (usize, &usize)| match self.chosen[name] {
            None => self.left_out[name],
            Some(place) => self.candidates[name][place].cost + self.closeness(name, place, &names[..k]),
        };
        names.iter().enumerate().map(one).sum()
    }

    /// What it costs that a name at this place stands close to others, except those already `counted`.
    fn closeness(&self, name: usize, place: usize, counted: &[usize]) -> f64 {
        let candidate = &self.candidates[name][place];
        let others = self.near[name].iter().filter(|other| !counted.contains(other));
        let close = others.filter(|&&other| self.there(other).is_some_and(|it| candidate.is_close_to(it)));
        CLOSE * close.count() as f64
    }

    fn there(&self, name: usize) -> Option<&Candidate> {
        self.chosen[name].map(|place| &self.candidates[name][place])
    }

    fn best_free(&self, name: usize) -> Option<usize> {
        let mut best: Option<(f64, usize)> = None;
        for (place, candidate) in self.candidates[name].iter().enumerate() {
            if best.is_some_and(|(cost, _)| cost <= candidate.cost) {
                break;
            }
            if self.clashing(name, place).next().is_none() {
                let cost = candidate.cost + self.closeness(name, place, &[]);
                if best.is_none_or(|(least, _)| cost < least) {
                    best = Some((cost, place));
                }
            }
        }
        best.map(|(_, place)| place)
    }

    fn in_the_way(&self, name: usize, place: usize) -> Vec<usize> {
        self.clashing(name, place).collect()
    }

    /// The names on the map that a name at this place would clash with.
    fn clashing(&self, name: usize, place: usize) -> impl Iterator<Item = usize> {
        let candidate = &self.candidates[name][place];
        self.near[name].iter().copied().filter(|&other| self.there(other).is_some_and(|it| candidate.clashes(it)))
    }
}

/// Marsaglia's xorshift: the same numbers on every machine.
struct XorShift(u64);

impl XorShift {
    fn below(&mut self, limit: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        ((self.0 >> 32) as usize) % limit
    }
}
