package io.millrace.cep.match;

import io.millrace.cep.order.TenantQueue;
import io.millrace.cep.order.TenantTime;
import io.millrace.cep.state.TenantRuns;

/** All that a task has of a tenant: how far its time has come, what waits, and what is open. Belongs to one task. */
record TenantStream(String tenant, TenantTime time, TenantQueue queue, TenantRuns runs) {}
