package io.nexus.cli.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Keeps every processor of this machine awake, with loops that give way to anybody else's work. A processor of a virtual
 * machine that falls asleep is handed to other guests, and comes back tens of milliseconds after its wake-up: a latency of the
 * host, which hides that of the job. Machines that trade are kept awake by their firmware or kernel settings. */
final class ProcessorLoad implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(ProcessorLoad.class);
    private final List<Process> loops = new ArrayList<>();

    private ProcessorLoad() {}

    /** Starts a loop per processor. Where the system has no way to start them, measures without and says so in the log. */
    static ProcessorLoad start() {
        ProcessorLoad wakefulness = new ProcessorLoad();
        // ends with this process, however that ends
        String loop = "while kill -0 " + ProcessHandle.current().pid()
                + " 2>/dev/null; do i=0; while [ $i -lt 300000 ]; do i=$((i+1)); done; done";
        for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
            try {
                wakefulness.loops.add(new ProcessBuilder("nice", "-n", "19", "sh", "-c", loop)
                        .redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start());
            } catch (IOException e) {
                LOG.warn("the processors are not kept awake: {}", e.getMessage());
            }
        }
        return wakefulness;
    }

    /** How many processors are kept awake. */
    int processors() {
        return loops.size();
    }

    @Override
    public void close() {
        loops.forEach(Process::destroyForcibly);
    }
}
