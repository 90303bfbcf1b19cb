/**
 * Native reads of patterns, and dry runs of patterns that are not declared yet on events that were kept. What a pattern finds
 * is decided by the cep service, and in a dry run by the same library; how far runs came is read in
 * {@link io.millrace.query.funnel}.
 */
package io.millrace.query.patterns;
