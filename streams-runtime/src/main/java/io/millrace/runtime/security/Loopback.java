package io.millrace.runtime.security;

import jakarta.servlet.http.HttpServletRequest;

/** Tells whether a request comes from this machine. */
final class Loopback {

    private Loopback() {}

    static boolean isSource(HttpServletRequest request) {
        var address = request.getRemoteAddr();
        return address != null && (address.startsWith("127.") || address.equals("::1")
                || address.equals("0:0:0:0:0:0:0:1")) && request.getHeader("X-Forwarded-For") == null;
    }

}
