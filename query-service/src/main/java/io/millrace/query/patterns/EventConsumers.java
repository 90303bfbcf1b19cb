package io.millrace.query.patterns;

import java.util.function.Supplier;
import org.apache.kafka.clients.consumer.Consumer;

/** Where dry runs get a consumer of committed records from; whoever gets one closes it. */
interface EventConsumers extends Supplier<Consumer<byte[], byte[]>> {}
