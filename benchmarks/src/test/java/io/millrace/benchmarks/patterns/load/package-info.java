/** The events that all runs of the pattern benchmark are given; each run makes them by itself, from their places. */
package io.millrace.benchmarks.patterns.load;
