package io.millrace.pattern.flink;

import java.io.Serial;

/** Flink's API has no words for a pattern of ours. */
public final class InexpressibleException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    InexpressibleException(String message) {
        super(message);
    }
}
