package io.millrace.standalone.demo;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/**
 * When what goes wrong: a function of seed, start and time, so that it can be asked about any moment. Immutable and
 * thread-safe.
 */
final class IncidentSchedule {

    private static final List<ShopService> MAY_FAIL = List.of(ShopService.CATALOG, ShopService.SEARCH,
            ShopService.WEB, ShopService.CART);
    private static final List<ShopService> MAY_BE_SLOW = List.of(ShopService.SEARCH, ShopService.CATALOG,
            ShopService.WEB);

    private final long seed;
    private final Instant start;

    IncidentSchedule(long seed, Instant start) {
        this.seed = seed;
        this.start = start;
    }

    /** The incident of that kind that is going on. */
    Optional<Incident> ongoing(IncidentKind kind, Instant at) {
        var sinceFirst = Duration.between(start.plus(kind.first()), at);
        if (sinceFirst.isNegative()) {
            return Optional.empty();
        }
        return Optional.of(incident(kind, sinceFirst.dividedBy(kind.every()))).filter(
                incident -> at.isBefore(incident.end()));
    }

    /** The incident of that kind that concerns {@code service} now. */
    boolean concerns(IncidentKind kind, ShopService service, Instant at) {
        return ongoing(kind, at).filter(incident -> incident.service().equals(service.label())).isPresent();
    }

    /** The {@code index}th incident of that kind, from 0. */
    Incident incident(IncidentKind kind, long index) {
        var random = new SplittableRandom(seed ^ (index * 31 + kind.ordinal()) * 0x9E3779B97F4A7C15L);
        var begin = start.plus(kind.first()).plus(kind.every().multipliedBy(index));
        var lasts = Duration.ofSeconds(
                random.nextLong(kind.shortest().toSeconds(), kind.longest().toSeconds() + 1));
        var service = switch (kind) {
            case ERRORS -> MAY_FAIL.get(random.nextInt(MAY_FAIL.size()));
            case SLOWNESS -> MAY_BE_SLOW.get(random.nextInt(MAY_BE_SLOW.size()));
            case PAYMENTS -> ShopService.PAYMENT;
            case GUESSED_PASSWORD -> ShopService.AUTH;
            case SCRAPER -> ShopService.CATALOG;
        };
        return new Incident(kind, service.label(), begin, begin.plus(lasts));
    }

}
