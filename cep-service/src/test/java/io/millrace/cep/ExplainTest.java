package io.millrace.cep;

import static io.millrace.cep.TestEvent.event;
import static io.millrace.cep.TestEvent.instant;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import io.millrace.result.Explanation;
import io.millrace.result.Explanation.OpenBranch;
import io.millrace.result.Explanation.Why;
import io.millrace.testkit.definition.TestDefinitions;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExplainTest {

    private static final String FUNNEL = """
            kind: pattern
            name: funnel
            pattern: view -> cart -> buy
            within: 30m
            define:
              view: {events: [view]}
              cart: {events: [cart], where: cart.data.product_id == view.data.product_id && cart.data.count > 0}
              buy: {events: [purchase]}
            """;

    @TempDir
    Path folder;

    private CepScenario cep;

    @BeforeEach
    void start() {
        cep = CepScenario.replaying(folder, TestDefinitions.of(FUNNEL));
    }

    @AfterEach
    void stop() {
        cep.close();
    }

    @Test
    void shouldTellWhatIsOpenAndWhichPartOfAConditionWasNotMet() {
        cep.send(event("view").at("10:00:00").with("product_id", "p1"),
                event("cart").at("10:01:00").with("product_id", "p2").with("count", 1L),
                event("cart").at("10:02:00").with("product_id", "p1").with("count", 0L),
                event("purchase").at("10:03:00"));

        var explanation = explain("u1");
        assertThat(explanation.open()).extracting(OpenBranch::awaited, OpenBranch::start,
                OpenBranch::deadline).containsExactly(
                        tuple(List.of("cart"), instant("10:00:00"), instant("10:30:00")));
        assertThat(explanation.refused()).extracting(refused -> refused.event().timestamp()).containsExactly(
                instant("10:03:00"), instant("10:02:00"), instant("10:01:00"));
        assertThat(reasons(explanation, 0)).extracting(Why::variable, Why::expression).containsExactly(
                tuple("cart", ""), tuple("view", ""));
        assertThat(reasons(explanation, 1).getFirst()).extracting(Why::expression, Why::values).containsExactly(
                "cart.data.count > 0", Map.of("cart.data.count", 0L));
        assertThat(reasons(explanation, 2).getFirst()).extracting(Why::expression).isEqualTo(
                "cart.data.product_id == view.data.product_id");
    }

    @Test
    void shouldExplainKeysWithoutRunsAndKnowNothingOfOthers() {
        cep.send(event("purchase").at("10:00:00"));

        assertThat(explain("u1").open()).isEmpty();
        assertThat(reasons(explain("u1"), 0)).extracting(Why::variable, Why::runStart).containsExactly(
                tuple("view", null));
        assertThat(cep.reads().explain(cep.activePatterns().find("funnel").orElseThrow(), "shop", "u2")).isEmpty();
    }

    @Test
    void shouldRememberTheLatestSixteenOfAKey() {
        for (int i = 10; i < 30; i++) {
            cep.send(event("purchase").at("10:00:" + i));
        }

        assertThat(explain("u1").refused()).hasSize(16).first().satisfies(
                refused -> assertThat(refused.event().timestamp()).isEqualTo(instant("10:00:29")));
    }

    private Explanation explain(String user) {
        return cep.reads().explain(cep.activePatterns().find("funnel").orElseThrow(), "shop", user).getFirst();
    }

    private static List<Why> reasons(Explanation explanation, int event) {
        return explanation.refused().get(event).reasons();
    }

}
