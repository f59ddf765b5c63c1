//! What is allowed: the rules by which commands become events.
//!
//! Knows every state and every command. Checks come in one order: may this person ask it, does it fit the state,
//! is the lock mine, is the token right, is what is written legal. Changes nothing.

use std::collections::BTreeSet;

use super::annotation::{Annotation, AnnotationId};
use super::command::{Command, Context, Role};
use super::draft::{MAX_DRAFT, MAX_RIVALS};
use super::event::{Event, Fact, UnlockReason};
use super::lock::{Lock, LockToken, SealedToken, Ttl};
use super::refusal::{Conflict, Refusal, allowed};
use super::state::{Copy, FinalResult, Stage, Status};
use crate::error::{Code, Error};
use crate::exam::{Score, Scores};
use crate::id::PageId;

/// How long the making of a final PDF may be silent before somebody else may take it over: 5 minutes.
pub const GRACE_MS: i64 = 300_000;

/// Failures of one revision after which somebody must be told.
const ALERT: u32 = 3;
/// The most pages, annotations, tags and bytes of a text that a copy holds.
const MAX_PAGES: usize = 5_000;
pub(super) const MAX_ANNOTATIONS: usize = 10_000;
const MAX_TAGS: usize = 64;
const MAX_TEXT: usize = 100_000;

/// Decides about a command: what happens, or why nothing does.
///
/// An empty list is an answer, too: what was asked for is already so. O(log n) in annotations.
///
/// # Errors
/// A [`Refusal`] with the codes of the field: `invalid_transition`, `forbidden`, `lock_conflict`, `lock_lost`,
/// `lock_token_invalid`, `version_conflict`, `already_graded`, `annotation_invalid`, `mark_invalid`,
/// `scores_incomplete`, `not_found`, `page_not_found`, `resource_limit`. A draft on top of an older revision is no
/// refusal: it becomes [`Fact::ForkDraft`], which keeps both.
///
/// ```
/// use korrigo_core::copy::{ActorId, Command, Context, Copy, CopyId, LockToken, Role, Status, Timestamp, Ttl, decide};
/// use korrigo_core::geometry::Half;
/// use korrigo_core::id::{PageId, SourceHash};
///
/// let page = PageId::new(&SourceHash::of(b"a scan"), 0, Half::Right);
/// let mut copy = Copy::new(CopyId::new("MATH-0417")?, vec![page]);
/// let context = |role, actor: &str| Context {
///     now: Timestamp::from_millis(0),
///     actor: ActorId::new(actor).unwrap(),
///     role,
///     new_token: LockToken::new([7; 16]),
///     scheme: None,
///     variant: None,
/// };
/// for event in decide(&copy, &Command::Validate, &context(Role::Administrator, "1"))? {
///     copy.apply(&event);
/// }
/// let lock = Command::Lock { ttl: Ttl::DEFAULT, offline: false };
/// for event in decide(&copy, &lock, &context(Role::Marker, "2"))? {
///     copy.apply(&event);
/// }
/// assert_eq!(copy.status(Timestamp::from_millis(599_999)), Status::Locked);
/// assert_eq!(copy.status(Timestamp::from_millis(600_000)), Status::Ready);
/// let refused = decide(&copy, &lock, &context(Role::Marker, "3")).unwrap_err();
/// assert_eq!(refused.code().as_str(), "lock_conflict");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn decide(copy: &Copy, command: &Command, context: &Context<'_>) -> Result<Vec<Event>, Refusal> {
    Deciding { copy, command, context }.decide()
}

/// A command on its way to a decision.
pub(super) struct Deciding<'a> {
    pub(super) copy: &'a Copy,
    pub(super) command: &'a Command,
    pub(super) context: &'a Context<'a>,
}

type Decided = Result<Vec<Event>, Refusal>;

impl<'a> Deciding<'a> {
    fn decide(&self) -> Decided {
        match self.command {
            Command::Staple { .. }
            | Command::Validate
            | Command::Quarantine { .. }
            | Command::LeaveQuarantine
            | Command::Dispatch { .. }
            | Command::Identify { .. }
            | Command::Tag { .. } => self.paper(),
            Command::Lock { ttl, offline } => self.lock(*ttl, *offline),
            Command::ForceUnlock { reason } => self.force_unlock(reason),
            Command::Reap => Ok(self.reap()),
            Command::DropRival { client_id, version } => self.drop_rival(client_id, *version),
            Command::DropDraft { revision } => self.drop_draft(*revision),
            Command::Heartbeat { token, .. }
            | Command::ReleaseLock { token }
            | Command::SaveDraft { token, .. }
            | Command::CreateAnnotation { token, .. }
            | Command::UpdateAnnotation { token, .. }
            | Command::DeleteAnnotation { token, .. }
            | Command::Score { token, .. }
            | Command::Remark { token, .. }
            | Command::Appreciation { token, .. } => self.write(self.held(token.as_ref())?),
            Command::Finalize { token, revision, scores } => {
                self.finalize(token.as_ref(), *revision, scores.as_ref())
            }
            Command::Retry | Command::Recover => self.again(),
            Command::Store { attempt, result } => self.store(*attempt, result),
            Command::Fail { attempt, message } => self.fail(*attempt, message),
            Command::Reopen { reason } => self.reopen(reason),
        }
    }

    /// What is done under a lock that is held.
    fn write(&self, lock: &Lock) -> Decided {
        let scores = &self.copy.scores;
        match self.command {
            Command::Heartbeat { ttl, .. } => {
                let most = if lock.offline { Ttl::MAX_OFFLINE } else { Ttl::MAX };
                Ok(self.events([Fact::Heartbeat { expires: (*ttl).min(most).after(self.context.now) }]))
            }
            Command::SaveDraft { client_id, based_on, content, .. } => {
                self.save_draft(client_id, *based_on, content)
            }
            Command::CreateAnnotation { annotation, .. } => self.create(annotation),
            Command::UpdateAnnotation { id, version, .. } => self.update(id, *version),
            Command::DeleteAnnotation { id, version, .. } => self.delete(id, *version),
            Command::Score { question, score, .. } => {
                self.legal(score.map(|score| (question, score)))?;
                let new = scores.scores.get(question) != score.as_ref();
                Ok(self.changed(new, Fact::Score { question: question.clone(), score: *score }))
            }
            Command::Remark { question, text, .. } => {
                self.text(text.as_deref().unwrap_or_default())?;
                self.known(question)?;
                let new = scores.remarks.get(question) != text.as_ref();
                Ok(self.changed(new, Fact::Remark { question: question.clone(), text: text.clone() }))
            }
            Command::Appreciation { text, .. } => {
                self.text(text)?;
                Ok(self.changed(scores.appreciation != *text, Fact::Appreciation { text: text.clone() }))
            }
            _ => Ok(self.events([Fact::Unlock { reason: UnlockReason::Released }])),
        }
    }

    fn force_unlock(&self, reason: &str) -> Decided {
        self.needs(Role::Administrator)?;
        let lock = self.copy.lock(self.context.now).ok_or_else(|| self.transition())?;
        self.text(reason)?;
        Ok(self.events([Fact::ForceUnlock { owner: lock.owner.clone(), reason: reason.to_owned() }]))
    }

    fn reap(&self) -> Vec<Event> {
        let over = self.copy.last_lock.as_ref().is_some_and(|lock| !lock.is_live(self.context.now));
        self.changed(over, Fact::Unlock { reason: UnlockReason::Expired })
    }

    fn reopen(&self, reason: &str) -> Decided {
        self.needs(Role::Administrator)?;
        self.text(reason)?;
        let Stage::Graded(_) = self.copy.stage else { return Err(self.transition()) };
        let revision = self.copy.revision.saturating_add(1);
        Ok(self.events([Fact::Reopen { reason: reason.to_owned(), revision }]))
    }

    /// What is done to the paper and to whom it belongs, by administrators.
    fn paper(&self) -> Decided {
        self.needs(Role::Administrator)?;
        let status = self.status();
        if !allowed(status).contains(&self.command.name()) {
            return Err(self.transition());
        }
        let fact = match self.command {
            Command::Staple { pages } => {
                self.new_pages(pages)?;
                Fact::Staple { pages: pages.clone(), annotations: Vec::new(), from: None }
            }
            Command::Validate if self.copy.pages.is_empty() => {
                return Err(self.refuse(Code::InvalidTransition, "a copy without a page cannot be marked"));
            }
            Command::Validate => Fact::Validate,
            Command::Quarantine { reason } => {
                self.text(reason)?;
                Fact::Quarantine { reason: reason.clone() }
            }
            Command::Dispatch { marker } => Fact::Dispatch { marker: marker.clone() },
            Command::Identify { candidate } => {
                self.text(candidate.as_deref().unwrap_or_default())?;
                Fact::Identify { candidate: candidate.clone() }
            }
            Command::Tag { tags } => {
                if tags.len() > MAX_TAGS || tags.iter().any(|tag| tag.is_empty() || tag.len() > 64) {
                    return Err(
                        self.refuse(Code::ResourceLimit, "a copy has at most 64 tags of 1 to 64 bytes")
                    );
                }
                Fact::Tag { tags: tags.clone() }
            }
            _ => Fact::LeaveQuarantine,
        };
        Ok(self.events([fact]))
    }

    pub(super) fn new_pages(&self, pages: &[PageId]) -> Result<(), Refusal> {
        let mut seen: BTreeSet<_> = self.copy.pages.iter().collect();
        if pages.is_empty() || !pages.iter().all(|page| seen.insert(page)) {
            return Err(
                self.refuse(Code::PlanInvalid, "a page stands once in a copy, and at least one is added")
            );
        }
        if seen.len() > MAX_PAGES {
            return Err(self.refuse(Code::TooManyPages, "a copy has at most 5000 pages"));
        }
        Ok(())
    }

    fn lock(&self, ttl: Ttl, offline: bool) -> Decided {
        let expires = ttl.min(if offline { Ttl::MAX_OFFLINE } else { Ttl::MAX }).after(self.context.now);
        if let Some(lock) = self.copy.lock(self.context.now) {
            if lock.owner != self.context.actor {
                return Err(self.conflict_with(lock));
            }
            // Going offline is a grant of its own: what the old token writes late must be told apart.
            if lock.offline == offline {
                return Ok(self.events([Fact::Heartbeat { expires: expires.max(lock.expires) }]));
            }
        }
        if !matches!(self.copy.stage, Stage::Ready | Stage::Failed(_)) {
            return Err(self.transition());
        }
        self.may_mark()?;
        let Some(granted) = self.copy.fence.next() else {
            return Err(self.refuse(Code::ResourceLimit, "a copy is locked at most 2^53 - 1 times"));
        };
        let token = SealedToken::new(self.context.new_token);
        Ok(self.events([Fact::Lock { token, granted, expires, offline }]))
    }

    /// A copy that was given to a marker is marked by that marker; administrators may step in.
    fn may_mark(&self) -> Result<(), Refusal> {
        let given = self.copy.marker.as_ref().is_none_or(|marker| *marker == self.context.actor);
        match self.context.role {
            Role::Administrator => Ok(()),
            Role::Marker if given => Ok(()),
            Role::Marker => Err(self.refuse(Code::Forbidden, "the copy was given to another marker")),
            Role::Service => Err(self.refuse(Code::Forbidden, "a service marks nothing")),
        }
    }

    fn save_draft(&self, client_id: &str, based_on: u64, content: &str) -> Decided {
        if content.len() > MAX_DRAFT || client_id.is_empty() || client_id.len() > 64 {
            let message = "a draft has at most 1 MiB, and its client's id 1 to 64 bytes";
            return Err(self.refuse(Code::ResourceLimit, message));
        }
        let (client_id, content) = (client_id.to_owned(), content.to_owned());
        let Some(draft) = self.copy.drafts.get(&self.context.actor) else {
            return Ok(self.events([Fact::SaveDraft {
                revision: based_on.saturating_add(1),
                client_id,
                content,
            }]));
        };
        if based_on == draft.revision {
            return Ok(self.events([Fact::SaveDraft {
                revision: draft.revision.saturating_add(1),
                client_id,
                content,
            }]));
        }
        // The answer to the last save was lost, and it came again.
        if based_on.checked_add(1) == Some(draft.revision)
            && draft.client_id == client_id
            && draft.content == content
        {
            return Ok(Vec::new());
        }
        let others = draft.rivals.iter().filter(|rival| rival.client_id != client_id).count();
        if others >= MAX_RIVALS {
            let message = "too many versions of this draft wait for a look";
            return Err(self.refuse(Code::DraftConflict, message));
        }
        Ok(self.events([Fact::ForkDraft { based_on, client_id, content }]))
    }

    fn drop_rival(&self, client_id: &str, version: u64) -> Decided {
        let draft = self.copy.drafts.get(&self.context.actor);
        let mut rivals = draft.into_iter().flat_map(|draft| &draft.rivals);
        match rivals.find(|rival| rival.client_id == client_id) {
            Some(rival) if rival.version != version => Err(self
                .refuse(Code::DraftConflict, "this version of the draft was saved again since it was read")),
            rival => Ok(self.changed(rival.is_some(), Fact::DropRival { client_id: client_id.to_owned() })),
        }
    }

    fn drop_draft(&self, revision: u64) -> Decided {
        match self.copy.drafts.get(&self.context.actor) {
            Some(draft) if !draft.rivals.is_empty() => {
                Err(self.refuse(Code::DraftConflict, "another version of this draft waits for a look"))
            }
            Some(draft) if draft.revision != revision => {
                Err(self.refuse(Code::DraftConflict, "the draft was saved again since it was read"))
            }
            draft => Ok(self.changed(draft.is_some(), Fact::DropDraft)),
        }
    }

    fn create(&self, annotation: &Annotation) -> Decided {
        let created = Annotation { author: self.context.actor.clone(), version: 0, ..annotation.clone() };
        if let Some(current) = self.copy.annotations.get(&created.id) {
            // The same command came twice, or two clients chose one name.
            return if *current == created { Ok(Vec::new()) } else { Err(self.changed_since(current)) };
        }
        if self.copy.annotations.len() >= MAX_ANNOTATIONS {
            return Err(self.refuse(Code::ResourceLimit, "a copy has at most 10000 annotations"));
        }
        if !self.copy.pages.contains(&created.page) {
            return Err(self.refuse(Code::PageNotFound, "the copy has no such page"));
        }
        created.check().map_err(|error| self.because(error))?;
        Ok(self.events([Fact::CreateAnn { annotation: created }]))
    }

    fn own(&self, id: &AnnotationId, version: u64) -> Result<&'a Annotation, Refusal> {
        let Some(current) = self.copy.annotations.get(id) else {
            return Err(self.refuse(Code::NotFound, "the copy has no such annotation"));
        };
        if current.author != self.context.actor && self.context.role != Role::Administrator {
            return Err(
                self.refuse(Code::Forbidden, "an annotation is changed by its author or an administrator")
            );
        }
        if current.version == version { Ok(current) } else { Err(self.changed_since(current)) }
    }

    fn update(&self, id: &AnnotationId, version: u64) -> Decided {
        let current = self.own(id, version)?;
        let Command::UpdateAnnotation { shape, content, score_delta, .. } = self.command else {
            return Ok(Vec::new());
        };
        let annotation = Annotation {
            shape: shape.clone().unwrap_or_else(|| current.shape.clone()),
            content: content.clone().unwrap_or_else(|| current.content.clone()),
            score_delta: score_delta.unwrap_or(current.score_delta),
            version: version.saturating_add(1),
            ..current.clone()
        };
        annotation.check().map_err(|error| self.because(error))?;
        Ok(self.events([Fact::UpdateAnn { annotation }]))
    }

    fn delete(&self, id: &AnnotationId, version: u64) -> Decided {
        self.own(id, version)?;
        Ok(self.events([Fact::DeleteAnn { id: id.clone() }]))
    }

    fn finalize(&self, token: Option<&LockToken>, revision: u32, scores: Option<&Scores>) -> Decided {
        match &self.copy.stage {
            Stage::Graded(_) if self.copy.revision == revision => {
                return Ok(Vec::new());
            }
            Stage::Graded(result) => {
                let error = Error::new(Code::AlreadyGraded, "the copy was graded in another revision");
                return Err(self.conflict_with_result(result, error));
            }
            Stage::Grading(claim) if claim.marker == self.context.actor && self.copy.revision == revision => {
                return Ok(Vec::new());
            }
            Stage::Ready | Stage::Failed(_) => {}
            _ => return Err(self.transition()),
        }
        self.held(token)?;
        if self.copy.revision != revision {
            return Err(self.refuse(Code::VersionConflict, "the copy was opened again since it was read"));
        }
        let mut facts = Vec::new();
        let mut after = self.copy.scores.clone();
        if let Some(given) = scores {
            self.legal(given.scores.iter().map(|(question, score)| (question, *score)))?;
            for (question, text) in &given.remarks {
                self.known(question)?;
                self.text(text)?;
            }
            self.text(&given.appreciation)?;
            facts = self.differences(given);
            after.scores.extend(given.scores.clone());
        }
        if let Some(scheme) = self.context.scheme {
            let deltas: Vec<_> =
                self.copy.annotations.values().filter_map(|annotation| annotation.score_delta).collect();
            let total = scheme.complete_total(&after, &deltas, self.context.variant);
            total.map_err(|error| self.because(error))?;
        }
        facts.push(Fact::Finalize { marker: self.context.actor.clone(), revision, attempt: 1 });
        Ok(self.events(facts))
    }

    /// What of the given scores is new.
    pub(super) fn differences(&self, given: &Scores) -> Vec<Fact> {
        let now = &self.copy.scores;
        let scores = given.scores.iter().filter(|(question, score)| now.scores.get(*question) != Some(score));
        let scores =
            scores.map(|(question, score)| Fact::Score { question: question.clone(), score: Some(*score) });
        let remarks =
            given.remarks.iter().filter(|(question, text)| now.remarks.get(*question) != Some(text));
        let remarks = remarks
            .map(|(question, text)| Fact::Remark { question: question.clone(), text: Some(text.clone()) });
        let new = !given.appreciation.is_empty() && given.appreciation != now.appreciation;
        let appreciation = new.then(|| Fact::Appreciation { text: given.appreciation.clone() });
        scores.chain(remarks).chain(appreciation).collect()
    }

    /// A failed final PDF once more, or one that nobody seems to be making.
    fn again(&self) -> Decided {
        let (marker, attempt) = match (&self.copy.stage, self.command) {
            (Stage::Failed(failure), Command::Retry) => {
                if let Some(lock) = self.copy.lock(self.context.now) {
                    return Err(self.conflict_with(lock));
                }
                let own = failure.marker == self.context.actor;
                if !own && self.context.role != Role::Administrator {
                    let message = "a failed copy is tried again by its marker or an administrator";
                    return Err(self.refuse(Code::Forbidden, message));
                }
                (&failure.marker, failure.attempt)
            }
            (Stage::Grading(claim), Command::Recover) => {
                if self.context.role == Role::Marker {
                    return Err(self.refuse(Code::Forbidden, "services and administrators take over"));
                }
                if self.context.now < claim.since.plus_millis(GRACE_MS) {
                    // Whoever makes it may still be at work.
                    return Ok(Vec::new());
                }
                (&claim.marker, claim.attempt)
            }
            _ => return Err(self.transition()),
        };
        let (marker, attempt) = (marker.clone(), attempt.saturating_add(1));
        Ok(self.events([Fact::Finalize { marker, revision: self.copy.revision, attempt }]))
    }

    fn store(&self, attempt: u32, result: &FinalResult) -> Decided {
        self.needs_service()?;
        match &self.copy.stage {
            Stage::Graded(there) if there == result => Ok(Vec::new()),
            Stage::Graded(there) => {
                let error = Error::new(Code::AlreadyGraded, "another final PDF is stored for this copy");
                Err(self.conflict_with_result(there, error))
            }
            // A slower worker of an earlier attempt made it: it is as good, if it shows this revision.
            Stage::Grading(claim) if attempt <= claim.attempt && result.revision == self.copy.revision => {
                Ok(self.events([Fact::Graded { result: result.clone() }]))
            }
            _ => Err(self.transition()),
        }
    }

    fn fail(&self, attempt: u32, message: &str) -> Decided {
        self.needs_service()?;
        self.text(message)?;
        match &self.copy.stage {
            Stage::Grading(claim) if claim.attempt == attempt => {
                let alert = attempt >= ALERT;
                Ok(self.events([Fact::FinalizeFailed { attempt, message: message.to_owned(), alert }]))
            }
            // The failure of an attempt that another one has overtaken, or that was told before.
            Stage::Grading(claim) if attempt < claim.attempt => Ok(Vec::new()),
            Stage::Failed(failure) if attempt <= failure.attempt => Ok(Vec::new()),
            Stage::Graded(_) => Ok(Vec::new()),
            _ => Err(self.transition()),
        }
    }

    /// The lock, when it is mine and the token proves it. Checked in this order: a lock that is not mine, or no
    /// more, says so before the token is looked at.
    fn held(&self, token: Option<&LockToken>) -> Result<&'a Lock, Refusal> {
        if let Stage::Graded(result) = &self.copy.stage {
            let error = Error::new(Code::AlreadyGraded, "the copy is graded, nothing of it can be changed")
                .hint("an administrator can open it again");
            return Err(self.conflict_with_result(result, error));
        }
        let Some(lock) = self.copy.lock(self.context.now) else {
            let error =
                Error::new(Code::LockLost, "nobody holds this copy").hint("lock it again: the draft is kept");
            return Err(self.because(error));
        };
        if lock.owner != self.context.actor {
            return Err(self.conflict_with(lock));
        }
        match token {
            Some(token) if lock.token.hash().is_of(token) => Ok(lock),
            Some(_) => Err(self.refuse(Code::LockTokenInvalid, "this is not the token of the lock")),
            None => Err(self.refuse(Code::LockTokenInvalid, "the token of the lock is missing")),
        }
    }

    pub(super) fn needs(&self, role: Role) -> Result<(), Refusal> {
        if self.context.role == role {
            Ok(())
        } else {
            Err(self.refuse(Code::Forbidden, "this is for administrators"))
        }
    }

    fn needs_service(&self) -> Result<(), Refusal> {
        match self.context.role {
            Role::Service | Role::Administrator => Ok(()),
            Role::Marker => {
                Err(self.refuse(Code::Forbidden, "final PDFs are stored by the service that makes them"))
            }
        }
    }

    /// Whether the scheme allows these scores.
    fn legal<'s>(&self, scores: impl IntoIterator<Item = (&'s String, Score)>) -> Result<(), Refusal> {
        let Some(scheme) = self.context.scheme else { return Ok(()) };
        let scores = scores.into_iter().map(|(question, score)| (question.clone(), score)).collect();
        let scores = Scores { scores, ..Scores::default() };
        scheme.check(&scores, self.context.variant).map_err(|error| self.because(error))
    }

    fn known(&self, question: &str) -> Result<(), Refusal> {
        let Some(scheme) = self.context.scheme else { return Ok(()) };
        if scheme.questions(self.context.variant).iter().any(|known| known.id == question) {
            Ok(())
        } else {
            Err(self.refuse(Code::MarkInvalid, "the scheme has no such question"))
        }
    }

    fn text(&self, text: &str) -> Result<(), Refusal> {
        if text.len() <= MAX_TEXT {
            Ok(())
        } else {
            Err(self.refuse(Code::ResourceLimit, "a text has at most 100000 bytes"))
        }
    }

    pub(super) fn status(&self) -> Status {
        self.copy.status(self.context.now)
    }

    fn changed(&self, changed: bool, fact: Fact) -> Vec<Event> {
        self.events(changed.then_some(fact))
    }

    pub(super) fn events(&self, facts: impl IntoIterator<Item = Fact>) -> Vec<Event> {
        let lock = self.copy.lock(self.context.now).filter(|lock| lock.owner == self.context.actor);
        let fence = lock.map(|lock| lock.fence);
        let (at, actor) = (self.context.now, &self.context.actor);
        facts.into_iter().map(|fact| Event { at, actor: actor.clone(), fence, fact }).collect()
    }

    pub(super) fn transition(&self) -> Refusal {
        let from = self.status();
        let message = format!("{} is not possible while the copy is {}", self.command.name(), from.as_str());
        let mut error = Error::new(Code::InvalidTransition, message);
        if from == Status::Graded {
            error = error.hint("an administrator can open it again");
        }
        self.because(error)
    }

    fn conflict_with(&self, lock: &Lock) -> Refusal {
        let error = Error::new(Code::LockConflict, "somebody else holds this copy");
        let conflict = Conflict::Lock { owner: lock.owner.clone(), until: lock.expires };
        Refusal { conflict: Some(conflict), ..self.because(error) }
    }

    /// What was made of the copy stands in the way, and is handed back.
    fn conflict_with_result(&self, result: &FinalResult, error: Error) -> Refusal {
        Refusal { conflict: Some(Conflict::Result { result: result.clone() }), ..self.because(error) }
    }

    fn changed_since(&self, current: &Annotation) -> Refusal {
        let error = Error::new(Code::VersionConflict, "the annotation was changed since it was read");
        let conflict = Conflict::Annotation { current: Box::new(current.clone()) };
        Refusal { conflict: Some(conflict), ..self.because(error) }
    }

    pub(super) fn refuse(&self, code: Code, message: &str) -> Refusal {
        self.because(Error::new(code, message))
    }

    fn because(&self, error: Error) -> Refusal {
        let from = self.status();
        Refusal { error, from, attempted: self.command.name(), allowed: allowed(from), conflict: None }
    }
}
