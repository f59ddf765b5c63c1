//! A semi-Markov chain over the sides of a stack: exact sums and the best path.
//!
//! Knows positions between sides, edges that take one or two of them, and a small automaton that says how
//! a copy begins, goes on and ends. Knows nothing of paper: what an edge means is its maker's business.
//! Forward-backward and Viterbi as in Rabiner 1989 (section III), with a scale at every position so that
//! a pile of any length stays within the range of `f64`; O(edges · states).

/// How a copy begins, goes on and ends. States are what was just taken: the k-th sheet, by such a writer.
#[derive(Clone, Debug, Default)]
pub(super) struct Automaton {
    /// The probability that a copy begins with each state.
    pub(super) start: Vec<f64>,
    /// The probability that a copy ends after each state.
    pub(super) end: Vec<f64>,
    /// `(from, to, probability)` within a copy.
    pub(super) next: Vec<(usize, usize, f64)>,
    /// Which sheet or page of the copy each state is, from 0.
    pub(super) ordinal: Vec<usize>,
}

/// What taking an edge does to the copy.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Step {
    /// Begins a copy or goes on with it.
    Advance,
    /// Repeats what was just taken.
    Repeat,
    /// Belongs to no copy and stands between two.
    Between,
    /// Belongs to no copy that is known and stands anywhere.
    Anywhere,
}

/// Some sides taken together.
#[derive(Clone, Debug)]
pub(super) struct Edge<P> {
    /// The position before its first side.
    pub(super) from: usize,
    /// The position after its last side.
    pub(super) to: usize,
    /// What it does to the copy.
    pub(super) step: Step,
    /// How much likelier it looks when it goes on with the copy before than when it does not.
    pub(super) like: f64,
    /// Up to two rows of likelihoods by state, multiplied; `None` is a row of ones.
    pub(super) rows: [Option<usize>; 2],
    /// What it means.
    pub(super) piece: P,
}

/// The edges, and which arrive where.
#[derive(Clone, Debug)]
pub(super) struct Lattice<P> {
    /// How many sides.
    pub(super) sides: usize,
    /// Every edge; its place is its name.
    pub(super) edges: Vec<Edge<P>>,
    into: Vec<Vec<usize>>,
    out: Vec<Vec<usize>>,
}

impl<P> Lattice<P> {
    /// Edges must lie within `0..=sides` and go forward; others are left out.
    pub(super) fn new(sides: usize, edges: Vec<Edge<P>>) -> Self {
        let (mut into, mut out) = (vec![Vec::new(); sides + 1], vec![Vec::new(); sides + 1]);
        for (name, edge) in edges.iter().enumerate() {
            if edge.from < edge.to && edge.to <= sides {
                into[edge.to].push(name);
                out[edge.from].push(name);
            }
        }
        Self { sides, edges, into, out }
    }
}

/// The numbers of one hypothesis.
#[derive(Clone, Debug)]
pub(super) struct Weights {
    /// How copies go.
    pub(super) automaton: Automaton,
    /// The rows that edges name, one after the other, each as long as there are states.
    pub(super) rows: Vec<f64>,
    /// One factor an edge: what does not depend on the state.
    pub(super) factor: Vec<f64>,
}

impl Weights {
    fn states(&self) -> usize {
        self.automaton.start.len()
    }

    /// Calls back with each state and the likelihood of the edge in it.
    #[inline]
    fn emit<P>(&self, name: usize, edge: &Edge<P>, mut each: impl FnMut(usize, f64)) {
        let (states, factor) = (self.states(), self.factor[name]);
        let row = |place: Option<usize>| place.map(|row| &self.rows[row * states..(row + 1) * states]);
        match (row(edge.rows[0]), row(edge.rows[1])) {
            (Some(a), Some(b)) => {
                a.iter().zip(b).enumerate().for_each(|(state, (a, b))| each(state, factor * a * b));
            }
            (Some(a), None) | (None, Some(a)) => {
                a.iter().enumerate().for_each(|(state, a)| each(state, factor * a));
            }
            (None, None) => (0..states).for_each(|state| each(state, factor)),
        }
    }
}

/// Sums over all paths up to, or from, every position.
#[derive(Clone, Debug)]
struct Sums {
    /// The natural logarithm of what the numbers of a position are to be multiplied with.
    scale: Vec<f64>,
    /// No copy is open.
    between: Vec<f64>,
    /// A copy is open in a state: `position * states + state`.
    within: Vec<f64>,
}

impl Sums {
    fn new(positions: usize, states: usize) -> Self {
        Self {
            scale: vec![f64::NEG_INFINITY; positions],
            between: vec![0.0; positions],
            within: vec![0.0; positions * states],
        }
    }

    fn at(&self, position: usize, states: usize) -> &[f64] {
        &self.within[position * states..(position + 1) * states]
    }

    fn normalise(&mut self, position: usize, states: usize, scale: f64) {
        let within = &mut self.within[position * states..(position + 1) * states];
        let total = self.between[position] + within.iter().sum::<f64>();
        if total > 0.0 && total.is_finite() && scale.is_finite() {
            for value in within.iter_mut() {
                *value /= total;
            }
            self.between[position] /= total;
            self.scale[position] = scale + total.ln();
        } else {
            within.fill(0.0);
            self.between[position] = 0.0;
            self.scale[position] = f64::NEG_INFINITY;
        }
    }
}

/// Everything the sums say.
#[derive(Clone, Debug)]
pub(super) struct Posterior {
    before: Sums,
    after: Sums,
    /// The natural logarithm of the likelihood of the whole stack.
    pub(super) evidence: f64,
}

/// The evidence of a hypothesis alone: half of the work.
pub(super) fn evidence<P>(lattice: &Lattice<P>, weights: &Weights) -> f64 {
    total(&forward(lattice, weights), lattice.sides)
}

fn total(sums: &Sums, position: usize) -> f64 {
    if sums.between[position] > 0.0 {
        sums.scale[position] + sums.between[position].ln()
    } else {
        f64::NEG_INFINITY
    }
}

impl Posterior {
    pub(super) fn new<P>(lattice: &Lattice<P>, weights: &Weights) -> Self {
        let before = forward(lattice, weights);
        let evidence = total(&before, lattice.sides);
        Self { after: backward(lattice, weights), before, evidence }
    }

    /// The probability that no copy is open at a position.
    pub(super) fn boundary(&self, position: usize) -> f64 {
        self.share(position, position) * self.before.between[position] * self.after.between[position]
    }

    /// Calls back with every state of an edge, and the probability that it is taken in that state as the
    /// first of a copy and as going on with one.
    pub(super) fn edge<P>(
        &self,
        lattice: &Lattice<P>,
        weights: &Weights,
        name: usize,
        mut each: impl FnMut(usize, f64, f64),
    ) {
        let (edge, states) = (&lattice.edges[name], weights.states());
        let share = self.share(edge.from, edge.to);
        if share == 0.0 {
            return;
        }
        let (open, after) = (self.before.at(edge.from, states), self.after.at(edge.to, states));
        let between = self.before.between[edge.from];
        match edge.step {
            Step::Advance => {
                let onward = onward(&weights.automaton, open);
                weights.emit(name, edge, |state, value| {
                    let value = value * after[state] * share;
                    each(
                        state,
                        between * weights.automaton.start[state] * value,
                        onward[state] * edge.like * value,
                    );
                });
            }
            Step::Repeat => weights.emit(name, edge, |state, value| {
                each(state, 0.0, open[state] * value * after[state] * share);
            }),
            Step::Between | Step::Anywhere => {
                let factor = weights.factor[name] * share;
                each(0, between * factor * self.after.between[edge.to], 0.0);
                if edge.step == Step::Anywhere {
                    (0..states).for_each(|state| each(state, 0.0, open[state] * factor * after[state]));
                }
            }
        }
    }

    /// The probability that a copy is made of exactly these edges in this order, no more and no less. Which
    /// ordinals they have is left open: a lost sheet that left no trace changes nothing of what is there.
    pub(super) fn copy<P>(&self, lattice: &Lattice<P>, weights: &Weights, taken: &[usize]) -> f64 {
        let (Some(first), Some(last)) = (taken.first(), taken.last()) else { return 0.0 };
        let (start, stop) = (lattice.edges[*first].from, lattice.edges[*last].to);
        let automaton = &weights.automaton;
        let mut inflow = automaton.start.clone();
        let (mut open, mut log) = (vec![0.0; inflow.len()], 0.0);
        for (place, &name) in taken.iter().enumerate() {
            let edge = &lattice.edges[name];
            if place > 0 {
                inflow = if edge.step == Step::Repeat { open.clone() } else { onward(automaton, &open) };
                if edge.step == Step::Advance {
                    log += edge.like.ln();
                }
            }
            open.fill(0.0);
            weights.emit(name, edge, |state, value| open[state] = inflow[state] * value);
            let total: f64 = open.iter().sum();
            if total <= 0.0 {
                return 0.0;
            }
            for value in &mut open {
                *value /= total;
            }
            log += total.ln();
        }
        let ended: f64 = open.iter().zip(&automaton.end).map(|(value, end)| value * end).sum();
        let around = self.before.between[start] * self.after.between[stop] * ended;
        around * self.share_log(start, stop, log)
    }

    /// What products of the numbers before `from` and after `to` are to be multiplied with.
    fn share(&self, from: usize, to: usize) -> f64 {
        self.share_log(from, to, 0.0)
    }

    fn share_log(&self, from: usize, to: usize, log: f64) -> f64 {
        let exponent = self.before.scale[from] + self.after.scale[to] - self.evidence + log;
        if exponent.is_finite() { exponent.exp() } else { 0.0 }
    }
}

/// What flows from open copies into each state.
fn onward(automaton: &Automaton, open: &[f64]) -> Vec<f64> {
    let mut into = vec![0.0; open.len()];
    for &(from, to, probability) in &automaton.next {
        into[to] += open[from] * probability;
    }
    into
}

fn forward<P>(lattice: &Lattice<P>, weights: &Weights) -> Sums {
    let (states, automaton) = (weights.states(), &weights.automaton);
    let mut sums = Sums::new(lattice.sides + 1, states);
    let mut flows: Vec<Vec<f64>> = Vec::with_capacity(lattice.sides + 1);
    sums.between[0] = 1.0;
    sums.scale[0] = 0.0;
    flows.push(vec![0.0; states]);
    let mut here = vec![0.0; states];
    for position in 1..=lattice.sides {
        let scale = lattice.into[position]
            .iter()
            .map(|name| sums.scale[lattice.edges[*name].from])
            .fold(f64::NEG_INFINITY, f64::max);
        here.fill(0.0);
        let mut between = 0.0;
        for &name in &lattice.into[position] {
            let edge = &lattice.edges[name];
            let share = (sums.scale[edge.from] - scale).exp();
            if share.is_nan() || share == 0.0 {
                continue;
            }
            let (open, closed) = (sums.at(edge.from, states), sums.between[edge.from] * share);
            match edge.step {
                Step::Advance => {
                    let (flow, like) = (&flows[edge.from], edge.like * share);
                    weights.emit(name, edge, |state, value| {
                        here[state] += (closed * automaton.start[state] + flow[state] * like) * value;
                    });
                }
                Step::Repeat => {
                    weights.emit(name, edge, |state, value| here[state] += open[state] * share * value);
                }
                Step::Between | Step::Anywhere => {
                    let factor = weights.factor[name];
                    between += closed * factor;
                    if edge.step == Step::Anywhere {
                        here.iter_mut().zip(open).for_each(|(here, open)| *here += open * share * factor);
                    }
                }
            }
        }
        // A copy may end where it stands: both futures are open.
        between += dot(&here, &automaton.end);
        sums.within[position * states..(position + 1) * states].copy_from_slice(&here);
        sums.between[position] = between;
        sums.normalise(position, states, scale);
        flows.push(onward(automaton, sums.at(position, states)));
    }
    sums
}

fn dot(a: &[f64], b: &[f64]) -> f64 {
    a.iter().zip(b).map(|(a, b)| a * b).sum()
}

fn backward<P>(lattice: &Lattice<P>, weights: &Weights) -> Sums {
    let (states, automaton) = (weights.states(), &weights.automaton);
    let mut sums = Sums::new(lattice.sides + 1, states);
    sums.between[lattice.sides] = 1.0;
    sums.within[lattice.sides * states..].copy_from_slice(&automaton.end);
    sums.normalise(lattice.sides, states, 0.0);
    let (mut fresh, mut onward) = (vec![0.0; states], vec![0.0; states]);
    let mut here = vec![0.0; states];
    for position in (0..lattice.sides).rev() {
        let scale = lattice.out[position]
            .iter()
            .map(|name| sums.scale[lattice.edges[*name].to])
            .fold(f64::NEG_INFINITY, f64::max);
        fresh.fill(0.0);
        onward.fill(0.0);
        here.fill(0.0);
        let mut between = 0.0;
        for &name in &lattice.out[position] {
            let edge = &lattice.edges[name];
            let share = (sums.scale[edge.to] - scale).exp();
            if share.is_nan() || share == 0.0 {
                continue;
            }
            let (open, closed) = (sums.at(edge.to, states), sums.between[edge.to] * share);
            match edge.step {
                Step::Advance => weights.emit(name, edge, |state, value| {
                    let value = value * open[state] * share;
                    fresh[state] += value;
                    onward[state] += value * edge.like;
                }),
                Step::Repeat => {
                    weights.emit(name, edge, |state, value| here[state] += value * open[state] * share);
                }
                Step::Between | Step::Anywhere => {
                    let factor = weights.factor[name];
                    between += closed * factor;
                    if edge.step == Step::Anywhere {
                        here.iter_mut().zip(open).for_each(|(here, open)| *here += open * share * factor);
                    }
                }
            }
        }
        between += dot(&fresh, &automaton.start);
        here.iter_mut().zip(&automaton.end).for_each(|(here, end)| *here += end * between);
        for &(from, to, probability) in &automaton.next {
            here[from] += probability * onward[to];
        }
        sums.within[position * states..(position + 1) * states].copy_from_slice(&here);
        sums.between[position] = between;
        sums.normalise(position, states, scale);
    }
    sums
}

/// One step of the best path.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Taken {
    /// Which edge.
    pub(super) edge: usize,
    /// Which sheet or page of its copy it is, from 0; means nothing for what belongs to no copy.
    pub(super) ordinal: usize,
    /// The state it leads to, where a copy is open.
    pub(super) state: Option<usize>,
    /// Whether a copy begins with it.
    pub(super) fresh: bool,
}

/// How a place of the best path was reached.
#[derive(Clone, Copy, Debug, Default)]
struct Came {
    edge: usize,
    /// The state before within a copy; `None` when no copy was open.
    state: Option<usize>,
}

/// The likeliest path. Empty when nothing explains the stack, which edges for every side rule out.
pub(super) fn best<P>(lattice: &Lattice<P>, weights: &Weights) -> Vec<Taken> {
    let search = Search::run(lattice, weights);
    search.trace(lattice, weights)
}

struct Search {
    states: usize,
    sums: Sums,
    within: Vec<Came>,
    /// How "no copy open" was reached: by an edge, or by ending a copy in a state.
    between: Vec<(Came, bool)>,
}

impl Search {
    fn run<P>(lattice: &Lattice<P>, weights: &Weights) -> Self {
        let states = weights.states();
        let positions = lattice.sides + 1;
        let mut search = Self {
            states,
            sums: Sums::new(positions, states),
            within: vec![Came::default(); positions * states],
            between: vec![(Came::default(), false); positions],
        };
        search.sums.between[0] = 1.0;
        search.sums.scale[0] = 0.0;
        let mut flows = vec![vec![(0.0, 0); states]];
        for position in 1..positions {
            search.arrive(lattice, weights, position, &flows);
            flows.push(search.flow(&weights.automaton, position));
        }
        search
    }

    /// The best that flows from open copies into each state, and from which state.
    fn flow(&self, automaton: &Automaton, position: usize) -> Vec<(f64, usize)> {
        let open = self.sums.at(position, self.states);
        let mut into = vec![(0.0, 0); self.states];
        for &(from, to, probability) in &automaton.next {
            let value = open[from] * probability;
            if value > into[to].0 {
                into[to] = (value, from);
            }
        }
        into
    }

    fn arrive<P>(
        &mut self,
        lattice: &Lattice<P>,
        weights: &Weights,
        position: usize,
        flows: &[Vec<(f64, usize)>],
    ) {
        let (states, automaton) = (self.states, &weights.automaton);
        let scale = lattice.into[position]
            .iter()
            .map(|name| self.sums.scale[lattice.edges[*name].from])
            .fold(f64::NEG_INFINITY, f64::max);
        let mut here = vec![(0.0, Came::default()); states];
        let mut between = (0.0, (Came::default(), false));
        for &name in &lattice.into[position] {
            let edge = &lattice.edges[name];
            let share = (self.sums.scale[edge.from] - scale).exp();
            if share.is_nan() || share == 0.0 {
                continue;
            }
            let (open, closed) = (self.sums.at(edge.from, states), self.sums.between[edge.from] * share);
            let mut offer = |state: usize, value: f64, before: Option<usize>| {
                if value > here[state].0 {
                    here[state] = (value, Came { edge: name, state: before });
                }
            };
            match edge.step {
                Step::Advance => weights.emit(name, edge, |state, value| {
                    offer(state, closed * automaton.start[state] * value, None);
                    let (flow, from) = flows[edge.from][state];
                    offer(state, flow * edge.like * share * value, Some(from));
                }),
                Step::Repeat => weights.emit(name, edge, |state, value| {
                    offer(state, open[state] * share * value, Some(state));
                }),
                Step::Between | Step::Anywhere => {
                    let factor = weights.factor[name];
                    if closed * factor > between.0 {
                        between = (closed * factor, (Came { edge: name, state: None }, false));
                    }
                    if edge.step == Step::Anywhere {
                        (0..states).for_each(|state| offer(state, open[state] * share * factor, Some(state)));
                    }
                }
            }
        }
        for (state, (value, _)) in here.iter().enumerate() {
            if value * automaton.end[state] > between.0 {
                between = (value * automaton.end[state], (Came { edge: 0, state: Some(state) }, true));
            }
        }
        for (state, (value, came)) in here.into_iter().enumerate() {
            self.sums.within[position * states + state] = value;
            self.within[position * states + state] = came;
        }
        self.sums.between[position] = between.0;
        self.between[position] = between.1;
        self.sums.normalise(position, states, scale);
    }

    fn trace<P>(&self, lattice: &Lattice<P>, weights: &Weights) -> Vec<Taken> {
        let mut path = Vec::new();
        if self.sums.between[lattice.sides] <= 0.0 {
            return path;
        }
        let (mut position, mut state) = (lattice.sides, None);
        while position > 0 {
            let came = match state {
                None => match self.between[position] {
                    (Came { state: Some(last), .. }, true) => {
                        state = Some(last);
                        continue;
                    }
                    (came, _) => came,
                },
                Some(state) => self.within[position * self.states + state],
            };
            let ordinal = state.map_or(0, |state| weights.automaton.ordinal[state]);
            path.push(Taken {
                edge: came.edge,
                ordinal,
                state,
                fresh: state.is_some() && came.state.is_none(),
            });
            state = came.state;
            position = lattice.edges[came.edge].from;
        }
        path.reverse();
        path
    }
}
