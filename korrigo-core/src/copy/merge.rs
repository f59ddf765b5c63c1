//! Two copies that turn out to be one candidate's: joined without moving anything off its page.
//!
//! Knows what may be joined. Which copies belong together is a person's word, or a matching's.

use super::command::{Command, Context, Role};
use super::decide::{Deciding, MAX_ANNOTATIONS};
use super::event::{Event, Fact};
use super::refusal::{Refusal, allowed};
use super::state::Copy;
use crate::error::Code;
use crate::exam::Scores;

/// Joins two copies: `from` gives all its pages, with what is drawn on them, to the end of `into`. Annotations stay
/// on their pages, because pages keep their ids. Gives the events of `into` and those of `from`, to be stored
/// together or not at all.
///
/// # Errors
/// A [`Refusal`] of the copy that cannot be joined: only administrators join, only copies that nobody holds and that
/// are not graded, and `identity_conflict` when both have scores, or belong to different candidates: a person must
/// first say which counts.
pub fn merge(into: &Copy, from: &Copy, context: &Context<'_>) -> Result<(Vec<Event>, Vec<Event>), Refusal> {
    let command = Command::Staple { pages: from.pages.clone() };
    let [ours, theirs] = [into, from].map(|copy| Deciding { copy, command: &command, context });
    for deciding in [&ours, &theirs] {
        deciding.needs(Role::Administrator)?;
        if !allowed(deciding.status()).contains(&"staple") {
            return Err(deciding.transition());
        }
    }
    ours.new_pages(&from.pages)?;
    let has_scores = |copy: &Copy| copy.scores != Scores::default();
    let differ = into.candidate.is_some() && from.candidate.is_some() && into.candidate != from.candidate;
    if differ || (has_scores(into) && has_scores(from)) {
        let message = "the copies belong to different candidates, or both have scores";
        return Err(ours.refuse(Code::IdentityConflict, message));
    }
    let taken = from.annotations.keys().any(|id| into.annotations.contains_key(id));
    if taken || into.annotations.len() + from.annotations.len() > MAX_ANNOTATIONS {
        let message = "the copies have annotations of one name, or too many together";
        return Err(ours.refuse(Code::VersionConflict, message));
    }
    let annotations = from.annotations.values().cloned().collect();
    let mut facts =
        vec![Fact::Staple { pages: from.pages.clone(), annotations, from: Some(from.id.clone()) }];
    if let (None, Some(candidate)) = (&into.candidate, &from.candidate) {
        facts.push(Fact::Identify { candidate: Some(candidate.clone()) });
    }
    facts.extend(ours.differences(&from.scores));
    Ok((ours.events(facts), theirs.events([Fact::Merged { into: into.id.clone() }])))
}
