package io.millrace.query.access;

import io.millrace.runtime.MillraceProperties.Role;
import io.millrace.runtime.security.Access;
import io.millrace.runtime.security.AccessKeys;
import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** Lets requests in and tells whose data they may see. */
@Component
public class TenantAccess {

    private final AccessKeys keys;

    public TenantAccess(AccessKeys keys) {
        this.keys = keys;
    }

    /**
     * The access of a request in that role.
     *
     * @throws ProblemException
     *             401 or 403 when it has none
     */
    public Access.Granted require(HttpServletRequest request, Role role) {
        return switch (keys.access(request, role)) {
            case Access.Granted granted -> granted;
            case Access.Refused(var status, var reason) -> throw new ProblemException(HttpStatus.valueOf(status),
                    reason);
        };
    }

    /**
     * The tenant that a read is for: its key's own, or the one it asks for with a key of all tenants; empty for all.
     *
     * @throws ProblemException
     *             401 or 403 when it may not read that
     */
    public Optional<String> readTenant(HttpServletRequest request, String asked) {
        var granted = require(request, Role.READ);
        if (asked != null && !granted.covers(asked)) {
            throw new ProblemException(HttpStatus.FORBIDDEN, "the key may not read tenant '" + asked + "'");
        }
        if (asked != null) {
            return Optional.of(asked);
        }
        return granted.tenant().equals(Access.ALL_TENANTS) ? Optional.empty() : Optional.of(granted.tenant());
    }

}
