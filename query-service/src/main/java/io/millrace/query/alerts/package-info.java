/** Native reads of alerts. */
package io.millrace.query.alerts;
