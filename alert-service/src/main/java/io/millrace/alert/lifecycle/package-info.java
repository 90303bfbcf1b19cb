/** The life of an alert: pending, firing, resolved; what is notified and what stays quiet. Knows no Kafka. */
package io.millrace.alert.lifecycle;
