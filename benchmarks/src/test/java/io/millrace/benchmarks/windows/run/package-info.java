/**
 * What an application must be to be run and measured: a class that starts it, in a Java process of its own, on the
 * settings that all share, and a form for its results.
 */
package io.millrace.benchmarks.windows.run;
