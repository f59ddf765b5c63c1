//! Work that was done without a connection, taken in when there is one again.
//!
//! Knows commands with numbers: each is taken in once, in order, however often it arrives. What cannot be taken in
//! becomes a rival version of the marker's draft: nothing that somebody wrote is lost. Knows no network.

use serde::{Deserialize, Serialize};

use super::command::{Command, Context};
use super::decide::decide;
use super::draft::MAX_RIVALS;
use super::event::{Event, Fact};
use super::lock::Fence;
use super::refusal::{Refusal, allowed};
use super::state::Copy;
use crate::error::{Code, Error};

/// What a device did offline, in order.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct OfflineBatch {
    /// The device: 1 to 64 bytes.
    pub client_id: String,
    /// The grant under which it was done.
    pub fence: Fence,
    /// The commands.
    pub commands: Vec<OfflineCommand>,
}

/// One command with its number on the device, from 1.
#[derive(Clone, Debug, PartialEq, Deserialize, Serialize, schemars::JsonSchema)]
pub struct OfflineCommand {
    /// Its number.
    pub sequence: u64,
    /// The command.
    pub command: Command,
}

/// What became of a batch.
#[derive(Clone, Debug, PartialEq)]
pub struct Synced {
    /// What happened, to be appended as one.
    pub events: Vec<Event>,
    /// What became of each command, in order.
    pub outcomes: Vec<(u64, Outcome)>,
}

/// What became of a command.
#[derive(Clone, Debug, PartialEq)]
pub enum Outcome {
    /// It was done.
    Done,
    /// It was taken in before.
    Known,
    /// It could not be done; it is kept as a rival of the marker's draft.
    Kept(Box<Refusal>),
}

/// Takes a batch in. Commands that were taken in before are left out; a command that is refused is kept, with all
/// others that were refused, as a rival version of the marker's draft (the JSON of a list of [`OfflineCommand`]),
/// and what follows it is still tried. A batch of a lock that another one superseded is kept as a whole.
///
/// # Errors
/// A [`Refusal`] when the rival could not be kept, because too many wait for a look: then nothing is taken in, and
/// the device keeps what it has.
pub fn sync(copy: &Copy, batch: &OfflineBatch, context: &Context<'_>) -> Result<Synced, Refusal> {
    let mut now = copy.clone();
    let mut synced = Synced { events: Vec::new(), outcomes: Vec::new() };
    let mut last = copy.synced.get(&batch.client_id).copied().unwrap_or(0);
    let mut kept: Vec<&OfflineCommand> = Vec::new();
    let superseded = copy.fence != batch.fence;
    for offline in &batch.commands {
        if offline.sequence <= last {
            synced.outcomes.push((offline.sequence, Outcome::Known));
            continue;
        }
        last = offline.sequence;
        let decided = if superseded {
            Err(lost(&now, &offline.command, context))
        } else {
            decide(&now, &offline.command, context)
        };
        let outcome = match decided {
            Ok(events) => {
                for event in &events {
                    now.apply(event);
                }
                synced.events.extend(events);
                Outcome::Done
            }
            Err(refusal) => {
                kept.push(offline);
                Outcome::Kept(Box::new(refusal))
            }
        };
        synced.outcomes.push((offline.sequence, outcome));
    }
    let mut facts = Vec::new();
    if !kept.is_empty() {
        facts.push(keep(&now, batch, &kept, context)?);
    }
    if last > copy.synced.get(&batch.client_id).copied().unwrap_or(0) {
        facts.push(Fact::Synced { client_id: batch.client_id.clone(), sequence: last });
    }
    let event =
        |fact| Event { at: context.now, actor: context.actor.clone(), fence: Some(batch.fence), fact };
    synced.events.extend(facts.into_iter().map(event));
    Ok(synced)
}

/// What could not be done, as a rival of the draft. Each batch has its own, so that none replaces another.
fn keep(
    copy: &Copy,
    batch: &OfflineBatch,
    kept: &[&OfflineCommand],
    context: &Context<'_>,
) -> Result<Fact, Refusal> {
    let rivals = copy.drafts.get(&context.actor).map_or(0, |draft| draft.rivals.len());
    if rivals >= MAX_RIVALS {
        return Err(refuse(
            copy,
            Code::DraftConflict,
            "too many versions of this draft wait for a look",
            context,
        ));
    }
    let first = kept.first().map_or(0, |offline| offline.sequence);
    let mut content = serde_json::to_value(kept).unwrap_or_default();
    for offline in content.as_array_mut().into_iter().flatten() {
        // A token proves nothing any more, and is nobody's business.
        if let Some(command) = offline.get_mut("command").and_then(serde_json::Value::as_object_mut) {
            command.remove("token");
        }
    }
    let based_on = copy.drafts.get(&context.actor).map_or(0, |draft| draft.revision);
    Ok(Fact::ForkDraft {
        based_on,
        client_id: format!("{}#{first}", batch.client_id),
        content: content.to_string(),
    })
}

fn lost(copy: &Copy, command: &Command, context: &Context<'_>) -> Refusal {
    let refusal =
        refuse(copy, Code::LockLost, "the copy was locked again since it was taken offline", context);
    Refusal { attempted: command.name(), ..refusal }
}

fn refuse(copy: &Copy, code: Code, message: &str, context: &Context<'_>) -> Refusal {
    let from = copy.status(context.now);
    Refusal {
        error: Error::new(code, message),
        from,
        attempted: "sync",
        allowed: allowed(from),
        conflict: None,
    }
}
