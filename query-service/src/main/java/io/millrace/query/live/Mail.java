package io.millrace.query.live;

import java.util.List;
import java.util.Optional;

/**
 * What a client is to be told now.
 *
 * @param dropped
 *            how many results it was too slow for since the last mail
 * @param windows
 *            JSON of changed windows, the newest value of each
 * @param happenings
 *            matches, timeouts and alerts in the order they came
 * @param rate
 *            the last full second
 * @param closed
 *            why this is the last mail; empty when it is not
 */
record Mail(long dropped, List<byte[]> windows, List<LiveRecord.Happening> happenings, Optional<Rate> rate,
        Optional<String> closed) {}
