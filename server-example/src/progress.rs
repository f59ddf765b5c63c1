//! Progress on stderr, where a person watches, and the way from Ctrl-C into the core.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use korrigo_core::Observer;

use crate::interrupt;
use crate::screen::Screen;

/// Watches one step of a command.
#[derive(Debug)]
pub(crate) struct Progress(ProgressBar);

impl Progress {
    /// A bar with a name; on a terminal only.
    pub(crate) fn new(screen: Screen, english: &str, french: &str) -> Self {
        let bar = ProgressBar::new(0);
        if Screen::shows_progress() {
            let style = ProgressStyle::with_template("{msg:12} {bar:32} {pos}/{len} {eta}");
            bar.set_style(style.unwrap_or_else(|_| ProgressStyle::default_bar()));
            bar.set_message(screen.pick(english, french).to_string());
        } else {
            bar.set_draw_target(ProgressDrawTarget::hidden());
        }
        Self(bar)
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.0.finish_and_clear();
    }
}

impl Observer for Progress {
    fn on_progress(&self, done: usize, total: usize) {
        self.0.set_length(total as u64);
        self.0.set_position(done as u64);
    }

    fn is_cancelled(&self) -> bool {
        interrupt::asked()
    }
}
