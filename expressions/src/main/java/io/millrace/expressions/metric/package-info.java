/** Metric definitions, compiled: what each event contributes to which windows. */
package io.millrace.expressions.metric;
