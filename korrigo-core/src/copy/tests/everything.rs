//! All that can happen to a copy within bounds, checked by stateright, breadth first.
//!
//! Three markers, one of them in two windows, an administrator, services and a clock. A request goes through at once,
//! or is a message that comes late, twice or never; a server loads and decides, and appends later if nobody was
//! faster; servers and windows crash, answers are lost, the clock jumps both ways. The store is the weakest that keeps
//! its promise of versions: it does not know a request again. Moments that differ by names alone are one state.

use std::collections::BTreeSet;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use stateright::{Checker, HasDiscoveries, Model, Property};

use super::*;
use crate::exam::{Mark, Score};

const MARKERS: [(&str, Role); 3] = [ANNE, BEN, ("chloe", Role::Marker)];
/// Whose window each is: Anne has two.
const WINDOWS: [usize; 4] = [0, 0, 1, 2];
/// The grace of a claim is one step, a lock lives two: every end is met exactly, missed and overstepped.
const STEP_MS: i64 = GRACE_MS;
const TTL_STEPS: i64 = 2;
/// What the clock does: goes on, jumps, jumps back.
const BACK: i64 = -2;
const STEPS: [i64; 3] = [1, 3, BACK];

/// How far to look.
#[derive(Clone, Copy)]
struct Bounds {
    fences: u64,
    revisions: u32,
    attempts: u32,
    /// Drafts that are accepted.
    drafts: u8,
    /// Messages that are late at one time.
    late: usize,
    /// How often the clock jumps back.
    back: u8,
    /// What markers wish.
    wishes: &'static [Wish],
}

/// What a marker wants.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
enum Wish {
    Lock,
    Release,
    Score,
    Draft,
    /// Lets go of a rival whose text is in the draft by now.
    DropRival,
    Finalize,
    Retry,
}

/// What a window knows: whether its token is that of the newest lock, the revision of the draft, and which pieces of
/// text it shows.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
struct Known {
    token: u64,
    revision: u64,
    shows: u8,
    /// How often it crashed: another window then, with another id.
    life: u8,
}

/// A request on its way.
#[derive(Clone, Debug, PartialEq)]
struct Message {
    window: usize,
    wish: Wish,
    command: Command,
    known: Known,
    /// What a server decided and did not append yet.
    decided: Option<Decided>,
}

#[derive(Clone, Debug, PartialEq)]
struct Decided {
    /// The version that was loaded.
    version: u64,
    events: Vec<Event>,
}

/// A rule that was broken.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Rule {
    OneOwner,
    Graded,
    OneResult,
}

/// One moment.
#[derive(Clone, Debug, PartialEq)]
struct World {
    copy: Arc<Copy>,
    now: i64,
    /// How often the clock may still jump back.
    back: u8,
    /// Tokens that were drawn; the one of the newest lock.
    drawn: u64,
    newest: u64,
    known: [Known; 4],
    late: Vec<Message>,
    /// Pieces of text in accepted drafts, so far.
    typed: u8,
    /// Whose score was accepted last.
    scored: Option<usize>,
    broken: Option<Rule>,
}

#[derive(Clone, Debug, PartialEq)]
#[expect(clippy::large_enum_variant, reason = "none is kept for long")]
enum Action {
    /// A request goes through at once; its answer arrives, or is lost.
    AtOnce {
        window: usize,
        wish: Wish,
        answered: bool,
    },
    /// A request sets out.
    Send {
        window: usize,
        wish: Wish,
    },
    /// A server takes it, loads and decides.
    Load {
        message: usize,
    },
    /// The server appends; the answer arrives or not; the request comes again or not.
    Append {
        message: usize,
        answered: bool,
        again: bool,
    },
    /// The server crashes between the two.
    ServerCrash {
        message: usize,
    },
    Lost {
        message: usize,
    },
    WindowCrash {
        window: usize,
    },
    Clock {
        steps: i64,
    },
    /// What administrators and services do.
    Staff {
        who: (&'static str, Role),
        command: Command,
    },
}

/// A rule of the machine that a test breaks, to see that it is missed.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mutant {
    /// A lock after an expired one has its fence.
    SameFence,
    /// What was typed on top of an older draft becomes the draft.
    LastDraftWins,
    /// A rival is let go, whichever version of it was seen.
    BlindDrop,
    /// Locks hold until somebody releases them.
    EndlessLocks,
    /// A graded copy can be locked.
    LockGraded,
    /// Opening again counts no revision.
    SameRevision,
}

struct Everything {
    bounds: Bounds,
    mutant: Option<Mutant>,
}

fn at(steps: i64) -> Timestamp {
    Timestamp::from_millis(steps * STEP_MS)
}

fn steps(time: Timestamp) -> i64 {
    time.millis() / STEP_MS
}

fn token(number: u64) -> LockToken {
    LockToken::new(u128::from(number).to_be_bytes())
}

fn number(token: &LockToken) -> u64 {
    u64::from_str_radix(&token.to_text()[16..], 16).unwrap()
}

fn owner(window: usize) -> &'static str {
    MARKERS[WINDOWS[window]].0
}

fn named(name: &str) -> Option<usize> {
    MARKERS.iter().position(|marker| marker.0 == name)
}

/// Pieces of text, as the content of a draft.
fn pieces(content: &str) -> u8 {
    content.parse().unwrap_or(0)
}

fn client(window: usize, life: u8) -> String {
    format!("{window}.{life}")
}

fn context(now: i64, (actor, role): (&str, Role), drawn: u64) -> Context<'static> {
    let actor = ActorId::new(actor).unwrap();
    Context { now: at(now), actor, role, new_token: token(drawn), scheme: None, variant: None }
}

impl Everything {
    fn decide(&self, copy: &Copy, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
        if self.mutant.is_none() {
            return decide(copy, command, context);
        }
        let (mut copy, mut command) = (copy.clone(), command.clone());
        let drafts = copy.drafts.get(&context.actor);
        match (self.mutant, &mut command) {
            (Some(Mutant::LastDraftWins), Command::SaveDraft { based_on, .. }) => {
                *based_on = drafts.map_or(0, |draft| draft.revision);
            }
            (Some(Mutant::BlindDrop), Command::DropRival { version, client_id }) => {
                let rivals = drafts.into_iter().flat_map(|draft| &draft.rivals);
                *version =
                    rivals.filter(|rival| rival.client_id == *client_id).map(|rival| rival.version).sum();
            }
            (Some(Mutant::EndlessLocks), _) => {
                if let Some(lock) = &mut copy.last_lock {
                    lock.expires = lock.expires.max(context.now.plus_millis(1));
                }
            }
            (Some(Mutant::LockGraded), Command::Lock { .. }) if matches!(copy.stage, Stage::Graded(_)) => {
                copy.stage = Stage::Ready;
            }
            _ => {}
        }
        let mut events = decide(&copy, &command, context)?;
        for event in &mut events {
            match (self.mutant, &mut event.fact) {
                (Some(Mutant::SameFence), Fact::Lock { granted, .. }) if copy.last_lock.is_some() => {
                    *granted = copy.fence;
                }
                (Some(Mutant::SameRevision), Fact::Reopen { revision, .. }) => *revision = copy.revision,
                _ => {}
            }
        }
        Ok(events)
    }
}

impl World {
    fn new(back: u8) -> Self {
        Self {
            copy: Arc::new(Desk::ready().copy),
            now: 0,
            back,
            drawn: 1,
            newest: 0,
            known: [Known::default(); 4],
            late: Vec::new(),
            typed: 0,
            scored: None,
            broken: None,
        }
    }

    fn context(&self, who: (&str, Role)) -> Context<'static> {
        context(self.now, who, self.drawn)
    }

    fn draft(&self, window: usize) -> Option<&Draft> {
        let mut drafts = self.copy.drafts.iter();
        drafts.find(|(name, _)| name.as_str() == owner(window)).map(|(_, draft)| draft)
    }

    /// Whether the token is that of the newest lock.
    fn right(&self, known: Known) -> bool {
        self.copy.last_lock.is_some() && known.token == self.newest
    }

    fn command(&self, window: usize, wish: Wish, bounds: &Bounds) -> Option<Command> {
        let known = self.known[window];
        // Whoever knows no token sends one that was never drawn.
        let token = Some(token(known.token));
        Some(match wish {
            Wish::Lock => lock(),
            Wish::Release => Command::ReleaseLock { token },
            Wish::Score => {
                let points = Mark::from_hundredths(WINDOWS[window] as i64).unwrap();
                Command::Score { token, question: "1".into(), score: Some(Score::Points(points)) }
            }
            Wish::Draft => {
                // A window sends its drafts one after the other.
                let same = |message: &Message| message.window == window && message.wish == Wish::Draft;
                let waiting = self.late.iter().any(|late| same(late) && late.known.life == known.life);
                if waiting || self.typed.count_ones() + self.drafts_on_their_way() >= u32::from(bounds.drafts)
                {
                    return None;
                }
                let content = known.shows | self.next_piece();
                draft(token, &client(window, known.life), known.revision, &content.to_string())
            }
            Wish::DropRival => {
                let draft = self.draft(window)?;
                let seen = |rival: &&Rival| pieces(&rival.content) & !pieces(&draft.content) == 0;
                let rival = draft.rivals.iter().find(seen)?;
                Command::DropRival { client_id: rival.client_id.clone(), version: rival.version }
            }
            Wish::Finalize => finalize(token, self.copy.revision),
            Wish::Retry => Command::Retry,
        })
    }

    fn drafts_on_their_way(&self) -> u32 {
        self.late.iter().filter(|late| late.wish == Wish::Draft).count() as u32
    }

    /// A piece of text that nobody has typed.
    fn next_piece(&self) -> u8 {
        let sent = self.late.iter().filter_map(|late| match &late.command {
            Command::SaveDraft { content, .. } => Some(pieces(content)),
            _ => None,
        });
        let used = sent.fold(self.typed, |all, content| all | content);
        1 << used.trailing_ones()
    }

    fn breaks(&mut self, broken: bool, rule: Rule) {
        if broken {
            self.broken.get_or_insert(rule);
        }
    }

    /// Appends, and looks whether every rule was kept; `known`: what the window knew that had asked.
    fn append(&mut self, events: &[Event], known: Option<Known>) {
        for event in events {
            let before = Arc::clone(&self.copy);
            let lock = before.last_lock.as_ref();
            match &event.fact {
                Fact::Lock { granted, token, .. } => {
                    self.breaks(*granted <= before.fence, Rule::OneOwner);
                    self.newest = token.plain().map_or(0, |token| number(&token));
                }
                Fact::Score { .. } | Fact::SaveDraft { .. } | Fact::ForkDraft { .. } => {
                    // Written by who was granted the newest fence, with its token, while it was alive.
                    let mine = lock.is_some_and(|lock| {
                        lock.owner == event.actor
                            && event.fence == Some(lock.fence)
                            && event.at < lock.expires
                    });
                    let proven = known.is_none_or(|known| self.right(known));
                    self.breaks(!mine || !proven, Rule::OneOwner);
                }
                _ => {}
            }
            match &event.fact {
                Fact::Score { .. } => self.scored = named(event.actor.as_str()),
                Fact::SaveDraft { content, .. } | Fact::ForkDraft { content, .. } => {
                    self.typed |= pieces(content);
                }
                _ => {}
            }
            let graded = matches!(before.stage, Stage::Graded(_));
            self.breaks(graded && !matches!(event.fact, Fact::Reopen { .. }), Rule::Graded);
            Arc::make_mut(&mut self.copy).apply(event);
            let mut revisions: Vec<_> = self.copy.results.iter().map(|result| result.revision).collect();
            revisions.dedup();
            let kept = self.copy.results.starts_with(&before.results);
            self.breaks(!kept || revisions.len() < self.copy.results.len(), Rule::OneResult);
        }
    }

    /// An answer arrives: the token for the owner of the lock, and the draft with its rivals.
    fn learns(&mut self, window: usize, life: u8) {
        if self.known[window].life != life {
            return;
        }
        let mine = self.copy.lock(at(self.now)).is_some_and(|lock| lock.owner.as_str() == owner(window));
        let draft = self.draft(window).map(|draft| {
            let rivals = draft.rivals.iter().map(|rival| pieces(&rival.content));
            (draft.revision, rivals.fold(pieces(&draft.content), |all, more| all | more))
        });
        let newest = self.newest;
        let known = &mut self.known[window];
        known.token = if mine { newest } else { known.token };
        if let Some((revision, shows)) = draft {
            known.revision = revision;
            known.shows |= shows;
        }
    }

    fn at_once(&mut self, all: &Everything, window: usize, wish: Wish, answered: bool) -> Option<()> {
        let known = self.known[window];
        let command = self.command(window, wish, &all.bounds)?;
        let asked = all.decide(&self.copy, &command, &self.context(MARKERS[WINDOWS[window]]));
        let events = asked.unwrap_or_default();
        if events.is_empty() && !answered {
            return None;
        }
        self.drawn += 1;
        self.append(&events, Some(known));
        if answered {
            self.learns(window, known.life);
        }
        Some(())
    }

    fn load(&mut self, all: &Everything, place: usize) -> Option<()> {
        let Message { window, command, decided, known, .. } = self.late.get(place)?.clone();
        if decided.is_some_and(|decided| decided.version == self.copy.version) {
            return None;
        }
        let asked = all.decide(&self.copy, &command, &self.context(MARKERS[WINDOWS[window]]));
        let events = asked.unwrap_or_default();
        if events.is_empty() {
            // Refused, or there was nothing to do: that is an answer, too.
            self.learns(window, known.life);
            self.late.remove(place);
        } else {
            self.drawn += 1;
            self.late[place].decided = Some(Decided { version: self.copy.version, events });
        }
        Some(())
    }

    fn append_late(&mut self, place: usize, answered: bool, again: bool) -> Option<()> {
        let message = self.late.get_mut(place)?;
        let decided = message.decided.take().filter(|decided| decided.version == self.copy.version)?;
        let (window, known) = (message.window, message.known);
        if !again {
            self.late.remove(place);
        }
        self.append(&decided.events, Some(known));
        if answered {
            self.learns(window, known.life);
        }
        Some(())
    }

    /// Nothing is stuck: when locks and the grace have ended by the time of the store, a service and an administrator
    /// alone bring the copy to where it can be marked, or it is graded.
    fn moves_on(&self, all: &Everything) -> bool {
        let mut copy = Copy::clone(&self.copy);
        // What began ends after its time, and after as much more as the clock was put back.
        let put_back = -BACK * i64::from(all.bounds.back - self.back);
        let later = self.now + TTL_STEPS.max(1) + put_back;
        let mut ask = |who, command: &Command| {
            let events = all.decide(&copy, command, &context(later, who, self.drawn));
            for event in events.iter().flatten() {
                copy.apply(event);
            }
            (events.is_ok(), copy.stage.clone())
        };
        let (_, stage) = ask(WORKER, &Command::Recover);
        if let Stage::Grading(claim) = stage {
            ask(WORKER, &Command::Store { attempt: claim.attempt, result: result(self.copy.revision) });
        }
        let (_, stage) = ask(ADMIN, &Command::Validate);
        matches!(stage, Stage::Graded(_)) || ask(ADMIN, &lock()).0
    }

    /// Every piece that was typed and accepted is in a draft or a rival, and the last accepted score is there.
    fn nothing_lost(&self) -> bool {
        let drafts = self.copy.drafts.values();
        let kept = drafts.fold(0, |all, draft| {
            let rivals = draft.rivals.iter().map(|rival| pieces(&rival.content));
            rivals.fold(all | pieces(&draft.content), |all, more| all | more)
        });
        let score = self.copy.scores.scores.get("1").map(|score| score.points().hundredths() as usize);
        self.typed & !kept == 0 && score == self.scored
    }
}

/// What makes two moments the same for the rules: times count from now, tokens by whether they are right, windows by
/// what they know, people not by their names.
impl World {
    /// How long until then, as far as it can matter: what is over for good is over, whenever it ended.
    fn until(&self, then: Timestamp) -> i64 {
        (steps(then) - self.now).max(BACK * i64::from(self.back))
    }

    /// Whether a token is right, and its lock alive or able to live again.
    fn counts(&self, known: Known) -> bool {
        let lock = self.copy.last_lock.as_ref().filter(|_| self.right(known));
        lock.is_some_and(|lock| self.until(lock.expires) > BACK * i64::from(self.back))
    }

    /// How far the newest draft is ahead of what a window knows, and whether the window wrote it, or a rival.
    fn behind(&self, window: usize, known: Known) -> (u64, bool, bool) {
        let Some(draft) = self.draft(window) else { return (0, false, false) };
        let own = client(window, known.life);
        let rival = draft.rivals.iter().any(|rival| rival.client_id == own);
        ((draft.revision + 1 - known.revision).min(3), draft.client_id == own, rival)
    }

    fn of_message(&self, message: &Message) -> impl Ord + Hash + use<> {
        let Message { window, wish, command, known, decided } = message;
        let decided =
            decided.as_ref().filter(|decided| decided.version == self.copy.version).map(|decided| {
                decided.events.first().map(|event| match &event.fact {
                    Fact::Lock { expires, .. } | Fact::Heartbeat { expires } => self.until(*expires),
                    Fact::Finalize { .. } => self.until(event.at.plus_millis(GRACE_MS)),
                    // Of what was decided while a lock lived it matters that it did.
                    _ => 0,
                })
            });
        let about = match command {
            Command::SaveDraft { content, .. } => u64::from(pieces(content)),
            Command::DropRival { client_id, version } => {
                let rivals = self.draft(*window).into_iter().flat_map(|draft| &draft.rivals);
                rivals
                    .enumerate()
                    .filter(|(_, rival)| rival.client_id == *client_id)
                    .fold(0, |_, (place, rival)| {
                        2 * (1 + place as u64) + u64::from(rival.version == *version)
                    })
            }
            Command::Finalize { revision, .. } => u64::from(*revision),
            _ => 0,
        };
        let alive = self.known[*window].life == known.life;
        let counts =
            self.counts(*known) && matches!(wish, Wish::Release | Wish::Score | Wish::Draft | Wish::Finalize);
        let behind = (*wish == Wish::Draft).then(|| self.behind(*window, *known));
        (*wish, alive, counts, behind, about, decided)
    }

    fn of_marker(&self, marker: usize) -> impl Ord + Hash + use<> {
        let name = MARKERS[marker].0;
        let owns = self.copy.last_lock.as_ref().is_some_and(|lock| lock.owner.as_str() == name);
        let claims = match &self.copy.stage {
            Stage::Grading(Claim { marker, .. }) | Stage::Failed(Failure { marker, .. }) => {
                marker.as_str() == name
            }
            _ => false,
        };
        let windows = (0..4).filter(|window| WINDOWS[*window] == marker);
        let mut windows: Vec<_> = windows
            .map(|window| {
                let late = self.late.iter().filter(|late| late.window == window);
                let mut late: Vec<_> = late.map(|late| self.of_message(late)).collect();
                late.sort_unstable();
                (
                    self.counts(self.known[window]),
                    self.behind(window, self.known[window]),
                    self.known[window].shows,
                    late,
                )
            })
            .collect();
        windows.sort_unstable();
        let first = WINDOWS.iter().position(|whose| *whose == marker).unwrap_or(0);
        let draft = self.draft(first).map(|draft| {
            let rivals: Vec<_> = draft.rivals.iter().map(|rival| pieces(&rival.content)).collect();
            (pieces(&draft.content), rivals)
        });
        (owns, claims, self.scored == Some(marker), draft, windows)
    }
}

impl Hash for World {
    fn hash<H: Hasher>(&self, hasher: &mut H) {
        self.of_marker(0).hash(hasher);
        // Those with one window each are told apart by what they did alone.
        let mut others = [1, 2].map(|marker| self.of_marker(marker));
        others.sort_unstable();
        others.hash(hasher);
        let lock = self.copy.last_lock.as_ref().map(|lock| self.until(lock.expires));
        let stage = match &self.copy.stage {
            Stage::Grading(claim) => (1, claim.attempt, self.until(claim.since.plus_millis(GRACE_MS))),
            Stage::Failed(failure) => (2, failure.attempt, 0),
            Stage::Graded(_) => (3, 0, 0),
            Stage::Quarantine { .. } => (4, 0, 0),
            _ => (0, 0, 0),
        };
        (lock, stage, self.copy.fence, self.copy.revision, self.copy.results.len()).hash(hasher);
        (self.back, self.typed, self.broken).hash(hasher);
    }
}

impl Model for Everything {
    type State = World;
    type Action = Action;

    fn init_states(&self) -> Vec<World> {
        vec![World::new(self.bounds.back)]
    }

    fn actions(&self, world: &World, actions: &mut Vec<Action>) {
        for window in 0..WINDOWS.len() {
            actions.push(Action::WindowCrash { window });
            for wish in self.bounds.wishes.iter().copied() {
                actions.extend([true, false].map(|answered| Action::AtOnce { window, wish, answered }));
                actions.push(Action::Send { window, wish });
            }
        }
        for message in 0..world.late.len() {
            actions.extend([
                Action::Load { message },
                Action::ServerCrash { message },
                Action::Lost { message },
            ]);
            for (answered, again) in [(true, false), (true, true), (false, true)] {
                actions.push(Action::Append { message, answered, again });
            }
        }
        actions.extend(STEPS.map(|steps| Action::Clock { steps }));
        let attempt = match &world.copy.stage {
            Stage::Grading(claim) => claim.attempt,
            _ => 1,
        };
        let reason = || "x".to_owned();
        let mut staff = |who, command| actions.push(Action::Staff { who, command });
        staff(ADMIN, Command::ForceUnlock { reason: reason() });
        staff(ADMIN, Command::Quarantine { reason: reason() });
        staff(ADMIN, Command::Validate);
        staff(ADMIN, Command::Reopen { reason: reason() });
        staff(ADMIN, Command::Retry);
        staff(WORKER, Command::Reap);
        staff(WORKER, Command::Recover);
        for attempt in 1..=attempt {
            staff(WORKER, Command::Fail { attempt, message: reason() });
            for revision in 0..=world.copy.revision {
                let pdf = SourceHash::of(&attempt.to_be_bytes());
                staff(WORKER, Command::Store { attempt, result: FinalResult { pdf, ..result(revision) } });
            }
        }
    }

    fn next_state(&self, last: &World, action: Action) -> Option<World> {
        let mut world = last.clone();
        match action {
            Action::AtOnce { window, wish, answered } => world.at_once(self, window, wish, answered)?,
            Action::Send { window, wish } => {
                let command = world.command(window, wish, &self.bounds)?;
                let known = world.known[window];
                world.late.push(Message { window, wish, command, known, decided: None });
            }
            Action::Load { message } => world.load(self, message)?,
            Action::Append { message, answered, again } => world.append_late(message, answered, again)?,
            Action::ServerCrash { message } => drop(world.late[message].decided.take()?),
            Action::Lost { message } => drop(world.late.remove(message)),
            Action::WindowCrash { window } => {
                let life = world.known[window].life + 1;
                world.known[window] = Known { life, ..Known::default() };
            }
            Action::Clock { steps } => {
                world.back = world.back.checked_sub(u8::from(steps < 0))?;
                world.now += steps;
            }
            Action::Staff { who, command } => {
                let events = self.decide(&world.copy, &command, &world.context(who)).ok()?;
                world.append(&events, None);
            }
        }
        Some(world)
    }

    fn properties(&self) -> Vec<Property<Self>> {
        vec![
            Property::always(ONE_OWNER, |_, world: &World| world.broken != Some(Rule::OneOwner)),
            Property::always(NOTHING_LOST, |_, world: &World| world.nothing_lost()),
            Property::always(NOT_STUCK, |all: &Self, world: &World| world.moves_on(all)),
            Property::always(GRADED_STAYS, |_, world: &World| world.broken != Some(Rule::Graded)),
            Property::always(ONE_RESULT, |_, world: &World| world.broken != Some(Rule::OneResult)),
            Property::sometimes(MET[0], |_, world: &World| world.copy.results.len() == 2),
            Property::sometimes(MET[1], |_, world: &World| {
                world.copy.drafts.values().any(|draft| !draft.rivals.is_empty())
            }),
            Property::sometimes(MET[2], |_, world: &World| {
                let dead = world.copy.last_lock.as_ref().is_some_and(|lock| !lock.is_live(at(world.now)));
                dead && world.late.iter().any(|late| late.wish == Wish::Score && late.decided.is_some())
            }),
            Property::sometimes(MET[3], |_, world: &World| {
                let stale = |decided: &Decided| decided.version < world.copy.version;
                world.late.iter().any(|late| late.decided.as_ref().is_some_and(stale))
            }),
        ]
    }

    fn within_boundary(&self, world: &World) -> bool {
        let copy = &world.copy;
        let attempt = match &copy.stage {
            Stage::Grading(Claim { attempt, .. }) | Stage::Failed(Failure { attempt, .. }) => *attempt,
            _ => 1,
        };
        let bounds = &self.bounds;
        let (fences, attempts) = (copy.fence.number() <= bounds.fences, attempt <= bounds.attempts);
        fences && attempts && copy.revision <= bounds.revisions && world.late.len() <= bounds.late
    }
}

const ONE_OWNER: &str = "no two owners under one fence";
const NOTHING_LOST: &str = "no accepted write is lost";
const NOT_STUCK: &str = "no copy is stuck longer than a lock and the grace last";
const GRADED_STAYS: &str = "a graded copy changes for nobody";
const ONE_RESULT: &str = "one final PDF a revision";
/// What has to be met on the way, so that rules are not kept for want of anything to break them.
const MET: [&str; 4] = [
    "a copy graded again after it was opened again",
    "a draft with a rival",
    "a lock that ends between a server's decision and its append",
    "a server that was slower than another",
];

fn search(bounds: Bounds, mutant: Option<Mutant>) -> impl Checker<Everything> {
    let model = Everything { bounds, mutant };
    let checker = model.checker().threads(2).finish_when(HasDiscoveries::AnyFailures);
    let done = checker.spawn_bfs().join();
    let (states, steps) = (done.unique_state_count(), done.state_count());
    println!("{mutant:?}: {states} states, {steps} steps, {} deep", done.max_depth());
    done
}

const LOCKS: Bounds = Bounds {
    fences: 4,
    revisions: 0,
    attempts: 1,
    drafts: 0,
    late: 2,
    back: 0,
    wishes: &[Wish::Lock, Wish::Release, Wish::Score],
};
const DRAFTS: Bounds = Bounds {
    fences: 2,
    drafts: 2,
    late: 1,
    wishes: &[Wish::Lock, Wish::Release, Wish::Draft, Wish::DropRival],
    ..LOCKS
};
const RESULTS: Bounds = Bounds {
    revisions: 1,
    attempts: 2,
    late: 1,
    wishes: &[Wish::Lock, Wish::Release, Wish::Score, Wish::Finalize, Wish::Retry],
    ..LOCKS
};
const ALL: Bounds = Bounds {
    fences: 2,
    drafts: 1,
    wishes: &[
        Wish::Lock,
        Wish::Release,
        Wish::Score,
        Wish::Draft,
        Wish::DropRival,
        Wish::Finalize,
        Wish::Retry,
    ],
    ..RESULTS
};
/// The clock is put back, by as much as a lock lives.
const LOCKS_PUT_BACK: Bounds = Bounds { late: 1, back: 1, ..LOCKS };
const ALL_PUT_BACK: Bounds = Bounds { drafts: 2, late: 0, back: 1, ..ALL };

#[test]
fn no_rule_breaks_within_bounds() {
    let mut states = 0;
    let mut met = BTreeSet::new();
    for bounds in [LOCKS, LOCKS_PUT_BACK, DRAFTS, RESULTS, ALL, ALL_PUT_BACK] {
        let done = search(bounds, None);
        states += done.unique_state_count();
        for (name, path) in done.discoveries() {
            assert!(MET.contains(&name), "{name}: {:?}", path.into_actions());
            met.insert(name);
        }
    }
    println!("{states} states of a copy: no rule broken");
    assert_eq!(met, MET.into());
    assert!(states > 500_000);
}

#[test]
fn each_rule_is_missed_when_it_is_broken() {
    let bounds = Bounds { late: 0, ..ALL };
    for (mutant, bounds, rule) in [
        (Mutant::SameFence, bounds, ONE_OWNER),
        (Mutant::LastDraftWins, Bounds { drafts: 2, ..bounds }, NOTHING_LOST),
        (Mutant::BlindDrop, Bounds { drafts: 3, fences: 1, late: 1, ..DRAFTS }, NOTHING_LOST),
        (Mutant::EndlessLocks, bounds, NOT_STUCK),
        (Mutant::LockGraded, bounds, GRADED_STAYS),
        (Mutant::SameRevision, bounds, ONE_RESULT),
    ] {
        let done = search(bounds, Some(mutant));
        assert!(done.discovery(rule).is_some(), "{mutant:?} breaks nothing");
    }
}
