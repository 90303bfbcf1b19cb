/**
 * How long it takes from an event that is sent until an answer has it, as a user sees it: over HTTP, at a standalone
 * instance that is busy with half of what it can take.
 */
package io.millrace.benchmarks.windows.latency;
