/**
 * What every service is made of beside its own work: settings, topics, the Streams lifecycle, the definitions feed,
 * reads across instances, keys, health and error answers. The only code that services share and that knows Spring.
 */
package io.millrace.runtime;
