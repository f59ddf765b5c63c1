// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What stands under `Fonts`. */
public object Fonts {
    /**
     * The characters of a text that no font has.
     * @param text The text.
     * @param fonts Fonts beside the standard one.
     * @throws KorrigoException what the engine refuses
     */
    public fun missing(text: String, fonts: List<Bytes> = emptyList()): List<String> =
        Call("typeset::Fonts::missing")
            .with("text") { tray -> plain(text) }
            .with("fonts") { tray -> list(fonts) { one0 -> one0.write(tray) } }
            .run { json, tray -> json.list { one0 -> one0.text() } }
}
