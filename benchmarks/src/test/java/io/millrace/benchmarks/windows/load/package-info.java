/**
 * The events that all runs read, how they are grouped, and what their totals must be. Knows no run.
 */
package io.millrace.benchmarks.windows.load;
