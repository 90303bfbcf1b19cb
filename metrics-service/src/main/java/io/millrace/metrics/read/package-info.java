/** Internal reads of this instance's windows. */
package io.millrace.metrics.read;
