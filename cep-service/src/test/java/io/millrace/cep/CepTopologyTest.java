package io.millrace.cep;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class CepTopologyTest {

    /** The names of stores and of the repartition topic are data: a change here loses what is stored. */
    @Test
    void shouldKeepItsShapeAndNames() throws IOException {
        try (var golden = getClass().getResourceAsStream("/topology/cep.txt")) {
            assertThat(CepScenario.topology(new DeclaredPatterns()).describe().toString()).isEqualTo(
                    new String(golden.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

}
