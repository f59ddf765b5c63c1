//! What is found about candidates, in words for people: why a copy is in doubt, how a field agrees, who was there.

use korrigo_core::roster::{Agreement, Attendance, MatchReason, Unsettled};

use crate::screen::Screen;

/// Why a person should look at a copy.
pub(crate) const fn match_reason<'a>(reason: MatchReason, screen: Screen) -> &'a str {
    match reason {
        MatchReason::NothingRead => screen.pick("nothing was read", "rien n'a été lu"),
        MatchReason::NobodyFits => screen.pick("nobody on the list fits", "personne de la liste ne convient"),
        MatchReason::TooMany => {
            screen.pick("too many fit equally", "trop de candidats conviennent aussi bien")
        }
        MatchReason::ClaimedTwice => {
            screen.pick("another copy claims the same candidate", "une autre copie désigne le même candidat")
        }
        MatchReason::Taken => {
            screen.pick("who fits best has a copy", "celui qui convient le mieux a une copie")
        }
        MatchReason::Namesake => screen.pick("a namesake is on the list", "un homonyme est sur la liste"),
        MatchReason::BirthDateMissing => screen.pick("no birth date was read", "date de naissance non lue"),
        MatchReason::BirthDateNear => {
            screen.pick("one digit of the birth date differs", "un chiffre de la date de naissance diffère")
        }
        MatchReason::BirthDateDiffers => screen.pick("another birth date", "autre date de naissance"),
        MatchReason::NumberNotExact => screen.pick(
            "the list has no birth date, the number differs",
            "liste sans date de naissance, numéro différent",
        ),
        MatchReason::SurnameShared => {
            screen.pick("no first name, and others have the surname", "prénom non lu, nom porté par d'autres")
        }
        MatchReason::NameUnlike => screen.pick("the name differs", "le nom diffère"),
        MatchReason::FitsPoorly => screen.pick("fits poorly", "convient mal"),
        MatchReason::SecondTooNear => {
            screen.pick("somebody else fits nearly as well", "un autre convient presque aussi bien")
        }
        // Kinds to come.
        _ => "?",
    }
}

/// How a birth date or a number agrees.
pub(crate) const fn agreement<'a>(agreement: Agreement, screen: Screen) -> &'a str {
    match agreement {
        Agreement::Exact => screen.pick("same", "identique"),
        Agreement::Near => screen.pick("one digit off", "un chiffre faux"),
        Agreement::Differs => screen.pick("another", "autre"),
        Agreement::Missing => "-",
    }
}

/// Whether somebody was there.
pub(crate) const fn attendance<'a>(attendance: Attendance, screen: Screen) -> &'a str {
    match attendance {
        Attendance::Absent => screen.pick("absent", "absent"),
        Attendance::Excused => screen.pick("excused", "dispensé"),
        Attendance::HandedInNothing => screen.pick("handed in nothing", "copie non rendue"),
        Attendance::Present => screen.pick("present", "présent"),
        Attendance::SuspectedFraud => screen.pick("suspected fraud", "suspicion de fraude"),
    }
}

/// What keeps a counting sheet from being agreed.
pub(crate) const fn unsettled<'a>(open: Unsettled, screen: Screen) -> &'a str {
    match open {
        Unsettled::NoPaper => screen.pick("no paper, and nobody said why", "pas de copie, sans explication"),
        Unsettled::PaperMissing => screen.pick("there, but no paper", "présent, mais pas de copie"),
        Unsettled::PaperSurplus => screen.pick("a paper that should not be there", "copie inattendue"),
        Unsettled::SeveralCopies => screen.pick("several copies", "plusieurs copies"),
    }
}
