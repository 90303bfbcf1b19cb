package io.millrace.testkit.broker;

import org.junit.jupiter.api.extension.RegisterExtension;

/** The same expectations of Kafka's image; skipped, with the reason, where no container engine runs. */
class ContainerBrokerTest extends BrokerContract {

    @RegisterExtension
    static final TestBroker BROKER = eagerToExpire(TestBroker.container());

    @Override
    TestBroker broker() {
        return BROKER;
    }
}
