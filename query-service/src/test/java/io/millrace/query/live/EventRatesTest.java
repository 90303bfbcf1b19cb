package io.millrace.query.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.query.live.Rate.TypeRate;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class EventRatesTest {

    private final EventRates rates = new EventRates();

    @Test
    void shouldCountEachTenantOnItsOwnAndAllTogether() {
        count("t1", "view", 3);
        count("t2", "view", 2);

        var second = rates.close(100, 1);

        assertThat(second.of(Optional.of("t1")).eventsPerSecond()).isEqualTo(3);
        assertThat(second.of(Optional.of("t2")).eventsPerSecond()).isEqualTo(2);
        assertThat(second.of(Optional.empty()).eventsPerSecond()).isEqualTo(5);
    }

    @Test
    void shouldTellATenantWithoutEventsNothingOfOthers() {
        count("t1", "secret", 3);

        var rate = rates.close(100, 1).of(Optional.of("t2"));

        assertThat(rate.eventsPerSecond()).isZero();
        assertThat(rate.byType()).isEmpty();
    }

    @Test
    void shouldNameTheMostFrequentTypes() {
        IntStream.rangeClosed(1, 9).forEach(times -> count("t1", "type" + times, times));

        var byType = rates.close(100, 1).all().byType();

        assertThat(byType).hasSize(EventRates.TOP_TYPES).startsWith(new TypeRate("type9", 9),
                new TypeRate("type8", 8)).endsWith(new TypeRate("type5", 5));
    }

    @Test
    void shouldBeginEachSecondAtZero() {
        count("t1", "view", 3);
        rates.close(100, 1);

        assertThat(rates.close(101, 1).all().eventsPerSecond()).isZero();
    }

    @Test
    void shouldSpreadWhatCameInSeveralSeconds() {
        count("t1", "view", 6);

        assertThat(rates.close(103, 3).all().eventsPerSecond()).isEqualTo(2);
        assertThat(tail(rates.history(Optional.empty(), 103), 4)).containsExactly(null, 2.0, 2.0, 2.0);
    }

    @Test
    void shouldRememberTheLastMinutesWithHolesWhereItDidNotLook() {
        count("t1", "view", 1);
        rates.close(100, 1);
        count("t2", "view", 2);
        rates.close(102, 1);

        assertThat(tail(rates.history(Optional.empty(), 103), 4)).containsExactly(1.0, null, 2.0, null);
        assertThat(tail(rates.history(Optional.of("t1"), 103), 4)).containsExactly(1.0, null, 0.0, null);
        assertThat(rates.history(Optional.empty(), 103)).hasSize(EventRates.HISTORY_SECONDS);
    }

    @Test
    void shouldCountEventsThatWereNotLookedAtTowardsAllOnly() {
        count("t1", "view", 1);
        rates.skipped(10);

        var second = rates.close(100, 1);

        assertThat(second.all().eventsPerSecond()).isEqualTo(11);
        assertThat(second.all().incomplete()).isTrue();
        assertThat(second.of(Optional.of("t1")).eventsPerSecond()).isEqualTo(1);
        assertThat(rates.close(101, 1).all().incomplete()).isFalse();
    }

    @Test
    void shouldStayBoundedWithManyTenantsAndTypes() {
        IntStream.range(0, 2 * EventRates.MAX_TENANTS).forEach(i -> count("t" + i, "view", 1));
        IntStream.range(0, 2 * EventRates.MAX_TYPES).forEach(i -> count("t0", "type" + i, 1));

        var second = rates.close(100, 1);

        assertThat(second.byTenant()).hasSize(EventRates.MAX_TENANTS);
        assertThat(second.all().eventsPerSecond()).isEqualTo(2 * EventRates.MAX_TENANTS + 2 * EventRates.MAX_TYPES);
        assertThat(second.of(Optional.of("t0")).eventsPerSecond()).isEqualTo(1 + 2 * EventRates.MAX_TYPES);
    }

    private void count(String tenant, String type, int times) {
        IntStream.range(0, times).forEach(_ -> rates.count(new EventHead(tenant, type)));
    }

    private static List<Double> tail(List<Double> list, int length) {
        return list.subList(list.size() - length, list.size());
    }

}
