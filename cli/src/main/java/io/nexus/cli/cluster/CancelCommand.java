package io.nexus.cli.cluster;

import java.io.IOException;
import picocli.CommandLine.Command;

/** Cancels the job. */
@Command(
        name = "cancel",
        mixinStandardHelpOptions = true,
        description =
                "Cancel the running job without a savepoint: its newest checkpoint stays. Open orders and positions stay as they are.")
public final class CancelCommand extends RunningJobCommand {
    @Override
    void act(FlinkCluster flink, String id) throws IOException {
        flink.cancel(id);
        System.out.println("canceled job " + id + "; its newest checkpoint stays");
    }
}
