package io.millrace.query.metrics;

import io.millrace.expressions.metric.CompiledMetric.MetricWindow;
import io.millrace.query.access.TimeRange;
import io.millrace.result.WindowResult;
import io.millrace.runtime.reads.GatheredRows;

/**
 * A metric over a range as a whole.
 *
 * @param window
 *            the windows that it was put together from
 * @param effective
 *            the range, aligned to them; where an end was left open, as far as there is something
 * @param found
 *            one row for each group, with the bounds of the range
 */
record RangeRows(MetricWindow window, TimeRange effective, GatheredRows<WindowResult> found) {}
