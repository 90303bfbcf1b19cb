/**
 * The Prometheus HTTP API over windows of metrics, so that Grafana's built-in data source, promtool and others can ask.
 *
 * <p>
 * A window of metric {@code revenue} is a sample of {@code revenue_sum}, {@code revenue_count} and so on, with the
 * labels {@code window}, {@code tenant} and the metric's dimensions, at the time of the window's end.
 */
package io.millrace.query.prometheus;
