/** Pattern definitions, compiled: which events a variable takes, the matcher's pattern, and the measures of a match. */
package io.millrace.expressions.pattern;
