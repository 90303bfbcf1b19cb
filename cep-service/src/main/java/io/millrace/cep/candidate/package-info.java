/**
 * Which events can matter to which pattern under which key, and how far their partitions have come: found where the
 * events are, sent to where the keys are. Order and matching are left to {@link io.millrace.cep.match}.
 */
package io.millrace.cep.candidate;
