package io.millrace.runtime.security;

import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.MillraceProperties.Security;
import io.millrace.runtime.MillraceProperties.Security.Key;
import jakarta.servlet.http.HttpServletRequest;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Clock;
import java.util.Base64;
import java.util.Optional;

/**
 * The keys of this installation. A key is shown as {@code Authorization: Bearer}, as the user (or, when the user is
 * empty, the password) of Basic authentication, as {@code X-Write-Key}, or as {@code ?writeKey=}. Thread-safe.
 */
public final class AccessKeys {

    private final Security settings;
    private final Clock clock;

    public AccessKeys(Security settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** Whether the request may act in {@code role}, and for whom. */
    public Access access(HttpServletRequest request, Role role) {
        var shown = shown(request);
        if (shown.isEmpty()) {
            return role == Role.READ && settings.loopbackReads() && Loopback.isSource(request)
                    ? new Access.Granted(Access.ALL_TENANTS, "default")
                    : new Access.Refused(401,
                            "a key is required: Authorization: Bearer KEY, X-Write-Key or ?writeKey=");
        }
        return access(shown.get(), role);
    }

    private Access access(String shown, Role role) {
        var found = settings.keys().stream().filter(key -> same(key.key(), shown)).findFirst();
        if (found.isEmpty()) {
            return new Access.Refused(401, "the key is not known");
        }
        return access(found.get(), role);
    }

    private Access access(Key key, Role role) {
        if (key.expiresAt() != null && !clock.instant().isBefore(key.expiresAt())) {
            return new Access.Refused(401, "the key expired at " + key.expiresAt());
        }
        if (!key.roles().contains(role)) {
            return new Access.Refused(403, "the key may not " + switch (role) {
                case WRITE -> "send events";
                case READ -> "read";
                case ADMIN -> "manage definitions";
            });
        }
        var tenant = key.tenant();
        return new Access.Granted(tenant, tenant.equals(Access.ALL_TENANTS) ? key.defaultTenant() : tenant);
    }

    private static Optional<String> shown(HttpServletRequest request) {
        var authorization = request.getHeader("Authorization");
        if (authorization != null && authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return Optional.of(authorization.substring(7).strip());
        }
        if (authorization != null && authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return basic(authorization.substring(6).strip());
        }
        return Optional.ofNullable(request.getHeader("X-Write-Key")).or(() -> parameter(request.getQueryString()));
    }

    private static Optional<String> basic(String encoded) {
        try {
            var pair = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
            int colon = pair.indexOf(':');
            var user = colon < 0 ? pair : pair.substring(0, colon);
            return Optional.of(user.isEmpty() && colon >= 0 ? pair.substring(colon + 1) : user);
        } catch (IllegalArgumentException _) {
            return Optional.of("");
        }
    }

    /** Reads the query string itself: asking the request for parameters would consume a form-typed body. */
    private static Optional<String> parameter(String query) {
        if (query == null) {
            return Optional.empty();
        }
        for (var pair : query.split("&")) {
            if (pair.startsWith("writeKey=")) {
                return Optional.of(java.net.URLDecoder.decode(pair.substring(9), StandardCharsets.UTF_8));
            }
        }
        return Optional.empty();
    }

    private static boolean same(String known, String shown) {
        return MessageDigest.isEqual(known.getBytes(StandardCharsets.UTF_8), shown.getBytes(StandardCharsets.UTF_8));
    }

}
