package io.millrace.pattern;

/**
 * An event that a run has taken.
 *
 * @param position its place among the taken events of its key, in order of arrival: it orders events of equal time
 */
record Arrival<E>(E event, long timestampMillis, long position) {}
