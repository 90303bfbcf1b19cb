package io.millrace.cep;

import io.millrace.testkit.definition.TestDefinitions;
import io.millrace.testkit.topology.GoldenTopology;
import org.junit.jupiter.api.Test;

class CepTopologyTest {

    /** The names of stores and of the repartition topic are data: a change here loses what is stored. */
    @Test
    void shouldKeepItsShapeAndNames() {
        GoldenTopology.assertMatches(CepScenario.topology(new TestDefinitions()), getClass(), "cep.txt");
    }

}
