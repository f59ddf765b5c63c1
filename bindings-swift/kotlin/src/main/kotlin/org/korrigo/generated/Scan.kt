// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** A machine-readable code. */
public data class Barcode(
    /** Which code. */
    public val kind: BarcodeKind,
    /** What it says. */
    public val text: String,
    /** Its corners in the order the code gives them. */
    public val corners: List<Point>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "text" to plain(text), "corners" to list(corners) { one0 -> one0.write(tray) })

    public companion object : Reader<Barcode>() {
        override fun read(json: JsonElement, tray: Tray): Barcode =
            Barcode(
            kind = BarcodeKind.read(json.part("kind"), tray),
            text = json.part("text").text(),
            corners = json.part("corners").list { one0 -> Point.read(one0, tray) },
        )
    }
}

/** Which machine-readable code. */
public enum class BarcodeKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Code 128. */
    CODE128("code128"),
    /** Data Matrix. */
    DATA_MATRIX("data_matrix"),
    /** QR code. */
    QR("qr"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<BarcodeKind>() {
        override fun read(json: JsonElement, tray: Tray): BarcodeKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A row of cells, one letter each. */
public data class CellRow(
    /** The cells from the left. */
    public val cells: List<NormalizedRect>,
    /** The probability that each is written in: as many as cells, 0..=1. */
    public val written: List<Double>,
    /** What is to be written there, where that is known. */
    public val field: Field? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("cells" to list(cells) { one0 -> one0.write(tray) }, "written" to list(written) { one0 -> plain(one0) }, "field" to field?.let { it.write(tray) })

    public companion object : Reader<CellRow>() {
        override fun read(json: JsonElement, tray: Tray): CellRow =
            CellRow(
            cells = json.part("cells").list { one0 -> NormalizedRect.read(one0, tray) },
            written = json.part("written").list { one0 -> one0.float() },
            field = json.maybe("field")?.let { Field.read(it, tray) },
        )
    }
}

/** What digits seem to be written in some boxes: a probability for each reading. */
public data class Digits(
    /** The probability that nothing is written: 0..=1. */
    public val empty: Double,
    /**
     * The likeliest numbers with their probabilities, the likeliest first; with `empty` at most 1. What is
     * missing to 1 is shared by everything else.
     */
    public val readings: List<Pair<Long, Double>>,
) : Value {
    override fun write(tray: Tray): JsonElement = record("empty" to plain(empty), "readings" to list(readings) { one0 -> tuple(plain(one0.first), plain(one0.second)) })

    /**
     * The likeliest number and its probability.
     * @throws KorrigoException what the engine refuses
     */
    public fun likeliest(): Pair<Long, Double>? =
        Call("scan::Digits::likeliest")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> json.orNull()?.let { one0 -> Pair(one0.at(0).long(), one0.at(1).float()) } }

    /**
     * How likely a number is.
     * @param number The number.
     * @throws KorrigoException what the engine refuses
     */
    public fun probability(number: Long): Double =
        Call("scan::Digits::probability")
            .with("this") { tray -> write(tray) }
            .with("number") { tray -> plain(number) }
            .run { json, tray -> json.float() }

    public companion object : Reader<Digits>() {
        override fun read(json: JsonElement, tray: Tray): Digits =
            Digits(
            empty = json.part("empty").float(),
            readings = json.part("readings").list { one0 -> Pair(one0.at(0).long(), one0.at(1).float()) },
        )
    }
}

/** What a row of cells asks for. */
public enum class Field(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Surname. */
    LAST_NAME("last_name"),
    /** First name. */
    FIRST_NAME("first_name"),
    /** The candidate's number. */
    NUMBER("number"),
    /** Birth date. */
    BIRTH_DATE("birth_date"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Field>() {
        override fun read(json: JsonElement, tray: Tray): Field =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Where a two-up side folds. */
public data class Fold(
    /** Normalised x at mid height of the upright side. */
    public val cut: Double,
    /** The line itself. */
    public val line: List<List<Double>>,
    /** The probability that the line is less than 2 mm away from the fold: 0..=1. */
    public val confidence: Double,
    /** What was asked, and what it said. */
    public val witnesses: List<FoldWitness>,
    /**
     * The probability that nothing is written or printed between the line and the fold: 0..=1. Then each page
     * keeps all that is on it, even when the line is not quite where the fold is.
     */
    public val clear: Double = 0.0,
) : Value {
    override fun write(tray: Tray): JsonElement = record("cut" to plain(cut), "line" to list(line) { one0 -> list(one0) { one1 -> plain(one1) } }, "confidence" to plain(confidence), "witnesses" to list(witnesses) { one0 -> one0.write(tray) }, "clear" to plain(clear))

    public companion object : Reader<Fold>() {
        override fun read(json: JsonElement, tray: Tray): Fold =
            Fold(
            cut = json.part("cut").float(),
            line = json.part("line").list { one0 -> one0.list { one1 -> one1.float() } },
            confidence = json.part("confidence").float(),
            witnesses = json.part("witnesses").list { one0 -> FoldWitness.read(one0, tray) },
            clear = json.maybe("clear")?.let { it.float() } ?: 0.0,
        )
    }
}

/** What tells where the fold is. */
public enum class FoldKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The shadow of the crease. */
    CREASE("crease"),
    /** The empty strip between the two blocks of writing. */
    GUTTER("gutter"),
    /** Printed frames and boxes, which stand in the middle of their page or mirror each other. */
    SYMMETRY("symmetry"),
    /** The middle between the paper's edges. */
    PAPER("paper"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<FoldKind>() {
        override fun read(json: JsonElement, tray: Tray): FoldKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** One thing that tells where the fold is. */
public data class FoldWitness(
    /** What was looked at. */
    public val kind: FoldKind,
    /** Normalised x at mid height where it sees the fold. */
    public val cut: Double,
    /** How sure it is: 0..=1. */
    public val confidence: Double,
    /** Whether it agrees with what was decided. */
    public val agrees: Boolean,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "cut" to plain(cut), "confidence" to plain(confidence), "agrees" to plain(agrees))

    public companion object : Reader<FoldWitness>() {
        override fun read(json: JsonElement, tray: Tray): FoldWitness =
            FoldWitness(
            kind = FoldKind.read(json.part("kind"), tray),
            cut = json.part("cut").float(),
            confidence = json.part("confidence").float(),
            agrees = json.part("agrees").bool(),
        )
    }
}

/** How good a scan is. */
public enum class Grade(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Nothing to do. */
    GREEN("green"),
    /** Readable; worth a look. */
    AMBER("amber"),
    /** To be scanned again. */
    RED("red"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Grade>() {
        override fun read(json: JsonElement, tray: Tray): Grade =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** What was seen on one page of a side. */
public data class HalfFindings(
    /** Which part of the upright side. */
    public val half: Half,
    /** The probability that a header is printed here: 0..=1. */
    public val headerProbability: Double,
    /** What is printed to write on. */
    public val ruling: SeenRuling,
    /** How much was written. */
    public val ink: Ink,
    /** Nobody wrote here: ruling, boxes, what shows through and the scanner's edge do not count. */
    public val blank: SeenFlag,
    /** The header that was found, or the likeliest place of one. */
    public val header: Header? = null,
    /** The boxes for the page's number. */
    public val pageBox: PageBox? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("half" to half.write(tray), "header_probability" to plain(headerProbability), "ruling" to ruling.write(tray), "ink" to ink.write(tray), "blank" to blank.write(tray), "header" to header?.let { it.write(tray) }, "page_box" to pageBox?.let { it.write(tray) })

    public companion object : Reader<HalfFindings>() {
        override fun read(json: JsonElement, tray: Tray): HalfFindings =
            HalfFindings(
            half = Half.read(json.part("half"), tray),
            headerProbability = json.part("header_probability").float(),
            ruling = SeenRuling.read(json.part("ruling"), tray),
            ink = Ink.read(json.part("ink"), tray),
            blank = SeenFlag.read(json.part("blank"), tray),
            header = json.maybe("header")?.let { Header.read(it, tray) },
            pageBox = json.maybe("page_box")?.let { PageBox.read(it, tray) },
        )
    }
}

/** A block to write one's name in. */
public data class Header(
    /** The whole block, everything that identifies included. */
    public val rect: NormalizedRect,
    /** What kind of block. */
    public val kind: HeaderKind,
    /** Whether anything is written in its cells. */
    public val filled: SeenFlag,
    /** Its rows of cells from the top. */
    public val rows: List<CellRow> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("rect" to rect.write(tray), "kind" to kind.write(tray), "filled" to filled.write(tray), "rows" to list(rows) { one0 -> one0.write(tray) })

    public companion object : Reader<Header>() {
        override fun read(json: JsonElement, tray: Tray): Header =
            Header(
            rect = NormalizedRect.read(json.part("rect"), tray),
            kind = HeaderKind.read(json.part("kind"), tray),
            filled = SeenFlag.read(json.part("filled"), tray),
            rows = json.maybe("rows")?.let { it.list { one0 -> CellRow.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** What kind of header it is. */
public enum class HeaderKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The French answer sheet: a box a letter for surname, first name, number and birth date. */
    CMEN("cmen"),
    /** A framed table with wide cells. */
    TABLE("table"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<HeaderKind>() {
        override fun read(json: JsonElement, tray: Tray): HeaderKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** How much was written, in shares of the page and in its lines. */
public data class Ink(
    /** The share of the page covered by writing: 0..=1. */
    public val coverage: Double,
    /** How many pieces of writing (connected strokes of more than a dot). */
    public val strokes: Long,
    /** Where the writing ends: normalised y, 0 when there is none. */
    public val bottom: Double,
    /** How dark the writing is against the paper: 0..=1. */
    public val contrast: Double,
    /** How much shows through from the other side: 0..=1 of full ink. */
    public val bleedThrough: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("coverage" to plain(coverage), "strokes" to plain(strokes), "bottom" to plain(bottom), "contrast" to plain(contrast), "bleed_through" to plain(bleedThrough))

    public companion object : Reader<Ink>() {
        override fun read(json: JsonElement, tray: Tray): Ink =
            Ink(
            coverage = json.part("coverage").float(),
            strokes = json.part("strokes").long(),
            bottom = json.part("bottom").float(),
            contrast = json.part("contrast").float(),
            bleedThrough = json.part("bleed_through").float(),
        )
    }
}

/** Something that makes a scan hard to read. */
public data class Issue(
    /** What is wrong. */
    public val kind: IssueKind,
    /** How bad it is. */
    public val grade: Grade,
    /** Where, on the upright side; everywhere when not given. */
    public val rect: NormalizedRect? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "grade" to grade.write(tray), "rect" to rect?.let { it.write(tray) })

    public companion object : Reader<Issue>() {
        override fun read(json: JsonElement, tray: Tray): Issue =
            Issue(
            kind = IssueKind.read(json.part("kind"), tray),
            grade = Grade.read(json.part("grade"), tray),
            rect = json.maybe("rect")?.let { NormalizedRect.read(it, tray) },
        )
    }
}

/** What can be wrong with a scan. */
public enum class IssueKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Letters run into each other. */
    BLURRED("blurred"),
    /** A corner of the paper is missing or folded over. */
    CUT_CORNER("cut_corner"),
    /** The paper goes on where the scan ends. */
    CUT_EDGE("cut_edge"),
    /** Thin lines are lost or paper is grey. */
    TOO_DARK("too_dark"),
    /** Writing is nearly as light as the paper. */
    TOO_LIGHT("too_light"),
    /** Fewer dots per inch than handwriting needs. */
    LOW_RESOLUTION("low_resolution"),
    /** A line of dirt along the scanner's way. */
    STREAK("streak"),
    /** The scan is dotted all over. */
    SPECKLED("speckled"),
    /** The side could not be drawn at all. */
    UNREADABLE("unreadable"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<IssueKind>() {
        override fun read(json: JsonElement, tray: Tray): IssueKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Which way up a side lies. */
public data class Orientation(
    /** Quarter turns clockwise that make the displayed page upright. */
    public val rotate: Rotation,
    /** The probability that `rotate` is right: 0..=1. */
    public val confidence: Double,
    /** What spoke for it or against it. */
    public val witnesses: List<OrientationWitness> = emptyList(),
) : Value {
    override fun write(tray: Tray): JsonElement = record("rotate" to rotate.write(tray), "confidence" to plain(confidence), "witnesses" to list(witnesses) { one0 -> one0.write(tray) })

    public companion object : Reader<Orientation>() {
        override fun read(json: JsonElement, tray: Tray): Orientation =
            Orientation(
            rotate = Rotation.read(json.part("rotate"), tray),
            confidence = json.part("confidence").float(),
            witnesses = json.maybe("witnesses")?.let { it.list { one0 -> OrientationWitness.read(one0, tray) } } ?: emptyList(),
        )
    }
}

/** What tells up from down. */
public enum class OrientationKind(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** The header's frame and cells stand at the top. */
    HEADER("header"),
    /** Page-number boxes stand at the bottom. */
    PAGE_BOX("page_box"),
    /** Lines of writing run across, not along. */
    ROWS("rows"),
    /** Ruling starts below the header and has its margin at the left. */
    RULING("ruling"),
    /** Letters have more above the line than below; lines begin together and end apart. */
    TEXT("text"),
    /** A barcode says which way up it is. */
    BARCODE("barcode"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<OrientationKind>() {
        override fun read(json: JsonElement, tray: Tray): OrientationKind =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** One thing that tells up from down. */
public data class OrientationWitness(
    /** What was looked at. */
    public val kind: OrientationKind,
    /** The turn it speaks for. */
    public val rotate: Rotation,
    /** How strongly: natural logarithm of the odds, 0 or more. */
    public val weight: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("kind" to kind.write(tray), "rotate" to rotate.write(tray), "weight" to plain(weight))

    public companion object : Reader<OrientationWitness>() {
        override fun read(json: JsonElement, tray: Tray): OrientationWitness =
            OrientationWitness(
            kind = OrientationKind.read(json.part("kind"), tray),
            rotate = Rotation.read(json.part("rotate"), tray),
            weight = json.part("weight").float(),
        )
    }
}

/** The boxes at the foot of a page for its number, often with a second pair for how many there are. */
public data class PageBox(
    /** All the boxes together. */
    public val rect: NormalizedRect,
    /** The probability that these are page-number boxes: 0..=1. */
    public val confidence: Double,
    /** The number that seems to be written. */
    public val number: Digits,
    /** The number of pages that seems to be written. */
    public val total: Digits? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("rect" to rect.write(tray), "confidence" to plain(confidence), "number" to number.write(tray), "total" to total?.let { it.write(tray) })

    public companion object : Reader<PageBox>() {
        override fun read(json: JsonElement, tray: Tray): PageBox =
            PageBox(
            rect = NormalizedRect.read(json.part("rect"), tray),
            confidence = json.part("confidence").float(),
            number = Digits.read(json.part("number"), tray),
            total = json.maybe("total")?.let { Digits.read(it, tray) },
        )
    }
}

/** What is printed to write on. */
public enum class Ruling(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** Nothing. */
    NONE("none"),
    /** Lines. */
    LINES("lines"),
    /** French school ruling: lines 2 mm apart, every fourth darker, and upright lines 8 mm apart. */
    SEYES("seyes"),
    /** Squares of about 5 mm. */
    GRID("grid"),
    /** Millimetre paper. */
    MILLIMETRE("millimetre"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<Ruling>() {
        override fun read(json: JsonElement, tray: Tray): Ruling =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** Something seen, and how sure that is. */
public data class SeenFlag(
    /** What was seen. */
    public val value: Boolean,
    /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
    public val confidence: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("value" to plain(value), "confidence" to plain(confidence))

    public companion object : Reader<SeenFlag>() {
        override fun read(json: JsonElement, tray: Tray): SeenFlag =
            SeenFlag(
            value = json.part("value").bool(),
            confidence = json.part("confidence").float(),
        )
    }
}

/** Something seen, and how sure that is. */
public data class SeenNumber(
    /** What was seen. */
    public val value: Double,
    /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
    public val confidence: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("value" to plain(value), "confidence" to plain(confidence))

    public companion object : Reader<SeenNumber>() {
        override fun read(json: JsonElement, tray: Tray): SeenNumber =
            SeenNumber(
            value = json.part("value").float(),
            confidence = json.part("confidence").float(),
        )
    }
}

/** Something seen, and how sure that is. */
public data class SeenRuling(
    /** What was seen. */
    public val value: Ruling,
    /** The probability that it is so: 0..=1. Of a hundred findings with 0.99, one is wrong. */
    public val confidence: Double,
) : Value {
    override fun write(tray: Tray): JsonElement = record("value" to value.write(tray), "confidence" to plain(confidence))

    public companion object : Reader<SeenRuling>() {
        override fun read(json: JsonElement, tray: Tray): SeenRuling =
            SeenRuling(
            value = Ruling.read(json.part("value"), tray),
            confidence = json.part("confidence").float(),
        )
    }
}

/**
 * One side of one sheet.
 * *Upright* means: the displayed page turned by `orientation.rotate`. Coordinates that are not those of a half
 * are normalised to the upright side: x to the right, y down, 0..=1.
 */
public data class Side(
    /** Width of the upright side, in points of 1/72 inch. */
    public val width: Double,
    /** Height of the upright side, in points of 1/72 inch. */
    public val height: Double,
    /** Two pages beside each other, or one. */
    public val format: SideFormat,
    /** Which way up it lies. */
    public val orientation: Orientation,
    /** How far the content is turned clockwise on the upright side, in degrees: -15..=15. */
    public val skewDeg: SeenNumber,
    /** `[left, right]` of a two-up side, `[whole]` of a single page. */
    public val halves: List<HalfFindings>,
    /** How the side looks from far away: what tells doubles, and what shows through from the back. */
    public val thumbprint: Thumbprint,
    /** Machine-readable codes. */
    public val barcodes: List<Barcode> = emptyList(),
    /** The fold of a two-up side. */
    public val fold: Fold? = null,
    /** What makes the scan hard to read, the worst first. */
    public val issues: List<Issue> = emptyList(),
    /** The corners of the paper from the top left, clockwise, where its edges are seen within the scan. */
    public val paper: List<Point>? = null,
) : Value {
    override fun write(tray: Tray): JsonElement = record("width" to plain(width), "height" to plain(height), "format" to format.write(tray), "orientation" to orientation.write(tray), "skew_deg" to skewDeg.write(tray), "halves" to list(halves) { one0 -> one0.write(tray) }, "thumbprint" to thumbprint.write(tray), "barcodes" to list(barcodes) { one0 -> one0.write(tray) }, "fold" to fold?.let { it.write(tray) }, "issues" to list(issues) { one0 -> one0.write(tray) }, "paper" to paper?.let { list(it) { one0 -> one0.write(tray) } })

    /**
     * How well it was scanned.
     * @throws KorrigoException what the engine refuses
     */
    public fun grade(): Grade =
        Call("scan::Side::grade")
            .with("this") { tray -> write(tray) }
            .run { json, tray -> Grade.read(json, tray) }

    public companion object : Reader<Side>() {
        override fun read(json: JsonElement, tray: Tray): Side =
            Side(
            width = json.part("width").float(),
            height = json.part("height").float(),
            format = SideFormat.read(json.part("format"), tray),
            orientation = Orientation.read(json.part("orientation"), tray),
            skewDeg = SeenNumber.read(json.part("skew_deg"), tray),
            halves = json.part("halves").list { one0 -> HalfFindings.read(one0, tray) },
            thumbprint = Thumbprint.read(json.part("thumbprint"), tray),
            barcodes = json.maybe("barcodes")?.let { it.list { one0 -> Barcode.read(one0, tray) } } ?: emptyList(),
            fold = json.maybe("fold")?.let { Fold.read(it, tray) },
            issues = json.maybe("issues")?.let { it.list { one0 -> Issue.read(one0, tray) } } ?: emptyList(),
            paper = json.maybe("paper")?.let { it.list { one0 -> Point.read(one0, tray) } },
        )
    }
}

/** How many pages a side holds. */
public enum class SideFormat(
    /** As it is written in JSON. */
    public val json: String,
) : Value {
    /** One page. */
    SINGLE("single"),
    /** Two pages beside each other, with a fold between them. */
    TWO_UP("two_up"),
    ;

    override fun write(tray: Tray): JsonElement = JsonPrimitive(json)

    public companion object : Reader<SideFormat>() {
        override fun read(json: JsonElement, tray: Tray): SideFormat =
            json.text().let { text -> entries.find { it.json == text } ?: unknown(text) }
    }
}

/** A very small picture of a side. */
@JvmInline
public value class Thumbprint(public val value: String) : Value {
    override fun toString(): String = value

    override fun write(tray: Tray): JsonElement = JsonPrimitive(value)

    /**
     * How likely a side is the back of another, as the natural logarithm of odds; 0: nothing can be told.
     * @param back The back.
     * @throws KorrigoException what the engine refuses
     */
    public fun liesWith(back: Thumbprint): Double =
        Call("scan::Thumbprint::lies_with")
            .with("this") { tray -> write(tray) }
            .with("back") { tray -> back.write(tray) }
            .run { json, tray -> json.float() }

    /**
     * How alike two sides are: 0 to 1.
     * @param other Another.
     * @throws KorrigoException what the engine refuses
     */
    public fun likeness(other: Thumbprint): Double =
        Call("scan::Thumbprint::likeness")
            .with("this") { tray -> write(tray) }
            .with("other") { tray -> other.write(tray) }
            .run { json, tray -> json.float() }

    /**
     * How likely a side shows through this back, as the natural logarithm of odds; 0: nothing can be told.
     * @param back The back.
     * @throws KorrigoException what the engine refuses
     */
    public fun showsThrough(back: Thumbprint): Double =
        Call("scan::Thumbprint::shows_through")
            .with("this") { tray -> write(tray) }
            .with("back") { tray -> back.write(tray) }
            .run { json, tray -> json.float() }

    public companion object : Reader<Thumbprint>() {
        override fun read(json: JsonElement, tray: Tray): Thumbprint =
            Thumbprint(json.text())
    }
}

/** What stands under `Scan`. */
public object Scan {
    /**
     * What can be seen on every side of a pile.
     * @param sources The scans, in the order of the pile.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun examine(sources: List<NamedDocument>, onProgress: ProgressListener? = null): Findings =
        Call("scan::examine")
            .with("sources") { tray -> list(sources) { one0 -> one0.write(tray) } }
            .await(onProgress, null) { json, tray -> Findings.read(json, tray) }

    /**
     * What can be seen on one side.
     * @param document The scan.
     * @param page The side, from 0.
     * @param onProgress Hears how many units of how many are done, on any thread.
     * @throws KorrigoException what the engine refuses
     */
    public suspend fun side(document: Openable, page: Int, onProgress: ProgressListener? = null): Side =
        Call("scan::side")
            .with("document") { tray -> document.write(tray) }
            .with("page") { tray -> plain(page) }
            .await(onProgress, null) { json, tray -> Side.read(json, tray) }
}
