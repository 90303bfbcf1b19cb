package io.millrace.runtime.security;

import io.millrace.event.JsonTree;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** Writes RFC 9457 problem answers where no controller is involved. */
public final class Problems {

    private Problems() {}

    /** Answers with a problem of that status. */
    public static void write(HttpServletResponse response, int status, String title, String detail)
            throws IOException {
        write(response, status, title, detail, Map.of());
    }

    /** Answers with a problem of that status and further members. */
    public static void write(HttpServletResponse response, int status, String title, String detail,
            Map<String, Object> members) throws IOException {
        var problem = new LinkedHashMap<String, Object>();
        problem.put("type", "about:blank");
        problem.put("title", title);
        problem.put("status", (long) status);
        problem.put("detail", detail);
        problem.putAll(members);
        response.setStatus(status);
        response.setContentType("application/problem+json");
        if (status == HttpServletResponse.SC_UNAUTHORIZED) {
            response.setHeader("WWW-Authenticate", "Bearer");
        }
        var body = JsonTree.write(problem);
        response.setContentLength(body.length);
        response.getOutputStream().write(body);
    }

}
