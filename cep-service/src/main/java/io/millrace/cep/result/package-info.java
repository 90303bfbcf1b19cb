/**
 * Results: matches, timeouts and runs that were dropped, as records that are published and kept for reads.
 *
 * <p>
 * Decides what a result says, which are published and how long they stay readable. When there is one is decided in
 * {@code io.millrace.pattern}.
 */
package io.millrace.cep.result;
