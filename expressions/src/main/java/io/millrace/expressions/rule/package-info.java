/** Alert rules, compiled: what they compare, and their message. */
package io.millrace.expressions.rule;
