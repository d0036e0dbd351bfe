package io.nexus.models.keras;

import io.jhdf.HdfFile;
import io.jhdf.api.Attribute;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.object.datatype.VariableLength;
import io.jhdf.object.message.DataLayout;
import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A group of an HDF5 file, read within limits: links are never followed, and no array is read that the file cannot
 * hold. */
final class HdfGroup {
    /** Stands for a byte that is no letter of ASCII. */
    private static final char LOST = '\ufffd';

    private static final int RANK = 5;
    /** Into which Keras cuts a long list of names. */
    private static final int PARTS = 1000;

    /** Places in the superblock of versions 0 and 1, and of 2 and 3. */
    private static final int VERSION_AT = 8;

    private static final int OLD_SIZE_AT = 13;
    private static final int OLD_BASE_AT = 24;
    private static final int NEW_BASE_AT = 12;
    private static final int OLD_END_AT = 40;
    private static final int NEW_SIZE_AT = 9;
    private static final int NEW_END_AT = 28;

    /** Length, address of the heap and place in it. */
    private static final int TEXT_REFERENCE = 16;

    private final Group group;
    private final String path;
    private final long fileBytes;
    private final AtomicLong valuesLeft;

    private HdfGroup(Group group, String path, long fileBytes, AtomicLong valuesLeft) {
        this.group = group;
        this.path = path;
        this.fileBytes = fileBytes;
        this.valuesLeft = valuesLeft;
    }

    /** The root of a file in memory. */
    static HdfGroup root(byte[] content, Limits limits) throws RefusedException {
        checkWhole(content);
        SymbolTrees.check(content);
        Group root = guarded("the file", () -> HdfFile.fromBytes(content));
        return new HdfGroup(root, "", content.length, new AtomicLong(limits.values()));
    }

    /** The superblock says where the file ends; a file cut short may lack only what is not read here. */
    private static void checkWhole(byte[] content) throws RefusedException {
        boolean old = content.length > VERSION_AT && content[VERSION_AT] < 2;
        int sizeAt = old ? OLD_SIZE_AT : NEW_SIZE_AT;
        int endAt = old ? OLD_END_AT : NEW_END_AT;
        if (content.length < endAt + Long.BYTES || content[sizeAt] != Long.BYTES) {
            throw Reasons.broken("the HDF5 header of this file is cut short or damaged");
        }
        long end = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong(endAt);
        long base = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN).getLong(old ? OLD_BASE_AT : NEW_BASE_AT);
        if (base != 0) {
            throw Reasons.broken("the HDF5 header of this file places its start at " + base);
        }
        if (end < 0 || end > content.length) {
            throw Reasons.broken("this HDF5 file has " + content.length + " bytes, its header says " + end);
        }
    }

    String path() {
        return path.isEmpty() ? "/" : path;
    }

    List<String> names() throws RefusedException {
        return guarded(path(), () -> List.copyOf(group.getChildren().keySet()));
    }

    /** A group in it; null if there is none of this name. */
    @Nullable
    HdfGroup child(String name) throws RefusedException {
        String childPath = path + "/" + name;
        Node node = node(name, childPath);
        return node instanceof Group found ? new HdfGroup(found, childPath, fileBytes, valuesLeft) : null;
    }

    /** A group below it by a path with slashes: a layer's name may hold some; null if there is none. */
    @Nullable
    HdfGroup below(String path) throws RefusedException {
        HdfGroup found = child(path);
        if (found != null || !path.contains("/")) {
            return found;
        }
        found = this;
        for (String part : path.split("/", -1)) {
            found = found == null ? null : found.child(part);
        }
        return found;
    }

    /** Checks that everything directly in it lies in this file.
     *
     * @throws RefusedException if something is a link */
    void checkNoLinks() throws RefusedException {
        for (String name : names()) {
            node(name, path + "/" + name);
        }
    }

    /** An array in it; null if there is none of this name. */
    @Nullable
    Weight weight(String name) throws RefusedException {
        String childPath = path + "/" + name;
        if (node(name, childPath) instanceof Dataset found) {
            int[] sizes = sizes(found, childPath);
            return new Weight(childPath, sizes, floats(guarded(childPath, found::getDataFlat), sizes, childPath));
        }
        return null;
    }

    /** A text attribute; null if there is none. */
    @Nullable
    String text(String name) throws RefusedException {
        Object value = attribute(name);
        if (value == null || value instanceof String) {
            return (String) value;
        }
        throw Reasons.broken("attribute " + Reasons.quoted(name) + " of " + path() + " is no text");
    }

    /** An attribute of several texts, which Keras cuts into parts if it is long; null if there is none. */
    @Nullable
    List<String> texts(String name) throws RefusedException {
        Object whole = attribute(name);
        if (whole != null) {
            return list(name, whole);
        }
        List<String> parts = new ArrayList<>();
        boolean found = hasAttribute(name);
        for (int i = 0; i < PARTS; i++) {
            Object part = attribute(name + i);
            if (part == null) {
                break;
            }
            parts.addAll(list(name, part));
            found = true;
        }
        return found ? parts : null;
    }

    private static List<String> list(String name, Object value) throws RefusedException {
        if (value instanceof String one) {
            return List.of(one);
        }
        if (value instanceof String[] several) {
            return List.of(several);
        }
        throw Reasons.broken("attribute " + Reasons.quoted(name) + " is no list of texts");
    }

    private boolean hasAttribute(String name) throws RefusedException {
        return guarded(path(), () -> group.getAttribute(name) != null);
    }

    private @Nullable Object attribute(String name) throws RefusedException {
        return guarded("attribute " + name + " of " + path(), () -> {
            Attribute found = group.getAttribute(name);
            return found == null || found.getSize() == 0 || !fits(found) ? null : found.getData();
        });
    }

    /** Whether the texts of an attribute are no more than the file, each of which may be stored once and named often.
     * */
    private boolean fits(Attribute found) {
        if (found.getSizeInBytes() < 0 || found.getSizeInBytes() > fileBytes) {
            return false;
        }
        if (!(found.getDataType() instanceof VariableLength)) {
            return true;
        }
        ByteBuffer references = found.getBuffer().duplicate().order(ByteOrder.LITTLE_ENDIAN);
        long sum = 0;
        for (int at = references.position(); at + TEXT_REFERENCE <= references.limit(); at += TEXT_REFERENCE) {
            sum += references.getInt(at) & 0xffffffffL;
        }
        return sum <= fileBytes;
    }

    private @Nullable Node node(String name, String childPath) throws RefusedException {
        Node node = guarded(childPath, () -> {
            Map<String, Node> children = group.getChildren();
            Node exact = children.get(name);
            return exact != null || name.indexOf(LOST) < 0 ? exact : lost(name, children);
        });
        if (node != null && node.isLink()) {
            throw new RefusedException(
                    Refusal.OUTSIDE_FILE,
                    Reasons.quoted(childPath) + " is a link, perhaps into another file",
                    Reasons.SAVE_AGAIN);
        }
        return node;
    }

    /** Keras writes names in UTF-8 and calls them ASCII where they are listed, so that each byte of an accent is lost there. */
    private static @Nullable Node lost(String name, Map<String, Node> children) {
        for (Map.Entry<String, Node> child : children.entrySet()) {
            StringBuilder mangled = new StringBuilder();
            for (byte letter : child.getKey().getBytes(StandardCharsets.UTF_8)) {
                mangled.append(letter < 0 ? LOST : (char) letter);
            }
            if (name.contentEquals(mangled)) {
                return child.getValue();
            }
        }
        return null;
    }

    private int[] sizes(Dataset found, String childPath) throws RefusedException {
        long[] announced = guarded(childPath, found::getDimensionsAsLong);
        int elementBytes = guarded(childPath, () -> found.getDataType().getSize());
        long count = 1;
        int[] sizes = new int[announced.length];
        for (int i = 0; i < announced.length; i++) {
            if (announced[i] <= 0 || announced[i] > fileBytes || announced.length > RANK) {
                throw announcesMore(childPath, announced[i]);
            }
            count *= announced[i];
            if (count > fileBytes) {
                throw announcesMore(childPath, count);
            }
            sizes[i] = (int) announced[i];
        }
        if (count * Math.max(elementBytes, 1) > fileBytes || valuesLeft.addAndGet(-count) < 0) {
            throw announcesMore(childPath, count);
        }
        DataLayout layout = guarded(childPath, found::getDataLayout);
        if (layout != DataLayout.CONTIGUOUS && layout != DataLayout.COMPACT) {
            throw Reasons.inconsistent("array " + Reasons.quoted(childPath) + " is stored " + layout
                    + ", Keras stores its weights in one piece");
        }
        return sizes;
    }

    private RefusedException announcesMore(String childPath, long count) {
        return Reasons.tooLarge("array " + Reasons.quoted(childPath) + " announces " + count
                + " numbers, the whole file has " + fileBytes + " bytes");
    }

    private static float[] floats(Object data, int[] sizes, String childPath) throws RefusedException {
        int count = 1;
        for (int size : sizes) {
            count *= size;
        }
        if (data instanceof float[] floats && floats.length == count) {
            return floats;
        }
        if (data instanceof double[] doubles && doubles.length == count) {
            float[] floats = new float[count];
            for (int i = 0; i < count; i++) {
                floats[i] = (float) doubles[i];
            }
            return floats;
        }
        if (data instanceof Number one && count == 1) {
            return new float[] {one.floatValue()};
        }
        if (data instanceof int[] counter && counter.length == 1 && count == 1) {
            return new float[] {counter[0]};
        }
        if (data instanceof long[] counter && counter.length == 1 && count == 1) {
            return new float[] {counter[0]};
        }
        throw Reasons.broken("array " + Reasons.quoted(childPath) + " is no array of " + count + " real numbers");
    }

    /** Calls the HDF5 library. Its parser trusts the file: damaged offsets and lengths surface as any runtime
     * exception, cycles of
     * blocks as a stack overflow, and lengths that lie as one array that is too large to be made. All mean a broken
     * file. */
    private static <T> T guarded(String place, Supplier<T> call) throws RefusedException {
        try {
            return call.get();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw Reasons.broken("HDF5 file broken at " + Reasons.quoted(place) + ": "
                    + Reasons.quoted(String.valueOf(e.getMessage())));
        }
    }
}
