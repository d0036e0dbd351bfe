package io.nexus.cli.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.apache.flink.runtime.checkpoint.Checkpoints;
import org.apache.flink.runtime.checkpoint.metadata.CheckpointMetadata;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StateSnapshotTest {
    private static final String JOB = "0123456789abcdef0123456789abcdef";

    @TempDir
    Path directory;

    @Test
    void theHighestNumberIsTheNewestWhateverTheFileSystemsClockSays() throws IOException {
        Path newest = write("run/" + JOB + "/chk-12", 12);
        write("run/" + JOB + "/chk-9", 9);
        write("run/savepoint-abcdef-0123456789ab", 11);
        Files.setLastModifiedTime(newest.resolve("_metadata"), FileTime.fromMillis(0));

        List<StateSnapshot> found = StateSnapshot.below(directory.toUri().toString());

        assertThat(found).extracting(StateSnapshot::number).containsExactly(12L, 11L, 9L);
        assertThat(found).extracting(StateSnapshot::job).containsExactly(JOB, "abcdef", JOB);
    }

    @Test
    void whatIsIncompleteOrDamagedIsPassedOver() throws IOException {
        Files.createDirectories(directory.resolve("run/" + JOB + "/chk-13"));
        Path torn = Files.createDirectories(directory.resolve("run/" + JOB + "/chk-14"));
        Files.write(torn.resolve("_metadata"), new byte[] {1, 2, 3});
        write("run/" + JOB + "/chk-12", 12);

        assertThat(StateSnapshot.below(directory.toString()))
                .extracting(StateSnapshot::number)
                .containsExactly(12L);
        assertThat(StateSnapshot.below(directory.resolve("none").toString())).isEmpty();
    }

    @Test
    void saysWhatIsMissingOfANamedOne() {
        assertThatThrownBy(() -> StateSnapshot.at(directory.toString()))
                .isInstanceOf(IOException.class)
                .hasMessage(directory + " is no complete checkpoint or savepoint: it has no _metadata");
    }

    private Path write(String path, long number) throws IOException {
        Path folder = Files.createDirectories(directory.resolve(path));
        try (DataOutputStream out = new DataOutputStream(Files.newOutputStream(folder.resolve("_metadata")))) {
            Checkpoints.storeCheckpointMetadata(new CheckpointMetadata(number, List.of(), List.of()), out);
        }
        return folder;
    }
}
