package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.event.EventReader;
import io.millrace.event.EventReading;
import io.millrace.event.JsonTree;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShopSimulationTest {

    private static final Instant START = Instant.parse("2024-05-01T09:00:00Z");

    @Test
    void shouldBeTheSameForTheSameSeedAndStart() {
        assertThat(first(1, START, Duration.ofMinutes(12))).isEqualTo(first(1, START, Duration.ofMinutes(12)));
    }

    @Test
    void shouldNeverUseAnEventIdTwice() {
        var ids = new HashSet<Object>();
        var events = new ArrayList<>(first(1, START, Duration.ofMinutes(10)));
        events.addAll(first(2, START, Duration.ofMinutes(10)));
        events.addAll(first(1, START.plusSeconds(60), Duration.ofMinutes(10)));

        assertThat(events).allMatch(event -> ids.add(event.json().get("event_id")));
    }

    @Test
    void shouldTellWhatHappensInTheOrderOfTime() {
        var times = first(3, START, Duration.ofHours(1)).stream().map(ShopEvent::timestamp).toList();

        assertThat(times).isSorted().first().matches(time -> !time.isBefore(START));
    }

    @Test
    void shouldBeAcceptedByTheReaderOfEventsAsItIs() {
        for (var event : first(4, START, Duration.ofMinutes(20))) {
            var reading = EventReader.read(JsonTree.write(event.json()), START.plus(Duration.ofHours(1)), "default");

            assertThat(reading).isInstanceOfSatisfying(EventReading.Accepted.class, accepted -> {
                assertThat(accepted.event().timestamp()).isEqualTo(event.timestamp());
                assertThat(accepted.event().eventType()).isEqualTo(event.type());
            });
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldBeALikelyShop(long seed) {
        var events = first(seed, START, Duration.ofHours(2));
        var counts = events.stream().collect(Collectors.groupingBy(ShopEvent::type, Collectors.counting()));

        assertThat(events.size() / 7200.0).as("events a second").isBetween(18.0, 40.0);
        assertThat(ratio(counts, "cart.added", "product.viewed")).as("carts a view").isBetween(0.08, 0.2);
        assertThat(ratio(counts, "order.created", "cart.added")).as("orders a cart").isBetween(0.15, 0.45);
        assertThat(ratio(counts, "order.created", "page.viewed")).as("orders a visit").isBetween(0.03, 0.15);
        assertThat(ratio(counts, "payment.failed", "payment.succeeded")).as("failed payments").isBetween(0.05, 0.7);
        assertThat(ratio(counts, "login.failed", "login.succeeded")).as("failed logins").isBetween(0.05, 0.4);
        assertThat(counts).containsKeys("search.performed", "user.signed_up", "identify", "checkout.started",
                "inventory.updated", "http_request", "error");
    }

    @Test
    void shouldHaveNoGapsOfMoreThanAFewSeconds() {
        var before = START.plusSeconds(10);
        for (var event : first(7, START, Duration.ofHours(1))) {
            assertThat(Duration.between(before, event.timestamp())).isLessThan(Duration.ofSeconds(5));
            before = event.timestamp();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldBringAFailingServiceAMinuteAfterTheStartAndInEachQuarterOfAnHour(long seed) {
        var minutes = errorsByMinute(first(seed, START, Duration.ofHours(2)));

        assertThat(minutes.getOrDefault(1L, 0)).isGreaterThan(5);
        for (long quarter = 0; quarter < 8; quarter++) {
            long from = quarter * 15;
            assertThat(minutes.keySet()).as("quarter " + quarter).anyMatch(
                    minute -> minute >= from && minute < from + 15 && minutes.get(minute) > 5);
        }
        assertThat(minutes.values().stream().filter(errors -> errors > 5).count()).as("bad minutes").isLessThan(60);
    }

    @ParameterizedTest
    @ValueSource(longs = {7, 8})
    void shouldSellOnlyWhatThereIs(long seed) {
        var quantities = new HashMap<String, Integer>();
        boolean isLow = false;
        for (var event : first(seed, START, Duration.ofHours(1))) {
            if (event.type().equals("inventory.updated")) {
                var data = event.data();
                int quantity = (Integer) data.get("quantity");
                var before = quantities.put(data.get("sku") + "@" + data.get("warehouse"), quantity);
                assertThat(quantity).isNotNegative();
                if (before != null) {
                    assertThat(quantity - before).isEqualTo(data.get("change"));
                }
                isLow |= quantity <= 5;
            }
        }
        assertThat(isLow).as("some product runs low").isTrue();
    }

    @Test
    void shouldTakePaymentBeforeEachOrder() {
        Set<Object> paid = new HashSet<>();
        int orders = 0;
        for (var event : first(7, START, Duration.ofHours(1))) {
            switch (event.type()) {
                case "payment.succeeded" -> paid.add(payment(event, "amount"));
                case "order.created" -> {
                    orders++;
                    assertThat(paid.remove(payment(event, "total_amount"))).isTrue();
                    assertThat(linesTotal(event)).isCloseTo((Double) event.data().get("total_amount"),
                            org.assertj.core.data.Offset.offset(0.2));
                }
                default -> assertThat(event.json()).containsKeys("data", "metadata");
            }
        }
        assertThat(orders).isGreaterThan(100);
    }

    @Test
    void shouldKeepPeopleBelowWhatScriptsDo() {
        var activity = new HashMap<String, Integer>();
        for (var event : first(7, START, Duration.ofHours(2))) {
            if (event.userId() != null) {
                long window = event.timestamp().getEpochSecond() / 300;
                activity.merge(window + "/" + event.userId(), 1, Integer::sum);
            }
        }
        long scripts = activity.values().stream().filter(count -> count > 100).count();
        long between = activity.values().stream().filter(count -> count > 60 && count <= 100).count();

        assertThat(scripts).isBetween(8L, 16L);
        assertThat(between).isLessThan(4);
    }

    private static Object payment(ShopEvent event, String amount) {
        return List.of(event.userId(), event.data().get("order_id"), event.data().get(amount));
    }

    @SuppressWarnings("unchecked")
    private static double linesTotal(ShopEvent order) {
        return ((List<Map<String, Object>>) order.data().get("items")).stream().mapToDouble(
                line -> (Double) line.get("price") * (Integer) line.get("quantity")).sum();
    }

    private static Map<Long, Integer> errorsByMinute(List<ShopEvent> events) {
        var minutes = new HashMap<Long, Integer>();
        for (var event : events) {
            if (event.type().equals("error")) {
                minutes.merge(Duration.between(START, event.timestamp()).toMinutes(), 1, Integer::sum);
            }
        }
        return minutes;
    }

    private static double ratio(Map<String, Long> counts, String type, String to) {
        return (double) counts.get(type) / counts.get(to);
    }

    private static List<ShopEvent> first(long seed, Instant start, Duration duration) {
        var events = new ArrayList<ShopEvent>();
        var simulation = new ShopSimulation(seed, start);
        var end = start.plus(duration);
        for (var event = simulation.next(); event.timestamp().isBefore(end); event = simulation.next()) {
            events.add(event);
        }
        return events;
    }

}
