package io.millrace.ingest.profile;

import io.millrace.event.JsonTree;
import io.millrace.event.RejectionCode;
import java.util.LinkedHashMap;

/** How large a profile may be. */
public final class ProfileLimits {

    /** How many traits a user may have. */
    public static final int MAX_TRAITS = 200;
    /** Bytes of a user's segment and traits as JSON: what every event of the user carries. */
    public static final int MAX_BYTES = 64 << 10;
    /** Bytes of a record of {@code profiles}, which may be written less densely. */
    static final int MAX_RECORD_BYTES = 4 * MAX_BYTES;

    private ProfileLimits() {}

    /**
     * Returns the profile when it is small enough.
     *
     * @throws RefusedChangeException
     *             when it is not
     */
    static Profile checked(Profile profile) {
        var traits = profile.presentTraits();
        if (traits.size() > MAX_TRAITS) {
            throw tooLarge(
                    "the profile would have %d traits, at most %d are kept".formatted(traits.size(), MAX_TRAITS));
        }
        var carried = new LinkedHashMap<String, Object>();
        carried.put(ProfileFact.SEGMENT.jsonName(), profile.segment());
        carried.put("traits", traits);
        int bytes = JsonTree.write(carried).length;
        if (bytes > MAX_BYTES) {
            throw tooLarge("the profile would have %d bytes, at most %d are kept".formatted(bytes, MAX_BYTES));
        }
        return profile;
    }

    private static RefusedChangeException tooLarge(String reason) {
        return new RefusedChangeException(RejectionCode.TOO_LARGE, "traits", reason);
    }

}
