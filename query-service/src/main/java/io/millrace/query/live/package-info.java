/**
 * Live push: the tail of the result topics as server-sent events, and what the page needs to show it.
 *
 * <p>
 * One consumer thread reads the topics once, whoever watches; it only offers into the mailboxes of the clients, so that
 * a slow client costs nobody but itself. Decides what is conflated (windows, rates: the newest counts) and what is queued
 * and counted when lost (matches, timeouts, alerts). Leaves the past to the native reads, and who may see what to
 * {@code query.access}.
 */
package io.millrace.query.live;
