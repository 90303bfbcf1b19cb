/**
 * Watches a run from outside its process, in the same way for all: CPU time from the operating system, progress from
 * the count of records that its consumers have taken, results from its output topic, read committed. Decides when a run
 * is done and whether its totals are right; knows no peer.
 */
package io.millrace.benchmarks.windows.measure;
