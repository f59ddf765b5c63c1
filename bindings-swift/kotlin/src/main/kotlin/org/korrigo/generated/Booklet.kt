// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A place that a half might have had. */
public data class Alternative(
    /** Which copy. */
    public val copy: Int,
    /** How likely: 0..=1. */
    public val score: Double,
    /** Which page of it, from 1. */
    public val number: Long? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("copy" to plain(copy), "score" to plain(score), "number" to number?.let { plain(it) })

    public companion object : Reader<Alternative>() {
        override fun read(json: JsonElement, tray: Tray): Alternative =
            Alternative(
            copy = json.part("copy").int(),
            score = json.part("score").float(),
            number = json.maybe("number")?.let { it.long() },
        )
    }
}

/** A blank half that belongs to no copy. */
public data class BlankPage(
    /** The page's name for ever. */
    public val id: PageId,
    /** Which scan, from 0. */
    public val source: Int,
    /** Which of its pages, from 0. */
    public val page: Int,
    /** Which half of the upright side. */
    public val half: Half,
    /** The fold: normalised x at mid height of the upright page. Means nothing for a whole page. */
    public val cut: Double = 0.5,
    /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
    public val cutLine: List<List<Double>>? = null,
    /** Quarter turns clockwise that make the displayed page upright. */
    public val rotate: Rotation = Rotation(0L),
    /** How far the content is turned clockwise on the upright page, in degrees. */
    public val skewDeg: Double = 0.0,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "source" to plain(source), "page" to plain(page), "half" to half.write(tray), "cut" to plain(cut), "cut_line" to cutLine?.let { list(it) { one0 -> list(one0) { one1 -> plain(one1) } } }, "rotate" to rotate.write(tray), "skew_deg" to plain(skewDeg))

    public companion object : Reader<BlankPage>() {
        override fun read(json: JsonElement, tray: Tray): BlankPage =
            BlankPage(
            id = PageId.read(json.part("id"), tray),
            source = json.part("source").int(),
            page = json.part("page").int(),
            half = Half.read(json.part("half"), tray),
            cut = json.maybe("cut")?.let { it.float() } ?: 0.5,
            cutLine = json.maybe("cut_line")?.let { it.list { one0 -> one0.list { one1 -> one1.float() } } },
            rotate = json.maybe("rotate")?.let { Rotation.read(it, tray) } ?: Rotation(0L),
            skewDeg = json.maybe("skew_deg")?.let { it.float() } ?: 0.0,
        )
    }
}

/** A copy of both plans that is told otherwise. */
public data class CopyChange(
    /** Its index in the first plan. */
    public val before: Int,
    /** Its index in the second plan. */
    public val after: Int,
    /** Its status in both. */
    public val status: List<PlanStatus>,
    /** Reasons that are new. */
    public val reasonsAdded: List<Reason>,
    /** Reasons that are gone. */
    public val reasonsRemoved: List<Reason>,
    /** Whether it is another candidate's, or nobody's now. */
    public val candidate: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("before" to plain(before), "after" to plain(after), "status" to list(status) { one0 -> one0.write(tray) }, "reasons_added" to list(reasonsAdded) { one0 -> one0.write(tray) }, "reasons_removed" to list(reasonsRemoved) { one0 -> one0.write(tray) }, "candidate" to plain(candidate))

    public companion object : Reader<CopyChange>() {
        override fun read(json: JsonElement, tray: Tray): CopyChange =
            CopyChange(
            before = json.part("before").int(),
            after = json.part("after").int(),
            status = json.part("status").list { one0 -> PlanStatus.read(one0, tray) },
            reasonsAdded = json.part("reasons_added").list { one0 -> Reason.read(one0, tray) },
            reasonsRemoved = json.part("reasons_removed").list { one0 -> Reason.read(one0, tray) },
            candidate = json.part("candidate").bool(),
        )
    }
}

/** One candidate's pages, in reading order. */
public data class CopyPlan(
    /** Position in `copies`, from 0. */
    public val index: Int,
    /** Whether a person should look. */
    public val status: PlanStatus,
    /** The pages, in reading order; at least one. */
    public val pages: List<PlannedPage>,
    /** Whose copy it is, where that is known. */
    public val candidate: PlannedCandidate? = null,
    /** Why a person should look. */
    public val reasons: List<Reason> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("index" to plain(index), "status" to status.write(tray), "pages" to list(pages) { one0 -> one0.write(tray) }, "candidate" to candidate?.let { it.write(tray) }, "reasons" to list(reasons) { one0 -> one0.write(tray) })

    public companion object : Reader<CopyPlan>() {
        override fun read(json: JsonElement, tray: Tray): CopyPlan =
            CopyPlan(
            index = json.part("index").int(),
            status = PlanStatus.read(json.part("status"), tray),
            pages = json.part("pages").list { one0 -> PlannedPage.read(one0, tray) },
            candidate = json.maybe("candidate")?.let { PlannedCandidate.read(it, tray) },
            reasons = json.maybe("reasons")?.let { it.list { one0 -> Reason.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** One thing that speaks for a decision. */
public data class Evidence(
    /** What was seen. */
    public val kind: EvidenceKind,
    /** How strongly it speaks: 0..=1. */
    public val score: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "score" to plain(score))

    public companion object : Reader<Evidence>() {
        override fun read(json: JsonElement, tray: Tray): Evidence =
            Evidence(
            kind = EvidenceKind.read(json.part("kind"), tray),
            score = json.part("score").float(),
        )
    }
}

/** What kind of thing was seen. */
public enum class EvidenceKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The fold was found. */
    FOLD("fold"),
    /** A header was found. */
    HEADER("header"),
    /** The header looks as if the candidate of the header before filled it in. */
    LIKENESS("likeness"),
    /** The user said so. */
    MODE("mode"),
    /** The copy as a whole: the probability that it is exactly as planned. */
    ORDER("order"),
    /** The way up was found. */
    ORIENTATION("orientation"),
    /** The number in the boxes is the page's. */
    PAGE_NUMBER("page_number"),
    /** The shape of the page and its place in the pile. */
    SHAPE("shape"),
    /** The two sides of the sheet go together: by slant and by what shows through. */
    SHEET("sheet"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<EvidenceKind>() {
        override fun read(json: JsonElement, tray: Tray): EvidenceKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What was seen on every side of some scans. */
public data class Findings(
    /** Always `korrigo.findings/1`. */
    public val format: String,
    /** The scans, in the order they were given. */
    public val sources: List<SourceFindings>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "sources" to list(sources) { one0 -> one0.write(tray) })

    public companion object : Reader<Findings>() {
        override fun read(json: JsonElement, tray: Tray): Findings =
            Findings(
            format = json.part("format").text(),
            sources = json.part("sources").list { one0 -> SourceFindings.read(one0, tray) },
        )
    }
}

/** Where a page goes. */
public sealed interface MoveTarget : Value {
    /** Into a copy. */
    public data class Copy(
        /** The copy, from 0. */
        public val copy: Int,
        /** The page it stands in front of, from 0; past the last, it stands at the end. */
        public val before: Int,
    ) : MoveTarget {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("copy"), "copy" to plain(copy), "before" to plain(before))
    }

    /** Into a copy of its own. */
    public data object NewCopy : MoveTarget {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("new_copy"))
    }

    /** To the blank pages that belong to nobody. */
    public data object Blank : MoveTarget {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("blank"))
    }


    public companion object : Reader<MoveTarget>() {
        override fun read(json: JsonElement, tray: Tray): MoveTarget =
            when (val which = json.tag("kind")) {
            "copy" -> Copy(
                copy = json.part("copy").int(),
                before = json.part("before").int(),
            )
            "new_copy" -> NewCopy
            "blank" -> Blank
            else -> unknown(which)
        }
    }
}

/** A scan with the name it came with. */
public data class NamedDocument(
    /** The name. */
    public val name: String,
    /** The scan. */
    public val document: Document,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "document" to document.write(tray))

    public companion object : Reader<NamedDocument>() {
        override fun read(json: JsonElement, tray: Tray): NamedDocument =
            NamedDocument(
            name = json.part("name").text(),
            document = Document.read(json.part("document"), tray),
        )
    }
}

/** A half that stands elsewhere or lies otherwise. */
public data class PageChange(
    /** Its name in the second plan. */
    public val id: PageId,
    /** Which scan. */
    public val source: Int,
    /** Which of its pages. */
    public val page: Int,
    /** Which half, in the second plan. */
    public val half: Half,
    /** Whether it is blank now, when that changed. */
    public val blank: Boolean? = null,
    /** The cut in both, normalised to the side of the second plan, when it moved. */
    public val cut: List<Double>? = null,
    /** Where it stood and stands, when that changed. */
    public val moved: List<Spot>? = null,
    /** How far it was turned clockwise, when it was. */
    public val rotated: Rotation? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "source" to plain(source), "page" to plain(page), "half" to half.write(tray), "blank" to blank?.let { plain(it) }, "cut" to cut?.let { list(it) { one0 -> plain(one0) } }, "moved" to moved?.let { list(it) { one0 -> one0.write(tray) } }, "rotated" to rotated?.let { it.write(tray) })

    public companion object : Reader<PageChange>() {
        override fun read(json: JsonElement, tray: Tray): PageChange =
            PageChange(
            id = PageId.read(json.part("id"), tray),
            source = json.part("source").int(),
            page = json.part("page").int(),
            half = Half.read(json.part("half"), tray),
            blank = json.maybe("blank")?.let { it.bool() },
            cut = json.maybe("cut")?.let { it.list { one0 -> one0.float() } },
            moved = json.maybe("moved")?.let { it.list { one0 -> Spot.read(one0, tray) } },
            rotated = json.maybe("rotated")?.let { Rotation.read(it, tray) },
        )
    }
}

/** What was read in the header of one half of a page. */
public data class PageReading(
    /** Which scan, from 0. */
    public val source: Int,
    /** Which of its pages, from 0. */
    public val page: Int,
    /** Which half. */
    public val half: Half,
    /** Birth date; in JSON a text that is none counts as not read. */
    public val birthDate: DateRead? = null,
    /** How likely each of them is right: 0..=1; anything else counts as 0. In JSON 1 where nothing is said. */
    public val confidence: Double = 1.0,
    /** First name. */
    public val firstName: String? = null,
    /** Surname. */
    public val lastName: String? = null,
    /** Candidate number. */
    public val number: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("source" to plain(source), "page" to plain(page), "half" to half.write(tray), "birth_date" to birthDate?.let { it.write(tray) }, "confidence" to plain(confidence), "first_name" to firstName?.let { plain(it) }, "last_name" to lastName?.let { plain(it) }, "number" to number?.let { plain(it) })

    public companion object : Reader<PageReading>() {
        override fun read(json: JsonElement, tray: Tray): PageReading =
            PageReading(
            source = json.part("source").int(),
            page = json.part("page").int(),
            half = Half.read(json.part("half"), tray),
            birthDate = json.maybe("birth_date")?.let { DateRead.read(it, tray) },
            confidence = json.maybe("confidence")?.let { it.float() } ?: 1.0,
            firstName = json.maybe("first_name")?.let { it.text() },
            lastName = json.maybe("last_name")?.let { it.text() },
            number = json.maybe("number")?.let { it.text() },
        )
    }
}

/** What changed between two plans of the same scans. Empty when nothing did. */
public data class PlanDiff(
    /** Copies of the second plan that the first has not, by their index in the second. */
    public val added: List<Int>,
    /** Copies of the first plan that the second has not, by their index in the first. */
    public val removed: List<Int>,
    /** Copies of both with another status, other reasons or another candidate. */
    public val copies: List<CopyChange>,
    /** Halves that stand elsewhere or lie otherwise. */
    public val pages: List<PageChange>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("added" to list(added) { one0 -> plain(one0) }, "removed" to list(removed) { one0 -> plain(one0) }, "copies" to list(copies) { one0 -> one0.write(tray) }, "pages" to list(pages) { one0 -> one0.write(tray) })

    public companion object : Reader<PlanDiff>() {
        override fun read(json: JsonElement, tray: Tray): PlanDiff =
            PlanDiff(
            added = json.part("added").list { one0 -> one0.int() },
            removed = json.part("removed").list { one0 -> one0.int() },
            copies = json.part("copies").list { one0 -> CopyChange.read(one0, tray) },
            pages = json.part("pages").list { one0 -> PageChange.read(one0, tray) },
        )
    }
}

/** How pages become copies when nobody looks at the paper. */
public sealed interface PlanMode : Value {
    /** Copies of so many pages each. */
    public data class Fixed(
        /** How many pages. */
        public val pages: Long,
    ) : PlanMode {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("fixed"), "pages" to plain(pages))
    }

    /** Booklets as the shape of the pages tells: two-up sides are folded sheets. */
    public data object Shape : PlanMode {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("shape"))
    }

    /** Every file is one copy. */
    public data object Single : PlanMode {
        override fun write(tray: Tray): JsonElement = record("kind" to JsonPrimitive("single"))
    }


    public companion object : Reader<PlanMode>() {
        override fun read(json: JsonElement, tray: Tray): PlanMode =
            when (val which = json.tag("kind")) {
            "fixed" -> Fixed(
                pages = json.part("pages").long(),
            )
            "shape" -> Shape
            "single" -> Single
            else -> unknown(which)
        }
    }
}

/** Whether a decision stands. */
public enum class PlanStatus(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /**
     * Every page is where the plan says: never wrong. What its reasons name is to be done or known besides, such
     * as a page to be scanned again.
     */
    CERTAIN("certain"),
    /** A person decides. */
    REVIEW("review"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<PlanStatus>() {
        override fun read(json: JsonElement, tray: Tray): PlanStatus =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Whose copy it is. */
public data class PlannedCandidate(
    /** Surname. */
    public val lastName: String,
    /** First name. */
    public val firstName: String,
    /** ISO date. */
    public val birthDate: String? = null,
    /** The candidate's number. */
    public val number: String? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("last_name" to plain(lastName), "first_name" to plain(firstName), "birth_date" to birthDate?.let { plain(it) }, "number" to number?.let { plain(it) })

    public companion object : Reader<PlannedCandidate>() {
        override fun read(json: JsonElement, tray: Tray): PlannedCandidate =
            PlannedCandidate(
            lastName = json.part("last_name").text(),
            firstName = json.part("first_name").text(),
            birthDate = json.maybe("birth_date")?.let { it.text() },
            number = json.maybe("number")?.let { it.text() },
        )
    }
}

/** A page of a copy. */
public data class PlannedPage(
    /** The page's name for ever. */
    public val id: PageId,
    /** Which scan, from 0. */
    public val source: Int,
    /** Which of its pages, from 0. */
    public val page: Int,
    /** Which half of the upright side. */
    public val half: Half,
    /** How sure the decision is: 0..=1. */
    public val confidence: Double,
    /** Where else it may belong, the likeliest first. */
    public val alternatives: List<Alternative> = emptyList(),
    /** Whether nobody wrote on it. A blank page of a booklet stays in its copy. */
    public val blank: Boolean = false,
    /** The fold: normalised x at mid height of the upright page. Means nothing for a whole page. */
    public val cut: Double = 0.5,
    /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
    public val cutLine: List<List<Double>>? = null,
    /** What speaks for the decision. */
    public val evidence: List<Evidence> = emptyList(),
    /** The header, normalised to this half. */
    public val header: NormalizedRect? = null,
    /** Its number in the copy, from 1, where that is known. */
    public val number: Long? = null,
    /** Quarter turns clockwise that make the displayed page upright. */
    public val rotate: Rotation = Rotation(0L),
    /** How far the content is turned clockwise on the upright page, in degrees. */
    public val skewDeg: Double = 0.0,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "source" to plain(source), "page" to plain(page), "half" to half.write(tray), "confidence" to plain(confidence), "alternatives" to list(alternatives) { one0 -> one0.write(tray) }, "blank" to plain(blank), "cut" to plain(cut), "cut_line" to cutLine?.let { list(it) { one0 -> list(one0) { one1 -> plain(one1) } } }, "evidence" to list(evidence) { one0 -> one0.write(tray) }, "header" to header?.let { it.write(tray) }, "number" to number?.let { plain(it) }, "rotate" to rotate.write(tray), "skew_deg" to plain(skewDeg))

    public companion object : Reader<PlannedPage>() {
        override fun read(json: JsonElement, tray: Tray): PlannedPage =
            PlannedPage(
            id = PageId.read(json.part("id"), tray),
            source = json.part("source").int(),
            page = json.part("page").int(),
            half = Half.read(json.part("half"), tray),
            confidence = json.part("confidence").float(),
            alternatives = json.maybe("alternatives")?.let { it.list { one0 -> Alternative.read(one0, tray) } } ?: emptyList(),
            blank = json.maybe("blank")?.let { it.bool() } ?: false,
            cut = json.maybe("cut")?.let { it.float() } ?: 0.5,
            cutLine = json.maybe("cut_line")?.let { it.list { one0 -> one0.list { one1 -> one1.float() } } },
            evidence = json.maybe("evidence")?.let { it.list { one0 -> Evidence.read(one0, tray) } } ?: emptyList(),
            header = json.maybe("header")?.let { NormalizedRect.read(it, tray) },
            number = json.maybe("number")?.let { it.long() },
            rotate = json.maybe("rotate")?.let { Rotation.read(it, tray) } ?: Rotation(0L),
            skewDeg = json.maybe("skew_deg")?.let { it.float() } ?: 0.0,
        )
    }
}

/** Why a copy or a page needs a person. */
public enum class Reason(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The pages were cut and ordered by their shape alone; nobody has looked at the paper. */
    NOT_EXAMINED("not_examined"),
    /** No header was found where one was expected. */
    NO_HEADER("no_header"),
    /** There may be a header here, but it cannot be told for sure. */
    HEADER_UNCERTAIN("header_uncertain"),
    /** The header is there, but nothing is written in it. */
    HEADER_EMPTY("header_empty"),
    /** One side of a sheet is missing from the scan. */
    MISSING_SIDE("missing_side"),
    /** A whole sheet seems to be missing. */
    MISSING_SHEET("missing_sheet"),
    /** There is a sheet more than the copy should have. */
    SURPLUS_SHEET("surplus_sheet"),
    /** The same sheet seems to have been scanned twice. */
    DOUBLED_SHEET("doubled_sheet"),
    /** It cannot be told for sure which side of the sheet is the front. */
    SIDE_ORDER_UNCERTAIN("side_order_uncertain"),
    /** It cannot be told for sure which way up the page is. */
    ORIENTATION_UNCERTAIN("orientation_uncertain"),
    /** The fold was not found for sure. */
    FOLD_UNCERTAIN("fold_uncertain"),
    /** The copy has an unusual number of pages. */
    PAGE_COUNT_UNUSUAL("page_count_unusual"),
    /** The page numbers on the paper contradict the order of the pages. */
    PAGE_NUMBER_CONFLICT("page_number_conflict"),
    /** It cannot be told for sure whether somebody wrote on the page. */
    BLANK_UNCERTAIN("blank_uncertain"),
    /** The scan is too poor to be marked; scan the page again. */
    QUALITY_RED("quality_red"),
    /** A single page lies among folded sheets; it is not known whose it is. */
    MIXED_FORMATS("mixed_formats"),
    /** Two independent readers count different numbers of pages in the file. */
    READERS_DISAGREE("readers_disagree"),
    /** Two copies claim the same candidate. */
    CANDIDATE_CONFLICT("candidate_conflict"),
    /** The last copy of the scan has fewer pages than the others. */
    ODD_TAIL("odd_tail"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Reason>() {
        override fun read(json: JsonElement, tray: Tray): Reason =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A half that a person must place. */
public data class ReviewPage(
    /** The page's name for ever. */
    public val id: PageId,
    /** Which scan, from 0. */
    public val source: Int,
    /** Which of its pages, from 0. */
    public val page: Int,
    /** Which half of the upright side. */
    public val half: Half,
    /** Why it was not placed. */
    public val reason: Reason,
    /** What was nearly decided, the likeliest first. */
    public val alternatives: List<Alternative> = emptyList(),
    /** The fold: normalised x at mid height of the upright page. Means nothing for a whole page. */
    public val cut: Double = 0.5,
    /** The cut as two points of the upright, normalised page; overrides `cut` and the skew's slant. */
    public val cutLine: List<List<Double>>? = null,
    /** Quarter turns clockwise that make the displayed page upright. */
    public val rotate: Rotation = Rotation(0L),
    /** How far the content is turned clockwise on the upright page, in degrees. */
    public val skewDeg: Double = 0.0,
) : Value {
    override fun write(tray: Tray): JsonElement = record("id" to id.write(tray), "source" to plain(source), "page" to plain(page), "half" to half.write(tray), "reason" to reason.write(tray), "alternatives" to list(alternatives) { one0 -> one0.write(tray) }, "cut" to plain(cut), "cut_line" to cutLine?.let { list(it) { one0 -> list(one0) { one1 -> plain(one1) } } }, "rotate" to rotate.write(tray), "skew_deg" to plain(skewDeg))

    public companion object : Reader<ReviewPage>() {
        override fun read(json: JsonElement, tray: Tray): ReviewPage =
            ReviewPage(
            id = PageId.read(json.part("id"), tray),
            source = json.part("source").int(),
            page = json.part("page").int(),
            half = Half.read(json.part("half"), tray),
            reason = Reason.read(json.part("reason"), tray),
            alternatives = json.maybe("alternatives")?.let { it.list { one0 -> Alternative.read(one0, tray) } } ?: emptyList(),
            cut = json.maybe("cut")?.let { it.float() } ?: 0.5,
            cutLine = json.maybe("cut_line")?.let { it.list { one0 -> one0.list { one1 -> one1.float() } } },
            rotate = json.maybe("rotate")?.let { Rotation.read(it, tray) } ?: Rotation(0L),
            skewDeg = json.maybe("skew_deg")?.let { it.float() } ?: 0.0,
        )
    }
}

/** What was seen on every side of one scan. */
public data class SourceFindings(
    /** What the user calls it; for people only. */
    public val name: String,
    /** Its content's hash: what makes page ids and a second import recognisable. */
    public val sha256: SourceHash,
    /** How many pages it has. */
    public val pages: Int,
    /** Its pages in order: as many as `source.pages`. */
    public val sides: List<Side>,
    /** Two independent readers count different numbers of pages in the file. */
    public val readersDisagree: Boolean = false,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "sha256" to sha256.write(tray), "pages" to plain(pages), "sides" to list(sides) { one0 -> one0.write(tray) }, "readers_disagree" to plain(readersDisagree))

    public companion object : Reader<SourceFindings>() {
        override fun read(json: JsonElement, tray: Tray): SourceFindings =
            SourceFindings(
            name = json.part("name").text(),
            sha256 = SourceHash.read(json.part("sha256"), tray),
            pages = json.part("pages").int(),
            sides = json.part("sides").list { one0 -> Side.read(one0, tray) },
            readersDisagree = json.maybe("readers_disagree")?.let { it.bool() } ?: false,
        )
    }
}

/** One scan. */
public data class SourceRef(
    /** What the user calls it; for people only. */
    public val name: String,
    /** Its content's hash: what makes page ids and a second import recognisable. */
    public val sha256: SourceHash,
    /** How many pages it has. */
    public val pages: Int,
) : Value {
    override fun write(tray: Tray): JsonElement = record("name" to plain(name), "sha256" to sha256.write(tray), "pages" to plain(pages))

    public companion object : Reader<SourceRef>() {
        override fun read(json: JsonElement, tray: Tray): SourceRef =
            SourceRef(
            name = json.part("name").text(),
            sha256 = SourceHash.read(json.part("sha256"), tray),
            pages = json.part("pages").int(),
        )
    }
}

/**
 * A legal plan: every half of every page of every source stands in exactly one place.
 * Read one with serde or make one from `PlanParts`; both refuse what breaks the rules with `plan_invalid`,
 * naming every broken rule.
 */
public data class SplitPlan(
    /** Always `korrigo.plan/1`. */
    public val format: String,
    /** The scans, in the order `source` counts them. */
    public val sources: List<SourceRef>,
    /** The copies, in the order of the pile. */
    public val copies: List<CopyPlan>,
    /** Blank halves that belong to no copy. */
    public val blank: List<BlankPage> = emptyList(),
    /** Halves that a person must place. */
    public val review: List<ReviewPage> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("format" to plain(format), "sources" to list(sources) { one0 -> one0.write(tray) }, "copies" to list(copies) { one0 -> one0.write(tray) }, "blank" to list(blank) { one0 -> one0.write(tray) }, "review" to list(review) { one0 -> one0.write(tray) })

    /**
     * The plan after a person found a copy right.
     * @param copy The copy, from 0.
     * @throws KorrigoException what the engine refuses
     */
    public fun acceptCopy(copy: Int): SplitPlan =
        Call("booklet::SplitPlan::accept_copy")
            .with("this") { tray -> write(tray) }
            .with("copy") { tray -> plain(copy) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with a page marked as blank or written.
     * @param page The page.
     * @param blank Whether nobody wrote on it.
     * @throws KorrigoException what the engine refuses
     */
    public fun markBlank(page: PageId, blank: Boolean): SplitPlan =
        Call("booklet::SplitPlan::mark_blank")
            .with("this") { tray -> write(tray) }
            .with("page") { tray -> page.write(tray) }
            .with("blank") { tray -> plain(blank) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with two copies as one.
     * @param first The copy that stays.
     * @param second The copy whose pages follow; it is gone then.
     * @throws KorrigoException what the engine refuses
     */
    public fun mergeCopies(first: Int, second: Int): SplitPlan =
        Call("booklet::SplitPlan::merge_copies")
            .with("this") { tray -> write(tray) }
            .with("first") { tray -> plain(first) }
            .with("second") { tray -> plain(second) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with a page elsewhere.
     * @param page The page.
     * @param target Where it goes.
     * @param number Its number from then on.
     * @throws KorrigoException what the engine refuses
     */
    public fun movePage(page: PageId, target: MoveTarget, number: Long? = null): SplitPlan =
        Call("booklet::SplitPlan::move_page")
            .with("this") { tray -> write(tray) }
            .with("page") { tray -> page.write(tray) }
            .with("target") { tray -> target.write(tray) }
            .with("number") { tray -> number?.let { plain(it) } }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * Whether a person must look.
     * @throws KorrigoException what the engine refuses
     */
    public fun needsReview(): Boolean =
        Call("booklet::SplitPlan::needs_review")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.bool() }

    /**
     * The plan with a side turned.
     * @param page A page of the side.
     * @param by Quarter turns clockwise, in degrees.
     * @throws KorrigoException what the engine refuses
     */
    public fun rotateSide(page: PageId, by: Rotation): SplitPlan =
        Call("booklet::SplitPlan::rotate_side")
            .with("this") { tray -> write(tray) }
            .with("page") { tray -> page.write(tray) }
            .with("by") { tray -> by.write(tray) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with a copy given to a candidate.
     * @param copy The copy, from 0.
     * @param candidate Whose it is; nobody's when left out.
     * @throws KorrigoException what the engine refuses
     */
    public fun setCandidate(copy: Int, candidate: PlannedCandidate? = null): SplitPlan =
        Call("booklet::SplitPlan::set_candidate")
            .with("this") { tray -> write(tray) }
            .with("copy") { tray -> plain(copy) }
            .with("candidate") { tray -> candidate?.let { it.write(tray) } }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with a copy cut in two.
     * @param copy The copy, from 0.
     * @param before The page that begins the new copy, from 0 in its own.
     * @throws KorrigoException what the engine refuses
     */
    public fun splitCopy(copy: Int, before: Int): SplitPlan =
        Call("booklet::SplitPlan::split_copy")
            .with("this") { tray -> write(tray) }
            .with("copy") { tray -> plain(copy) }
            .with("before") { tray -> plain(before) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    /**
     * The plan with two pages exchanged.
     * @param one A page.
     * @param other Another.
     * @throws KorrigoException what the engine refuses
     */
    public fun swapPages(one: PageId, other: PageId): SplitPlan =
        Call("booklet::SplitPlan::swap_pages")
            .with("this") { tray -> write(tray) }
            .with("one") { tray -> one.write(tray) }
            .with("other") { tray -> other.write(tray) }
            .run { json, tray -> SplitPlan.read(json, tray) }

    public companion object : Reader<SplitPlan>() {
        override fun read(json: JsonElement, tray: Tray): SplitPlan =
            SplitPlan(
            format = json.part("format").text(),
            sources = json.part("sources").list { one0 -> SourceRef.read(one0, tray) },
            copies = json.part("copies").list { one0 -> CopyPlan.read(one0, tray) },
            blank = json.maybe("blank")?.let { it.list { one0 -> BlankPage.read(one0, tray) } } ?: emptyList(),
            review = json.maybe("review")?.let { it.list { one0 -> ReviewPage.read(one0, tray) } } ?: emptyList(),
        )

        /**
         * A plan as it was stored or edited, checked.
         * @param plan The plan, as it was stored or edited.
         * @throws KorrigoException what the engine refuses
         */
        public fun create(plan: SplitPlan): SplitPlan =
            Call("booklet::SplitPlan::new")
                .with("plan") { tray -> plan.write(tray) }
                .run { json, tray -> SplitPlan.read(json, tray) }
    }
}

/** Where a half stands in a plan. */
public sealed interface Spot : Value {
    /** In a copy. */
    public data class Copy(
        /** Which. */
        public val copy: Int,
        /** Its place among the pages, from 0. */
        public val place: Int,
        /** Its number, from 1. */
        public val number: Long? = null,
    ) : Spot {
        override fun write(tray: Tray): JsonElement = record("copy" to record("copy" to plain(copy), "place" to plain(place), "number" to number?.let { plain(it) }))
    }

    /** In the review tray. */
    public data object Review : Spot {
        override fun write(tray: Tray): JsonElement = JsonPrimitive("review")
    }

    /** Among the blank pages of no copy. */
    public data object Blank : Spot {
        override fun write(tray: Tray): JsonElement = JsonPrimitive("blank")
    }


    public companion object : Reader<Spot>() {
        override fun read(json: JsonElement, tray: Tray): Spot =
            when (val which = json.variant()) {
            "copy" -> json.part("copy").let { json -> Copy(
                copy = json.part("copy").int(),
                place = json.part("place").int(),
                number = json.maybe("number")?.let { it.long() },
            ) }
            "review" -> Review
            "blank" -> Blank
            else -> unknown(which)
        }
    }
}

/** What stands under `Booklet`. */
public object Booklet {
    /**
     * A plan that explains best what was seen, with what was read.
     * @param findings What was seen on the scans.
     * @param certain How sure a copy must be to be certain: 0 to 1.
     * @param readings What somebody read on the headers.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun assign(
        findings: Findings,
        certain: Double? = null,
        readings: List<PageReading> = emptyList(),
        onProgress: ProgressListener? = null,
    ): SplitPlan =
        Call("booklet::assign")
            .with("findings") { tray -> findings.write(tray) }
            .with("certain") { tray -> certain?.let { plain(it) } }
            .with("readings") { tray -> list(readings) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> SplitPlan.read(json, tray) }

    /**
     * What differs between two plans of the same scans.
     * @param before The plan as it was.
     * @param after The plan as it is.
     * @throws KorrigoException what the engine refuses
     */
    public fun diff(before: SplitPlan, after: SplitPlan): PlanDiff =
        Call("booklet::diff")
            .with("before") { tray -> before.write(tray) }
            .with("after") { tray -> after.write(tray) }
            .run { json, tray -> PlanDiff.read(json, tray) }

    /**
     * A plan by the shape of the pages alone.
     * @param sources The scans, in the order of the pile.
     * @param mode How pages become copies.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun plan(
        sources: List<NamedDocument>,
        mode: PlanMode,
        onProgress: ProgressListener? = null,
    ): SplitPlan =
        Call("booklet::plan")
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .with("mode") { tray -> mode.write(tray) }
            .await(onProgress, null) { json, tray -> SplitPlan.read(json, tray) }
}
