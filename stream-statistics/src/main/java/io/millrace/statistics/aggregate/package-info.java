/**
 * Mergeable aggregates: what is kept of the events of a pane or window so that panes can be merged in any order and
 * grouping, and asked for counts, sums, quantiles, distinct counts and top lists at any time.
 *
 * <p>{@link io.millrace.statistics.aggregate.Aggregate} describes what is reported,
 * {@link io.millrace.statistics.aggregate.AggregateLayout} derives the parts that have to be kept for it (aggregates
 * share them), {@link io.millrace.statistics.aggregate.AggregateState} keeps them. Each part is a class of its own that
 * knows how to add, merge, write and read itself; {@link io.millrace.statistics.aggregate.LogLinearHistogram},
 * {@link io.millrace.statistics.aggregate.DistinctSketch} and
 * {@link io.millrace.statistics.aggregate.FrequentItems} can be used on their own.
 *
 * <p>Decides how values are folded, merged and stored, and with what error. Leaves to others which events are folded
 * into which state, where states are kept and when they are read.
 */
package io.millrace.statistics.aggregate;
