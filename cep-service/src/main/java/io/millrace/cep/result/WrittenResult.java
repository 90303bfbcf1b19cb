package io.millrace.cep.result;

import io.millrace.result.ResultJson;

/**
 * A result as it stands in the store and on its topic: written once, for both.
 *
 * @param json
 *            not to be changed
 */
public record WrittenResult(ResultKind<?> kind, long endMillis, byte[] json) {

    /** Writes a result. */
    public static <R> WrittenResult of(ResultKind<R> kind, R result) {
        return new WrittenResult(kind, kind.end().apply(result).toEpochMilli(), ResultJson.write(result));
    }

}
