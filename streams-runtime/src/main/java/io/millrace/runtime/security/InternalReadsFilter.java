package io.millrace.runtime.security;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.springframework.web.filter.OncePerRequestFilter;

/** Lets only the services themselves ask for {@code /internal/**}: by their shared token, or from this machine. */
final class InternalReadsFilter extends OncePerRequestFilter {

    private final byte[] token;

    InternalReadsFilter(String token) {
        this.token = token.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected boolean shouldNotFilter(HttpServletRequest request) {
        return !request.getRequestURI().startsWith("/internal/");
    }

    @Override
    protected void doFilterInternal(HttpServletRequest request, HttpServletResponse response, FilterChain chain)
            throws ServletException, IOException {
        if (isAllowed(request)) {
            chain.doFilter(request, response);
        } else {
            Problems.write(response, 403, "Forbidden", "internal reads are for the services themselves");
        }
    }

    private boolean isAllowed(HttpServletRequest request) {
        if (token.length == 0) {
            return Loopback.isSource(request);
        }
        var shown = request.getHeader("X-Millrace-Internal");
        return shown != null && MessageDigest.isEqual(token, shown.getBytes(StandardCharsets.UTF_8));
    }

}
