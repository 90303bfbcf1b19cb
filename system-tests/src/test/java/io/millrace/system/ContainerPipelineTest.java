package io.millrace.system;

import io.millrace.testkit.broker.TestBroker;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The pipeline on a broker in a container; skipped, with the reason, where no container engine runs. */
class ContainerPipelineTest extends PipelineContract {

    @RegisterExtension
    static final TestBroker BROKER = TestBroker.container();

    @Override
    String bootstrapServers() {
        return BROKER.bootstrapServers();
    }

}
