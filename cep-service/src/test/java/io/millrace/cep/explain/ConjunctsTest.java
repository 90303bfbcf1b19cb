package io.millrace.cep.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.PatternParser;
import org.junit.jupiter.api.Test;

class ConjunctsTest {

    @Test
    void shouldSplitAtWhatMustAllBeMet() {
        assertThat(Conjuncts.of("a.x == 1 && b.y > 2&&c")).containsExactly("a.x == 1", "b.y > 2", "c");
        assertThat(Conjuncts.of("(a && b) && c in [1 && 2]")).containsExactly("(a && b)", "c in [1 && 2]");
        assertThat(Conjuncts.of("a == 'x && \\' y' && b == \" && \"")).containsExactly("a == 'x && \\' y'",
                "b == \" && \"");
        assertThat(Conjuncts.of("a")).containsExactly("a");
    }

    @Test
    void shouldNotSplitWhatBindsLessTightly() {
        assertThat(Conjuncts.of("a && b || c")).containsExactly("a && b || c");
        assertThat(Conjuncts.of("a && b ? c : d")).containsExactly("a && b ? c : d");
        assertThat(Conjuncts.of("(a || b) && c")).containsExactly("(a || b)", "c");
    }

    @Test
    void shouldFindWhatAPatternCanBeginWith() {
        assertThat(FirstVariables.of(PatternParser.parse("a -> b"))).containsExactly("a");
        assertThat(FirstVariables.of(PatternParser.parse("a? -> b* -> c -> d"))).containsExactly("a", "b", "c");
        assertThat(FirstVariables.of(PatternParser.parse("(a | b -> c) -> d"))).containsExactly("a", "b");
    }

}
