/**
 * How far the runs of patterns came: windows of runs by their start, with the runs that reached each step.
 *
 * <p>
 * Decides how the partial aggregates of the cep service's partitions and hours are merged and what they amount to. What counts
 * as reaching a step is decided there.
 */
package io.millrace.query.funnel;
