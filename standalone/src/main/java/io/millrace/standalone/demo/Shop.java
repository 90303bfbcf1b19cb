package io.millrace.standalone.demo;

import java.util.SplittableRandom;

/** What visitors find: the things for sale, the servers, the storeroom, and somebody who writes all down. */
record Shop(Catalogue catalogue, Storeroom storeroom, Servers servers, EventWriter events, IncidentSchedule incidents,
        SplittableRandom random) {

    /** Whether something of that chance happens. */
    boolean chance(double share) {
        return random.nextDouble() < share;
    }

}
