/**
 * The catalogue of topics: name, key, value, partitions, cleanup and retention of each, once. No other module spells a
 * topic's name.
 */
package io.millrace.topics;
