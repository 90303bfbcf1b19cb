package io.millrace.query.definitions;

import io.millrace.runtime.web.ProblemException;
import jakarta.servlet.http.HttpServletRequest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.springframework.http.HttpStatus;

/** The text of a definition that a request brings. */
public final class DefinitionBody {

    private static final int MAX_BYTES = 256 * 1024;

    private DefinitionBody() {}

    /**
     * The whole body.
     *
     * @throws ProblemException
     *             413 when it is too large
     */
    public static String of(HttpServletRequest request) throws IOException {
        var bytes = request.getInputStream().readNBytes(MAX_BYTES + 1);
        if (bytes.length > MAX_BYTES) {
            throw new ProblemException(HttpStatus.CONTENT_TOO_LARGE,
                    "a definition may have at most " + MAX_BYTES + " bytes");
        }
        return new String(bytes, StandardCharsets.UTF_8);
    }

}
