/** The runs of Millrace: its matcher alone, with the states of the keys in a map, and the topology of cep-service. */
package io.millrace.benchmarks.patterns.millrace;
