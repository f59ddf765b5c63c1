//! Progress out, cancellation in: what a long call tells its caller, and the caller's way to stop it.
//!
//! Knows two methods. Every call over pages takes `&dyn Observer`; it reports whole units of work done
//! (pages, copies) and asks between them whether to go on. It may call from several threads at once.

use crate::error::{Code, Error, Result};

/// Who watches a long call.
pub trait Observer: Sync {
    /// `done` of `total` units are finished. `done` never goes down within one call.
    fn on_progress(&self, done: usize, total: usize) {
        let _ = (done, total);
    }

    /// Whether the caller wants the call to end; it then answers `cancelled` and leaves nothing behind.
    fn is_cancelled(&self) -> bool {
        false
    }
}

/// Watches nothing and never cancels.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {}

/// Goes on, unless the caller cancelled.
///
/// # Errors
/// `cancelled` when [`Observer::is_cancelled`] says so.
pub fn checkpoint(observer: &dyn Observer) -> Result<()> {
    if observer.is_cancelled() {
        return Err(Error::new(Code::Cancelled, "the work was cancelled; nothing was kept of it"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Cancelled;
    impl Observer for Cancelled {
        fn is_cancelled(&self) -> bool {
            true
        }
    }

    #[test]
    fn checkpoint_stops_a_cancelled_call() {
        assert!(checkpoint(&Silent).is_ok());
        assert_eq!(checkpoint(&Cancelled).unwrap_err().code(), Code::Cancelled);
    }
}
