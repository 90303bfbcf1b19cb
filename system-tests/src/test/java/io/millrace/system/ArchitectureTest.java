package io.millrace.system;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.library.dependencies.SlicesRuleDefinition;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The dependency rules of ARCHITECTURE.md. */
class ArchitectureTest {

    private static final String[] SERVICES = {"io.millrace.ingest..", "io.millrace.metrics..", "io.millrace.cep..",
            "io.millrace.alert..", "io.millrace.query.."};
    private static final String[] KAFKA_OR_SPRING = {"org.apache.kafka..", "org.springframework..", "jakarta.."};

    private static JavaClasses millrace;

    @BeforeAll
    static void readClasses() {
        millrace = new ClassFileImporter().withImportOption(
                ImportOption.Predefined.DO_NOT_INCLUDE_TESTS).importPackages("io.millrace");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ingest", "metrics", "cep", "alert", "query"})
    void shouldNotLetServicesDependOnEachOther(String service) {
        var others = List.of(SERVICES).stream().filter(each -> !each.contains("." + service + ".")).toArray(
                String[]::new);

        noClasses().that().resideInAPackage(
                "io.millrace." + service + "..").should().dependOnClassesThat().resideInAnyPackage(others).check(
                        millrace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"event", "definition", "result", "statistics", "pattern", "promql", "expressions"})
    void shouldKeepEnginesAndModelFreeOfKafkaAndSpring(String engine) {
        noClasses().that().resideInAPackage(
                "io.millrace." + engine + "..").should().dependOnClassesThat().resideInAnyPackage(
                        KAFKA_OR_SPRING).check(millrace);
    }

    @ParameterizedTest
    @ValueSource(strings = {"statistics", "pattern", "promql"})
    void shouldKeepEnginesFreeOfTheRestOfMillrace(String engine) {
        classes().that().resideInAPackage("io.millrace." + engine + "..").should().onlyDependOnClassesThat(
                resideInAPackage("io.millrace." + engine + "..").or(
                        com.tngtech.archunit.base.DescribedPredicate.not(resideInAPackage("io.millrace..")))).check(
                                millrace);
    }

    @Test
    void shouldKeepTheRuntimeFreeOfServices() {
        noClasses().that().resideInAPackage("io.millrace.runtime..").should().dependOnClassesThat().resideInAnyPackage(
                SERVICES).check(millrace);
    }

    @Test
    void shouldHaveNoCyclesBetweenPackagesOfAService() {
        SlicesRuleDefinition.slices().matching("io.millrace.alert.(*)..").should().beFreeOfCycles().check(millrace);
        SlicesRuleDefinition.slices().matching("io.millrace.metrics.(*)..").should().beFreeOfCycles().check(millrace);
        SlicesRuleDefinition.slices().matching("io.millrace.query.(*)..").should().beFreeOfCycles().check(millrace);
        SlicesRuleDefinition.slices().matching("io.millrace.ingest.(*)..").should().beFreeOfCycles().check(millrace);
        SlicesRuleDefinition.slices().matching("io.millrace.cep.(*)..").should().beFreeOfCycles().check(millrace);
    }

    @Test
    void shouldNotHaveDumpingGrounds() {
        noClasses().should().resideInAnyPackage("..common..", "..util..", "..utils..", "..shared..", "..core..").check(
                millrace);
    }

    @Test
    void shouldNotReadTheSystemClockInTopologies() {
        noClasses().that().resideInAnyPackage("io.millrace.metrics..", "io.millrace.cep..",
                "io.millrace.alert..").should().callMethod(java.time.Instant.class, "now").orShould().callMethod(
                        System.class, "currentTimeMillis").check(millrace);
    }

}
