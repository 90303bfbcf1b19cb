package io.millrace.runtime.security;

/** What a request may do. */
public sealed interface Access {

    /** Tenant of a key that may use all. */
    String ALL_TENANTS = "*";

    /**
     * Let in.
     *
     * @param tenant
     *            whose data it may touch; {@link #ALL_TENANTS} for all
     * @param defaultTenant
     *            tenant of events that name none
     */
    record Granted(String tenant, String defaultTenant) implements Access {

        /** Whether it may touch the data of {@code other}. */
        public boolean covers(String other) {
            return tenant.equals(ALL_TENANTS) || tenant.equals(other);
        }
    }

    /**
     * Turned away.
     *
     * @param status
     *            HTTP status: 401 when the key is missing, unknown or expired, 403 when it may not do this
     * @param reason
     *            why, for people
     */
    record Refused(int status, String reason) implements Access {}

}
