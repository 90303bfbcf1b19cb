package io.millrace.ingest.profile;

import io.millrace.event.Event;
import io.millrace.event.EventReader;
import io.millrace.event.RejectionCode;

/**
 * Whose profile it is. Its text, {@code tenant/user}, is the key on {@code profiles} and in the store: users of two
 * tenants never share one. A tenant's name has no slash; a user's id may have any.
 */
record ProfileKey(String tenant, String user) {

    private static final int MAX_USER = 512;

    /** Whose event it is, which must have a user. */
    static ProfileKey of(Event event) {
        return new ProfileKey(event.tenantId(), event.userId());
    }

    /**
     * Reads a key of {@code profiles}: {@code tenant/user}, or {@code user} of the default tenant when it has no slash.
     *
     * @throws RefusedChangeException
     *             when the key is null or names no user
     */
    static ProfileKey read(String text, String defaultTenant) {
        if (text == null) {
            throw new RefusedChangeException(RejectionCode.MISSING_FIELD, "key", "a profile needs a key: tenant/user");
        }
        int slash = text.indexOf('/');
        var tenant = slash < 0 ? defaultTenant : text.substring(0, slash);
        if (slash >= 0 && !EventReader.isTenant(tenant)) {
            throw bad("what stands before the first '/' of the key of a profile must be a tenant");
        }
        var user = text.substring(slash + 1).strip();
        if (user.isEmpty() || user.length() > MAX_USER) {
            throw bad("the key of a profile must name a user of at most %d characters".formatted(MAX_USER));
        }
        return new ProfileKey(tenant, user);
    }

    /**
     * The user that a key of {@code profiles} names, by which the record gets to the partition of the user's events;
     * some text for a key that names none.
     */
    static String userOf(String text) {
        return text == null ? "" : text.substring(text.indexOf('/') + 1).strip();
    }

    String text() {
        return tenant + '/' + user;
    }

    private static RefusedChangeException bad(String reason) {
        return new RefusedChangeException(RejectionCode.BAD_VALUE, "key", reason);
    }

}
