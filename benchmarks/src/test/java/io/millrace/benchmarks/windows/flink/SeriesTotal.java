package io.millrace.benchmarks.windows.flink;

/** A window of a series. */
public class SeriesTotal {

    public String series;
    public long start;
    public long count;
    public double sum;

}
