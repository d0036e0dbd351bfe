package io.nexus.models.pickle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Refusal;
import io.nexus.models.serving.RefusedException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PickleTest {
    private static final String DTYPE = "cnumpy\ndtype\n(U\u0002f8I0\nI1\ntR(I3\nU\u0001<NNNI-1\nI-1\nI0\ntb";

    @Test
    void readsTheTextsOfProtocolZero() throws RefusedException {
        Object root = read("(dp0\nVname\np1\nVru\\u00fcck\nsVlist\n(lI1\naI01\naF2.5\naL9L\naNas.");

        assertThat(root).isEqualTo(Map.of("name", "ruück", "list", List.of(1L, true, 2.5, 9L, None.NONE)));
    }

    @Test
    void readsNumbersTextsAndBytesOfProtocolFour() throws RefusedException {
        Object root = read("\u0080\u0004]\u0094(K\u0007M\u0001\u0002J\u00fe\u00ff\u00ff\u00ff"
                + "\u008c\u0002abC\u0003xyz\u0088G?\u00f8\0\0\0\0\0\0e.");

        assertThat(root).asInstanceOf(InstanceOfAssertFactories.LIST).satisfies(list -> {
            assertThat(list.subList(0, 4)).isEqualTo(List.of(7L, 513L, -2L, "ab"));
            assertThat(((Bytes) list.get(4)).toArray()).isEqualTo(new byte[] {'x', 'y', 'z'});
            assertThat(list.subList(5, 7)).isEqualTo(List.of(true, 1.5));
        });
    }

    @Test
    void givesTheSameValueForTheSamePlaceInTheMemo() throws RefusedException {
        Tuple root = (Tuple) read("(]q\u0000h\u0000t.");

        assertThat(root.items().get(0)).isSameAs(root.items().get(1));
    }

    @Test
    void keepsTheAttributesOfAnInstance() throws RefusedException {
        Instance root =
                (Instance) read("csklearn.linear_model._ridge\nRidge\n)\u0081}(U\u0005alphaF0.5\nU\u0006solverNub.");

        assertThat(root.name()).isEqualTo("Ridge");
        assertThat(root.attributes()).isEqualTo(Map.of("alpha", 0.5, "solver", None.NONE));
        assertThat(root.attribute("solver")).isNull();
    }

    @Test
    void readsAnArrayInFortranOrder() throws RefusedException {
        String bytes = "C" + (char) 48 + doubles(1, 4, 2, 5, 3, 6);
        NumpyArray array = (NumpyArray)
                read("cnumpy._core.multiarray\n_reconstruct\n(cnumpy\nndarray\n(I0\ntU\u0001btR(I1\n(I2\nI3\nt" + DTYPE
                        + "I01\n" + bytes + "tb.");

        assertThat(array.shape()).containsExactly(2, 3);
        assertThat(array.doubles()).containsExactly(1, 2, 3, 4, 5, 6);
    }

    @Test
    void readsAnArrayThatLiesBetweenTheOpcodes() throws RefusedException {
        String wrapper =
                "cjoblib.numpy_pickle\nNumpyArrayWrapper\n)\u0081}(U\u0005shape(I2\ntU\u0005orderU\u0001CU\u0005dtype"
                        + DTYPE + "U\u001bnumpy_array_alignment_bytesI16\nub";
        List<?> root = (List<?>) read("(" + wrapper + "\u0003\u00ff\u00ff\u00ff" + doubles(0.5, -2) + "I7\nl.");

        assertThat(((NumpyArray) root.get(0)).doubles()).containsExactly(0.5, -2);
        assertThat(root.get(1)).isEqualTo(7L);
    }

    @Test
    void unpacksWhatJoblibPacks() throws RefusedException, IOException {
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        pack(new DeflaterOutputStream(zlib));
        pack(new GZIPOutputStream(gzip));

        assertThat(Pickle.read(zlib.toByteArray(), Limits.DEFAULT).root()).isEqualTo(5L);
        assertThat(Pickle.read(gzip.toByteArray(), Limits.DEFAULT).root()).isEqualTo(5L);
    }

    private static void pack(OutputStream stream) throws IOException {
        try (stream) {
            stream.write("I5\n.".getBytes(StandardCharsets.ISO_8859_1));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "os\nsystem",
                "posix\nsystem",
                "nt\nsystem",
                "subprocess\nPopen",
                "builtins\neval",
                "builtins\nexec",
                "builtins\ngetattr",
                "__builtin__\nopen",
                "numpy\nload",
                "numpy.testing._private.utils\nrunstring",
                "joblib\nload",
                "sklearn.utils\nos.system",
                "sklearn.externals.foo\nBar",
                "functools\nreduce",
                "operator\nattrgetter",
                "xgboost.core\nctypes",
                "torch\nload",
                "sklearn.linear_model._base\nsystem",
                "numpy\ndtype.__reduce__"
            })
    void refusesByNameWhatNoModelNeeds(String global) {
        RefusedException refused = refused("c" + global + "\n(Vtouch PICKLE-RAN\ntR.");

        assertThat(refused.refusal()).isEqualTo(Refusal.CODE);
        assertThat(refused).hasMessageContaining("asks for " + global.replace('\n', '.'));
    }

    @Test
    void refusesANameThatIsEndless() {
        assertThat(refused("csklearn" + ".a".repeat(100_000) + "\nA\n)R.").refusal())
                .isEqualTo(Refusal.CODE);
    }

    @Test
    void advisesTheOwnerOfAClassToExport() {
        RefusedException refused = refused("c__main__\nMyModel\n)\u0081.");

        assertThat(refused.refusal()).isEqualTo(Refusal.UNSUPPORTED);
        assertThat(refused.nextStep()).contains("to_onnx(model");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "I5\n",
                "B\u00ff\u00ff\u00ff\u007f.",
                "\u008e\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u00ff\u007f.",
                "t.",
                "a.",
                "0.",
                "I1\nI2\ns.",
                "g7\n.",
                "Pid\n.",
                "Nr\u00ff\u00ff\u00ff\u007f0.",
                "]]s.",
                "(I1\nd.",
                "I1\nb.",
                "NR.",
                "\u0080\u0009N.",
                "\u0095\u00ff\u00ff\0\0\0\0\0\0N.",
                "\u0082\u0001.",
                "Fabc\n.",
                "Iabc\n.",
                "Sabc\n.",
                "V\\uZZZZ\n.",
                "cabc.",
                "}]Ns.",
                "\u0093.",
                "\u0097."
            })
    void refusesWhatNoPicklerWrites(String pickle) {
        assertThat(refused(pickle).getMessage()).isNotBlank();
    }

    @Test
    void refusesDeepNestingHoweverItIsMade() {
        assertThat(refused("(".repeat(1000) + ".").refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("]" + "]".repeat(1000) + "a".repeat(1000) + ".").refusal())
                .isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused(")" + "\u0085".repeat(100_000) + ".").refusal()).isEqualTo(Refusal.TOO_LARGE);
        assertThat(refused("]q\0" + "]q\u0001ah\u0001".repeat(1000) + "h\0.").refusal())
                .isEqualTo(Refusal.TOO_LARGE);
    }

    @Test
    void readsAListThatHoldsItself() throws RefusedException {
        List<?> root = (List<?>) read("]q\0h\0a.");

        assertThat(root.get(0)).isSameAs(root);
    }

    @Test
    void refusesMoreValuesThanTheLimit() {
        Limits few = new Limits(1 << 20, 200, 100, 0, 0, 0);

        RefusedException refused = catchThrowableOfType(
                RefusedException.class,
                () -> Pickle.read(("(" + "N".repeat(200) + "t.").getBytes(StandardCharsets.ISO_8859_1), few));

        assertThat(refused).hasMessage("the pickle holds more than 100 values");
    }

    @Test
    void refusesAFileThatUnpacksToTooMuch() throws IOException {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (OutputStream stream = new DeflaterOutputStream(packed)) {
            stream.write(new byte[20 << 20]);
        }

        RefusedException refused =
                catchThrowableOfType(RefusedException.class, () -> Pickle.read(packed.toByteArray(), Limits.DEFAULT));

        assertThat(refused.refusal()).isEqualTo(Refusal.TOO_LARGE);
    }

    private static String doubles(double... values) {
        StringBuilder bytes = new StringBuilder();
        for (double value : values) {
            long bits = Double.doubleToLongBits(value);
            for (int i = 0; i < Double.BYTES; i++) {
                bytes.append((char) ((bits >>> (Byte.SIZE * i)) & 0xff));
            }
        }
        return bytes.toString();
    }

    private static RefusedException refused(String pickle) {
        RefusedException refused = catchThrowableOfType(RefusedException.class, () -> read(pickle));
        assertThat(refused)
                .as(pickle.substring(0, Math.min(20, pickle.length())))
                .isNotNull();
        return refused;
    }

    private static Object read(String pickle) throws RefusedException {
        return Pickle.read(pickle.getBytes(StandardCharsets.ISO_8859_1), Limits.DEFAULT)
                .root();
    }
}
