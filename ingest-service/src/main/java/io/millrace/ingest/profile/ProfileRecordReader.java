package io.millrace.ingest.profile;

import io.millrace.event.JsonSyntaxException;
import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import java.util.Map;

/**
 * Reads what others write to {@code profiles}: an object with any of {@code segment}, {@code traits}, {@code first_seen}
 * and {@code registered_at}. It may repeat {@code tenant_id} and {@code user_id} of its key. Fields that it does not know
 * are refused, since what they say would be lost.
 */
final class ProfileRecordReader {

    private ProfileRecordReader() {}

    /**
     * The change that a record makes.
     *
     * @throws RefusedChangeException
     *             when the value is not such an object, or names another user than its key
     */
    static ProfileChange read(ProfileKey key, RoutedRecord record, Stamp stamp) {
        if (record.size() > ProfileLimits.MAX_RECORD_BYTES) {
            throw new RefusedChangeException(RejectionCode.TOO_LARGE, null,
                    "the record has %d bytes, at most %d are taken".formatted(record.size(),
                            ProfileLimits.MAX_RECORD_BYTES));
        }
        var fields = new StatedFields();
        object(record.value()).forEach((name, field) -> read(String.valueOf(name), field, key, fields));
        return fields.at(stamp);
    }

    private static Map<?, ?> object(byte[] value) {
        try {
            if (JsonTree.read(value) instanceof Map<?, ?> object) {
                return object;
            }
        } catch (JsonSyntaxException e) {
            throw new RefusedChangeException(RejectionCode.NOT_JSON, null, e.getMessage());
        }
        throw new RefusedChangeException(RejectionCode.NOT_AN_OBJECT, null, "a profile must be a JSON object");
    }

    private static void read(String name, Object value, ProfileKey key, StatedFields fields) {
        switch (name) {
            case "segment" -> fields.segment(value, name);
            case "traits" -> fields.traits(value, name);
            case "first_seen", "registered_at" -> fields.time(ProfileFact.named(name), value);
            case "tenant_id" -> expect(RejectionCode.WRONG_TENANT, name, value, key.tenant(), key);
            case "user_id" -> expect(RejectionCode.BAD_VALUE, name, value, key.user(), key);
            default -> throw new RefusedChangeException(RejectionCode.BAD_VALUE, name,
                    "a profile has no field %s; traits stand under traits".formatted(name));
        }
    }

    private static void expect(RejectionCode code, String name, Object value, String expected, ProfileKey key) {
        if (value != null && !value.toString().equals(expected)) {
            throw new RefusedChangeException(code, name,
                    "%s is not that of the record's key, which stands for %s".formatted(name, key.text()));
        }
    }

}
