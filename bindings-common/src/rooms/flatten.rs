//! Not filled yet.

use crate::table::Room;

pub(super) fn fill(_: &mut Room<'_>) {}
