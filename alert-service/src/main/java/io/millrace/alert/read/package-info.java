/** Internal reads of this instance's alerts. */
package io.millrace.alert.read;
