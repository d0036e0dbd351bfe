package io.nexus.testbed.broker;

import io.nexus.connectors.file.WholeFile;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The directory of a broker.
 *
 * @param identity checksum of what makes the broker know the directory as its own; empty if there is no such file
 * @param isClosedCleanly whether the broker that had it last came to its end; else it looks through its newest segments and cuts
 *     them where it can't read on
 * @param partitions by {@code topic-number}; the broker's own log of topics is {@link #METADATA} */
public record BrokerFiles(String identity, boolean isClosedCleanly, Map<String, PartitionLog> partitions) {
    /** Partition that holds which topics there are. Without it, the broker removes what it does not know. */
    public static final String METADATA = "__cluster_metadata-0";
    /** Partition that holds how far consumer groups have come. */
    public static final String GROUPS = "__consumer_offsets-0";

    private static final String CLEAN = ".kafka_cleanshutdown";
    private static final String IDENTITY = "meta.properties";

    /** Reads a directory that no broker has open.
     *
     * @param compacted topics whose older records are removed once newer ones have their key
     * @param large topics of which only the newest segments are read if the broker came to its end
     * @param sealAt offsets at which seals are asked for, by partition
     * @throws IOException if a file can't be read */
    public static BrokerFiles read(Path directory, Set<String> compacted, Set<String> large, Map<String, Long> sealAt)
            throws IOException {
        boolean isClosedCleanly = Files.exists(directory.resolve(CLEAN));
        Map<String, PartitionLog> partitions = new TreeMap<>();
        for (Path folder : folders(directory)) {
            String name = folder.getFileName().toString();
            String topic = name.substring(0, name.lastIndexOf('-'));
            boolean isCompacted = compacted.contains(topic) || topic.startsWith("__");
            PartitionLog.Depth depth =
                    isClosedCleanly && large.contains(topic) ? PartitionLog.Depth.NEWEST_TWO : PartitionLog.Depth.ALL;
            partitions.put(name, PartitionLog.read(folder, isCompacted, depth, sealAt.getOrDefault(name, -1L)));
        }
        return new BrokerFiles(identity(directory), isClosedCleanly, partitions);
    }

    /** Checksum of the file by which a broker knows its directory; empty if there is none.
     *
     * @throws IOException if it can't be read */
    public static String identity(Path directory) throws IOException {
        Path file = directory.resolve(IDENTITY);
        return Files.exists(file) ? WholeFile.checksum(Files.readAllBytes(file)) : "";
    }

    /** Waits until what a running broker has written is on the disk.
     *
     * @param changed partitions to look at
     * @throws IOException if the disk fails */
    public static void force(Path directory, Set<String> changed) throws IOException {
        for (String partition : changed) {
            Path folder = directory.resolve(partition);
            if (!Files.isDirectory(folder)) {
                continue;
            }
            for (Path segment : PartitionLog.newestSegments(folder)) {
                try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
            }
        }
    }

    /** Id that the broker gave the topic of a partition; empty if there is no record of it.
     *
     * @throws IOException if the record can't be read */
    public static String topicId(Path directory, String partition) throws IOException {
        return PartitionLog.topicId(directory.resolve(partition));
    }

    private static List<Path> folders(Path directory) throws IOException {
        if (!Files.isDirectory(directory)) {
            return List.of();
        }
        try (Stream<Path> entries = Files.list(directory)) {
            return entries.filter(Files::isDirectory)
                    .filter(folder -> folder.getFileName().toString().matches(".+-\\d+"))
                    .sorted()
                    .toList();
        }
    }
}
