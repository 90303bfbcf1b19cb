/**
 * Apache Flink in this process: the DataStream API and SQL, exactly once with a checkpoint each second. Compiled and run
 * with the profile {@code flink} only.
 */
package io.millrace.benchmarks.windows.flink;
