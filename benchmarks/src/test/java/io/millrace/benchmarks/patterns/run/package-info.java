/** What a run of the pattern benchmark must be: a class, told how much to do, that tells what it took and found. */
package io.millrace.benchmarks.patterns.run;
