package io.millrace.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.definition.DeclaredDefinition;
import io.millrace.definition.DefinitionKind;
import io.millrace.definition.DefinitionReader;
import io.millrace.definition.RuleDefinition;
import io.millrace.expressions.DefinitionCompiler;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ShippedDefinitionsTest {

    @Test
    void shouldHaveTheFilesOfThePack() {
        assertThat(ShippedPack.files()).map(file -> file.getFileName().toString()).containsExactly("alerts.yml",
                "commerce.yml",
                "inventory.yml", "operations.yml", "web.yml");
    }

    @Test
    void shouldHaveTheNamesThatOthersRelyOn() {
        assertThat(ShippedPack.names(DefinitionKind.METRIC)).containsExactlyInAnyOrder("events-by-type",
                "events-by-segment",
                "revenue", "order-count", "average-order-value", "active-users", "high-activity-users", "prices",
                "events-per-hour", "low-stock", "errors", "requests", "error-rate", "response-time",
                "product-views", "visits", "errors-per-request");
        assertThat(ShippedPack.names(DefinitionKind.PATTERN)).containsExactlyInAnyOrder("purchase-funnel",
                "abandoned-cart",
                "login-failures-then-success", "payment-failed-thrice", "sign-up-to-purchase", "card-testing",
                "quick-refund", "brute-force-login", "impossible-travel", "rage-clicks", "sold-out-after-warning");
        assertThat(ShippedPack.names(DefinitionKind.RULE)).hasSize(5);
    }

    @ParameterizedTest
    @MethodSource("io.millrace.standalone.demo.ShippedPack#files")
    void shouldCompile(Path file) {
        for (var declared : DefinitionReader.readAll(ShippedPack.text(file))) {
            DefinitionCompiler.check(declared, ShippedPack::find);
        }
    }

    @Test
    void shouldDescribeEachDefinition() {
        assertThat(ShippedPack.DECLARED).extracting(DeclaredDefinition::definition).allSatisfy(
                definition -> assertThat(definition.description()).as(definition.name()).hasSizeGreaterThan(15));
    }

    @Test
    void shouldNotifyOps() {
        assertThat(ShippedPack.DECLARED).extracting(DeclaredDefinition::definition).filteredOn(
                RuleDefinition.class::isInstance).allSatisfy(
                        rule -> assertThat(((RuleDefinition) rule).channels()).containsExactly("ops"));
    }

}
