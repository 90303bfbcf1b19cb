/** Java processes that benchmarks start, a broker among them, and the folder in which they work. */
package io.millrace.benchmarks.process;
