package io.nexus.cli.cluster;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Takes a savepoint. */
@Command(
        name = "savepoint",
        mixinStandardHelpOptions = true,
        description = "Take a savepoint of the running job, which goes on.")
public final class SavepointCommand extends RunningJobCommand {
    @Override
    void act(FlinkCluster flink, String id) throws IOException {
        System.out.println("savepoint " + flink.savepoint(id, Deployment.savepoints(flink, id)));
    }
}
