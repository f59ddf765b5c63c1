// Written by bindings-common/generate/kotlin.py from the table of calls: change that, not this.
@file:Suppress("LongParameterList", "MaxLineLength", "TooManyFunctions", "RedundantVisibilityModifier")

package org.korrigo

import kotlinx.serialization.json.JsonElement
import kotlinx.serialization.json.JsonNull
import kotlinx.serialization.json.JsonPrimitive

/** What stands under `Testing`. */
public object Testing {
    /**
     * Meets a defect, so that a package can show that none crosses its boundary.
     * @throws KorrigoException what the engine refuses
     */
    public fun panic(): Unit =
        Call("testing::panic")
            .run { json, tray -> json.orNull()?.let { one0 -> Unit } }
}
