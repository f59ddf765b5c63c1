//! `korrigo verify`: whether a returned paper is what was drawn.

use korrigo_core::flatten::{self, Verified};

use super::flatten::fonts;
use crate::cli::Verify;
use crate::exit::Exit;
use crate::failure::{Failure, Result};
use crate::inputs;
use crate::screen::Screen;

/// Runs the command.
pub(crate) fn run(options: &Verify, screen: Screen) -> Result<Exit> {
    let document = inputs::open_single(&options.file, &options.reading, screen)?;
    let fonts = fonts(&options.fonts, &options.reading.limits())?;
    let verified = flatten::verify(&document, &fonts).map_err(|error| Failure::of(&options.file, error))?;
    screen.result(&verified, || told(&verified, screen))?;
    Ok(Exit::review(!verified.is_sound()))
}

fn told(verified: &Verified, screen: Screen) -> Vec<String> {
    let yes = |is: bool, english: [&str; 2], french: [&str; 2]| {
        let place = usize::from(!is);
        let pick = |words: [&str; 2]| words.get(place).copied().unwrap_or_default().to_owned();
        if screen.pick("en", "fr") == "fr" { pick(french) } else { pick(english) }
    };
    let mut lines = vec![
        yes(
            verified.seal,
            ["the record of the marks is as it was sealed", "the record of the marks was CHANGED"],
            ["le relevé des marques est tel qu'il a été scellé", "le relevé des marques a été MODIFIÉ"],
        ),
        yes(
            verified.scan,
            ["the scan under the marks is what was marked", "the scan under the marks is ANOTHER"],
            ["le scan sous les marques est celui qui a été corrigé", "le scan sous les marques est un AUTRE"],
        ),
    ];
    if let Some(total) = verified.total {
        lines.push(yes(
            total,
            ["the scores come to the total that is told", "the scores do NOT come to the total that is told"],
            ["les notes donnent bien le total annoncé", "les notes ne donnent PAS le total annoncé"],
        ));
    }
    lines.push(yes(
        verified.drawn,
        [
            "drawn again, the file is the same to the last byte",
            "drawn again, the file is not the same: another version, other fonts, or it was saved by another program",
        ],
        [
            "redessiné, le fichier est identique à l'octet près",
            "redessiné, le fichier diffère : autre version, autres polices, ou enregistré par un autre programme",
        ],
    ));
    lines
}
