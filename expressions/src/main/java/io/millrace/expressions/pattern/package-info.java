/**
 * Pattern definitions, compiled: which events a variable takes, the matcher's pattern, and the measures of a match. Also
 * what comes of a run as it is published, and the rehearsal of a pattern on events that are all there already. Leaves to
 * others where events come from, in which order they come and where state is kept.
 */
package io.millrace.expressions.pattern;
