// Written by bindings-common/generate/node.py from the table of calls; do not edit.
/// <reference types="node" />

/** Meets a defect, so that a package can show that none crosses its boundary. */
export function panic(): void;
