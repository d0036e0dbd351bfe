package io.nexus.models.keras;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class KerasGoldenTest {
    /** Of the largest output of all rows. */
    private static final double TOLERANCE = 1e-6;
    /** Of the row's largest output, where it is not far below the others. */
    private static final double ROW_TOLERANCE = 1e-5;

    private static final double PART = 0.05;
    private static final Pattern OUTPUT = Pattern.compile("(\\w+)=out_");

    static Stream<Path> models() {
        return Stream.of("production-a", "production-a-more")
                .flatMap(folder -> SharedData.files(SharedData.folder(folder), ".h5", ".keras").stream());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("models")
    void answersAsItsOwnLibraryDoes(Path file) throws RefusedException {
        Golden golden = Golden.of(file);

        ModelFile read = KerasFile.read(SharedData.bytes(file), Limits.DEFAULT);
        Model model = read.image().open();

        assertThat(golden.largestDifference(model, 1)).isLessThan(TOLERANCE);
        assertThat(golden.largestDifference(model, PART)).isLessThan(ROW_TOLERANCE);
        assertThat(read.writer()).startsWith("keras ");
        Matcher names = OUTPUT.matcher(golden.title());
        assertThat(read.image().signature().outputs().stream().map(Port::name))
                .containsExactlyElementsOf(
                        names.results().map(result -> result.group(1)).toList());
    }
}
