// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull

/** Makes a call through its typed function. */
internal val typedCalls: Map<String, suspend (JsonElement, Tray) -> (Tray) -> JsonElement> = mapOf(
    "booklet::SplitPlan::accept_copy" to { json, tray -> bookletSplitPlanAcceptCopy(json, tray) },
    "booklet::SplitPlan::mark_blank" to { json, tray -> bookletSplitPlanMarkBlank(json, tray) },
    "booklet::SplitPlan::merge_copies" to { json, tray -> bookletSplitPlanMergeCopies(json, tray) },
    "booklet::SplitPlan::move_page" to { json, tray -> bookletSplitPlanMovePage(json, tray) },
    "booklet::SplitPlan::needs_review" to { json, tray -> bookletSplitPlanNeedsReview(json, tray) },
    "booklet::SplitPlan::new" to { json, tray -> bookletSplitPlanNew(json, tray) },
    "booklet::SplitPlan::rotate_side" to { json, tray -> bookletSplitPlanRotateSide(json, tray) },
    "booklet::SplitPlan::set_candidate" to { json, tray -> bookletSplitPlanSetCandidate(json, tray) },
    "booklet::SplitPlan::split_copy" to { json, tray -> bookletSplitPlanSplitCopy(json, tray) },
    "booklet::SplitPlan::swap_pages" to { json, tray -> bookletSplitPlanSwapPages(json, tray) },
    "booklet::assign" to { json, tray -> bookletAssign(json, tray) },
    "booklet::diff" to { json, tray -> bookletDiff(json, tray) },
    "booklet::plan" to { json, tray -> bookletPlan(json, tray) },
    "copy::Annotation::check" to { json, tray -> copyAnnotationCheck(json, tray) },
    "copy::Checkpoint::next" to { json, tray -> copyCheckpointNext(json, tray) },
    "copy::Copy::apply" to { json, tray -> copyCopyApply(json, tray) },
    "copy::Copy::lock" to { json, tray -> copyCopyLock(json, tray) },
    "copy::Copy::new" to { json, tray -> copyCopyNew(json, tray) },
    "copy::Copy::status" to { json, tray -> copyCopyStatus(json, tray) },
    "copy::Fact::is_decision" to { json, tray -> copyFactIsDecision(json, tray) },
    "copy::Fence::next" to { json, tray -> copyFenceNext(json, tray) },
    "copy::Link::next" to { json, tray -> copyLinkNext(json, tray) },
    "copy::Lock::is_live" to { json, tray -> copyLockIsLive(json, tray) },
    "copy::LockToken::hash" to { json, tray -> copyLockTokenHash(json, tray) },
    "copy::Payload::new" to { json, tray -> copyPayloadNew(json, tray) },
    "copy::Shape::check" to { json, tray -> copyShapeCheck(json, tray) },
    "copy::TokenHash::is_of" to { json, tray -> copyTokenHashIsOf(json, tray) },
    "copy::Ttl::after" to { json, tray -> copyTtlAfter(json, tray) },
    "copy::Ttl::from_seconds" to { json, tray -> copyTtlFromSeconds(json, tray) },
    "copy::decide" to { json, tray -> copyDecide(json, tray) },
    "copy::merge" to { json, tray -> copyMerge(json, tray) },
    "copy::store::Log::of" to { json, tray -> copyStoreLogOf(json, tray) },
    "copy::store::Log::read" to { json, tray -> copyStoreLogRead(json, tray) },
    "copy::store::Log::verify" to { json, tray -> copyStoreLogVerify(json, tray) },
    "copy::store::MemoryStore::new" to { json, tray -> copyStoreMemoryStoreNew(json, tray) },
    "copy::store::MemoryStore::set_now" to { json, tray -> copyStoreMemoryStoreSetNow(json, tray) },
    "copy::store::Opened::append" to { json, tray -> copyStoreOpenedAppend(json, tray) },
    "copy::store::Snapshot::new" to { json, tray -> copyStoreSnapshotNew(json, tray) },
    "copy::store::Stored::open" to { json, tray -> copyStoreStoredOpen(json, tray) },
    "copy::store::checkpoint" to { json, tray -> copyStoreCheckpoint(json, tray) },
    "copy::store::create" to { json, tray -> copyStoreCreate(json, tray) },
    "copy::store::erase_history" to { json, tray -> copyStoreEraseHistory(json, tray) },
    "copy::store::forget" to { json, tray -> copyStoreForget(json, tray) },
    "copy::store::handle" to { json, tray -> copyStoreHandle(json, tray) },
    "copy::store::merge" to { json, tray -> copyStoreMerge(json, tray) },
    "copy::store::prepare" to { json, tray -> copyStorePrepare(json, tray) },
    "copy::store::sync" to { json, tray -> copyStoreSync(json, tray) },
    "copy::sync" to { json, tray -> copySync(json, tray) },
    "copy::verify" to { json, tray -> copyVerify(json, tray) },
    "copy::verify_checkpoints" to { json, tray -> copyVerifyCheckpoints(json, tray) },
    "dispatch::Dispatched::left" to { json, tray -> dispatchDispatchedLeft(json, tray) },
    "dispatch::Waiting::by_question" to { json, tray -> dispatchWaitingByQuestion(json, tray) },
    "dispatch::dispatch" to { json, tray -> dispatchDispatch(json, tray) },
    "document::Document::hash" to { json, tray -> documentDocumentHash(json, tray) },
    "document::Document::inspect" to { json, tray -> documentDocumentInspect(json, tray) },
    "document::Document::is_encrypted" to { json, tray -> documentDocumentIsEncrypted(json, tray) },
    "document::Document::is_repaired" to { json, tray -> documentDocumentIsRepaired(json, tray) },
    "document::Document::open" to { json, tray -> documentDocumentOpen(json, tray) },
    "document::Document::page_count" to { json, tray -> documentDocumentPageCount(json, tray) },
    "document::Document::readers" to { json, tray -> documentDocumentReaders(json, tray) },
    "document::Document::readers_disagree" to { json, tray -> documentDocumentReadersDisagree(json, tray) },
    "document::Document::resolution" to { json, tray -> documentDocumentResolution(json, tray) },
    "document::Page::geometry" to { json, tray -> documentPageGeometry(json, tray) },
    "document::inspect" to { json, tray -> documentInspect(json, tray) },
    "document::wrap::to_pdf" to { json, tray -> documentWrapToPdf(json, tray) },
    "exam::AnonymousId::as_str" to { json, tray -> examAnonymousIdAsStr(json, tray) },
    "exam::CommentBank::forget" to { json, tray -> examCommentBankForget(json, tray) },
    "exam::CommentBank::new" to { json, tray -> examCommentBankNew(json, tray) },
    "exam::CommentBank::suggest" to { json, tray -> examCommentBankSuggest(json, tray) },
    "exam::CommentBank::take" to { json, tray -> examCommentBankTake(json, tray) },
    "exam::Distribution::of" to { json, tray -> examDistributionOf(json, tray) },
    "exam::ExamKey::derived" to { json, tray -> examExamKeyDerived(json, tray) },
    "exam::ExamKey::new" to { json, tray -> examExamKeyNew(json, tray) },
    "exam::ExamKey::to_text" to { json, tray -> examExamKeyToText(json, tray) },
    "exam::IdScheme::capacity" to { json, tray -> examIdSchemeCapacity(json, tray) },
    "exam::IdScheme::index_of" to { json, tray -> examIdSchemeIndexOf(json, tray) },
    "exam::IdScheme::new" to { json, tray -> examIdSchemeNew(json, tray) },
    "exam::IdScheme::prefix" to { json, tray -> examIdSchemePrefix(json, tray) },
    "exam::Mark::from_hundredths" to { json, tray -> examMarkFromHundredths(json, tray) },
    "exam::Mark::hundredths" to { json, tray -> examMarkHundredths(json, tray) },
    "exam::Mark::is_multiple_of" to { json, tray -> examMarkIsMultipleOf(json, tray) },
    "exam::Mark::scaled" to { json, tray -> examMarkScaled(json, tray) },
    "exam::Mark::sum" to { json, tray -> examMarkSum(json, tray) },
    "exam::MarkedPaper::read_all" to { json, tray -> examMarkedPaperReadAll(json, tray) },
    "exam::MarkerStatistics::of" to { json, tray -> examMarkerStatisticsOf(json, tray) },
    "exam::Scheme::check" to { json, tray -> examSchemeCheck(json, tray) },
    "exam::Scheme::complete_total" to { json, tray -> examSchemeCompleteTotal(json, tray) },
    "exam::Scheme::items" to { json, tray -> examSchemeItems(json, tray) },
    "exam::Scheme::missing" to { json, tray -> examSchemeMissing(json, tray) },
    "exam::Scheme::out_of" to { json, tray -> examSchemeOutOf(json, tray) },
    "exam::Scheme::questions" to { json, tray -> examSchemeQuestions(json, tray) },
    "exam::Scheme::read" to { json, tray -> examSchemeRead(json, tray) },
    "exam::Scheme::rescore" to { json, tray -> examSchemeRescore(json, tray) },
    "exam::Scheme::total" to { json, tray -> examSchemeTotal(json, tray) },
    "exam::Scheme::variants" to { json, tray -> examSchemeVariants(json, tray) },
    "exam::Scores::read" to { json, tray -> examScoresRead(json, tray) },
    "exam::Scores::sum" to { json, tray -> examScoresSum(json, tray) },
    "exam::Statistics::of" to { json, tray -> examStatisticsOf(json, tray) },
    "exam::Tolerance::disagreements" to { json, tray -> examToleranceDisagreements(json, tray) },
    "exam::anonymous_id" to { json, tray -> examAnonymousId(json, tray) },
    "exam::histogram" to { json, tray -> examHistogram(json, tray) },
    "export::Archive::finish" to { json, tray -> exportArchiveFinish(json, tray) },
    "export::FileNames::take" to { json, tray -> exportFileNamesTake(json, tray) },
    "export::MarkBook::new" to { json, tray -> exportMarkBookNew(json, tray) },
    "export::MarkBook::read" to { json, tray -> exportMarkBookRead(json, tray) },
    "export::MarkBookRow::is_graded" to { json, tray -> exportMarkBookRowIsGraded(json, tray) },
    "export::merge" to { json, tray -> exportMerge(json, tray) },
    "export::outline_title" to { json, tray -> exportOutlineTitle(json, tray) },
    "export::paper_name" to { json, tray -> exportPaperName(json, tray) },
    "export::pronote" to { json, tray -> exportPronote(json, tray) },
    "export::results" to { json, tray -> exportResults(json, tray) },
    "export::statistics" to { json, tray -> exportStatistics(json, tray) },
    "flatten::exchange::Pages::of" to { json, tray -> flattenExchangePagesOf(json, tray) },
    "flatten::exchange::from_json" to { json, tray -> flattenExchangeFromJson(json, tray) },
    "flatten::exchange::from_pdf" to { json, tray -> flattenExchangeFromPdf(json, tray) },
    "flatten::exchange::from_xfdf" to { json, tray -> flattenExchangeFromXfdf(json, tray) },
    "flatten::exchange::to_json" to { json, tray -> flattenExchangeToJson(json, tray) },
    "flatten::exchange::to_xfdf" to { json, tray -> flattenExchangeToXfdf(json, tray) },
    "flatten::verify" to { json, tray -> flattenVerify(json, tray) },
    "flatten::write" to { json, tray -> flattenWrite(json, tray) },
    "flatten::write_for_marker" to { json, tray -> flattenWriteForMarker(json, tray) },
    "raster::page" to { json, tray -> rasterPage(json, tray) },
    "raster::thumbnail" to { json, tray -> rasterThumbnail(json, tray) },
    "redact::RedactedPdf::audit" to { json, tray -> redactRedactedPdfAudit(json, tray) },
    "redact::RedactedPdf::bytes" to { json, tray -> redactRedactedPdfBytes(json, tray) },
    "redact::RedactedPdf::from_storage" to { json, tray -> redactRedactedPdfFromStorage(json, tray) },
    "redact::RedactedPdf::notes" to { json, tray -> redactRedactedPdfNotes(json, tray) },
    "redact::RedactedPdf::page_count" to { json, tray -> redactRedactedPdfPageCount(json, tray) },
    "redact::RedactedPdf::receipt" to { json, tray -> redactRedactedPdfReceipt(json, tray) },
    "redact::RedactedPdf::wiped" to { json, tray -> redactRedactedPdfWiped(json, tray) },
    "redact::RedactedPdf::zones" to { json, tray -> redactRedactedPdfZones(json, tray) },
    "redact::RedactionPlan::new" to { json, tray -> redactRedactionPlanNew(json, tray) },
    "redact::apply" to { json, tray -> redactApply(json, tray) },
    "redact::audit::audit" to { json, tray -> redactAuditAudit(json, tray) },
    "redact::auto::of_copy" to { json, tray -> redactAutoOfCopy(json, tray) },
    "redact::auto::of_document" to { json, tray -> redactAutoOfDocument(json, tray) },
    "redact::plan" to { json, tray -> redactPlan(json, tray) },
    "roster::Attendance::code" to { json, tray -> rosterAttendanceCode(json, tray) },
    "roster::Attendance::expects_paper" to { json, tray -> rosterAttendanceExpectsPaper(json, tray) },
    "roster::BirthDate::new" to { json, tray -> rosterBirthDateNew(json, tray) },
    "roster::Candidate::needles" to { json, tray -> rosterCandidateNeedles(json, tray) },
    "roster::CountingSheet::of" to { json, tray -> rosterCountingSheetOf(json, tray) },
    "roster::DateRead::date" to { json, tray -> rosterDateReadDate(json, tray) },
    "roster::DateRead::wrong_digits" to { json, tray -> rosterDateReadWrongDigits(json, tray) },
    "roster::Reading::same_candidate" to { json, tray -> rosterReadingSameCandidate(json, tray) },
    "roster::Roster::needles" to { json, tray -> rosterRosterNeedles(json, tray) },
    "roster::Roster::read" to { json, tray -> rosterRosterRead(json, tray) },
    "roster::match_copies" to { json, tray -> rosterMatchCopies(json, tray) },
    "roster::normalise" to { json, tray -> rosterNormalise(json, tray) },
    "scan::Digits::likeliest" to { json, tray -> scanDigitsLikeliest(json, tray) },
    "scan::Digits::probability" to { json, tray -> scanDigitsProbability(json, tray) },
    "scan::Side::grade" to { json, tray -> scanSideGrade(json, tray) },
    "scan::Thumbprint::lies_with" to { json, tray -> scanThumbprintLiesWith(json, tray) },
    "scan::Thumbprint::likeness" to { json, tray -> scanThumbprintLikeness(json, tray) },
    "scan::Thumbprint::shows_through" to { json, tray -> scanThumbprintShowsThrough(json, tray) },
    "scan::examine" to { json, tray -> scanExamine(json, tray) },
    "scan::side" to { json, tray -> scanSide(json, tray) },
    "split::apply" to { json, tray -> splitApply(json, tray) },
    "split::copy" to { json, tray -> splitCopy(json, tray) },
    "split::review_page" to { json, tray -> splitReviewPage(json, tray) },
    "testing::panic" to { json, tray -> testingPanic(json, tray) },
    "typeset::Fonts::missing" to { json, tray -> typesetFontsMissing(json, tray) },
)

private suspend fun bookletSplitPlanAcceptCopy(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "this")
    val result = SplitPlan.read(json.part("this"), tray).acceptCopy(copy = json.part("copy").int())
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanMarkBlank(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "page", "blank", "this")
    val result = SplitPlan.read(json.part("this"), tray).markBlank(page = PageId.read(json.part("page"), tray), blank = json.part("blank").bool())
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanMergeCopies(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "first", "second", "this")
    val result = SplitPlan.read(json.part("this"), tray).mergeCopies(first = json.part("first").int(), second = json.part("second").int())
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanMovePage(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "page", "target", "number", "this")
    val result = SplitPlan.read(json.part("this"), tray).movePage(page = PageId.read(json.part("page"), tray), target = MoveTarget.read(json.part("target"), tray), number = json.maybe("number")?.let { it.long() })
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanNeedsReview(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = SplitPlan.read(json.part("this"), tray).needsReview()
    return { tray -> plain(result) }
}

private suspend fun bookletSplitPlanNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan")
    val result = SplitPlan.create(plan = SplitPlan.read(json.part("plan"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanRotateSide(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "page", "by", "this")
    val result = SplitPlan.read(json.part("this"), tray).rotateSide(page = PageId.read(json.part("page"), tray), by = Rotation.read(json.part("by"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanSetCandidate(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "candidate", "this")
    val result = SplitPlan.read(json.part("this"), tray).setCandidate(copy = json.part("copy").int(), candidate = json.maybe("candidate")?.let { PlannedCandidate.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanSplitCopy(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "before", "this")
    val result = SplitPlan.read(json.part("this"), tray).splitCopy(copy = json.part("copy").int(), before = json.part("before").int())
    return { tray -> result.write(tray) }
}

private suspend fun bookletSplitPlanSwapPages(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "one", "other", "this")
    val result = SplitPlan.read(json.part("this"), tray).swapPages(one = PageId.read(json.part("one"), tray), other = PageId.read(json.part("other"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun bookletAssign(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "findings", "certain", "readings")
    val result = Booklet.assign(findings = Findings.read(json.part("findings"), tray), certain = json.maybe("certain")?.let { it.float() }, readings = json.maybe("readings")?.let { it.list { one0 -> PageReading.read(one0, tray) } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun bookletDiff(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "before", "after")
    val result = Booklet.diff(before = SplitPlan.read(json.part("before"), tray), after = SplitPlan.read(json.part("after"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun bookletPlan(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "sources", "mode")
    val result = Booklet.plan(sources = json.part("sources").list { one0 -> NamedDocument.read(one0, tray) }, mode = PlanMode.read(json.part("mode"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyAnnotationCheck(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Annotation.read(json.part("this"), tray).check()
    return { tray -> JsonNull }
}

private suspend fun copyCheckpointNext(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "exam", "at", "reason", "heads", "last")
    val result = Checkpoint.next(exam = json.part("exam").text(), at = Timestamp.read(json.part("at"), tray), reason = json.part("reason").text(), heads = json.part("heads").mapping { one0 -> Pair(one0.at(0).long(), ChainHash.read(one0.at(1), tray)) }, last = json.maybe("last")?.let { Checkpoint.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyCopyApply(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "events", "this")
    val result = Copy.read(json.part("this"), tray).apply(events = json.part("events").list { one0 -> Event.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyCopyLock(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now", "this")
    val result = Copy.read(json.part("this"), tray).lock(now = Timestamp.read(json.part("now"), tray))
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun copyCopyNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "id", "pages")
    val result = Copy.create(id = CopyId.read(json.part("id"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyCopyStatus(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now", "this")
    val result = Copy.read(json.part("this"), tray).status(now = Timestamp.read(json.part("now"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyFactIsDecision(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Fact.read(json.part("this"), tray).isDecision()
    return { tray -> plain(result) }
}

private suspend fun copyFenceNext(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Fence.read(json.part("this"), tray).next()
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun copyLinkNext(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "event", "payload", "last")
    val result = Link.next(copy = CopyId.read(json.part("copy"), tray), event = Event.read(json.part("event"), tray), payload = Payload.read(json.part("payload"), tray), last = json.maybe("last")?.let { Link.read(it, tray) })
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun copyLockIsLive(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now", "this")
    val result = Lock.read(json.part("this"), tray).isLive(now = Timestamp.read(json.part("now"), tray))
    return { tray -> plain(result) }
}

private suspend fun copyLockTokenHash(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = LockToken.read(json.part("this"), tray).hash()
    return { tray -> result.write(tray) }
}

private suspend fun copyPayloadNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "event", "salt")
    val result = Payload.create(event = Event.read(json.part("event"), tray), salt = Salt.read(json.part("salt"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyShapeCheck(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Shape.read(json.part("this"), tray).check()
    return { tray -> JsonNull }
}

private suspend fun copyTokenHashIsOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "token", "this")
    val result = TokenHash.read(json.part("this"), tray).isOf(token = LockToken.read(json.part("token"), tray))
    return { tray -> plain(result) }
}

private suspend fun copyTtlAfter(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now", "this")
    val result = Ttl.read(json.part("this"), tray).after(now = Timestamp.read(json.part("now"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyTtlFromSeconds(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "seconds")
    val result = Ttl.fromSeconds(seconds = json.part("seconds").long())
    return { tray -> result.write(tray) }
}

private suspend fun copyDecide(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "command", "context", "copy")
    val result = Copy.read(json.part("copy"), tray).decide(command = Command.read(json.part("command"), tray), context = Context.read(json.part("context"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyMerge(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "into", "from", "context")
    val result = Copy.merge(into = Copy.read(json.part("into"), tray), from = Copy.read(json.part("from"), tray), context = Context.read(json.part("context"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreLogOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "store", "exam", "copies")
    val result = Log.of(store = Store.read(json.part("store"), tray), exam = json.part("exam").text(), copies = json.part("copies").list { one0 -> CopyId.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreLogRead(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json", "limits")
    val result = Log.read(json = Bytes.read(json.part("json"), tray), limits = json.maybe("limits")?.let { Limits.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreLogVerify(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Log.read(json.part("this"), tray).verify()
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreMemoryStoreNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now")
    val result = MemoryStore.create(now = json.maybe("now")?.let { Timestamp.read(it, tray) } ?: Timestamp(0L))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreMemoryStoreSetNow(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "now", "this")
    val result = Store.read(json.part("this"), tray).memoryStoreSetNow(now = Timestamp.read(json.part("now"), tray))
    return { tray -> JsonNull }
}

private suspend fun copyStoreOpenedAppend(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "events", "salt", "token", "this")
    val result = Opened.read(json.part("this"), tray).append(events = json.part("events").list { one0 -> Event.read(one0, tray) }, salt = Salt.read(json.part("salt"), tray), token = json.maybe("token")?.let { LockToken.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreSnapshotNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy")
    val result = Snapshot.create(copy = Copy.read(json.part("copy"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreStoredOpen(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "this")
    val result = Stored.read(json.part("this"), tray).open(copy = CopyId.read(json.part("copy"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreCheckpoint(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "exam", "copies", "reason", "store")
    val result = Store.read(json.part("store"), tray).checkpoint(exam = json.part("exam").text(), copies = json.part("copies").list { one0 -> CopyId.read(one0, tray) }, reason = json.part("reason").text())
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreCreate(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "pages", "request", "store")
    val result = Store.read(json.part("store"), tray).create(copy = CopyId.read(json.part("copy"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) }, request = Request.read(json.part("request"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreEraseHistory(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "store")
    val result = Store.read(json.part("store"), tray).eraseHistory(copy = CopyId.read(json.part("copy"), tray))
    return { tray -> JsonNull }
}

private suspend fun copyStoreForget(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "store")
    val result = Store.read(json.part("store"), tray).forget(copy = CopyId.read(json.part("copy"), tray))
    return { tray -> JsonNull }
}

private suspend fun copyStoreHandle(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "command", "request", "store")
    val result = Store.read(json.part("store"), tray).handle(copy = CopyId.read(json.part("copy"), tray), command = Command.read(json.part("command"), tray), request = Request.read(json.part("request"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreMerge(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "into", "from", "request", "store")
    val result = Store.read(json.part("store"), tray).merge(into = CopyId.read(json.part("into"), tray), from = CopyId.read(json.part("from"), tray), request = Request.read(json.part("request"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStorePrepare(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "stored", "copy", "command", "request")
    val result = Store.prepare(stored = Stored.read(json.part("stored"), tray), copy = CopyId.read(json.part("copy"), tray), command = Command.read(json.part("command"), tray), request = Request.read(json.part("request"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyStoreSync(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "batch", "request", "store")
    val result = Store.read(json.part("store"), tray).sync(copy = CopyId.read(json.part("copy"), tray), batch = OfflineBatch.read(json.part("batch"), tray), request = Request.read(json.part("request"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copySync(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "batch", "context", "copy")
    val result = Copy.read(json.part("copy"), tray).sync(batch = OfflineBatch.read(json.part("batch"), tray), context = Context.read(json.part("context"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun copyVerify(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "links", "payloads")
    val result = Copy.verify(copy = CopyId.read(json.part("copy"), tray), links = json.part("links").list { one0 -> Link.read(one0, tray) }, payloads = json.part("payloads").list { one0 -> LinkPayload.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun copyVerifyCheckpoints(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "exam", "checkpoints", "links")
    val result = Copy.verifyCheckpoints(exam = json.part("exam").text(), checkpoints = json.part("checkpoints").list { one0 -> Checkpoint.read(one0, tray) }, links = json.part("links").mapping { one0 -> one0.list { one1 -> Link.read(one1, tray) } })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun dispatchDispatchedLeft(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Dispatched.read(json.part("this"), tray).left()
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun dispatchWaitingByQuestion(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copies", "questions")
    val result = Waiting.byQuestion(copies = json.part("copies").list { one0 -> Waiting.read(one0, tray) }, questions = json.part("questions").list { one0 -> one0.text() })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun dispatchDispatch(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copies", "markers", "options")
    val result = Dispatch.dispatch(copies = json.part("copies").list { one0 -> Waiting.read(one0, tray) }, markers = json.part("markers").list { one0 -> Marker.read(one0, tray) }, options = DispatchOptions.read(json.part("options"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun documentDocumentHash(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).hash()
    return { tray -> result.write(tray) }
}

private suspend fun documentDocumentInspect(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).inspect()
    return { tray -> result.write(tray) }
}

private suspend fun documentDocumentIsEncrypted(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).isEncrypted()
    return { tray -> plain(result) }
}

private suspend fun documentDocumentIsRepaired(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).isRepaired()
    return { tray -> plain(result) }
}

private suspend fun documentDocumentOpen(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "source", "limits", "name", "password")
    val result = Document.open(source = Bytes.read(json.part("source"), tray), limits = json.maybe("limits")?.let { Limits.read(it, tray) }, name = json.maybe("name")?.let { it.text() }, password = json.maybe("password")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun documentDocumentPageCount(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).pageCount()
    return { tray -> plain(result) }
}

private suspend fun documentDocumentReaders(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).readers()
    return { tray -> result.write(tray) }
}

private suspend fun documentDocumentReadersDisagree(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Document.read(json.part("this"), tray).readersDisagree()
    return { tray -> plain(result) }
}

private suspend fun documentDocumentResolution(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "page", "this")
    val result = Document.read(json.part("this"), tray).resolution(page = json.part("page").int())
    return { tray -> (result?.let { one0 -> plain(one0) } ?: JsonNull) }
}

private suspend fun documentPageGeometry(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "page", "this")
    val result = Document.read(json.part("this"), tray).pageGeometry(page = json.part("page").int())
    return { tray -> result.write(tray) }
}

private suspend fun documentInspect(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "source", "limits", "name", "password")
    val result = Document.inspect(source = Bytes.read(json.part("source"), tray), limits = json.maybe("limits")?.let { Limits.read(it, tray) }, name = json.maybe("name")?.let { it.text() }, password = json.maybe("password")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun documentWrapToPdf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "files", "limits")
    val result = Wrap.toPdf(files = json.part("files").list { one0 -> NamedFile.read(one0, tray) }, limits = json.maybe("limits")?.let { Limits.read(it, tray) })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examAnonymousIdAsStr(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "text")
    val result = AnonymousId.asStr(text = json.part("text").text())
    return { tray -> plain(result) }
}

private suspend fun examCommentBankForget(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "text", "question", "this")
    val result = CommentBank.read(json.part("this"), tray).forget(text = json.part("text").text(), question = json.maybe("question")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examCommentBankNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "official")
    val result = CommentBank.create(official = json.part("official").list { one0 -> Comment.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun examCommentBankSuggest(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "most", "question", "typed", "this")
    val result = CommentBank.read(json.part("this"), tray).suggest(most = json.part("most").int(), question = json.maybe("question")?.let { it.text() }, typed = json.maybe("typed")?.let { it.text() } ?: "")
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examCommentBankTake(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "text", "question", "score_delta", "this")
    val result = CommentBank.read(json.part("this"), tray).take(text = json.part("text").text(), question = json.maybe("question")?.let { it.text() }, scoreDelta = json.maybe("score_delta")?.let { Mark.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun examDistributionOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "marks")
    val result = Distribution.of(marks = json.part("marks").list { one0 -> Mark.read(one0, tray) })
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun examExamKeyDerived(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "key", "purpose")
    val result = ExamKey.derived(key = json.part("key").text(), purpose = json.part("purpose").text())
    return { tray -> plain(result) }
}

private suspend fun examExamKeyNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "random")
    val result = ExamKey.create(random = json.part("random").text())
    return { tray -> plain(result) }
}

private suspend fun examExamKeyToText(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "key")
    val result = ExamKey.toText(key = json.part("key").text())
    return { tray -> plain(result) }
}

private suspend fun examIdSchemeCapacity(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = IdScheme.read(json.part("this"), tray).capacity()
    return { tray -> plain(result) }
}

private suspend fun examIdSchemeIndexOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "key", "id", "this")
    val result = IdScheme.read(json.part("this"), tray).indexOf(key = json.part("key").text(), id = AnonymousId.read(json.part("id"), tray))
    return { tray -> plain(result) }
}

private suspend fun examIdSchemeNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "exam", "copies", "check", "digits", "prefix")
    val result = IdScheme.create(exam = json.part("exam").text(), copies = json.part("copies").int(), check = json.maybe("check")?.let { it.bool() }, digits = json.maybe("digits")?.let { it.int() }, prefix = json.maybe("prefix")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examIdSchemePrefix(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = IdScheme.read(json.part("this"), tray).findPrefix()
    return { tray -> plain(result) }
}

private suspend fun examMarkFromHundredths(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "hundredths")
    val result = Mark.fromHundredths(hundredths = json.part("hundredths").long())
    return { tray -> result.write(tray) }
}

private suspend fun examMarkHundredths(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Mark.read(json.part("this"), tray).hundredths()
    return { tray -> plain(result) }
}

private suspend fun examMarkIsMultipleOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "step", "this")
    val result = Mark.read(json.part("this"), tray).isMultipleOf(step = Mark.read(json.part("step"), tray))
    return { tray -> plain(result) }
}

private suspend fun examMarkScaled(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "numerator", "denominator", "this")
    val result = Mark.read(json.part("this"), tray).scaled(numerator = Mark.read(json.part("numerator"), tray), denominator = Mark.read(json.part("denominator"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun examMarkSum(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "marks")
    val result = Mark.sum(marks = json.part("marks").list { one0 -> Mark.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun examMarkedPaperReadAll(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json")
    val result = MarkedPaper.readAll(json = Bytes.read(json.part("json"), tray))
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examMarkerStatisticsOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copies")
    val result = MarkerStatistics.of(copies = json.part("copies").list { one0 -> CopyMarks.read(one0, tray) })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examSchemeCheck(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scores", "deltas", "variant", "this")
    val result = Scheme.read(json.part("this"), tray).check(scores = Scores.read(json.part("scores"), tray), deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(), variant = json.maybe("variant")?.let { it.text() })
    return { tray -> JsonNull }
}

private suspend fun examSchemeCompleteTotal(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scores", "deltas", "variant", "this")
    val result = Scheme.read(json.part("this"), tray).completeTotal(scores = Scores.read(json.part("scores"), tray), deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(), variant = json.maybe("variant")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examSchemeItems(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Scheme.read(json.part("this"), tray).findItems()
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examSchemeMissing(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scores", "deltas", "variant", "this")
    val result = Scheme.read(json.part("this"), tray).missing(scores = Scores.read(json.part("scores"), tray), deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(), variant = json.maybe("variant")?.let { it.text() })
    return { tray -> list(result) { one0 -> plain(one0) } }
}

private suspend fun examSchemeOutOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "variant", "this")
    val result = Scheme.read(json.part("this"), tray).outOf(variant = json.maybe("variant")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examSchemeQuestions(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "variant", "this")
    val result = Scheme.read(json.part("this"), tray).questions(variant = json.maybe("variant")?.let { it.text() })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examSchemeRead(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json")
    val result = Scheme.read(json = Bytes.read(json.part("json"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun examSchemeRescore(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "new", "copies", "this")
    val result = Scheme.read(json.part("this"), tray).rescore(new = Scheme.read(json.part("new"), tray), copies = json.part("copies").list { one0 -> PaperMarks.read(one0, tray) })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examSchemeTotal(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scores", "deltas", "variant", "this")
    val result = Scheme.read(json.part("this"), tray).total(scores = Scores.read(json.part("scores"), tray), deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList(), variant = json.maybe("variant")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examSchemeVariants(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Scheme.read(json.part("this"), tray).variants()
    return { tray -> list(result) { one0 -> (one0?.let { one1 -> plain(one1) } ?: JsonNull) } }
}

private suspend fun examScoresRead(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json")
    val result = Scores.read(json = Bytes.read(json.part("json"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun examScoresSum(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "deltas", "this")
    val result = Scores.read(json.part("this"), tray).sum(deltas = json.maybe("deltas")?.let { it.list { one0 -> Mark.read(one0, tray) } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun examStatisticsOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scheme", "copies", "variant")
    val result = Statistics.of(scheme = Scheme.read(json.part("scheme"), tray), copies = json.part("copies").list { one0 -> CopyMarks.read(one0, tray) }, variant = json.maybe("variant")?.let { it.text() })
    return { tray -> result.write(tray) }
}

private suspend fun examToleranceDisagreements(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scheme", "first", "second", "variant", "this")
    val result = Tolerance.read(json.part("this"), tray).disagreements(scheme = Scheme.read(json.part("scheme"), tray), first = Scores.read(json.part("first"), tray), second = Scores.read(json.part("second"), tray), variant = json.maybe("variant")?.let { it.text() })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun examAnonymousId(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "scheme", "key", "index")
    val result = Exam.anonymousId(scheme = IdScheme.read(json.part("scheme"), tray), key = json.part("key").text(), index = json.part("index").long())
    return { tray -> result.write(tray) }
}

private suspend fun examHistogram(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "marks", "scale", "width")
    val result = Exam.histogram(marks = json.part("marks").list { one0 -> Mark.read(one0, tray) }, scale = Mark.read(json.part("scale"), tray), width = Mark.read(json.part("width"), tray))
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun exportArchiveFinish(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "entries")
    val result = Archive.finish(entries = json.part("entries").list { one0 -> Entry.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun exportFileNamesTake(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "wanted")
    val result = FileNames.take(wanted = json.part("wanted").list { one0 -> Wanted.read(one0, tray) })
    return { tray -> list(result) { one0 -> plain(one0) } }
}

private suspend fun exportMarkBookNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "subject", "rows")
    val result = MarkBook.create(subject = json.part("subject").text(), rows = json.part("rows").list { one0 -> MarkBookRow.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun exportMarkBookRead(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json", "limits")
    val result = MarkBook.read(json = Bytes.read(json.part("json"), tray), limits = json.maybe("limits")?.let { Limits.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun exportMarkBookRowIsGraded(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = MarkBookRow.read(json.part("this"), tray).isGraded()
    return { tray -> plain(result) }
}

private suspend fun exportMerge(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "papers")
    val result = Export.merge(papers = json.part("papers").list { one0 -> TitledPaper.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun exportOutlineTitle(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "row", "names")
    val result = Export.outlineTitle(row = MarkBookRow.read(json.part("row"), tray), names = json.part("names").bool())
    return { tray -> (result?.let { one0 -> plain(one0) } ?: JsonNull) }
}

private suspend fun exportPaperName(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "row", "names")
    val result = Export.paperName(row = MarkBookRow.read(json.part("row"), tray), names = json.part("names").bool())
    return { tray -> (result?.let { one0 -> plain(one0) } ?: JsonNull) }
}

private suspend fun exportPronote(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "book")
    val result = Export.pronote(book = MarkBook.read(json.part("book"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun exportResults(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "book", "language")
    val result = Export.results(book = MarkBook.read(json.part("book"), tray), language = json.maybe("language")?.let { Language.read(it, tray) } ?: Language.ENGLISH)
    return { tray -> result.write(tray) }
}

private suspend fun exportStatistics(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "book", "language")
    val result = Export.statistics(book = MarkBook.read(json.part("book"), tray), language = json.maybe("language")?.let { Language.read(it, tray) } ?: Language.ENGLISH)
    return { tray -> result.write(tray) }
}

private suspend fun flattenExchangePagesOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "pages")
    val result = Pages.of(document = openable(json.part("document"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun flattenExchangeFromJson(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "json", "pages")
    val result = Exchange.fromJson(json = Bytes.read(json.part("json"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun flattenExchangeFromPdf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "pages")
    val result = Exchange.fromPdf(document = openable(json.part("document"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun flattenExchangeFromXfdf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "xfdf", "pages")
    val result = Exchange.fromXfdf(xfdf = Bytes.read(json.part("xfdf"), tray), pages = json.part("pages").list { one0 -> PaperPage.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun flattenExchangeToJson(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "annotations")
    val result = Exchange.toJson(annotations = Annotations.read(json.part("annotations"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun flattenExchangeToXfdf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "annotations", "pages", "authors")
    val result = Exchange.toXfdf(annotations = Annotations.read(json.part("annotations"), tray), pages = json.part("pages").list { one0 -> PaperPage.read(one0, tray) }, authors = json.maybe("authors")?.let { it.bool() } ?: false)
    return { tray -> result.write(tray) }
}

private suspend fun flattenVerify(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "fonts")
    val result = Flatten.verify(document = openable(json.part("document"), tray), fonts = json.maybe("fonts")?.let { it.list { one0 -> Bytes.read(one0, tray) } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun flattenWrite(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "pages", "fonts", "marking", "options")
    val result = Flatten.write(document = openable(json.part("document"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) }, fonts = json.maybe("fonts")?.let { it.list { one0 -> Bytes.read(one0, tray) } } ?: emptyList(), marking = json.maybe("marking")?.let { Marking.read(it, tray) }, options = json.maybe("options")?.let { FlattenOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun flattenWriteForMarker(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "copy", "id", "pages", "fonts", "marking", "options")
    val result = Flatten.writeForMarker(copy = RedactedPdf.read(json.part("copy"), tray), id = AnonymousId.read(json.part("id"), tray), pages = json.part("pages").list { one0 -> PageId.read(one0, tray) }, fonts = json.maybe("fonts")?.let { it.list { one0 -> Bytes.read(one0, tray) } } ?: emptyList(), marking = json.maybe("marking")?.let { Marking.read(it, tray) }, options = json.maybe("options")?.let { FlattenOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun rasterPage(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "page", "dpi", "options")
    val result = Raster.page(document = openable(json.part("document"), tray), page = json.part("page").int(), dpi = json.part("dpi").float(), options = json.maybe("options")?.let { PictureOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun rasterThumbnail(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "page", "width", "height", "options")
    val result = Raster.thumbnail(document = openable(json.part("document"), tray), page = json.part("page").int(), width = json.part("width").long(), height = json.part("height").long(), options = json.maybe("options")?.let { PictureOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun redactRedactedPdfAudit(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).audit()
    return { tray -> result.write(tray) }
}

private suspend fun redactRedactedPdfBytes(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).bytes()
    return { tray -> result.write(tray) }
}

private suspend fun redactRedactedPdfFromStorage(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "pdf", "receipt", "key")
    val result = RedactedPdf.fromStorage(pdf = Bytes.read(json.part("pdf"), tray), receipt = RedactionReceipt.read(json.part("receipt"), tray), key = json.part("key").text())
    return { tray -> result.write(tray) }
}

private suspend fun redactRedactedPdfNotes(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).notes()
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun redactRedactedPdfPageCount(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).pageCount()
    return { tray -> plain(result) }
}

private suspend fun redactRedactedPdfReceipt(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "key", "this")
    val result = RedactedPdf.read(json.part("this"), tray).receipt(key = json.part("key").text())
    return { tray -> result.write(tray) }
}

private suspend fun redactRedactedPdfWiped(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).wiped()
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun redactRedactedPdfZones(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = RedactedPdf.read(json.part("this"), tray).zones()
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun redactRedactionPlanNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan")
    val result = RedactionPlan.create(plan = RedactionPlan.read(json.part("plan"), tray))
    return { tray -> result.write(tray) }
}

private suspend fun redactApply(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "plan", "needles")
    val result = Redact.apply(document = openable(json.part("document"), tray), plan = RedactionPlan.read(json.part("plan"), tray), needles = json.maybe("needles")?.let { it.list { one0 -> one0.text() } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun redactAuditAudit(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "pdf", "expected", "limits", "needles", "password", "zones")
    val result = Audit.audit(pdf = Bytes.read(json.part("pdf"), tray), expected = json.maybe("expected")?.let { it.list { one0 -> Expected.read(one0, tray) } } ?: emptyList(), limits = json.maybe("limits")?.let { Limits.read(it, tray) }, needles = json.maybe("needles")?.let { it.list { one0 -> one0.text() } } ?: emptyList(), password = json.maybe("password")?.let { it.text() }, zones = json.maybe("zones")?.let { it.list { one0 -> Zone.read(one0, tray) } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun redactAutoOfCopy(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan", "copy", "sources", "findings", "notes", "options", "straighten")
    val result = Auto.ofCopy(plan = SplitPlan.read(json.part("plan"), tray), copy = json.part("copy").int(), sources = json.part("sources").list { openable(it, tray) }, findings = json.maybe("findings")?.let { Findings.read(it, tray) }, notes = json.maybe("notes")?.let { it.list { one0 -> Note.read(one0, tray) } } ?: emptyList(), options = json.maybe("options")?.let { AutoOptions.read(it, tray) }, straighten = json.maybe("straighten")?.let { it.bool() } ?: true)
    return { tray -> result.write(tray) }
}

private suspend fun redactAutoOfDocument(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "options")
    val result = Auto.ofDocument(document = openable(json.part("document"), tray), options = json.maybe("options")?.let { AutoOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun redactPlan(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "zones", "options")
    val result = Redact.plan(document = openable(json.part("document"), tray), zones = json.part("zones").list { one0 -> Zone.read(one0, tray) }, options = json.maybe("options")?.let { RedactionOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun rosterAttendanceCode(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Attendance.read(json.part("this"), tray).code()
    return { tray -> (result?.let { one0 -> plain(one0) } ?: JsonNull) }
}

private suspend fun rosterAttendanceExpectsPaper(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Attendance.read(json.part("this"), tray).expectsPaper()
    return { tray -> plain(result) }
}

private suspend fun rosterBirthDateNew(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "year", "month", "day")
    val result = BirthDate.create(year = json.part("year").int(), month = json.part("month").int(), day = json.part("day").int())
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun rosterCandidateNeedles(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Candidate.read(json.part("this"), tray).needles()
    return { tray -> list(result) { one0 -> plain(one0) } }
}

private suspend fun rosterCountingSheetOf(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "roster", "matching", "said")
    val result = CountingSheet.of(roster = Roster.read(json.part("roster"), tray), matching = Matching.read(json.part("matching"), tray), said = json.maybe("said")?.let { it.list { one0 -> Said.read(one0, tray) } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun rosterDateReadDate(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = DateRead.read(json.part("this"), tray).date()
    return { tray -> (result?.let { one0 -> one0.write(tray) } ?: JsonNull) }
}

private suspend fun rosterDateReadWrongDigits(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "date", "this")
    val result = DateRead.read(json.part("this"), tray).wrongDigits(date = BirthDate.read(json.part("date"), tray))
    return { tray -> plain(result) }
}

private suspend fun rosterReadingSameCandidate(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "other", "this")
    val result = Reading.read(json.part("this"), tray).sameCandidate(other = Reading.read(json.part("other"), tray))
    return { tray -> plain(result) }
}

private suspend fun rosterRosterNeedles(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Roster.read(json.part("this"), tray).needles()
    return { tray -> list(result) { one0 -> plain(one0) } }
}

private suspend fun rosterRosterRead(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "csv", "limits")
    val result = Roster.read(csv = Bytes.read(json.part("csv"), tray), limits = json.maybe("limits")?.let { Limits.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun rosterMatchCopies(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "readings", "copies", "roster")
    val result = Roster.read(json.part("roster"), tray).matchCopies(readings = json.part("readings").list { one0 -> CopyReading.read(one0, tray) }, copies = json.maybe("copies")?.let { it.list { one0 -> one0.int() } } ?: emptyList())
    return { tray -> result.write(tray) }
}

private suspend fun rosterNormalise(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "name")
    val result = Roster.normalise(name = json.part("name").text())
    return { tray -> plain(result) }
}

private suspend fun scanDigitsLikeliest(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Digits.read(json.part("this"), tray).likeliest()
    return { tray -> (result?.let { one0 -> tuple(plain(one0.first), plain(one0.second)) } ?: JsonNull) }
}

private suspend fun scanDigitsProbability(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "number", "this")
    val result = Digits.read(json.part("this"), tray).probability(number = json.part("number").long())
    return { tray -> plain(result) }
}

private suspend fun scanSideGrade(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "this")
    val result = Side.read(json.part("this"), tray).grade()
    return { tray -> result.write(tray) }
}

private suspend fun scanThumbprintLiesWith(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "back", "this")
    val result = Thumbprint.read(json.part("this"), tray).liesWith(back = Thumbprint.read(json.part("back"), tray))
    return { tray -> plain(result) }
}

private suspend fun scanThumbprintLikeness(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "other", "this")
    val result = Thumbprint.read(json.part("this"), tray).likeness(other = Thumbprint.read(json.part("other"), tray))
    return { tray -> plain(result) }
}

private suspend fun scanThumbprintShowsThrough(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "back", "this")
    val result = Thumbprint.read(json.part("this"), tray).showsThrough(back = Thumbprint.read(json.part("back"), tray))
    return { tray -> plain(result) }
}

private suspend fun scanExamine(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "sources")
    val result = Scan.examine(sources = json.part("sources").list { one0 -> NamedDocument.read(one0, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun scanSide(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "document", "page")
    val result = Scan.side(document = openable(json.part("document"), tray), page = json.part("page").int())
    return { tray -> result.write(tray) }
}

private suspend fun splitApply(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan", "sources", "options")
    val result = Split.apply(plan = SplitPlan.read(json.part("plan"), tray), sources = json.part("sources").list { openable(it, tray) }, options = json.maybe("options")?.let { SplitOptions.read(it, tray) })
    return { tray -> list(result) { one0 -> one0.write(tray) } }
}

private suspend fun splitCopy(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan", "index", "sources", "options")
    val result = Split.copy(plan = SplitPlan.read(json.part("plan"), tray), index = json.part("index").int(), sources = json.part("sources").list { openable(it, tray) }, options = json.maybe("options")?.let { SplitOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun splitReviewPage(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "plan", "index", "sources", "options")
    val result = Split.reviewPage(plan = SplitPlan.read(json.part("plan"), tray), index = json.part("index").int(), sources = json.part("sources").list { openable(it, tray) }, options = json.maybe("options")?.let { SplitOptions.read(it, tray) })
    return { tray -> result.write(tray) }
}

private suspend fun testingPanic(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json)
    val result = Testing.panic()
    return { tray -> JsonNull }
}

private suspend fun typesetFontsMissing(json: JsonElement, tray: Tray): (Tray) -> JsonElement {
    only(json, "text", "fonts")
    val result = Fonts.missing(text = json.part("text").text(), fonts = json.maybe("fonts")?.let { it.list { one0 -> Bytes.read(one0, tray) } } ?: emptyList())
    return { tray -> list(result) { one0 -> plain(one0) } }
}
