package io.nexus.cli.cluster;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Stops the job. */
@Command(
        name = "stop",
        mixinStandardHelpOptions = true,
        description =
                "Stop the running job with a savepoint. Open orders and positions stay as they are; nexus restore goes on from it.")
public final class StopCommand extends RunningJobCommand {
    @Override
    void act(FlinkCluster flink, String id) throws IOException {
        System.out.println("stopped job " + id + " with savepoint " + flink.stop(id, Deployment.savepoints(flink, id)));
    }
}
