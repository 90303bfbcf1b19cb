/**
 * The patterns that are declared, compiled, the versions before them that still have open runs, and which of them an event
 * concerns.
 *
 * <p>
 * Decides when a version begins and when it is forgotten, and whether a pattern's events are matched where they come in or
 * have to travel to its key. What the patterns do with events is decided in {@link io.millrace.cep.match}.
 */
package io.millrace.cep.pattern;
