/** The runs of Flink CEP; compiled only with the profile of its libraries. */
package io.millrace.benchmarks.patterns.flink;
