/** The limits of a request's body. */

/** The largest body, in bytes. Source: Azure Resource Manager's 413 `RequestContentTooLarge`, "the maximum size of 4 MB". */
export const MAX_BODY_BYTES = 4 * 1024 * 1024;

/**
 * The most levels of objects and arrays in a body: more than a template may have (200), and few enough for the recursive
 * functions that read a body. Azure's own number is unknown.
 */
export const MAX_BODY_DEPTH = 256;

/**
 * The longest body, in characters, that is not strict JSON: its reader needs about a second of CPU for 4 MB. Azure's own limit
 * is unknown.
 */
export const MAX_LENIENT_LENGTH = 2 * 1024 * 1024;
