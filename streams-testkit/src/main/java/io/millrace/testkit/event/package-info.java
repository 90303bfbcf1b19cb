/** Builders that show only what matters to a test. */
package io.millrace.testkit.event;
