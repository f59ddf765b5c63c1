//! What taking parts out of a page needs, whatever the parts are: images, forms, appearances, resources.
//!
//! Knows a [`Region`](crate::document::content::Region) that stays and the new file that what stays goes
//! into, and how a page is copied of which nothing goes. `split` keeps half a sheet, `redact` all but its zones,
//! `flatten` and `export` whole pages. Knows neither plans nor reasons, and no page boxes.

mod annotations;
mod body;
mod images;
mod note;
mod spelling;
mod surgeon;
mod untouched;
mod wash;
mod white;

pub(crate) use body::{body, boxes, free_name, group, shown};
pub(crate) use images::Cuts;
pub use note::NoteKind;
pub(crate) use spelling::{number_object, rectangle, spelled};
pub(crate) use surgeon::{Theatre, resources_dictionary};
pub(crate) use untouched::{streams, untouched};
pub(crate) use wash::{Wash, Washed};
pub(crate) use white::{Tint, WHITE};

/// How far beyond the page's own edges content is kept, in points. Scanners round: an image may stand out by
/// a pixel or a few (4 points are 1.4 mm), and is not worth cutting for that. At the fold there is no such margin.
pub(crate) const MARGIN: f64 = 4.0;
