package io.millrace.statistics;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** Reads the names of windows; each kind of window writes its own. */
final class WindowName {

    static final String SESSION = "session-";
    static final String SINCE_MIDNIGHT = "since-midnight@";

    private WindowName() {}

    static WindowSpec parse(String name) {
        if (name == null) {
            throw new IllegalArgumentException("a window needs a name, as in 1m or 10m@10s");
        }
        try {
            return read(name);
        } catch (IllegalArgumentException refused) {
            throw new IllegalArgumentException(
                    "invalid window '%s', expected a name like 1m, 10m@10s, day, week-Europe/Berlin, ".formatted(name)
                            + "since-midnight@10m or session-30m: " + refused.getMessage(),
                    refused);
        }
    }

    private static WindowSpec read(String name) {
        if (name.startsWith(SESSION)) {
            return new WindowSpec.Session(DurationText.parse(name.substring(SESSION.length())));
        }
        if (name.startsWith(SINCE_MIDNIGHT)) {
            var rest = name.substring(SINCE_MIDNIGHT.length());
            return new WindowSpec.Cumulative(DurationText.parse(beforeZone(rest)), zone(rest));
        }
        var unit = CalendarUnit.ofText(beforeZone(name));
        if (unit.isPresent()) {
            return new WindowSpec.Calendar(unit.get(), zone(name));
        }
        var at = name.indexOf('@');
        return at < 0
                ? new WindowSpec.Tumbling(DurationText.parse(name))
                : new WindowSpec.Hopping(DurationText.parse(name.substring(0, at)),
                        DurationText.parse(name.substring(at + 1)));
    }

    private static String beforeZone(String text) {
        var dash = text.indexOf('-');
        return dash < 0 ? text : text.substring(0, dash);
    }

    private static ZoneId zone(String text) {
        var dash = text.indexOf('-');
        if (dash < 0) {
            return ZoneOffset.UTC;
        }
        try {
            return ZoneId.of(text.substring(dash + 1));
        } catch (DateTimeException unknown) {
            throw new IllegalArgumentException(
                    "unknown time zone '%s', expected one like Europe/Berlin".formatted(text.substring(dash + 1)),
                    unknown);
        }
    }
}
