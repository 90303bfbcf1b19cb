/**
 * What Millrace publishes: windows of metrics, pattern matches and timeouts, alerts and notifications, rejected and late
 * events. Each record is the wire type of its topic; its JSON is snake_case.
 */
package io.millrace.result;
