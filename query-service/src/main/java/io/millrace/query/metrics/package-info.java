/** Native reads of metrics. */
package io.millrace.query.metrics;
