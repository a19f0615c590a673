package org.eremite.hal.code;

/** What the running image may do with a section; there is no way to say "write and execute". */
public enum Permission {
    /** Constants. */
    READ,
    /** Variables. */
    READ_WRITE,
    /** Code. */
    READ_EXECUTE
}
