package io.nexus.connectors.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.nexus.domain.check.Check;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a configuration file may not be; every refusal names the file, the line and what is allowed. */
final class ConfigFileTest {
    record Risk(double maxDrawdownRatio, int maxPositions, long windowMs, boolean isDry, String name) {
        Risk {
            Check.inRange("maxDrawdownRatio", maxDrawdownRatio, 0, 1);
        }
    }

    record All(Risk risk, Risk other) {}

    private static final Risk RISK = new Risk(0.15, 50, 1_000, false, "main");
    private static final All DEFAULTS = new All(RISK, RISK);

    @TempDir
    Path directory;

    private Path file;

    @BeforeEach
    void nameTheFile() {
        file = directory.resolve("nexus.yaml");
    }

    private String refusal(String text) {
        return refusal(text.getBytes(StandardCharsets.UTF_8));
    }

    private String refusal(byte[] bytes) {
        Throwable thrown = catchThrowable(() -> ConfigFile.read(Files.write(file, bytes), DEFAULTS));
        assertThat(thrown).isInstanceOf(ConfigException.class);
        return String.valueOf(thrown.getMessage());
    }

    @Test
    void readsNumbersAsTheyAreWritten() throws IOException {
        Files.writeString(
                file,
                "\uFEFFrisk: {max-drawdown-ratio: .5, max-positions: 7, window-ms: 2e3, is-dry: true, name: 'null'}\nother:\n");

        assertThat(ConfigFile.read(file, DEFAULTS)).isEqualTo(new All(new Risk(0.5, 7, 2_000, true, "null"), RISK));
    }

    @Test
    void refusesARepeatedKeyAndARepeatedSection() {
        assertThat(refusal("risk:\n  max-positions: 1\n  max-positions: 2\n"))
                .isEqualTo(file + " line 3: risk.max-positions is given twice, before in line 2");
        assertThat(refusal("risk: {max-positions: 1}\n\"risk\": {name: x}\n"))
                .isEqualTo(file + " line 2: risk is given twice, before in line 1");
    }

    @Test
    void refusesASecondDocument() {
        assertThat(refusal("risk: {max-positions: 1}\n---\nrisk: {max-positions: 2}\n"))
                .isEqualTo(file + " line 2: a second document begins here; one file holds one");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# nothing\n"})
    void refusesAnEmptyFile(String text) {
        assertThat(refusal(text)).isEqualTo(file + ": is empty; it must hold keys with values, like \"key: value\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"[1, 2]", "- risk", "risk", "12"})
    void refusesWhatIsNotKeysWithValues(String text) {
        assertThat(refusal(text)).isEqualTo(file + ": must hold keys with values, like \"key: value\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    max-drawdown-ratio | .nan        | a finite number
                    max-drawdown-ratio | .inf        | a finite number
                    max-drawdown-ratio | -.Inf       | a finite number
                    max-drawdown-ratio | NaN         | a finite number
                    max-drawdown-ratio | 1e999       | a finite number
                    max-drawdown-ratio | 1e-999      | a finite number
                    max-drawdown-ratio | 0x1p3       | a finite number
                    max-drawdown-ratio | [1]         | a finite number
                    max-positions      | 010         | a whole number of at most 2147483647
                    max-positions      | 1_000       | a whole number of at most 2147483647
                    max-positions      | 1:30        | a whole number of at most 2147483647
                    max-positions      | 1.5         | a whole number of at most 2147483647
                    max-positions      | 2147483648  | a whole number of at most 2147483647
                    window-ms          | 9223372036854775808 | a whole number of at most 9223372036854775807
                    is-dry             | yes         | true or false
                    is-dry             | 1           | true or false
                    """)
    void refusesValuesThatAreNoNumberWithTheirKey(String key, String value, String kind) {
        String was = value.equals("[1]") ? "a list" : value;

        assertThat(refusal("risk:\n  " + key + ": " + value))
                .isEqualTo(file + " line 2: risk." + key + ": needs " + kind + ", was " + was);
    }

    @Test
    void refusesAKeyWithoutAValue() {
        assertThat(refusal("risk:\n  max-positions:\n"))
                .isEqualTo(file + " line 2: risk.max-positions: has no value; leave the key out for its default 50");
    }

    @Test
    void refusesANumberOfManyDigitsAtOnceAndDoesNotRepeatIt() {
        String digits = "9".repeat(300_000);

        String refusal = Assertions.assertTimeout(
                Duration.ofSeconds(3), () -> refusal("other:\n  max-drawdown-ratio: " + digits));

        assertThat(refusal)
                .startsWith(file + " line 2: other.max-drawdown-ratio: needs a finite number, was 999")
                .endsWith("... (300000 characters)")
                .hasSizeLessThan(400);
    }

    @Test
    void refusesAnchorsAliasesAndTags() {
        String laughs =
                """
                a: &a [x, x, x, x, x, x, x, x, x]
                b: &b [*a, *a, *a, *a, *a, *a, *a, *a, *a]
                c: &c [*b, *b, *b, *b, *b, *b, *b, *b, *b]
                d: &d [*c, *c, *c, *c, *c, *c, *c, *c, *c]
                e: &e [*d, *d, *d, *d, *d, *d, *d, *d, *d]
                f: &f [*e, *e, *e, *e, *e, *e, *e, *e, *e]
                g: &g [*f, *f, *f, *f, *f, *f, *f, *f, *f]
                h: [*g, *g, *g, *g, *g, *g, *g, *g, *g]
                """;

        assertThat(refusal(laughs)).startsWith(file + " line 1: anchors and aliases (&a) are not supported");
        assertThat(refusal("risk: &r {name: a}\nother: *r\n")).contains("anchors and aliases (&r)");
        assertThat(refusal("risk: !!java.net.URL [x]\n")).startsWith(file + " line 1: Global tag is not allowed");
        assertThat(refusal("risk: !secret {name: x}\n")).contains("line 1: tags (!secret) are not supported");
        assertThat(refusal("risk: {<<: {name: x}}\n")).contains("unknown key risk.<<");
    }

    @Test
    void refusesDeepNesting() {
        assertThat(refusal("a: " + "[".repeat(5_000) + "]".repeat(5_000)))
                .startsWith(file.toString())
                .contains("epth");
    }

    @Test
    void refusesTabsBinaryAndOversize() {
        assertThat(refusal("risk:\n\tname: x\n")).startsWith(file + " line 2: ").contains("\\t(TAB)");
        assertThat(refusal(new byte[] {(byte) 0xff, (byte) 0xfe, 0, 1})).isEqualTo(file + ": is no text in UTF-8");
        assertThat(refusal(new byte[] {'a', ':', ' ', 0, 1})).startsWith(file.toString());
        assertThat(refusal(new byte[5 << 20])).isEqualTo(file + ": is larger than 4 MiB");
    }

    @Test
    void namesTheLineOfAnUnknownKeyAndOfAnImpossibleValue() {
        assertThat(refusal("other:\n  name: x\n  nam: y\n"))
                .startsWith(file + " line 3: unknown key other.nam; known here: ");
        assertThat(refusal("other:\n  name: x\n  max-drawdown-ratio: 2\n"))
                .isEqualTo(file + " line 3: other: max-drawdown-ratio must be in [0.0, 1.0], was 2.0");
    }

    @Test
    void namesAFileThatIsNotThere() {
        assertThatThrownBy(() -> ConfigFile.read(directory.resolve("none.yaml"), DEFAULTS))
                .isInstanceOf(ConfigException.class)
                .hasMessage("there is no file " + directory.resolve("none.yaml"));
        assertThatThrownBy(() -> ConfigFile.read(directory, DEFAULTS))
                .isInstanceOf(ConfigException.class)
                .hasMessage(directory + " is a folder, not a file");
    }
}
