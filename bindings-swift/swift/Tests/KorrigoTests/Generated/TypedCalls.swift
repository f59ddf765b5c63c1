// Written by bindings-common/generate/swift.py from the table of calls: change that, not this.
// swift-format-ignore-file
@testable import Korrigo

/// Makes a call through its typed function.
func typedCall(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch roomOf(name) {
    case "audit": return try await typedAudit(name, box)
    case "auto": return try await typedAuto(name, box)
    case "booklet": return try await typedBooklet(name, box)
    case "copy": return try await typedCopy(name, box)
    case "dispatch": return try await typedDispatch(name, box)
    case "document": return try await typedDocument(name, box)
    case "exam": return try await typedExam(name, box)
    case "exchange": return try await typedExchange(name, box)
    case "export": return try await typedExport(name, box)
    case "flatten": return try await typedFlatten(name, box)
    case "raster": return try await typedRaster(name, box)
    case "redact": return try await typedRedact(name, box)
    case "roster": return try await typedRoster(name, box)
    case "scan": return try await typedScan(name, box)
    case "split": return try await typedSplit(name, box)
    case "store": return try await typedStore(name, box)
    case "testing": return try await typedTesting(name, box)
    case "typeset": return try await typedTypeset(name, box)
    case "wrap": return try await typedWrap(name, box)
    default: throw NoSuchCall()
    }
}

let roomsOfCalls: [String: String] = [
    "booklet::SplitPlan::accept_copy": "booklet",
    "booklet::SplitPlan::mark_blank": "booklet",
    "booklet::SplitPlan::merge_copies": "booklet",
    "booklet::SplitPlan::move_page": "booklet",
    "booklet::SplitPlan::needs_review": "booklet",
    "booklet::SplitPlan::new": "booklet",
    "booklet::SplitPlan::rotate_side": "booklet",
    "booklet::SplitPlan::set_candidate": "booklet",
    "booklet::SplitPlan::split_copy": "booklet",
    "booklet::SplitPlan::swap_pages": "booklet",
    "booklet::assign": "booklet",
    "booklet::diff": "booklet",
    "booklet::plan": "booklet",
    "copy::Annotation::check": "copy",
    "copy::Checkpoint::next": "copy",
    "copy::Copy::apply": "copy",
    "copy::Copy::lock": "copy",
    "copy::Copy::new": "copy",
    "copy::Copy::status": "copy",
    "copy::Fact::is_decision": "copy",
    "copy::Fence::next": "copy",
    "copy::Link::next": "copy",
    "copy::Lock::is_live": "copy",
    "copy::LockToken::hash": "copy",
    "copy::Payload::new": "copy",
    "copy::Shape::check": "copy",
    "copy::TokenHash::is_of": "copy",
    "copy::Ttl::after": "copy",
    "copy::Ttl::from_seconds": "copy",
    "copy::decide": "copy",
    "copy::merge": "copy",
    "copy::store::Log::of": "store",
    "copy::store::Log::read": "store",
    "copy::store::Log::verify": "store",
    "copy::store::MemoryStore::new": "store",
    "copy::store::MemoryStore::set_now": "store",
    "copy::store::Opened::append": "store",
    "copy::store::Snapshot::new": "store",
    "copy::store::Stored::open": "store",
    "copy::store::checkpoint": "store",
    "copy::store::create": "store",
    "copy::store::erase_history": "store",
    "copy::store::forget": "store",
    "copy::store::handle": "store",
    "copy::store::merge": "store",
    "copy::store::prepare": "store",
    "copy::store::sync": "store",
    "copy::sync": "copy",
    "copy::verify": "copy",
    "copy::verify_checkpoints": "copy",
    "dispatch::Dispatched::left": "dispatch",
    "dispatch::Waiting::by_question": "dispatch",
    "dispatch::dispatch": "dispatch",
    "document::Document::hash": "document",
    "document::Document::inspect": "document",
    "document::Document::is_encrypted": "document",
    "document::Document::is_repaired": "document",
    "document::Document::open": "document",
    "document::Document::page_count": "document",
    "document::Document::readers": "document",
    "document::Document::readers_disagree": "document",
    "document::Document::resolution": "document",
    "document::Page::geometry": "document",
    "document::inspect": "document",
    "document::wrap::to_pdf": "wrap",
    "exam::AnonymousId::as_str": "exam",
    "exam::CommentBank::forget": "exam",
    "exam::CommentBank::new": "exam",
    "exam::CommentBank::suggest": "exam",
    "exam::CommentBank::take": "exam",
    "exam::Distribution::of": "exam",
    "exam::ExamKey::derived": "exam",
    "exam::ExamKey::new": "exam",
    "exam::ExamKey::to_text": "exam",
    "exam::IdScheme::capacity": "exam",
    "exam::IdScheme::index_of": "exam",
    "exam::IdScheme::new": "exam",
    "exam::IdScheme::prefix": "exam",
    "exam::Mark::from_hundredths": "exam",
    "exam::Mark::hundredths": "exam",
    "exam::Mark::is_multiple_of": "exam",
    "exam::Mark::scaled": "exam",
    "exam::Mark::sum": "exam",
    "exam::MarkedPaper::read_all": "exam",
    "exam::MarkerStatistics::of": "exam",
    "exam::Scheme::check": "exam",
    "exam::Scheme::complete_total": "exam",
    "exam::Scheme::items": "exam",
    "exam::Scheme::missing": "exam",
    "exam::Scheme::out_of": "exam",
    "exam::Scheme::questions": "exam",
    "exam::Scheme::read": "exam",
    "exam::Scheme::rescore": "exam",
    "exam::Scheme::total": "exam",
    "exam::Scheme::variants": "exam",
    "exam::Scores::read": "exam",
    "exam::Scores::sum": "exam",
    "exam::Statistics::of": "exam",
    "exam::Tolerance::disagreements": "exam",
    "exam::anonymous_id": "exam",
    "exam::histogram": "exam",
    "export::Archive::finish": "export",
    "export::FileNames::take": "export",
    "export::MarkBook::new": "export",
    "export::MarkBook::read": "export",
    "export::MarkBookRow::is_graded": "export",
    "export::merge": "export",
    "export::outline_title": "export",
    "export::paper_name": "export",
    "export::pronote": "export",
    "export::results": "export",
    "export::statistics": "export",
    "flatten::exchange::Pages::of": "exchange",
    "flatten::exchange::from_json": "exchange",
    "flatten::exchange::from_pdf": "exchange",
    "flatten::exchange::from_xfdf": "exchange",
    "flatten::exchange::to_json": "exchange",
    "flatten::exchange::to_xfdf": "exchange",
    "flatten::verify": "flatten",
    "flatten::write": "flatten",
    "flatten::write_for_marker": "flatten",
    "raster::page": "raster",
    "raster::thumbnail": "raster",
    "redact::RedactedPdf::audit": "redact",
    "redact::RedactedPdf::bytes": "redact",
    "redact::RedactedPdf::from_storage": "redact",
    "redact::RedactedPdf::notes": "redact",
    "redact::RedactedPdf::page_count": "redact",
    "redact::RedactedPdf::receipt": "redact",
    "redact::RedactedPdf::wiped": "redact",
    "redact::RedactedPdf::zones": "redact",
    "redact::RedactionPlan::new": "redact",
    "redact::apply": "redact",
    "redact::audit::audit": "audit",
    "redact::auto::of_copy": "auto",
    "redact::auto::of_document": "auto",
    "redact::plan": "redact",
    "roster::Attendance::code": "roster",
    "roster::Attendance::expects_paper": "roster",
    "roster::BirthDate::new": "roster",
    "roster::Candidate::needles": "roster",
    "roster::CountingSheet::of": "roster",
    "roster::DateRead::date": "roster",
    "roster::DateRead::wrong_digits": "roster",
    "roster::Reading::same_candidate": "roster",
    "roster::Roster::needles": "roster",
    "roster::Roster::read": "roster",
    "roster::match_copies": "roster",
    "roster::normalise": "roster",
    "scan::Digits::likeliest": "scan",
    "scan::Digits::probability": "scan",
    "scan::Side::grade": "scan",
    "scan::Thumbprint::lies_with": "scan",
    "scan::Thumbprint::likeness": "scan",
    "scan::Thumbprint::shows_through": "scan",
    "scan::examine": "scan",
    "scan::side": "scan",
    "split::apply": "split",
    "split::copy": "split",
    "split::review_page": "split",
    "testing::panic": "testing",
    "typeset::Fonts::missing": "typeset",
]

private func typedAudit(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "redact::audit::audit":
        try box.only(["pdf", "expected", "limits", "needles", "password", "zones"])
        return try await Audit.audit(pdf: box.decode(Bytes.self, forKey: "pdf"), expected: box.decodeIfPresent([Expected].self, forKey: "expected") ?? [], limits: box.decodeIfPresent(Limits.self, forKey: "limits"), needles: box.decodeIfPresent([String].self, forKey: "needles") ?? [], password: box.decodeIfPresent(String.self, forKey: "password"), zones: box.decodeIfPresent([Zone].self, forKey: "zones") ?? [])
    default: throw NoSuchCall()
    }
}

private func typedAuto(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "redact::auto::of_copy":
        try box.only(["plan", "copy", "sources", "findings", "notes", "options", "straighten"])
        return try await Auto.ofCopy(plan: box.decode(SplitPlan.self, forKey: "plan"), copy: box.decode(Int.self, forKey: "copy"), sources: box.openables("sources"), findings: box.decodeIfPresent(Findings.self, forKey: "findings"), notes: box.decodeIfPresent([Note].self, forKey: "notes") ?? [], options: box.decodeIfPresent(AutoOptions.self, forKey: "options"), straighten: box.decodeIfPresent(Bool.self, forKey: "straighten") ?? true)
    case "redact::auto::of_document":
        try box.only(["document", "options"])
        return try await Auto.ofDocument(document: box.openable("document"), options: box.decodeIfPresent(AutoOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedBooklet(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "booklet::SplitPlan::accept_copy":
        try box.only(["copy", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.acceptCopy(copy: box.decode(Int.self, forKey: "copy"))
    case "booklet::SplitPlan::mark_blank":
        try box.only(["page", "blank", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.markBlank(page: box.decode(PageId.self, forKey: "page"), blank: box.decode(Bool.self, forKey: "blank"))
    case "booklet::SplitPlan::merge_copies":
        try box.only(["first", "second", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.mergeCopies(first: box.decode(Int.self, forKey: "first"), second: box.decode(Int.self, forKey: "second"))
    case "booklet::SplitPlan::move_page":
        try box.only(["page", "target", "number", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.movePage(page: box.decode(PageId.self, forKey: "page"), target: box.decode(MoveTarget.self, forKey: "target"), number: box.decodeIfPresent(Int.self, forKey: "number"))
    case "booklet::SplitPlan::needs_review":
        try box.only(["this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.needsReview()
    case "booklet::SplitPlan::new":
        try box.only(["plan"])
        return try SplitPlan.create(plan: box.decode(SplitPlan.self, forKey: "plan"))
    case "booklet::SplitPlan::rotate_side":
        try box.only(["page", "by", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.rotateSide(page: box.decode(PageId.self, forKey: "page"), by: box.decode(Rotation.self, forKey: "by"))
    case "booklet::SplitPlan::set_candidate":
        try box.only(["copy", "candidate", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.setCandidate(copy: box.decode(Int.self, forKey: "copy"), candidate: box.decodeIfPresent(PlannedCandidate.self, forKey: "candidate"))
    case "booklet::SplitPlan::split_copy":
        try box.only(["copy", "before", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.splitCopy(copy: box.decode(Int.self, forKey: "copy"), before: box.decode(Int.self, forKey: "before"))
    case "booklet::SplitPlan::swap_pages":
        try box.only(["one", "other", "this"])
        let this = try box.decode(SplitPlan.self, forKey: "this")
        return try this.swapPages(one: box.decode(PageId.self, forKey: "one"), other: box.decode(PageId.self, forKey: "other"))
    case "booklet::assign":
        try box.only(["findings", "certain", "readings"])
        return try await Booklet.assign(findings: box.decode(Findings.self, forKey: "findings"), certain: box.decodeIfPresent(Double.self, forKey: "certain"), readings: box.decodeIfPresent([PageReading].self, forKey: "readings") ?? [])
    case "booklet::diff":
        try box.only(["before", "after"])
        return try Booklet.diff(before: box.decode(SplitPlan.self, forKey: "before"), after: box.decode(SplitPlan.self, forKey: "after"))
    case "booklet::plan":
        try box.only(["sources", "mode"])
        return try await Booklet.plan(sources: box.decode([NamedDocument].self, forKey: "sources"), mode: box.decode(PlanMode.self, forKey: "mode"))
    default: throw NoSuchCall()
    }
}

private func typedCopy(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "copy::Annotation::check":
        try box.only(["this"])
        let this = try box.decode(Annotation.self, forKey: "this")
        try this.check()
        return JSON.null
    case "copy::Checkpoint::next":
        try box.only(["exam", "at", "reason", "heads", "last"])
        return try Checkpoint.next(exam: box.decode(String.self, forKey: "exam"), at: box.decode(Timestamp.self, forKey: "at"), reason: box.decode(String.self, forKey: "reason"), heads: box.decode([String: Pair<Int, ChainHash>].self, forKey: "heads"), last: box.decodeIfPresent(Checkpoint.self, forKey: "last"))
    case "copy::Copy::apply":
        try box.only(["events", "this"])
        let this = try box.decode(Copy.self, forKey: "this")
        return try this.apply(events: box.decode([Event].self, forKey: "events"))
    case "copy::Copy::lock":
        try box.only(["now", "this"])
        let this = try box.decode(Copy.self, forKey: "this")
        return try this.lock(now: box.decode(Timestamp.self, forKey: "now"))
    case "copy::Copy::new":
        try box.only(["id", "pages"])
        return try Copy.create(id: box.decode(CopyId.self, forKey: "id"), pages: box.decode([PageId].self, forKey: "pages"))
    case "copy::Copy::status":
        try box.only(["now", "this"])
        let this = try box.decode(Copy.self, forKey: "this")
        return try this.status(now: box.decode(Timestamp.self, forKey: "now"))
    case "copy::Fact::is_decision":
        try box.only(["this"])
        let this = try box.decode(Fact.self, forKey: "this")
        return try this.isDecision()
    case "copy::Fence::next":
        try box.only(["this"])
        let this = try box.decode(Fence.self, forKey: "this")
        return try this.next()
    case "copy::Link::next":
        try box.only(["copy", "event", "payload", "last"])
        return try Link.next(copy: box.decode(CopyId.self, forKey: "copy"), event: box.decode(Event.self, forKey: "event"), payload: box.decode(Payload.self, forKey: "payload"), last: box.decodeIfPresent(Link.self, forKey: "last"))
    case "copy::Lock::is_live":
        try box.only(["now", "this"])
        let this = try box.decode(Lock.self, forKey: "this")
        return try this.isLive(now: box.decode(Timestamp.self, forKey: "now"))
    case "copy::LockToken::hash":
        try box.only(["this"])
        let this = try box.decode(LockToken.self, forKey: "this")
        return try this.hash()
    case "copy::Payload::new":
        try box.only(["event", "salt"])
        return try Payload.create(event: box.decode(Event.self, forKey: "event"), salt: box.decode(Salt.self, forKey: "salt"))
    case "copy::Shape::check":
        try box.only(["this"])
        let this = try box.decode(Shape.self, forKey: "this")
        try this.check()
        return JSON.null
    case "copy::TokenHash::is_of":
        try box.only(["token", "this"])
        let this = try box.decode(TokenHash.self, forKey: "this")
        return try this.isOf(token: box.decode(LockToken.self, forKey: "token"))
    case "copy::Ttl::after":
        try box.only(["now", "this"])
        let this = try box.decode(Ttl.self, forKey: "this")
        return try this.after(now: box.decode(Timestamp.self, forKey: "now"))
    case "copy::Ttl::from_seconds":
        try box.only(["seconds"])
        return try Ttl.fromSeconds(seconds: box.decode(Int.self, forKey: "seconds"))
    case "copy::decide":
        try box.only(["command", "context", "copy"])
        let this = try box.decode(Copy.self, forKey: "copy")
        return try this.decide(command: box.decode(Command.self, forKey: "command"), context: box.decode(Context.self, forKey: "context"))
    case "copy::merge":
        try box.only(["into", "from", "context"])
        return try Copy.merge(into: box.decode(Copy.self, forKey: "into"), from: box.decode(Copy.self, forKey: "from"), context: box.decode(Context.self, forKey: "context"))
    case "copy::sync":
        try box.only(["batch", "context", "copy"])
        let this = try box.decode(Copy.self, forKey: "copy")
        return try this.sync(batch: box.decode(OfflineBatch.self, forKey: "batch"), context: box.decode(Context.self, forKey: "context"))
    case "copy::verify":
        try box.only(["copy", "links", "payloads"])
        return try Copy.verify(copy: box.decode(CopyId.self, forKey: "copy"), links: box.decode([Link].self, forKey: "links"), payloads: box.decode([LinkPayload].self, forKey: "payloads"))
    case "copy::verify_checkpoints":
        try box.only(["exam", "checkpoints", "links"])
        return try Copy.verifyCheckpoints(exam: box.decode(String.self, forKey: "exam"), checkpoints: box.decode([Checkpoint].self, forKey: "checkpoints"), links: box.decode([String: [Link]].self, forKey: "links"))
    default: throw NoSuchCall()
    }
}

private func typedDispatch(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "dispatch::Dispatched::left":
        try box.only(["this"])
        let this = try box.decode(Dispatched.self, forKey: "this")
        return try this.left()
    case "dispatch::Waiting::by_question":
        try box.only(["copies", "questions"])
        return try Waiting.byQuestion(copies: box.decode([Waiting].self, forKey: "copies"), questions: box.decode([String].self, forKey: "questions"))
    case "dispatch::dispatch":
        try box.only(["copies", "markers", "options"])
        return try Dispatch.dispatch(copies: box.decode([Waiting].self, forKey: "copies"), markers: box.decode([Marker].self, forKey: "markers"), options: box.decode(DispatchOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedDocument(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "document::Document::hash":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try await this.hash()
    case "document::Document::inspect":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try await this.inspect()
    case "document::Document::is_encrypted":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.isEncrypted()
    case "document::Document::is_repaired":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.isRepaired()
    case "document::Document::open":
        try box.only(["source", "limits", "name", "password"])
        return try await Document.open(source: box.decode(Bytes.self, forKey: "source"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"), name: box.decodeIfPresent(String.self, forKey: "name"), password: box.decodeIfPresent(String.self, forKey: "password"))
    case "document::Document::page_count":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.pageCount()
    case "document::Document::readers":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.readers()
    case "document::Document::readers_disagree":
        try box.only(["this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.readersDisagree()
    case "document::Document::resolution":
        try box.only(["page", "this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.resolution(page: box.decode(Int.self, forKey: "page"))
    case "document::Page::geometry":
        try box.only(["page", "this"])
        let this = try box.decode(Document.self, forKey: "this")
        return try this.pageGeometry(page: box.decode(Int.self, forKey: "page"))
    case "document::inspect":
        try box.only(["source", "limits", "name", "password"])
        return try await Document.inspect(source: box.decode(Bytes.self, forKey: "source"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"), name: box.decodeIfPresent(String.self, forKey: "name"), password: box.decodeIfPresent(String.self, forKey: "password"))
    default: throw NoSuchCall()
    }
}

private func typedExam(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "exam::AnonymousId::as_str":
        try box.only(["text"])
        return try AnonymousId.asStr(text: box.decode(String.self, forKey: "text"))
    case "exam::CommentBank::forget":
        try box.only(["text", "question", "this"])
        let this = try box.decode(CommentBank.self, forKey: "this")
        return try this.forget(text: box.decode(String.self, forKey: "text"), question: box.decodeIfPresent(String.self, forKey: "question"))
    case "exam::CommentBank::new":
        try box.only(["official"])
        return try CommentBank.create(official: box.decode([Comment].self, forKey: "official"))
    case "exam::CommentBank::suggest":
        try box.only(["most", "question", "typed", "this"])
        let this = try box.decode(CommentBank.self, forKey: "this")
        return try this.suggest(most: box.decode(Int.self, forKey: "most"), question: box.decodeIfPresent(String.self, forKey: "question"), typed: box.decodeIfPresent(String.self, forKey: "typed") ?? "")
    case "exam::CommentBank::take":
        try box.only(["text", "question", "score_delta", "this"])
        let this = try box.decode(CommentBank.self, forKey: "this")
        return try this.take(text: box.decode(String.self, forKey: "text"), question: box.decodeIfPresent(String.self, forKey: "question"), scoreDelta: box.decodeIfPresent(Mark.self, forKey: "score_delta"))
    case "exam::Distribution::of":
        try box.only(["marks"])
        return try Distribution.of(marks: box.decode([Mark].self, forKey: "marks"))
    case "exam::ExamKey::derived":
        try box.only(["key", "purpose"])
        return try ExamKey.derived(key: box.decode(String.self, forKey: "key"), purpose: box.decode(String.self, forKey: "purpose"))
    case "exam::ExamKey::new":
        try box.only(["random"])
        return try ExamKey.create(random: box.decode(String.self, forKey: "random"))
    case "exam::ExamKey::to_text":
        try box.only(["key"])
        return try ExamKey.toText(key: box.decode(String.self, forKey: "key"))
    case "exam::IdScheme::capacity":
        try box.only(["this"])
        let this = try box.decode(IdScheme.self, forKey: "this")
        return try this.capacity()
    case "exam::IdScheme::index_of":
        try box.only(["key", "id", "this"])
        let this = try box.decode(IdScheme.self, forKey: "this")
        return try this.indexOf(key: box.decode(String.self, forKey: "key"), id: box.decode(AnonymousId.self, forKey: "id"))
    case "exam::IdScheme::new":
        try box.only(["exam", "copies", "check", "digits", "prefix"])
        return try IdScheme.create(exam: box.decode(String.self, forKey: "exam"), copies: box.decode(Int.self, forKey: "copies"), check: box.decodeIfPresent(Bool.self, forKey: "check"), digits: box.decodeIfPresent(Int.self, forKey: "digits"), prefix: box.decodeIfPresent(String.self, forKey: "prefix"))
    case "exam::IdScheme::prefix":
        try box.only(["this"])
        let this = try box.decode(IdScheme.self, forKey: "this")
        return try this.findPrefix()
    case "exam::Mark::from_hundredths":
        try box.only(["hundredths"])
        return try Mark.fromHundredths(hundredths: box.decode(Int.self, forKey: "hundredths"))
    case "exam::Mark::hundredths":
        try box.only(["this"])
        let this = try box.decode(Mark.self, forKey: "this")
        return try this.hundredths()
    case "exam::Mark::is_multiple_of":
        try box.only(["step", "this"])
        let this = try box.decode(Mark.self, forKey: "this")
        return try this.isMultipleOf(step: box.decode(Mark.self, forKey: "step"))
    case "exam::Mark::scaled":
        try box.only(["numerator", "denominator", "this"])
        let this = try box.decode(Mark.self, forKey: "this")
        return try this.scaled(numerator: box.decode(Mark.self, forKey: "numerator"), denominator: box.decode(Mark.self, forKey: "denominator"))
    case "exam::Mark::sum":
        try box.only(["marks"])
        return try Mark.sum(marks: box.decode([Mark].self, forKey: "marks"))
    case "exam::MarkedPaper::read_all":
        try box.only(["json"])
        return try MarkedPaper.readAll(json: box.decode(Bytes.self, forKey: "json"))
    case "exam::MarkerStatistics::of":
        try box.only(["copies"])
        return try MarkerStatistics.of(copies: box.decode([CopyMarks].self, forKey: "copies"))
    case "exam::Scheme::check":
        try box.only(["scores", "deltas", "variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        try this.check(scores: box.decode(Scores.self, forKey: "scores"), deltas: box.decodeIfPresent([Mark].self, forKey: "deltas") ?? [], variant: box.decodeIfPresent(String.self, forKey: "variant"))
        return JSON.null
    case "exam::Scheme::complete_total":
        try box.only(["scores", "deltas", "variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.completeTotal(scores: box.decode(Scores.self, forKey: "scores"), deltas: box.decodeIfPresent([Mark].self, forKey: "deltas") ?? [], variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Scheme::items":
        try box.only(["this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.findItems()
    case "exam::Scheme::missing":
        try box.only(["scores", "deltas", "variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.missing(scores: box.decode(Scores.self, forKey: "scores"), deltas: box.decodeIfPresent([Mark].self, forKey: "deltas") ?? [], variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Scheme::out_of":
        try box.only(["variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.outOf(variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Scheme::questions":
        try box.only(["variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.questions(variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Scheme::read":
        try box.only(["json"])
        return try Scheme.read(json: box.decode(Bytes.self, forKey: "json"))
    case "exam::Scheme::rescore":
        try box.only(["new", "copies", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.rescore(new: box.decode(Scheme.self, forKey: "new"), copies: box.decode([PaperMarks].self, forKey: "copies"))
    case "exam::Scheme::total":
        try box.only(["scores", "deltas", "variant", "this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.total(scores: box.decode(Scores.self, forKey: "scores"), deltas: box.decodeIfPresent([Mark].self, forKey: "deltas") ?? [], variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Scheme::variants":
        try box.only(["this"])
        let this = try box.decode(Scheme.self, forKey: "this")
        return try this.variants()
    case "exam::Scores::read":
        try box.only(["json"])
        return try Scores.read(json: box.decode(Bytes.self, forKey: "json"))
    case "exam::Scores::sum":
        try box.only(["deltas", "this"])
        let this = try box.decode(Scores.self, forKey: "this")
        return try this.sum(deltas: box.decodeIfPresent([Mark].self, forKey: "deltas") ?? [])
    case "exam::Statistics::of":
        try box.only(["scheme", "copies", "variant"])
        return try Statistics.of(scheme: box.decode(Scheme.self, forKey: "scheme"), copies: box.decode([CopyMarks].self, forKey: "copies"), variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::Tolerance::disagreements":
        try box.only(["scheme", "first", "second", "variant", "this"])
        let this = try box.decode(Tolerance.self, forKey: "this")
        return try this.disagreements(scheme: box.decode(Scheme.self, forKey: "scheme"), first: box.decode(Scores.self, forKey: "first"), second: box.decode(Scores.self, forKey: "second"), variant: box.decodeIfPresent(String.self, forKey: "variant"))
    case "exam::anonymous_id":
        try box.only(["scheme", "key", "index"])
        return try Exam.anonymousId(scheme: box.decode(IdScheme.self, forKey: "scheme"), key: box.decode(String.self, forKey: "key"), index: box.decode(Int.self, forKey: "index"))
    case "exam::histogram":
        try box.only(["marks", "scale", "width"])
        return try Exam.histogram(marks: box.decode([Mark].self, forKey: "marks"), scale: box.decode(Mark.self, forKey: "scale"), width: box.decode(Mark.self, forKey: "width"))
    default: throw NoSuchCall()
    }
}

private func typedExchange(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "flatten::exchange::Pages::of":
        try box.only(["document", "pages"])
        return try Pages.of(document: box.openable("document"), pages: box.decode([PageId].self, forKey: "pages"))
    case "flatten::exchange::from_json":
        try box.only(["json", "pages"])
        return try Exchange.fromJson(json: box.decode(Bytes.self, forKey: "json"), pages: box.decode([PageId].self, forKey: "pages"))
    case "flatten::exchange::from_pdf":
        try box.only(["document", "pages"])
        return try await Exchange.fromPdf(document: box.openable("document"), pages: box.decode([PageId].self, forKey: "pages"))
    case "flatten::exchange::from_xfdf":
        try box.only(["xfdf", "pages"])
        return try Exchange.fromXfdf(xfdf: box.decode(Bytes.self, forKey: "xfdf"), pages: box.decode([PaperPage].self, forKey: "pages"))
    case "flatten::exchange::to_json":
        try box.only(["annotations"])
        return try Exchange.toJson(annotations: box.decode(Annotations.self, forKey: "annotations"))
    case "flatten::exchange::to_xfdf":
        try box.only(["annotations", "pages", "authors"])
        return try Exchange.toXfdf(annotations: box.decode(Annotations.self, forKey: "annotations"), pages: box.decode([PaperPage].self, forKey: "pages"), authors: box.decodeIfPresent(Bool.self, forKey: "authors") ?? false)
    default: throw NoSuchCall()
    }
}

private func typedExport(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "export::Archive::finish":
        try box.only(["entries"])
        return try await Archive.finish(entries: box.decode([Entry].self, forKey: "entries"))
    case "export::FileNames::take":
        try box.only(["wanted"])
        return try FileNames.take(wanted: box.decode([Wanted].self, forKey: "wanted"))
    case "export::MarkBook::new":
        try box.only(["subject", "rows"])
        return try MarkBook.create(subject: box.decode(String.self, forKey: "subject"), rows: box.decode([MarkBookRow].self, forKey: "rows"))
    case "export::MarkBook::read":
        try box.only(["json", "limits"])
        return try MarkBook.read(json: box.decode(Bytes.self, forKey: "json"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"))
    case "export::MarkBookRow::is_graded":
        try box.only(["this"])
        let this = try box.decode(MarkBookRow.self, forKey: "this")
        return try this.isGraded()
    case "export::merge":
        try box.only(["papers"])
        return try await Export.merge(papers: box.decode([TitledPaper].self, forKey: "papers"))
    case "export::outline_title":
        try box.only(["row", "names"])
        return try Export.outlineTitle(row: box.decode(MarkBookRow.self, forKey: "row"), names: box.decode(Bool.self, forKey: "names"))
    case "export::paper_name":
        try box.only(["row", "names"])
        return try Export.paperName(row: box.decode(MarkBookRow.self, forKey: "row"), names: box.decode(Bool.self, forKey: "names"))
    case "export::pronote":
        try box.only(["book"])
        return try Export.pronote(book: box.decode(MarkBook.self, forKey: "book"))
    case "export::results":
        try box.only(["book", "language"])
        return try Export.results(book: box.decode(MarkBook.self, forKey: "book"), language: box.decodeIfPresent(Language.self, forKey: "language") ?? .english)
    case "export::statistics":
        try box.only(["book", "language"])
        return try Export.statistics(book: box.decode(MarkBook.self, forKey: "book"), language: box.decodeIfPresent(Language.self, forKey: "language") ?? .english)
    default: throw NoSuchCall()
    }
}

private func typedFlatten(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "flatten::verify":
        try box.only(["document", "fonts"])
        return try await Flatten.verify(document: box.openable("document"), fonts: box.decodeIfPresent([Bytes].self, forKey: "fonts") ?? [])
    case "flatten::write":
        try box.only(["document", "pages", "fonts", "marking", "options"])
        return try await Flatten.write(document: box.openable("document"), pages: box.decode([PageId].self, forKey: "pages"), fonts: box.decodeIfPresent([Bytes].self, forKey: "fonts") ?? [], marking: box.decodeIfPresent(Marking.self, forKey: "marking"), options: box.decodeIfPresent(FlattenOptions.self, forKey: "options"))
    case "flatten::write_for_marker":
        try box.only(["copy", "id", "pages", "fonts", "marking", "options"])
        return try await Flatten.writeForMarker(copy: box.decode(RedactedPdf.self, forKey: "copy"), id: box.decode(AnonymousId.self, forKey: "id"), pages: box.decode([PageId].self, forKey: "pages"), fonts: box.decodeIfPresent([Bytes].self, forKey: "fonts") ?? [], marking: box.decodeIfPresent(Marking.self, forKey: "marking"), options: box.decodeIfPresent(FlattenOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedRaster(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "raster::page":
        try box.only(["document", "page", "dpi", "options"])
        return try await Raster.page(document: box.openable("document"), page: box.decode(Int.self, forKey: "page"), dpi: box.decode(Double.self, forKey: "dpi"), options: box.decodeIfPresent(PictureOptions.self, forKey: "options"))
    case "raster::thumbnail":
        try box.only(["document", "page", "width", "height", "options"])
        return try await Raster.thumbnail(document: box.openable("document"), page: box.decode(Int.self, forKey: "page"), width: box.decode(Int.self, forKey: "width"), height: box.decode(Int.self, forKey: "height"), options: box.decodeIfPresent(PictureOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedRedact(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "redact::RedactedPdf::audit":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.audit()
    case "redact::RedactedPdf::bytes":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.bytes()
    case "redact::RedactedPdf::from_storage":
        try box.only(["pdf", "receipt", "key"])
        return try await RedactedPdf.fromStorage(pdf: box.decode(Bytes.self, forKey: "pdf"), receipt: box.decode(RedactionReceipt.self, forKey: "receipt"), key: box.decode(String.self, forKey: "key"))
    case "redact::RedactedPdf::notes":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.notes()
    case "redact::RedactedPdf::page_count":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.pageCount()
    case "redact::RedactedPdf::receipt":
        try box.only(["key", "this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try await this.receipt(key: box.decode(String.self, forKey: "key"))
    case "redact::RedactedPdf::wiped":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.wiped()
    case "redact::RedactedPdf::zones":
        try box.only(["this"])
        let this = try box.decode(RedactedPdf.self, forKey: "this")
        return try this.zones()
    case "redact::RedactionPlan::new":
        try box.only(["plan"])
        return try RedactionPlan.create(plan: box.decode(RedactionPlan.self, forKey: "plan"))
    case "redact::apply":
        try box.only(["document", "plan", "needles"])
        return try await Redact.apply(document: box.openable("document"), plan: box.decode(RedactionPlan.self, forKey: "plan"), needles: box.decodeIfPresent([String].self, forKey: "needles") ?? [])
    case "redact::plan":
        try box.only(["document", "zones", "options"])
        return try Redact.plan(document: box.openable("document"), zones: box.decode([Zone].self, forKey: "zones"), options: box.decodeIfPresent(RedactionOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedRoster(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "roster::Attendance::code":
        try box.only(["this"])
        let this = try box.decode(Attendance.self, forKey: "this")
        return try this.code()
    case "roster::Attendance::expects_paper":
        try box.only(["this"])
        let this = try box.decode(Attendance.self, forKey: "this")
        return try this.expectsPaper()
    case "roster::BirthDate::new":
        try box.only(["year", "month", "day"])
        return try BirthDate.create(year: box.decode(Int.self, forKey: "year"), month: box.decode(Int.self, forKey: "month"), day: box.decode(Int.self, forKey: "day"))
    case "roster::Candidate::needles":
        try box.only(["this"])
        let this = try box.decode(Candidate.self, forKey: "this")
        return try this.needles()
    case "roster::CountingSheet::of":
        try box.only(["roster", "matching", "said"])
        return try CountingSheet.of(roster: box.decode(Roster.self, forKey: "roster"), matching: box.decode(Matching.self, forKey: "matching"), said: box.decodeIfPresent([Said].self, forKey: "said") ?? [])
    case "roster::DateRead::date":
        try box.only(["this"])
        let this = try box.decode(DateRead.self, forKey: "this")
        return try this.date()
    case "roster::DateRead::wrong_digits":
        try box.only(["date", "this"])
        let this = try box.decode(DateRead.self, forKey: "this")
        return try this.wrongDigits(date: box.decode(BirthDate.self, forKey: "date"))
    case "roster::Reading::same_candidate":
        try box.only(["other", "this"])
        let this = try box.decode(Reading.self, forKey: "this")
        return try this.sameCandidate(other: box.decode(Reading.self, forKey: "other"))
    case "roster::Roster::needles":
        try box.only(["this"])
        let this = try box.decode(Roster.self, forKey: "this")
        return try this.needles()
    case "roster::Roster::read":
        try box.only(["csv", "limits"])
        return try Roster.read(csv: box.decode(Bytes.self, forKey: "csv"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"))
    case "roster::match_copies":
        try box.only(["readings", "copies", "roster"])
        let this = try box.decode(Roster.self, forKey: "roster")
        return try await this.matchCopies(readings: box.decode([CopyReading].self, forKey: "readings"), copies: box.decodeIfPresent([Int].self, forKey: "copies") ?? [])
    case "roster::normalise":
        try box.only(["name"])
        return try Roster.normalise(name: box.decode(String.self, forKey: "name"))
    default: throw NoSuchCall()
    }
}

private func typedScan(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "scan::Digits::likeliest":
        try box.only(["this"])
        let this = try box.decode(Digits.self, forKey: "this")
        return try this.likeliest()
    case "scan::Digits::probability":
        try box.only(["number", "this"])
        let this = try box.decode(Digits.self, forKey: "this")
        return try this.probability(number: box.decode(Int.self, forKey: "number"))
    case "scan::Side::grade":
        try box.only(["this"])
        let this = try box.decode(Side.self, forKey: "this")
        return try this.grade()
    case "scan::Thumbprint::lies_with":
        try box.only(["back", "this"])
        let this = try box.decode(Thumbprint.self, forKey: "this")
        return try this.liesWith(back: box.decode(Thumbprint.self, forKey: "back"))
    case "scan::Thumbprint::likeness":
        try box.only(["other", "this"])
        let this = try box.decode(Thumbprint.self, forKey: "this")
        return try this.likeness(other: box.decode(Thumbprint.self, forKey: "other"))
    case "scan::Thumbprint::shows_through":
        try box.only(["back", "this"])
        let this = try box.decode(Thumbprint.self, forKey: "this")
        return try this.showsThrough(back: box.decode(Thumbprint.self, forKey: "back"))
    case "scan::examine":
        try box.only(["sources"])
        return try await Scan.examine(sources: box.decode([NamedDocument].self, forKey: "sources"))
    case "scan::side":
        try box.only(["document", "page"])
        return try await Scan.side(document: box.openable("document"), page: box.decode(Int.self, forKey: "page"))
    default: throw NoSuchCall()
    }
}

private func typedSplit(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "split::apply":
        try box.only(["plan", "sources", "options"])
        return try await Split.apply(plan: box.decode(SplitPlan.self, forKey: "plan"), sources: box.openables("sources"), options: box.decodeIfPresent(SplitOptions.self, forKey: "options"))
    case "split::copy":
        try box.only(["plan", "index", "sources", "options"])
        return try await Split.copy(plan: box.decode(SplitPlan.self, forKey: "plan"), index: box.decode(Int.self, forKey: "index"), sources: box.openables("sources"), options: box.decodeIfPresent(SplitOptions.self, forKey: "options"))
    case "split::review_page":
        try box.only(["plan", "index", "sources", "options"])
        return try await Split.reviewPage(plan: box.decode(SplitPlan.self, forKey: "plan"), index: box.decode(Int.self, forKey: "index"), sources: box.openables("sources"), options: box.decodeIfPresent(SplitOptions.self, forKey: "options"))
    default: throw NoSuchCall()
    }
}

private func typedStore(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "copy::store::Log::of":
        try box.only(["store", "exam", "copies"])
        return try Log.of(store: box.decode(Store.self, forKey: "store"), exam: box.decode(String.self, forKey: "exam"), copies: box.decode([CopyId].self, forKey: "copies"))
    case "copy::store::Log::read":
        try box.only(["json", "limits"])
        return try Log.read(json: box.decode(Bytes.self, forKey: "json"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"))
    case "copy::store::Log::verify":
        try box.only(["this"])
        let this = try box.decode(Log.self, forKey: "this")
        return try this.verify()
    case "copy::store::MemoryStore::new":
        try box.only(["now"])
        return try MemoryStore.create(now: box.decodeIfPresent(Timestamp.self, forKey: "now") ?? Timestamp(rawValue: 0))
    case "copy::store::MemoryStore::set_now":
        try box.only(["now", "this"])
        let this = try box.decode(Store.self, forKey: "this")
        try this.memoryStoreSetNow(now: box.decode(Timestamp.self, forKey: "now"))
        return JSON.null
    case "copy::store::Opened::append":
        try box.only(["events", "salt", "token", "this"])
        let this = try box.decode(Opened.self, forKey: "this")
        return try this.append(events: box.decode([Event].self, forKey: "events"), salt: box.decode(Salt.self, forKey: "salt"), token: box.decodeIfPresent(LockToken.self, forKey: "token"))
    case "copy::store::Snapshot::new":
        try box.only(["copy"])
        return try Snapshot.create(copy: box.decode(Copy.self, forKey: "copy"))
    case "copy::store::Stored::open":
        try box.only(["copy", "this"])
        let this = try box.decode(Stored.self, forKey: "this")
        return try this.open(copy: box.decode(CopyId.self, forKey: "copy"))
    case "copy::store::checkpoint":
        try box.only(["exam", "copies", "reason", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        return try this.checkpoint(exam: box.decode(String.self, forKey: "exam"), copies: box.decode([CopyId].self, forKey: "copies"), reason: box.decode(String.self, forKey: "reason"))
    case "copy::store::create":
        try box.only(["copy", "pages", "request", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        return try this.create(copy: box.decode(CopyId.self, forKey: "copy"), pages: box.decode([PageId].self, forKey: "pages"), request: box.decode(Request.self, forKey: "request"))
    case "copy::store::erase_history":
        try box.only(["copy", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        try this.eraseHistory(copy: box.decode(CopyId.self, forKey: "copy"))
        return JSON.null
    case "copy::store::forget":
        try box.only(["copy", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        try this.forget(copy: box.decode(CopyId.self, forKey: "copy"))
        return JSON.null
    case "copy::store::handle":
        try box.only(["copy", "command", "request", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        return try this.handle(copy: box.decode(CopyId.self, forKey: "copy"), command: box.decode(Command.self, forKey: "command"), request: box.decode(Request.self, forKey: "request"))
    case "copy::store::merge":
        try box.only(["into", "from", "request", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        return try this.merge(into: box.decode(CopyId.self, forKey: "into"), from: box.decode(CopyId.self, forKey: "from"), request: box.decode(Request.self, forKey: "request"))
    case "copy::store::prepare":
        try box.only(["stored", "copy", "command", "request"])
        return try Store.prepare(stored: box.decode(Stored.self, forKey: "stored"), copy: box.decode(CopyId.self, forKey: "copy"), command: box.decode(Command.self, forKey: "command"), request: box.decode(Request.self, forKey: "request"))
    case "copy::store::sync":
        try box.only(["copy", "batch", "request", "store"])
        let this = try box.decode(Store.self, forKey: "store")
        return try this.sync(copy: box.decode(CopyId.self, forKey: "copy"), batch: box.decode(OfflineBatch.self, forKey: "batch"), request: box.decode(Request.self, forKey: "request"))
    default: throw NoSuchCall()
    }
}

private func typedTesting(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "testing::panic":
        try box.only([])
        try Testing.panic()
        return JSON.null
    default: throw NoSuchCall()
    }
}

private func typedTypeset(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "typeset::Fonts::missing":
        try box.only(["text", "fonts"])
        return try Fonts.missing(text: box.decode(String.self, forKey: "text"), fonts: box.decodeIfPresent([Bytes].self, forKey: "fonts") ?? [])
    default: throw NoSuchCall()
    }
}

private func typedWrap(_ name: String, _ box: Parameters) async throws -> any Encodable {
    switch name {
    case "document::wrap::to_pdf":
        try box.only(["files", "limits"])
        return try await Wrap.toPdf(files: box.decode([NamedFile].self, forKey: "files"), limits: box.decodeIfPresent(Limits.self, forKey: "limits"))
    default: throw NoSuchCall()
    }
}
