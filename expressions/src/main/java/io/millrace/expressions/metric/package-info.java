/**
 * Metric definitions, compiled: what each event contributes to which windows, and which metrics are ratios of others.
 *
 * <p>
 * Decides what a definition means: names of windows and aggregates, defaults, and what is refused. Leaves keeping,
 * closing and revising windows, and dividing, to the services.
 */
package io.millrace.expressions.metric;
