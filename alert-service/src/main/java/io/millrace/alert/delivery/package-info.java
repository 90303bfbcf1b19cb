/**
 * Takes notifications to their channels, in the order of each alert, at least once. Every attempt carries the same
 * delivery id, so that a receiver can drop repeats.
 */
package io.millrace.alert.delivery;
