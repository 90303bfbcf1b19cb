package io.millrace.runtime;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings that all services have.
 *
 * @param host
 *            the name by which other services reach this one; empty for the machine's own name
 * @param instanceId
 *            name of this instance among those of its service, the same after a restart; empty for host and port
 * @param stateDir
 *            folder of the state stores; losing it costs a restore, no data
 * @param topics
 *            how topics are created
 * @param streams
 *            how Kafka Streams runs
 * @param security
 *            who may do what
 */
@ConfigurationProperties("millrace")
public record MillraceProperties(@DefaultValue("") String host, @DefaultValue("") String instanceId,
        @DefaultValue("state") Path stateDir, @DefaultValue Topics topics, @DefaultValue Streams streams,
        @DefaultValue Security security) {

    /**
     * @param partitions
     *            partitions of {@code events} and what is partitioned like it, when created
     * @param replicas
     *            copies of each partition, when created
     */
    public record Topics(@DefaultValue("4") int partitions, @DefaultValue("1") short replicas) {}

    /**
     * @param threads
     *            Streams threads of this instance
     * @param commitInterval
     *            how often results are committed; what a reader of committed records waits at most
     * @param cacheBytes
     *            memory for record caches, all threads together
     * @param storeBytes
     *            memory for RocksDB block caches and write buffers, all stores together
     * @param standbys
     *            warm copies of each store on other instances
     * @param closeTimeout
     *            how long a shutdown waits for Streams to commit and close
     * @param exitOnFailure
     *            whether the process ends when Streams has failed for good, to be started anew by its supervisor
     */
    public record Streams(@DefaultValue("1") int threads, @DefaultValue("100ms") Duration commitInterval,
            @DefaultValue("33554432") long cacheBytes, @DefaultValue("67108864") long storeBytes,
            @DefaultValue("0") int standbys, @DefaultValue("5s") Duration closeTimeout,
            @DefaultValue("true") boolean exitOnFailure) {}

    /**
     * @param keys
     *            write keys and read tokens
     * @param loopbackReads
     *            whether reads from the loopback address need no key
     * @param internalToken
     *            secret that services show each other; empty to answer internal reads only to the loopback address
     */
    public record Security(@DefaultValue List<Key> keys, @DefaultValue("false") boolean loopbackReads,
            @DefaultValue("") String internalToken) {

        /**
         * @param key
         *            the secret
         * @param tenant
         *            whose events it writes and reads; {@code *} for all
         * @param defaultTenant
         *            tenant of events that name none, for a key of all tenants
         * @param roles
         *            what it may do: {@code write}, {@code read}, {@code admin}
         * @param expiresAt
         *            from when it is refused; null for never
         */
        public record Key(String key, String tenant, @DefaultValue("default") String defaultTenant, Set<Role> roles,
                Instant expiresAt) {

            public Key {
                if (key == null || key.isBlank()) {
                    throw new IllegalArgumentException("millrace.security.keys[].key must not be empty");
                }
                if (tenant == null || tenant.isBlank()) {
                    throw new IllegalArgumentException("millrace.security.keys[].tenant must not be empty");
                }
                roles = roles == null ? Set.of() : Set.copyOf(roles);
            }
        }
    }

    /** What a key may do. */
    public enum Role {

        /** Send events. */
        WRITE,
        /** Read metrics, matches and alerts. */
        READ,
        /** Manage definitions. */
        ADMIN

    }

}
