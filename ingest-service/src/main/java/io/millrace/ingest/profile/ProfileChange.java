package io.millrace.ingest.profile;

import java.util.Map;

/**
 * What was said of a user at some time: the fields that it names, and no others. A null value removes the field.
 */
record ProfileChange(Stamp stamp, Map<ProfileFact, Object> facts, Map<String, Object> traits) {}
