/**
 * Windowed aggregations of Millrace and of its peers over the same topic of the same broker, one after the other, each
 * in a Java process of its own with the same settings. This package decides which runs there are and how the report
 * looks; {@code load} makes the events, {@code measure} watches a run from outside, and the packages of the peers hold
 * the applications that are run.
 */
package io.millrace.benchmarks.windows;
