//! Which id stands for which copy: the list that joins marks and names again. It stays private.

use korrigo_core::booklet::{SplitPlan, Status};
use korrigo_core::exam::AnonymousId;
use korrigo_core::{Code, Error};

/// `anonymous_id;copy;status;pages;source;first_page;last_name;first_name;birth_date;number`, a line a copy: UTF-8
/// with a byte order mark and `;`, as spreadsheets of French schools open it. Copies and pages count from 1, as
/// people count.
pub(crate) fn csv(plan: &SplitPlan, ids: &[AnonymousId]) -> korrigo_core::Result<Vec<u8>> {
    let failed = |_| Error::new(Code::Internal, "the list of identities cannot be written");
    let mut out = csv::WriterBuilder::new().delimiter(b';').from_writer(b"\xEF\xBB\xBF".to_vec());
    out.write_record([
        "anonymous_id",
        "copy",
        "status",
        "pages",
        "source",
        "first_page",
        "last_name",
        "first_name",
        "birth_date",
        "number",
    ])
    .map_err(failed)?;
    for (copy, id) in plan.copies().iter().zip(ids) {
        let first = copy.pages.first().map(|page| page.placement);
        let source = first.and_then(|place| plan.sources().get(place.source));
        let candidate = copy.candidate.clone().unwrap_or_default();
        out.write_record([
            id.to_string(),
            (copy.index + 1).to_string(),
            match copy.status {
                Status::Certain => "certain".into(),
                Status::Review => "review".into(),
            },
            copy.pages.len().to_string(),
            harmless(source.map(|source| source.name.as_str()).unwrap_or_default()),
            first.map(|place| (place.page + 1).to_string()).unwrap_or_default(),
            harmless(&candidate.last_name),
            harmless(&candidate.first_name),
            candidate.birth_date.unwrap_or_default(),
            harmless(&candidate.number.unwrap_or_default()),
        ])
        .map_err(failed)?;
    }
    out.into_inner().map_err(|_| Error::new(Code::Internal, "the list of identities cannot be written"))
}

/// A spreadsheet takes what begins so for a formula.
pub(crate) fn harmless(text: &str) -> String {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) { format!("'{text}") } else { text.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formulas_are_text() {
        assert_eq!(harmless("=1+1"), "'=1+1");
        assert_eq!(harmless("scan.pdf"), "scan.pdf");
    }
}
