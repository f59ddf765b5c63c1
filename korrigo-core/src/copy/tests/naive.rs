//! Random commands against a model that was written from the rules alone, as plainly as they are told: a sentence a
//! line, plain maps, texts for ids.
//!
//! Knows what a user sees: where the copy stands, who holds it until when, what is written, what is refused. A hundred
//! thousand sequences run with the tests; `KORRIGO_SEQUENCES=1000000` runs as many as it says.

#![expect(
    clippy::too_many_lines,
    clippy::type_complexity,
    clippy::disallowed_methods,
    reason = "rules are told a line each; how many sequences run is for the environment to say"
)]

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use super::*;
use crate::exam::{Mark, Score, Scores};

/// The model: what a clerk with a card index would know.
#[derive(Clone, Debug, Default)]
struct Card {
    state: &'static str,
    pages: Vec<usize>,
    revision: u32,
    given_to: Option<&'static str>,
    candidate: Option<String>,
    tags: BTreeSet<String>,
    /// Owner, number of the token, fence, end, offline.
    lock: Option<(&'static str, u64, u64, i64, bool)>,
    fence: u64,
    /// By owner: revision, client, content, and the rivals: client to (revision it was based on, content).
    drafts: BTreeMap<&'static str, (u64, String, String, BTreeMap<String, (u64, String)>)>,
    /// By name: author, version, content, points, page.
    annotations: BTreeMap<String, (&'static str, u64, String, i64, usize)>,
    scores: BTreeMap<String, i64>,
    remarks: BTreeMap<String, String>,
    appreciation: String,
    /// Whose marking is being made final, attempts so far, since when.
    claim: (&'static str, u32, i64),
    /// Revision, what the PDF was made of.
    results: Vec<(u32, u8)>,
    alerts: u32,
}

/// A command, as somebody says it.
#[derive(Clone, Debug)]
enum Said {
    Staple(usize),
    Validate,
    Quarantine,
    LeaveQuarantine,
    Dispatch(Option<&'static str>),
    Identify(u8),
    Tag(u8),
    Lock {
        seconds: i64,
        offline: bool,
    },
    Heartbeat {
        seconds: i64,
    },
    ReleaseLock,
    ForceUnlock,
    Reap,
    SaveDraft {
        client: &'static str,
        based_on: u64,
        content: u8,
    },
    /// `newest`: whether the version that is there was seen.
    DropRival {
        client: &'static str,
        newest: bool,
    },
    DropDraft {
        revision: u64,
    },
    Create {
        name: &'static str,
        page: usize,
        points: i64,
    },
    Update {
        name: &'static str,
        version: u64,
        content: u8,
    },
    Delete {
        name: &'static str,
        version: u64,
    },
    Score {
        question: &'static str,
        points: Option<i64>,
    },
    Remark {
        question: &'static str,
        text: Option<u8>,
    },
    Appreciation(u8),
    Finalize {
        revision: u32,
        points: Option<i64>,
    },
    Retry,
    Recover,
    Store {
        attempt: u32,
        revision: u32,
        pdf: u8,
    },
    Fail {
        attempt: u32,
    },
    Reopen,
}

type Heard = Result<(), &'static str>;

/// Who says something, when, with which token (the number of the draw), and the number that a new lock would get.
struct Saying {
    who: &'static str,
    role: Role,
    now: i64,
    token: Option<u64>,
    drawn: u64,
}

impl Card {
    /// Expired = gone, at every check.
    fn live(&self, now: i64) -> Option<(&'static str, u64, u64, i64, bool)> {
        self.lock.filter(|lock| now < lock.3)
    }

    fn status(&self, now: i64) -> &'static str {
        let lockable = self.state == "READY" || self.state == "GRADING_FAILED";
        if lockable && self.live(now).is_some() { "LOCKED" } else { self.state }
    }

    /// No live lock of mine, then the token.
    fn mine(&self, saying: &Saying) -> Heard {
        if self.state == "GRADED" {
            return Err("already_graded");
        }
        match self.live(saying.now) {
            None => Err("lock_lost"),
            Some((owner, ..)) if owner != saying.who => Err("lock_conflict"),
            Some((_, token, ..)) if saying.token != Some(token) => Err("lock_token_invalid"),
            Some(_) => Ok(()),
        }
    }

    fn say(&mut self, said: &Said, saying: &Saying) -> Heard {
        let administrator = saying.role == Role::Administrator;
        let status = self.status(saying.now);
        let only =
            |states: &[&str]| if states.contains(&status) { Ok(()) } else { Err("invalid_transition") };
        let office = || if administrator { Ok(()) } else { Err("forbidden") };
        match said {
            Said::Staple(page) => {
                office()?;
                only(&["STAGING", "QUARANTINE", "READY"])?;
                if self.pages.contains(page) {
                    return Err("plan_invalid");
                }
                self.pages.push(*page);
            }
            Said::Validate => {
                office()?;
                only(&["STAGING", "QUARANTINE"])?;
                if self.pages.is_empty() {
                    return Err("invalid_transition");
                }
                self.state = "READY";
            }
            Said::Quarantine => {
                office()?;
                only(&["STAGING", "READY"])?;
                self.state = "QUARANTINE";
                self.lock = None;
            }
            Said::LeaveQuarantine => {
                office()?;
                only(&["QUARANTINE"])?;
                self.state = "STAGING";
            }
            Said::Dispatch(marker) => {
                office()?;
                only(&["READY"])?;
                self.given_to = *marker;
            }
            Said::Identify(candidate) => {
                office()?;
                // Not while it is made final, and never when it is graded.
                only(&["STAGING", "QUARANTINE", "READY", "LOCKED", "GRADING_FAILED"])?;
                self.candidate = (*candidate > 0).then(|| candidate.to_string());
            }
            Said::Tag(tag) => {
                office()?;
                self.tags = (*tag > 0).then(|| tag.to_string()).into_iter().collect();
            }
            Said::ForceUnlock => {
                office()?;
                only(&["LOCKED"])?;
                self.lock = None;
            }
            Said::Reopen => {
                office()?;
                only(&["GRADED"])?;
                self.state = "READY";
                self.revision += 1;
            }
            Said::Reap => self.lock = self.live(saying.now),
            Said::Retry | Said::Recover | Said::Store { .. } | Said::Fail { .. } => {
                self.makes_final(said, saying)?;
            }
            Said::Lock { seconds, offline } => self.takes(*seconds, *offline, saying)?,
            Said::DropRival { client, newest } => {
                if let Some(draft) = self.drafts.get_mut(saying.who) {
                    if draft.3.contains_key(*client) && !newest {
                        return Err("draft_conflict");
                    }
                    draft.3.remove(*client);
                }
            }
            Said::DropDraft { revision } => {
                let there = self.drafts.get(saying.who);
                if there.is_some_and(|draft| !draft.3.is_empty() || draft.0 != *revision) {
                    return Err("draft_conflict");
                }
                self.drafts.remove(saying.who);
            }
            Said::Finalize { revision, points } => self.finalize(*revision, *points, saying)?,
            _ => {
                self.mine(saying)?;
                self.writes(said, saying)?;
            }
        }
        Ok(())
    }

    fn takes(&mut self, seconds: i64, offline: bool, saying: &Saying) -> Heard {
        let end = saying.now + seconds.min(if offline { 72 * 3_600 } else { 3_600 }) * 1_000;
        match self.live(saying.now) {
            Some((owner, ..)) if owner != saying.who => return Err("lock_conflict"),
            // Same owner locking again: same lock, extended.
            Some((owner, token, fence, until, kind)) if kind == offline => {
                self.lock = Some((owner, token, fence, until.max(end), kind));
                return Ok(());
            }
            _ => {}
        }
        if self.state != "READY" && self.state != "GRADING_FAILED" {
            return Err("invalid_transition");
        }
        let given = self.given_to.is_none_or(|marker| marker == saying.who);
        if saying.role == Role::Service || (saying.role == Role::Marker && !given) {
            return Err("forbidden");
        }
        self.fence += 1;
        self.lock = Some((saying.who, saying.drawn, self.fence, end, offline));
        Ok(())
    }

    fn finalize(&mut self, revision: u32, points: Option<i64>, saying: &Saying) -> Heard {
        match self.state {
            // Repeating it with the same revision returns the same result.
            "GRADED" if revision == self.revision => return Ok(()),
            "GRADED" => return Err("already_graded"),
            "GRADING_IN_PROGRESS" if self.claim.0 == saying.who && revision == self.revision => return Ok(()),
            "READY" | "GRADING_FAILED" => {}
            _ => return Err("invalid_transition"),
        }
        self.mine(saying)?;
        if revision != self.revision {
            return Err("version_conflict");
        }
        if let Some(points) = points {
            self.scores.insert("1".into(), points);
            self.appreciation = "final".into();
        }
        self.state = "GRADING_IN_PROGRESS";
        self.claim = (saying.who, 1, saying.now);
        self.lock = None;
        Ok(())
    }

    fn makes_final(&mut self, said: &Said, saying: &Saying) -> Heard {
        let status = self.status(saying.now);
        match *said {
            Said::Retry => {
                if self.state != "GRADING_FAILED" {
                    return Err("invalid_transition");
                }
                if status == "LOCKED" {
                    return Err("lock_conflict");
                }
                if self.claim.0 != saying.who && saying.role != Role::Administrator {
                    return Err("forbidden");
                }
                self.state = "GRADING_IN_PROGRESS";
                self.claim = (self.claim.0, self.claim.1 + 1, saying.now);
                self.lock = None;
            }
            Said::Recover => {
                if self.state != "GRADING_IN_PROGRESS" {
                    return Err("invalid_transition");
                }
                if saying.role == Role::Marker {
                    return Err("forbidden");
                }
                if saying.now - self.claim.2 >= 300_000 {
                    self.claim = (self.claim.0, self.claim.1 + 1, saying.now);
                }
            }
            Said::Store { attempt, revision, pdf } => {
                if saying.role == Role::Marker {
                    return Err("forbidden");
                }
                if self.state == "GRADED" {
                    let same = self.results.last() == Some(&(revision, pdf));
                    return if same { Ok(()) } else { Err("already_graded") };
                }
                if self.state != "GRADING_IN_PROGRESS" || attempt > self.claim.1 || revision != self.revision
                {
                    return Err("invalid_transition");
                }
                self.results.push((revision, pdf));
                self.state = "GRADED";
            }
            Said::Fail { attempt } => {
                if saying.role == Role::Marker {
                    return Err("forbidden");
                }
                match self.state {
                    "GRADING_IN_PROGRESS" if attempt == self.claim.1 => {
                        self.state = "GRADING_FAILED";
                        self.alerts += u32::from(attempt >= 3);
                    }
                    "GRADING_IN_PROGRESS" | "GRADING_FAILED" if attempt <= self.claim.1 => {}
                    "GRADED" => {}
                    _ => return Err("invalid_transition"),
                }
            }
            _ => {}
        }
        Ok(())
    }

    /// What is written under a lock.
    fn writes(&mut self, said: &Said, saying: &Saying) -> Heard {
        match said {
            Said::Heartbeat { seconds } => {
                if let Some(lock) = &mut self.lock {
                    let most = if lock.4 { 72 * 3_600 } else { 3_600 };
                    lock.3 = saying.now + (*seconds).min(most) * 1_000;
                }
            }
            Said::ReleaseLock => self.lock = None,
            Said::SaveDraft { client, based_on, content } => {
                let (client, content) = ((*client).to_owned(), content.to_string());
                match self.drafts.get_mut(saying.who) {
                    None => {
                        let new = (based_on + 1, client, content, BTreeMap::new());
                        self.drafts.insert(saying.who, new);
                    }
                    Some(draft) if draft.0 == *based_on => {
                        (draft.0, draft.1, draft.2) = (based_on + 1, client, content);
                    }
                    // The same save came twice.
                    Some(draft) if draft.0 == based_on + 1 && draft.1 == client && draft.2 == content => {}
                    Some(draft) => drop(draft.3.insert(client, (*based_on, content))),
                }
            }
            Said::Create { name, page, points } => {
                let new = (saying.who, 0, "new".to_owned(), *points, *page);
                match self.annotations.get(*name) {
                    // The same command came twice.
                    Some(there) if *there == new => return Ok(()),
                    Some(_) => return Err("version_conflict"),
                    None if !self.pages.contains(page) => return Err("page_not_found"),
                    None => drop(self.annotations.insert((*name).to_owned(), new)),
                }
            }
            Said::Update { name, version, .. } | Said::Delete { name, version } => {
                let Some(there) = self.annotations.get_mut(*name) else { return Err("not_found") };
                if there.0 != saying.who && saying.role != Role::Administrator {
                    return Err("forbidden");
                }
                if there.1 != *version {
                    return Err("version_conflict");
                }
                if let Said::Update { content, .. } = said {
                    (there.1, there.2) = (version + 1, content.to_string());
                } else {
                    self.annotations.remove(*name);
                }
            }
            Said::Score { question, points: Some(points) } => {
                self.scores.insert((*question).into(), *points);
            }
            Said::Score { question, .. } => {
                self.scores.remove(*question);
            }
            Said::Remark { question, text: Some(text) } => {
                self.remarks.insert((*question).into(), text.to_string());
            }
            Said::Remark { question, .. } => drop(self.remarks.remove(*question)),
            Said::Appreciation(text) => self.appreciation = text.to_string(),
            _ => {}
        }
        Ok(())
    }

    /// What anybody can see.
    fn seen(&self, now: i64) -> String {
        let drafts: Vec<_> = self.drafts.iter().collect();
        let (lock, claim) = (self.live(now).map(|lock| (lock.0, lock.2, lock.3, lock.4)), self.seen_claim());
        format!(
            "{} {lock:?} {} {} {:?} {:?} {:?} {:?} {drafts:?} {:?} {:?} {:?} {:?} {:?} {claim:?}",
            self.status(now),
            self.fence,
            self.revision,
            self.pages,
            self.given_to,
            self.candidate,
            self.tags,
            self.annotations,
            self.scores,
            self.remarks,
            self.appreciation,
            self.results
        )
    }

    fn seen_claim(&self) -> Option<(&'static str, u32)> {
        let claimed = self.state == "GRADING_IN_PROGRESS" || self.state == "GRADING_FAILED";
        claimed.then_some((self.claim.0, self.claim.1))
    }
}

/// The same of a copy.
fn seen(copy: &Copy, now: i64) -> String {
    let pages: Vec<_> =
        copy.pages.iter().map(|id| (0..10).find(|number| page(*number) == *id).unwrap()).collect();
    let lock = copy.lock(Timestamp::from_millis(now));
    let lock =
        lock.map(|lock| (lock.owner.as_str(), lock.fence.number(), lock.expires.millis(), lock.offline));
    let drafts: Vec<_> = copy
        .drafts
        .iter()
        .map(|(owner, draft)| {
            let rivals: BTreeMap<_, _> = draft
                .rivals
                .iter()
                .map(|rival| (&rival.client_id, (rival.based_on, &rival.content)))
                .collect();
            (owner.as_str(), (draft.revision, &draft.client_id, &draft.content, rivals))
        })
        .collect();
    let annotations: BTreeMap<_, _> = copy
        .annotations
        .values()
        .map(|annotation| {
            let points = annotation.score_delta.unwrap().hundredths();
            let page = (0..10).find(|number| page(*number) == annotation.page).unwrap();
            let author = annotation.author.as_str();
            (annotation.id.as_str(), (author, annotation.version, &annotation.content, points, page))
        })
        .collect();
    let scores: BTreeMap<_, _> =
        copy.scores.scores.iter().map(|(question, score)| (question, score.points().hundredths())).collect();
    let results: Vec<_> =
        copy.results.iter().map(|result| (result.revision, result.pdf.as_bytes()[0])).collect();
    let claim = match &copy.stage {
        Stage::Grading(Claim { marker, attempt, .. }) | Stage::Failed(Failure { marker, attempt, .. }) => {
            Some((marker.as_str(), *attempt))
        }
        _ => None,
    };
    format!(
        "{} {lock:?} {} {} {pages:?} {:?} {:?} {:?} {drafts:?} {annotations:?} {scores:?} {:?} {:?} {results:?} {claim:?}",
        copy.status(Timestamp::from_millis(now)).as_str(),
        copy.fence.number(),
        copy.revision,
        copy.marker.as_ref().map(ActorId::as_str),
        copy.candidate,
        copy.tags,
        copy.scores.remarks,
        copy.scores.appreciation
    )
}

/// Chance: SplitMix64 (Steele, Lea and Flood, 2014).
struct Chance(u64);

impl Chance {
    fn below(&mut self, most: u64) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut word = self.0;
        word = (word ^ (word >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        word = (word ^ (word >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (word ^ (word >> 31)) % most
    }

    fn of<T: Clone>(&mut self, all: &[T]) -> T {
        all[self.below(all.len() as u64) as usize].clone()
    }
}

const PEOPLE: [(&str, Role); 5] = [ADMIN, ANNE, BEN, ("chloe", Role::Marker), WORKER];
const SECONDS: [i64; 5] = [1, 2, 600, 5_000, 200_000];

/// Something that somebody says: mostly what could be meant where the copy stands, sometimes anything.
fn anything(chance: &mut Chance, card: &Card) -> Said {
    let client = chance.of(&["tab", "tablet"]);
    let name = chance.of(&["a", "b"]);
    let question = chance.of(&["1", "2"]);
    let near = |chance: &mut Chance, number: u64| (number + chance.below(3)).saturating_sub(1);
    let number = chance.below(3) as u8;
    let revision = card.drafts.values().next().map_or(0, |draft| draft.0);
    match chance.below(34) {
        0 => Said::Staple(chance.below(10) as usize),
        1 | 2 => Said::Validate,
        3 => Said::Quarantine,
        4 => Said::LeaveQuarantine,
        5 => Said::Dispatch(chance.of(&[None, Some("anne"), Some("ben")])),
        6 => Said::Identify(number),
        7 => Said::Tag(number),
        8..=11 => Said::Lock { seconds: chance.of(&SECONDS), offline: chance.below(4) == 0 },
        12 => Said::Heartbeat { seconds: chance.of(&SECONDS) },
        13 => Said::ReleaseLock,
        14 => Said::ForceUnlock,
        15 => Said::Reap,
        16 | 17 => Said::SaveDraft { client, based_on: near(chance, revision), content: number },
        18 => Said::DropRival { client, newest: chance.below(3) > 0 },
        19 => Said::DropDraft { revision: near(chance, revision) },
        20 | 21 => Said::Create { name, page: chance.of(&[0, 0, 0, 5]), points: chance.of(&[-50, 25]) },
        22 => {
            let version = card.annotations.get(name).map_or(0, |there| there.1);
            Said::Update { name, version: near(chance, version), content: number }
        }
        23 => {
            let version = card.annotations.get(name).map_or(0, |there| there.1);
            Said::Delete { name, version: near(chance, version) }
        }
        24 => Said::Score { question, points: chance.of(&[None, Some(0), Some(125)]) },
        25 => Said::Remark { question, text: chance.of(&[None, Some(1), Some(2)]) },
        26 => Said::Appreciation(number),
        27 | 28 => {
            let revision = if chance.below(5) == 0 { chance.below(3) as u32 } else { card.revision };
            Said::Finalize { revision, points: chance.of(&[None, Some(250)]) }
        }
        29 => Said::Retry,
        30 => Said::Recover,
        31 => {
            let attempt = near(chance, card.claim.1.into()) as u32;
            let revision = if chance.below(5) == 0 { chance.below(3) as u32 } else { card.revision };
            Said::Store { attempt, revision, pdf: number }
        }
        32 => Said::Fail { attempt: near(chance, card.claim.1.into()) as u32 },
        _ => Said::Reopen,
    }
}

/// Somebody says something: in three of four cases something that the rules let them, if one of a few draws is that.
fn anybody(chance: &mut Chance, card: &Card, now: i64, drawn: u64) -> (Said, Saying) {
    let sensible = chance.below(4) > 0;
    let mut draws = 0;
    loop {
        let said = anything(chance, card);
        let holder = card.lock.and_then(|lock| PEOPLE.into_iter().find(|person| person.0 == lock.0));
        let (who, role) = match holder {
            Some(holder) if chance.below(2) == 0 => holder,
            _ => chance.of(&PEOPLE),
        };
        let held = card.lock.map(|lock| lock.1);
        let wrong = chance.below(12) == 0;
        let token = if wrong { chance.of(&[None, Some(drawn.saturating_sub(2))]) } else { held };
        let saying = Saying { who, role, now, token, drawn };
        draws += 1;
        if !sensible || draws == 6 || card.clone().say(&said, &saying).is_ok() {
            return (said, saying);
        }
    }
}

fn token_of(draw: u64) -> LockToken {
    LockToken::new(u128::from(draw).to_be_bytes())
}

/// The command, in the words of the machine; `versions`: of the rivals of who says it, by client.
fn command(said: &Said, token: Option<LockToken>, versions: &BTreeMap<String, u64>) -> Command {
    let ttl = |seconds: i64| Ttl::from_seconds(seconds as u32).unwrap();
    let score = |points: i64| Score::Points(Mark::from_hundredths(points).unwrap());
    let reason = || "a reason".to_owned();
    match said.clone() {
        Said::Staple(number) => Command::Staple { pages: vec![page(number)] },
        Said::Validate => Command::Validate,
        Said::Quarantine => Command::Quarantine { reason: reason() },
        Said::LeaveQuarantine => Command::LeaveQuarantine,
        Said::Dispatch(marker) => {
            Command::Dispatch { marker: marker.map(|marker| ActorId::new(marker).unwrap()) }
        }
        Said::Identify(who) => Command::Identify { candidate: (who > 0).then(|| who.to_string()) },
        Said::Tag(tag) => Command::Tag { tags: (tag > 0).then(|| tag.to_string()).into_iter().collect() },
        Said::Lock { seconds, offline } => Command::Lock { ttl: ttl(seconds), offline },
        Said::Heartbeat { seconds } => Command::Heartbeat { token, ttl: ttl(seconds) },
        Said::ReleaseLock => Command::ReleaseLock { token },
        Said::ForceUnlock => Command::ForceUnlock { reason: reason() },
        Said::Reap => Command::Reap,
        Said::SaveDraft { client, based_on, content } => draft(token, client, based_on, &content.to_string()),
        Said::DropRival { client, newest } => Command::DropRival {
            client_id: client.into(),
            version: versions.get(client).map_or(0, |there| there + u64::from(!newest)),
        },
        Said::DropDraft { revision } => Command::DropDraft { revision },
        Said::Create { name, page: number, points } => Command::CreateAnnotation {
            token,
            annotation: Annotation {
                page: page(number),
                content: "new".into(),
                score_delta: Some(Mark::from_hundredths(points).unwrap()),
                ..note(name)
            },
        },
        Said::Update { name, version, content } => Command::UpdateAnnotation {
            token,
            id: AnnotationId::new(name).unwrap(),
            version,
            shape: None,
            content: Some(content.to_string()),
            score_delta: None,
        },
        Said::Delete { name, version } => {
            Command::DeleteAnnotation { token, id: AnnotationId::new(name).unwrap(), version }
        }
        Said::Score { question, points } => {
            Command::Score { token, question: question.into(), score: points.map(score) }
        }
        Said::Remark { question, text } => {
            Command::Remark { token, question: question.into(), text: text.map(|text| text.to_string()) }
        }
        Said::Appreciation(text) => Command::Appreciation { token, text: text.to_string() },
        Said::Finalize { revision, points } => {
            let scores = points.map(|points| Scores {
                scores: [("1".to_owned(), score(points))].into(),
                appreciation: "final".into(),
                ..Scores::default()
            });
            Command::Finalize { token, revision, scores }
        }
        Said::Retry => Command::Retry,
        Said::Recover => Command::Recover,
        Said::Store { attempt, revision, pdf } => Command::Store { attempt, result: made(revision, pdf) },
        Said::Fail { attempt } => Command::Fail { attempt, message: "no font".into() },
        Said::Reopen => Command::Reopen { reason: reason() },
    }
}

/// A PDF of which the first byte of the hash tells which.
fn made(revision: u32, pdf: u8) -> FinalResult {
    let hash: SourceHash = format!("{pdf:02x}{}", "0".repeat(62)).parse().unwrap();
    FinalResult { revision, pdf: hash, key: hash }
}

/// One sequence; how many of its commands did something, by the code of the answer.
fn sequence(seed: u64, answers: &mut BTreeMap<&'static str, u64>) {
    let mut chance = Chance(seed);
    let mut copy = Copy::new(CopyId::new("c1").unwrap(), vec![page(0)]);
    let mut card = Card { state: "STAGING", pages: vec![0], ..Card::default() };
    let (mut now, mut alerts) = (0, 0);
    let mut told = String::new();
    for drawn in 1..=4 + chance.below(28) {
        now += chance.of(&[0, 0, 0, 1, 500, 999, 1_000, 1_001, 300_000, -2_000]);
        let (said, saying) = anybody(&mut chance, &card, now, drawn);
        let Saying { who, role, token, .. } = saying;
        let context = Context {
            now: Timestamp::from_millis(now),
            actor: ActorId::new(who).unwrap(),
            role,
            new_token: token_of(drawn),
            scheme: None,
            variant: None,
        };
        let before = card.clone();
        let expected = card.say(&said, &saying);
        if expected.is_err() {
            card = before;
        }
        let rivals = copy.drafts.get(&context.actor).into_iter().flat_map(|draft| &draft.rivals);
        let versions = rivals.map(|rival| (rival.client_id.clone(), rival.version)).collect();
        let decided = decide(&copy, &command(&said, token.map(token_of), &versions), &context);
        for event in decided.iter().flatten() {
            copy.apply(event);
            alerts += u32::from(matches!(event.fact, Fact::FinalizeFailed { alert: true, .. }));
        }
        let found = decided.map(|_| ()).map_err(|refusal| refusal.code().as_str());
        let _ = writeln!(told, "{now} {who}: {said:?} with {token:?}");
        assert_eq!(found, expected, "sequence {seed}:\n{told}");
        assert_eq!(seen(&copy, now), card.seen(now), "sequence {seed}:\n{told}");
        assert_eq!(alerts, card.alerts, "sequence {seed}:\n{told}");
        *answers.entry(expected.err().unwrap_or("done")).or_default() += 1;
    }
}

#[test]
fn random_commands_do_what_the_rules_say() {
    let wanted =
        std::env::var("KORRIGO_SEQUENCES").ok().and_then(|text| text.parse().ok()).unwrap_or(100_000u64);
    let half = |from: u64| {
        let mut answers = BTreeMap::new();
        (from..wanted).step_by(2).for_each(|seed| sequence(seed, &mut answers));
        answers
    };
    let (mut answers, others) = std::thread::scope(|scope| {
        let other = scope.spawn(|| half(1));
        (half(0), other.join().unwrap())
    });
    for (answer, count) in others {
        *answers.entry(answer).or_default() += count;
    }
    println!("{wanted} sequences: {answers:?}");
    // Every answer that the rules know was given, and often.
    for answer in [
        "done",
        "forbidden",
        "invalid_transition",
        "lock_conflict",
        "lock_lost",
        "lock_token_invalid",
        "version_conflict",
        "already_graded",
        "draft_conflict",
        "not_found",
        "page_not_found",
        "plan_invalid",
    ] {
        assert!(answers.get(answer).is_some_and(|count| *count > wanted / 5_000), "{answer}: {answers:?}");
    }
}
