package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cep.funnel.FunnelStore;
import io.millrace.cep.match.MatchHalf;
import io.millrace.result.FunnelPartial;
import io.millrace.statistics.aggregate.Aggregate;
import io.millrace.statistics.aggregate.AggregateLayout;
import io.millrace.statistics.aggregate.AggregateState;
import io.millrace.statistics.binary.BinaryReader;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FunnelViewTest {

    private static final String FUNNEL = """
            kind: pattern
            name: funnel
            pattern: view -> cart -> buy
            within: 30m
            retention: 2h
            define: {view: {events: [view]}, cart: {events: [cart]}, buy: {events: [buy]}}
            """;
    private static final Aggregate MEDIAN = new Aggregate.Quantile(0.5);
    private static final Aggregate KEYS = new Aggregate.Distinct("keys", 0);

    @TempDir
    Path folder;

    private CepScenario cep;

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldCountRunsByTheStepsThatTheyReached() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
        purchases();

        assertThat(cep.timeouts()).as("not asked for").isEmpty();
        assertThat(cep.meter(CepMeters.TIMEOUTS)).isZero();
        assertThat(steps("10:00:00")).map(FunnelPartial::step).containsExactly("buy", "cart", "view");
        assertThat(reached("10:00:00", "view")).isEqualTo(4);
        assertThat(reached("10:00:00", "cart")).isEqualTo(2);
        assertThat(reached("10:00:00", "buy")).isEqualTo(1);
        assertThat(state("10:00:00", "view").value(KEYS, 1)).hasValue(3);
        assertThat(state("10:00:00", "cart").value(MEDIAN, 1).orElseThrow()).isBetween(59.0, 61.0);
        assertThat(state("10:00:00", "buy").value(MEDIAN, 1).orElseThrow()).isBetween(595.0, 605.0);
    }

    @Test
    void shouldCountARunInTheHourInWhichItBegan() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
        cep.send(event("view").at("10:59:00"), event("cart").at("11:05:00"), event("buy").at("11:06:00"),
                event("view").at("11:10:00"), event("view").user("u9").at("13:00:00"));

        assertThat(reached("10:00:00", "buy")).isEqualTo(1);
        assertThat(reached("11:00:00", "view")).isEqualTo(1);
        assertThat(steps("11:00:00")).map(FunnelPartial::step).containsExactly("view");
    }

    @Test
    void shouldCountARunOnceHoweverManyBranchesItHas() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(
                FUNNEL.replace("view -> cart -> buy", "view ->> cart ->> buy") + "skip: none\n"));
        cep.send(event("view").at("10:00:00"), event("cart").at("10:01:00"), event("cart").at("10:02:00"),
                event("buy").at("10:03:00"), event("buy").at("10:04:00"), event("cart").at("10:05:00"),
                event("view").user("u9").at("13:00:00"));

        assertThat(cep.matches()).hasSize(4);
        assertThat(reached("10:00:00", "")).isEqualTo(1);
        assertThat(reached("10:00:00", "view")).isEqualTo(1);
        assertThat(reached("10:00:00", "cart")).isEqualTo(1);
        assertThat(reached("10:00:00", "buy")).isEqualTo(1);
    }

    @Test
    void shouldCountEachRunOfAKeyThatForks() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(
                FUNNEL.replace("view -> cart -> buy", "view ->> cart ->> buy") + "skip: none\n"));
        cep.send(event("view").at("10:00:00"), event("view").at("10:00:30"), event("cart").at("10:01:00"),
                event("buy").at("10:03:00"), event("view").at("10:50:00"), event("view").user("u9").at("13:00:00"));

        assertThat(reached("10:00:00", "view")).isEqualTo(3);
        assertThat(reached("10:00:00", "buy")).isEqualTo(2);
    }

    @Test
    void shouldRememberCountsOverARestart() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(
                FUNNEL.replace("view -> cart -> buy", "view ->> cart ->> buy") + "skip: none\n"));
        cep.send(event("view").at("10:00:00"), event("cart").at("10:01:00"), event("buy").at("10:03:00"));
        cep.restart();
        cep.send(event("buy").at("10:04:00"), event("cart").at("10:05:00"), event("view").user("u9").at("13:00:00"));

        assertThat(reached("10:00:00", "view")).isEqualTo(1);
        assertThat(reached("10:00:00", "buy")).isEqualTo(1);
    }

    @Test
    void shouldBeginAfreshWithANewVersion() {
        var definitions = TestDefinitions.of(FUNNEL);
        cep = CepScenario.replaying(folder, definitions);
        purchases();
        definitions.declare(FUNNEL.replace("30m", "20m"));
        cep.send(event("view").user("u8").at("13:05:00"), event("view").user("u9").at("15:00:00"));

        assertThat(reached("10:00:00", "view")).as("not of this version").isZero();
        assertThat(reached("13:00:00", "view")).isEqualTo(1);
    }

    @Test
    void shouldCloseHoursWhenNoRunOfThemCanEndAnyMore() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
        purchases();

        assertThat(read("10:00:00", "11:29:59.999")).allMatch(row -> !row.isFinal());
        assertThat(read("10:00:00", "11:30:00")).allMatch(FunnelPartial::isFinal);
    }

    @Test
    void shouldForgetFunnelsWhenTheirRetentionEnds() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
        purchases();
        assertThat(cep.size(MatchHalf.DIRECT.funnels())).isEqualTo(3);

        cep.jump(Duration.ofHours(3));
        cep.jump(Duration.ofSeconds(20));

        assertThat(cep.size(MatchHalf.DIRECT.funnels())).isZero();
    }

    private void purchases() {
        cep.send(event("view").at("10:00:00"), event("cart").at("10:01:00"), event("buy").at("10:11:00"),
                event("view").at("10:20:00"), event("view").user("u2").at("10:21:00"),
                event("cart").user("u2").at("10:22:00"), event("view").user("u3").at("10:23:00"),
                event("view").user("u9").at("13:00:00"));
    }

    private long reached(String hour, String step) {
        return state(hour, step).count();
    }

    private AggregateState state(String hour, String step) {
        return steps(hour).stream().filter(row -> row.step().equals(step)).findFirst().map(
                row -> AggregateState.read(new BinaryReader(row.state()))).orElseGet(FunnelViewTest::none);
    }

    private static AggregateState none() {
        return AggregateLayout.of(List.of()).empty();
    }

    private List<FunnelPartial> steps(String hour) {
        return read(hour, "00:00:00");
    }

    private List<FunnelPartial> read(String hour, String watermark) {
        long from = instant(hour).toEpochMilli();
        return FunnelStore.read(cep.store(MatchHalf.DIRECT.funnels()),
                cep.activePatterns().find("funnel").orElseThrow(),
                "shop", from, from + 1, instant(watermark).toEpochMilli(), 100);
    }

}
