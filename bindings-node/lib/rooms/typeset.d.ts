// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />

export namespace Fonts {
  /**
   * The characters of a text that no font has.
   * @param text The text.
   */
  function missing(text: string, options?: {
    /** Fonts beside the standard one. */
    fonts?: Uint8Array[];
  }): string[];
}
