/** Reference data that some tests read when it is there. */
package io.millrace.testkit.data;
