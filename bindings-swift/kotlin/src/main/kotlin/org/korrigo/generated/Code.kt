// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.

package org.korrigo

/** Why something is refused: the same names in every language. */
public enum class Code(
    /** As it is written everywhere. */
    public val json: String,
) {
    EMPTY_FILE("empty_file"),
    FILE_TOO_LARGE("file_too_large"),
    INVALID_MIME_TYPE("invalid_mime_type"),
    INVALID_EXTENSION("invalid_extension"),
    CORRUPTED_PDF("corrupted_pdf"),
    ENCRYPTED_PDF("encrypted_pdf"),
    EMPTY_PDF("empty_pdf"),
    TOO_MANY_PAGES("too_many_pages"),
    RESOURCE_LIMIT("resource_limit"),
    PLAN_INVALID("plan_invalid"),
    ZONE_INVALID("zone_invalid"),
    ANNOTATION_INVALID("annotation_invalid"),
    MARK_INVALID("mark_invalid"),
    SCHEME_INVALID("scheme_invalid"),
    ROSTER_INVALID("roster_invalid"),
    MISSING_GLYPH("missing_glyph"),
    NOT_ARCHIVABLE("not_archivable"),
    REDACTION_UNPROVEN("redaction_unproven"),
    LOCK_CONFLICT("lock_conflict"),
    LOCK_LOST("lock_lost"),
    LOCK_TOKEN_INVALID("lock_token_invalid"),
    INVALID_TRANSITION("invalid_transition"),
    VERSION_CONFLICT("version_conflict"),
    DRAFT_CONFLICT("draft_conflict"),
    IDENTITY_CONFLICT("identity_conflict"),
    SCORES_INCOMPLETE("scores_incomplete"),
    ALREADY_GRADED("already_graded"),
    FORBIDDEN("forbidden"),
    NOT_FOUND("not_found"),
    PAGE_NOT_FOUND("page_not_found"),
    CANCELLED("cancelled"),
    RATE_LIMITED("rate_limited"),
    STORE_UNAVAILABLE("store_unavailable"),
    BUSY("busy"),
    NOT_OFFERED("not_offered"),
    INTERNAL("internal"),
    ;

    override fun toString(): String = json

    public companion object {
        /** The code of a name; `INTERNAL` for one that is not known here. */
        public fun of(name: String): Code = entries.find { it.json == name } ?: INTERNAL
    }
}
