/**
 * Where the door puts events down: a log that either has all of a request's events for good or says so. Knows Kafka's
 * producer; leaves what is written, and what a sender is told, to the door.
 */
package io.millrace.ingest.log;
