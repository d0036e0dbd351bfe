package io.nexus.cli.process;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Keeps a directory to one process: a lock on a file in it, which the operating system takes back when the process ends. */
public final class DirectoryLock implements AutoCloseable {
    /** A reader holds a directory for moments only. */
    private static final long PATIENCE_MS = 2_000;

    private final FileChannel channel;

    private DirectoryLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, creating its file if needed.
     *
     * @param refusal what to say if another process has it for longer than two seconds, or this one has it already
     * @throws IOException then, or if the file can't be made */
    public static DirectoryLock hold(Path file, String refusal) throws IOException {
        FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        if (lock(channel) == null) {
            channel.close();
            throw new IOException(refusal);
        }
        return new DirectoryLock(channel);
    }

    private static @Nullable FileLock lock(FileChannel channel) throws IOException {
        long limitMs = System.currentTimeMillis() + PATIENCE_MS;
        while (true) {
            try {
                FileLock lock = channel.tryLock();
                if (lock != null || System.currentTimeMillis() >= limitMs) {
                    return lock;
                }
                TimeUnit.MILLISECONDS.sleep(100);
            } catch (OverlappingFileLockException e) { // held by this very process
                return null;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return null;
            }
        }
    }

    /** Gives the directory back. */
    @Override
    public void close() throws IOException {
        channel.close();
    }
}
