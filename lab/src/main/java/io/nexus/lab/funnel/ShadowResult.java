package io.nexus.lab.funnel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Net result of followed signals. The interval is a block bootstrap (Kuensch 1989): feed time is cut into blocks over all
 * instruments, blocks are drawn with replacement, and the middle 95 % of the resulting means is the interval. It accounts for what
 * happens at the same time, not for signals that outlast a block.
 *
 * @param begun signals followed
 * @param ended those that reached a barrier or their time limit
 * @param open those that the feed's end cut off; what is neither had no touch to enter or leave at
 * @param meanNetBps of those that ended, after spread and two taker fees; null without any
 * @param lowBps lower end of the 95 % interval; null with fewer than four blocks
 * @param highBps its upper end */
public record ShadowResult(
        long begun,
        long ended,
        long open,
        @Nullable Double meanNetBps,
        @Nullable Double lowBps,
        @Nullable Double highBps) {
    private static final int LEAST_BLOCKS = 4;
    private static final int DRAWS = 2000;
    private static final long SEED = 20_240_808;

    private record Block(double sumBps, int count) {
        Block plus(Block other) {
            return new Block(sumBps + other.sumBps, count + other.count);
        }
    }

    static ShadowResult of(long begun, long open, List<Outcomes.Result> results, long blockMs) {
        Map<Long, Block> blockByNumber = new TreeMap<>();
        for (Outcomes.Result result : results) {
            blockByNumber.merge(result.startedAtMs() / blockMs, new Block(result.netBps(), 1), Block::plus);
        }
        List<Block> blocks = new ArrayList<>(blockByNumber.values());
        if (blocks.isEmpty()) {
            return new ShadowResult(begun, 0, open, null, null, null);
        }
        double mean = results.stream().mapToDouble(Outcomes.Result::netBps).sum() / results.size();
        if (blocks.size() < LEAST_BLOCKS) {
            return new ShadowResult(begun, results.size(), open, mean, null, null);
        }
        double[] means = means(blocks);
        return new ShadowResult(
                begun, results.size(), open, mean, means[DRAWS * 25 / 1000], means[DRAWS - 1 - DRAWS * 25 / 1000]);
    }

    /** Means of redrawn blocks, ascending. */
    private static double[] means(List<Block> blocks) {
        SplittableRandom random = new SplittableRandom(SEED);
        double[] means = new double[DRAWS];
        for (int draw = 0; draw < DRAWS; draw++) {
            Block drawn = new Block(0, 0);
            for (int i = 0; i < blocks.size(); i++) {
                drawn = drawn.plus(blocks.get(random.nextInt(blocks.size())));
            }
            means[draw] = drawn.sumBps() / drawn.count();
        }
        Arrays.sort(means);
        return means;
    }
}
