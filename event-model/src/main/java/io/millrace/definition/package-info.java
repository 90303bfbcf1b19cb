/**
 * What users declare: metrics, patterns and alert rules, as written.
 *
 * <p>
 * Decides the shape of a definition and where in its text each part stands. Leaves the meaning of expressions, patterns
 * and windows to their compilers.
 */
package io.millrace.definition;
