/** Definitions without a topic. */
package io.millrace.testkit.definition;
