/**
 * CEL over events and matches, and the compilers that turn definitions into something that runs.
 *
 * <p>
 * Decides what names an expression may use and what happens when a field is absent (the expression is undefined: a
 * condition is not met, a value is not there). Leaves windows, aggregates and matching to the engines.
 */
package io.millrace.expressions;
