/**
 * Pattern matching of Millrace and of Flink CEP over the same events, one after the other, each in a Java process of its
 * own. This package decides which runs there are and how the report looks; {@code load} makes the events, {@code run}
 * is what a run is told and tells, and the packages of the engines hold the runs.
 */
package io.millrace.benchmarks.patterns;
