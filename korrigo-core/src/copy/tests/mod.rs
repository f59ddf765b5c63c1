//! The rules, told by a table of every state and every command, by stories, and by all that can happen.

mod chaining;
mod everything;
mod limits;
mod naive;
mod stories;
mod table;

use super::*;
use crate::geometry::{Half, NormalizedRect};
use crate::id::{PageId, SourceHash};

/// A copy, its events so far, and a clock that tests move.
#[derive(Clone)]
struct Desk {
    copy: Copy,
    events: Vec<Event>,
    now: i64,
    tokens: u8,
}

const ADMIN: (&str, Role) = ("admin", Role::Administrator);
const ANNE: (&str, Role) = ("anne", Role::Marker);
const BEN: (&str, Role) = ("ben", Role::Marker);
const WORKER: (&str, Role) = ("worker", Role::Service);

impl Desk {
    fn new() -> Self {
        let copy = Copy::new(CopyId::new("c1").unwrap(), vec![page(0), page(1)]);
        Self { copy, events: Vec::new(), now: 0, tokens: 0 }
    }

    fn ready() -> Self {
        let mut desk = Self::new();
        desk.done(ADMIN, Command::Validate);
        desk
    }

    /// Ready and locked by Anne; her token.
    fn locked() -> (Self, Option<LockToken>) {
        let mut desk = Self::ready();
        desk.done(ANNE, lock());
        let token = desk.token();
        (desk, token)
    }

    fn context(&self, (actor, role): (&str, Role)) -> Context<'static> {
        Context {
            now: Timestamp::from_millis(self.now),
            actor: ActorId::new(actor).unwrap(),
            role,
            new_token: LockToken::new([self.tokens; 16]),
            scheme: None,
            variant: None,
        }
    }

    fn ask(&mut self, who: (&str, Role), command: &Command) -> Result<Vec<Event>, Refusal> {
        self.tokens = self.tokens.wrapping_add(1);
        let events = decide(&self.copy, command, &self.context(who))?;
        self.take(&events);
        Ok(events)
    }

    fn take(&mut self, events: &[Event]) {
        for event in events {
            self.copy.apply(event);
        }
        self.events.extend_from_slice(events);
    }

    #[expect(clippy::needless_pass_by_value, reason = "stories are told without ampersands")]
    fn done(&mut self, who: (&str, Role), command: Command) -> Vec<Event> {
        self.ask(who, &command).unwrap()
    }

    #[expect(clippy::needless_pass_by_value, reason = "stories are told without ampersands")]
    fn refused(&mut self, who: (&str, Role), command: Command) -> Refusal {
        let before = self.copy.clone();
        let refusal = self.ask(who, &command).unwrap_err();
        assert!(self.copy == before);
        refusal
    }

    fn code(&mut self, who: (&str, Role), command: Command) -> &'static str {
        self.refused(who, command).code().as_str()
    }

    fn token(&self) -> Option<LockToken> {
        self.copy.last_lock.as_ref().and_then(|lock| lock.token.plain())
    }

    fn status(&self) -> Status {
        self.copy.status(Timestamp::from_millis(self.now))
    }
}

fn page(number: usize) -> PageId {
    PageId::new(&SourceHash::of(b"a scan"), number, Half::Whole)
}

fn lock() -> Command {
    Command::Lock { ttl: Ttl::DEFAULT, offline: false }
}

fn note(id: &str) -> Annotation {
    Annotation {
        id: AnnotationId::new(id).unwrap(),
        page: page(0),
        author: ActorId::new("nobody").unwrap(),
        shape: Shape::Comment { rect: NormalizedRect::new(0.1, 0.1, 0.2, 0.1).unwrap() },
        content: "to be seen again".into(),
        score_delta: Some("-0.5".parse().unwrap()),
        question: None,
        version: 7,
    }
}

fn result(revision: u32) -> FinalResult {
    FinalResult { revision, pdf: SourceHash::of(b"pdf"), key: SourceHash::of(b"inputs") }
}

fn draft(token: Option<LockToken>, client_id: &str, based_on: u64, content: &str) -> Command {
    Command::SaveDraft { token, client_id: client_id.into(), based_on, content: content.into() }
}

fn finalize(token: Option<LockToken>, revision: u32) -> Command {
    Command::Finalize { token, revision, scores: None }
}
