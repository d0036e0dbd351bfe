package io.nexus.cli.command;

import io.nexus.domain.instrument.Instrument;
import io.nexus.domain.instrument.InstrumentCatalog;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** An instrument as people type it: its key, {@code venue|market|symbol}, or as much of it as names one, in any case. */
final class InstrumentName {
    private static final int MOST_SHOWN = 20;

    private InstrumentName() {}

    /** The one instrument of a name.
     *
     * @throws IllegalArgumentException naming the candidates if there are none or several */
    static Instrument resolve(String option, String name, InstrumentCatalog instruments) {
        Instrument exact = instruments.find(name);
        if (exact != null) {
            return exact;
        }
        List<Instrument> named = instruments.all().stream()
                .filter(instrument -> isMeant(name, instrument.key()))
                .toList();
        if (named.size() == 1) {
            return named.get(0);
        }
        throw new IllegalArgumentException(
                named.isEmpty()
                        ? option + ": the feed has no " + name + "; it has " + keys(List.copyOf(instruments.all()))
                        : option + ": " + name + " names several; say which of " + keys(named));
    }

    /** Whether a name is an instrument's key, or parts of it that stand together: {@code BTCUSDT}, {@code USDM|BTCUSDT}. */
    static boolean isMeant(String name, String key) {
        String wanted = '|' + name.toUpperCase(Locale.ROOT) + '|';
        return ('|' + key.toUpperCase(Locale.ROOT) + '|').contains(wanted);
    }

    private static String keys(List<Instrument> instruments) {
        String shown =
                instruments.stream().limit(MOST_SHOWN).map(Instrument::key).collect(Collectors.joining(", "));
        return instruments.size() <= MOST_SHOWN
                ? shown
                : shown + " and " + (instruments.size() - MOST_SHOWN) + " others";
    }
}
