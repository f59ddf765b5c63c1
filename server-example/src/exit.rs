//! How a command ends: the exit codes as a type.

use std::process::ExitCode;

/// How a command ended.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Exit {
    /// 0: done.
    Done,
    /// 1: refused or failed; nothing was written.
    Failed,
    /// 3: done, and something needs a person's eye.
    NeedsReview,
    /// 130: interrupted; nothing was written.
    Interrupted,
}

// 2 (wrong usage) is clap's own; 78 (configuration refused) belongs to commands that read a configuration.

impl Exit {
    /// The number the shell sees.
    pub(crate) const fn code(self) -> u8 {
        match self {
            Self::Done => 0,
            Self::Failed => 1,
            Self::NeedsReview => 3,
            Self::Interrupted => 130,
        }
    }

    /// [`Exit::NeedsReview`] when something does.
    pub(crate) const fn review(needed: bool) -> Self {
        if needed { Self::NeedsReview } else { Self::Done }
    }
}

impl From<Exit> for ExitCode {
    fn from(exit: Exit) -> Self {
        exit.code().into()
    }
}
