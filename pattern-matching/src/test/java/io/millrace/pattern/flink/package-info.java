/**
 * The matcher beside Apache Flink CEP: random patterns over random streams, run by both. This package decides how a
 * pattern of ours is said in Flink's API, which cases are drawn, and which differences are meant; what Flink answers is
 * left to Flink's own automaton, driven as its operator drives it, without a cluster.
 */
package io.millrace.pattern.flink;
