/** Native reads of patterns. */
package io.millrace.query.patterns;
