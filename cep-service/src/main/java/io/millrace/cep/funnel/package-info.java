/**
 * How far the runs of a pattern come: counted by the hour in which they began and by the step that they reached.
 *
 * <p>
 * Decides what counts as a run that reached a step, and keeps mergeable aggregates of that. Numbers for people are made
 * where the partitions are merged.
 */
package io.millrace.cep.funnel;
