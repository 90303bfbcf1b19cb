/**
 * Which events concern which patterns, found where the events come in: what is matched there goes on at once, what is
 * matched by another key is sent to where that key is, and how far the partition has come is told to all.
 *
 * <p>
 * Order and matching are left to {@link io.millrace.cep.match}.
 */
package io.millrace.cep.select;
