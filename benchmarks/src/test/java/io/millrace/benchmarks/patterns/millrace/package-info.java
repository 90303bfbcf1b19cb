/** The runs of Millrace: its matcher alone, with the states of the keys in a map. */
package io.millrace.benchmarks.patterns.millrace;
