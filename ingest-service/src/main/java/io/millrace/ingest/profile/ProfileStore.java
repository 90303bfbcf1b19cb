package io.millrace.ingest.profile;

import org.apache.kafka.streams.state.KeyValueStore;

/** The profiles of a partition's users. Not thread-safe. */
final class ProfileStore {

    private final KeyValueStore<String, Profile> profiles;

    ProfileStore(KeyValueStore<String, Profile> profiles) {
        this.profiles = profiles;
    }

    Profile of(ProfileKey key) {
        var profile = profiles.get(key.text());
        return profile == null ? Profile.UNKNOWN : profile;
    }

    /** Stores {@code after} unless it equals {@code before}, which is what the store holds. */
    void replace(ProfileKey key, Profile before, Profile after) {
        if (after != before && !after.equals(before)) {
            profiles.put(key.text(), after);
        }
    }

}
