/**
 * PromQL, the query language of Prometheus, over any source of series.
 *
 * <p>Decides what a query means: its syntax with the exact place of a mistake, which series a selector takes, which
 * sample counts at an evaluation time, and how a value is written. Leaves to others where the samples come from
 * ({@link io.millrace.promql.SeriesSource}), who may see them, and HTTP with its parameters and JSON. Knows neither
 * Kafka nor Spring. Semantics are those of Prometheus 3.
 */
package io.millrace.promql;
