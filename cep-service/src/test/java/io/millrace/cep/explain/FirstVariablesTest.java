package io.millrace.cep.explain;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.pattern.PatternParser;
import org.junit.jupiter.api.Test;

class FirstVariablesTest {

    @Test
    void shouldFindWhatAPatternCanBeginWith() {
        assertThat(FirstVariables.of(PatternParser.parse("a -> b"))).containsExactly("a");
        assertThat(FirstVariables.of(PatternParser.parse("a? -> b* -> c -> d"))).containsExactly("a", "b", "c");
        assertThat(FirstVariables.of(PatternParser.parse("(a | b -> c) -> d"))).containsExactly("a", "b");
    }

}
