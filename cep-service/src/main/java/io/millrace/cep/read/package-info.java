/** Internal reads of this instance's matches, timeouts and open runs. */
package io.millrace.cep.read;
