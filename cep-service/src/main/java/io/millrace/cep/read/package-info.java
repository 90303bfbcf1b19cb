/** Internal reads of this instance's matches, timeouts, dropped runs and open runs, and why a pattern did not match. */
package io.millrace.cep.read;
