/**
 * Open runs: live objects in memory over a store with one value per pattern, version, tenant and key, written behind at
 * each commit; their deadlines in order; and the versions of patterns that runs are open of.
 *
 * <p>
 * Decides what is in memory, what is written and when state goes. What a run does with an event is decided in
 * {@code io.millrace.pattern}, when it is asked in {@link io.millrace.cep.match}.
 */
package io.millrace.cep.state;
