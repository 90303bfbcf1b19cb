/**
 * Order in time: how far event time has come for each tenant, by events and, in silence, by the clock; and the events that
 * wait until it is certain that none before them is missing.
 *
 * <p>
 * Decides when an event is due and what is late. What happens to an event that is due is left to
 * {@link io.millrace.cep.match}.
 */
package io.millrace.cep.order;
