package io.nexus.testbed.simulation;

import io.nexus.domain.instrument.Instrument;

/** What the simulator knows of an instrument besides its filters.
 *
 * @param startTicks price at the start
 * @param beta slope on the market factor
 * @param volatilityMultiple own volatility over the configured one
 * @param levelLots typical quantity of one level
 * @param activity messages over the universe's average */
record InstrumentProfile(
        Instrument instrument,
        long startTicks,
        double beta,
        double volatilityMultiple,
        double levelLots,
        double activity) {}
