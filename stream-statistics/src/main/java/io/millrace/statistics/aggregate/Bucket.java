package io.millrace.statistics.aggregate;

/**
 * How many values are at most a bound.
 *
 * @param upperBound the bound, inclusive; positive infinity in the last bucket, which counts all values
 * @param count the values up to it, those of the buckets before included
 */
public record Bucket(double upperBound, long count) {}
