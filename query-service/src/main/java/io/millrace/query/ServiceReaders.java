package io.millrace.query;

import io.millrace.runtime.reads.ServiceReader;

/** Readers of the services that own the state. */
public record ServiceReaders(ServiceReader metrics, ServiceReader cep, ServiceReader alert) {}
