/**
 * The Prometheus HTTP API over windows of metrics, so that Grafana's built-in data source, promtool and others can ask.
 *
 * <p>
 * A window of metric {@code revenue} is a sample of {@code revenue_sum}, {@code revenue_count} and so on, with the
 * labels {@code window}, {@code tenant} and the metric's dimensions, at the time of the window's end. Roll-ups have
 * families of their own ({@code revenue_by_currency_sum}), buckets and top lists a label more ({@code le}, {@code value}).
 */
package io.millrace.query.prometheus;
