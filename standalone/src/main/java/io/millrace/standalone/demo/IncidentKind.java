package io.millrace.standalone.demo;

import java.time.Duration;

/** What goes wrong in the shop now and then, each kind at its own rhythm. */
enum IncidentKind {

    /** A service fails most requests. */
    ERRORS(Duration.ofMinutes(1), Duration.ofMinutes(10), Duration.ofSeconds(120), Duration.ofSeconds(180)),
    /** A service answers many times slower than it does. */
    SLOWNESS(Duration.ofMinutes(5), Duration.ofMinutes(20), Duration.ofSeconds(220), Duration.ofSeconds(280)),
    /** The payment provider declines most payments. */
    PAYMENTS(Duration.ofMinutes(14), Duration.ofMinutes(20), Duration.ofSeconds(150), Duration.ofSeconds(240)),
    /** Somebody guesses a customer's password, and gets in. */
    GUESSED_PASSWORD(Duration.ofMinutes(3), Duration.ofMinutes(10), Duration.ofSeconds(20), Duration.ofSeconds(40)),
    /** A script copies the catalogue in a customer's name. */
    SCRAPER(Duration.ofMinutes(7), Duration.ofMinutes(15), Duration.ofSeconds(60), Duration.ofSeconds(90));

    private final Duration first;
    private final Duration every;
    private final Duration shortest;
    private final Duration longest;

    IncidentKind(Duration first, Duration every, Duration shortest, Duration longest) {
        this.first = first;
        this.every = every;
        this.shortest = shortest;
        this.longest = longest;
    }

    /** When the first one begins, after the start. */
    Duration first() {
        return first;
    }

    /** Time from the beginning of one to that of the next; longer than any of them lasts. */
    Duration every() {
        return every;
    }

    Duration shortest() {
        return shortest;
    }

    Duration longest() {
        return longest;
    }

}
