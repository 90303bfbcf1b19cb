/**
 * The windows of series: their state, when they close, and what they publish.
 *
 * <p>
 * This package is the aggregation core. Its seam is {@link io.millrace.metrics.contribution.SeriesMessage} coming in,
 * {@link io.millrace.result.WindowResult} going out, and
 * {@link io.millrace.metrics.window.WindowStore} for reads.
 */
package io.millrace.metrics.window;
