package io.millrace.expressions.pattern;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConjunctsTest {

    @ParameterizedTest
    @CsvSource(delimiter = ';', quoteCharacter = '~', textBlock = """
            data.a                                    ; data.a
            data.a && data.b                          ; data.a | data.b
            data.a&&data.b && data.c                  ; data.a | data.b | data.c
            (data.a && data.b) && data.c              ; data.a | data.b | data.c
            ((data.a && data.b))                      ; data.a | data.b
            (data.a) == (data.b)                      ; (data.a) == (data.b)
            (data.a || data.b) && data.c              ; data.a || data.b | data.c
            data.a && data.b || data.c                ; data.a && data.b || data.c
            data.a ? data.b && data.c : data.d        ; data.a ? data.b && data.c : data.d
            data.l.all(e, e && data.b) && data.c      ; data.l.all(e, e && data.b) | data.c
            data.a == 'x && y' && data.b              ; data.a == 'x && y' | data.b
            data.a == "it's && so" && data.b          ; data.a == "it's && so" | data.b
            data.a == 'it\\' && so' && data.b         ; data.a == 'it\\' && so' | data.b
            data.a == r'\\' && data.b                 ; data.a == r'\\' | data.b
            data.a == ''' ' && ' ''' && data.b        ; data.a == ''' ' && ' ''' | data.b
            data.a == ')' && (data.b == '(')          ; data.a == ')' | data.b == '('
            data['&&'] && !(data.a && data.b)         ; data['&&'] | !(data.a && data.b)
            """)
    void shouldDivideAtTheOutermostConjunctions(String condition, String parts) {
        assertThat(Conjuncts.of(condition)).isEqualTo(List.of(parts.split(" \\| (?!\\|)")));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', value = "data.a // either && or; data.a // either && or")
    void shouldLeaveCommentsAlone(String condition, String part) {
        assertThat(Conjuncts.of(condition)).containsExactly(part);
    }

}
