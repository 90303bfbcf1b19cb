package io.millrace.system;

import io.millrace.testkit.broker.TestBroker;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline on a broker in this process. */
class InProcessPipelineTest extends PipelineContract {

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.inProcess();

    @Override
    String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

}
