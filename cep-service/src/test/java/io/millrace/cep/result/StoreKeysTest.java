package io.millrace.cep.result;

import static org.assertj.core.api.Assertions.assertThat;

import io.millrace.cep.state.RunKey;
import org.junit.jupiter.api.Test;

class StoreKeysTest {

    @Test
    void shouldReadRunKeysBack() {
        var key = new RunKey("funnel", 7, "shop", "küche/1\u0000|x");

        assertThat(RunKey.of(key.toBytes())).isEqualTo(key);
    }

    @Test
    void shouldOrderResultsByEndWithinPatternTenantAndKind() {
        assertThat(new ResultKey("p", "t", ResultKind.MATCH, -5, "ff").toBytes()).isLessThan(
                new ResultKey("p", "t", ResultKind.MATCH, 0, "00").toBytes());
        assertThat(new ResultKey("p", "t", ResultKind.MATCH, 255, "ff").toBytes()).isLessThan(
                new ResultKey("p", "t", ResultKind.MATCH, 256, "00").toBytes());
        assertThat(new ResultKey("p", "t", ResultKind.MATCH, Long.MAX_VALUE, "ff").toBytes()).isLessThan(
                new ResultKey("p", "t", ResultKind.TIMEOUT, 0, "00").toBytes());
        assertThat(ResultKey.patternOf(new ResultKey("p", "t", ResultKind.MATCH, 0, "00").toBytes())).isEqualTo("p");
    }

}
