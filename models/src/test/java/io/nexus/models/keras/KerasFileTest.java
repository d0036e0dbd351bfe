package io.nexus.models.keras;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.nexus.models.serving.Limits;
import io.nexus.models.serving.Model;
import io.nexus.models.serving.ModelFile;
import io.nexus.models.serving.Port;
import io.nexus.models.serving.RefusedException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KerasFileTest {
    private static final float[][] KERNEL = {{1, 2}, {3, 4}, {5, 6}};
    private static final float[] BIAS = {0.5f, -100};
    private static final String INPUT = layer("InputLayer", "'name':'x','batch_input_shape':[null,3]");
    private static final String DENSE = layer("Dense", "'name':'d','units':2,'activation':'relu','use_bias':true");

    @Test
    void answersADenseLayerOfKeras2() throws RefusedException {
        byte[] file = new TinyH5()
                .with("d/d/kernel:0", KERNEL)
                .with("d/d/bias:0", BIAS)
                .model("2.13.1", chain(INPUT, DENSE));

        ModelFile read = KerasFile.read(file, Limits.DEFAULT);

        assertThat(answer(read, 1, 1, 1)).containsExactly(9.5, 0);
        assertThat(read.kind()).isEqualTo("Keras .h5 Sequential, 1 layers: Dense");
        assertThat(read.writer()).isEqualTo("keras 2.13.1");
        assertThat(read.image().signature().inputs()).extracting(Port::name).containsExactly("input_0");
        assertThat(read.image().signature().outputs()).extracting(Port::name).containsExactly("output_0");
    }

    @Test
    void readsAnArchiveByClassAndNumber() throws RefusedException {
        String second = DENSE.replace("'d'", "'a'").replace("relu", "linear");
        byte[] weights = new TinyH5()
                .with("layers/dense/vars/0", KERNEL)
                .with("layers/dense/vars/1", BIAS)
                .with("layers/dense_1/vars/0", new float[][] {{1, 1}, {0, 1}})
                .with("layers/dense_1/vars/1", new float[] {0, 1})
                .numbered();

        ModelFile read = KerasFile.read(archive("3.6.0", chain(INPUT, DENSE, second), weights), Limits.DEFAULT);

        assertThat(answer(read, 1, 1, 1)).containsExactly(9.5, 10.5);
    }

    @Test
    void readsGroupsThatSkipNumbersAsKeras213WritesThem() throws RefusedException {
        String second = DENSE.replace("'d'", "'a'").replace("relu", "linear");
        byte[] weights = new TinyH5()
                .with("_layer_checkpoint_dependencies/dense/vars/0", KERNEL)
                .with("_layer_checkpoint_dependencies/dense/vars/1", BIAS)
                .with("_layer_checkpoint_dependencies/dense_2/vars/0", new float[][] {{1, 1}, {0, 1}})
                .with("_layer_checkpoint_dependencies/dense_2/vars/1", new float[] {0, 1})
                .numbered();

        ModelFile read = KerasFile.read(archive("2.13.1", chain(INPUT, DENSE, second), weights), Limits.DEFAULT);

        assertThat(answer(read, 1, 1, 1)).containsExactly(9.5, 10.5);
    }

    @Test
    void servesAGraphOfTwoInputsAndTwoOutputs() throws RefusedException {
        String layers = "'layers':["
                + graphInput("b") + ","
                + graphInput("a") + ","
                + graphLayer("Subtract", "[['a',0,0,{}],['b',0,0,{}]]") + ","
                + "{'class_name':'Concatenate','name':'c','config':{'name':'c','axis':-1},'inbound_nodes':["
                + "{'args':[[" + tensor("s") + "," + tensor("a") + "]],'kwargs':{}}]}],"
                + "'input_layers':[['a',0,0],['b',0,0]],'output_layers':[['s',0,0],['c',0,0]]";
        byte[] file = new TinyH5()
                .with("x/y", new float[1])
                .model("3.1.0", json("{'class_name':'Functional','config':{'name':'m'," + layers + "}}"));

        ModelFile read = KerasFile.read(file, Limits.DEFAULT);

        assertThat(answer(read, 5, 6, 1, 3)).containsExactly(4, 3, 4, 3, 5, 6);
        assertThat(read.image().signature().inputs()).extracting(Port::name).containsExactly("a", "b");
        assertThat(read.image().signature().outputs()).extracting(Port::name).containsExactly("s", "c");
    }

    @Test
    void findsTheWeightsOfANestedModelByTheNamesOfItsLayers() throws RefusedException {
        String inner = layer(
                "Sequential",
                "'name':'n','layers':[" + INPUT + "," + DENSE + ","
                        + layer("Dense", "'name':'e','units':1,'use_bias':false") + "]");
        byte[] file = new TinyH5()
                .with("n/e/kernel:0", new float[][] {{2}, {0}})
                .with("n/d/kernel:0", KERNEL)
                .with("n/d/bias:0", BIAS)
                .model("2.13.1", chain(INPUT, inner));

        assertThat(answer(KerasFile.read(file, Limits.DEFAULT), 1, 1, 1)).containsExactly(19);
        assertRefused(
                new TinyH5()
                        .with("n/e/kernel:0", new float[][] {{2}, {0}})
                        .with("n/d/kernel:0", KERNEL)
                        .with("n/d/bias:0", BIAS)
                        .with("n/f/bias:0", BIAS)
                        .model("2.13.1", chain(INPUT, inner)),
                "does not use: '[f/bias:0]'");
    }

    @Test
    void countsTheCallsOfANestedModelFromOneAsKerasDoes() throws RefusedException {
        String inner = "{'class_name':'Functional','name':'n','config':{'name':'n','layers':[" + graphInput("i") + ","
                + graphLayer("Add", "[['i',0,0,{}],['i',0,0,{}]]") + "],"
                + "'input_layers':[['i',0,0]],'output_layers':[['s',0,0]]},"
                + "'inbound_nodes':[[['a',0,0,{}]],[['n',1,0,{}]]]}";
        String outer = "{'class_name':'Functional','config':{'name':'m','layers':[" + graphInput("a") + "," + inner
                + "]," + "'input_layers':[['a',0,0]],'output_layers':[['n',2,0]]}}";
        byte[] file = new TinyH5().with("x/y", new float[1]).model("2.13.1", json(outer));

        assertThat(answer(KerasFile.read(file, Limits.DEFAULT), 1, 3)).containsExactly(4, 12);
        byte[] torn = new TinyH5()
                .with("x/y", new float[1])
                .model("2.13.1", json(outer).replace("[\"n\",1,", "[\"n\",0,"));
        assertRefused(torn, "is called 2 times and asked for more");
    }

    @Test
    void appliesTimeDistributedToEachStep() throws RefusedException {
        String steps = INPUT.replace("null,3", "null,2,3");
        byte[] file = new TinyH5()
                .with("t/t/kernel:0", KERNEL)
                .with("t/t/bias:0", BIAS)
                .model("2.13.1", chain(steps, layer("TimeDistributed", "'name':'t','layer':" + DENSE)));

        ModelFile read = KerasFile.read(file, Limits.DEFAULT);

        assertThat(answer(read, 1, 1, 1, 0, 0, 100)).containsExactly(9.5, 0, 500.5, 500);
        assertThat(read.image().signature().inputs().get(0).shape()).containsExactly(2, 3);
        assertThat(read.image().signature().outputs().get(0).shape()).containsExactly(2, 2);
    }

    @Test
    void turnsTheBackwardHalfOfBidirectionalAround() throws RefusedException {
        String steps = INPUT.replace("null,3", "null,3,1");
        String sum = layer(
                "SimpleRNN", "'name':'s','units':1,'activation':'linear','use_bias':false,'return_sequences':true");
        TinyH5 ones = new TinyH5()
                .with("b/b/forward_s/kernel:0", new float[][] {{1}})
                .with("b/b/forward_s/recurrent_kernel:0", new float[][] {{1}})
                .with("b/b/backward_s/kernel:0", new float[][] {{1}})
                .with("b/b/backward_s/recurrent_kernel:0", new float[][] {{1}});

        for (String mode : List.of("concat", "sum", "ave", "mul")) {
            String both = layer("Bidirectional", "'name':'b','merge_mode':'" + mode + "','layer':" + sum);
            double[] answer = answer(KerasFile.read(ones.model("2.13.1", chain(steps, both)), Limits.DEFAULT), 1, 2, 4);
            double[] expected =
                    switch (mode) {
                        case "concat" -> new double[] {1, 7, 3, 6, 7, 4};
                        case "sum" -> new double[] {8, 9, 11};
                        case "ave" -> new double[] {4, 4.5, 5.5};
                        default -> new double[] {7, 18, 28};
                    };
            assertThat(answer).as(mode).containsExactly(expected);
        }
    }

    @Test
    void skipsMaskedStepsAndRefusesLayersThatWouldLoseTheMask() throws RefusedException {
        String steps = INPUT.replace("null,3", "null,3,1");
        String masking = layer("Masking", "'name':'m','mask_value':9.0");
        String sum = layer("SimpleRNN", "'name':'s','units':1,'activation':'linear','use_bias':false");
        TinyH5 ones = new TinyH5()
                .with("s/s/kernel:0", new float[][] {{1}})
                .with("s/s/recurrent_kernel:0", new float[][] {{2}});

        ModelFile read = KerasFile.read(ones.model("2.13.1", chain(steps, masking, sum)), Limits.DEFAULT);

        assertThat(answer(read, 1, 9, 4)).containsExactly(6);
        assertRefused(
                ones.model("2.13.1", chain(steps, masking, layer("ZeroPadding1D", "'name':'f','padding':1"))),
                "comes after Masking");
    }

    @Test
    void refusesAGraphThatWaitsForItself() {
        String layers = "'layers':["
                + graphInput("a") + ","
                + graphLayer("Add", "[['a',0,0,{}],['s',0,0,{}]]") + "],"
                + "'input_layers':[['a',0,0]],'output_layers':[['s',0,0]]";
        byte[] file = new TinyH5()
                .with("x/y", new float[1])
                .model("2.1.0", json("{'class_name':'Functional','config':{'name':'m'," + layers + "}}"));

        assertRefused(file, "'s' of class 'Add' waits for");
    }

    @Test
    void computesHardSigmoidAsTheWriterDoes() throws RefusedException {
        String activation = layer("Activation", "'name':'h','activation':'hard_sigmoid'");
        TinyH5 none = new TinyH5().with("x/y", new float[1]);

        ModelFile two = KerasFile.read(none.model("2.15.0", chain(INPUT, activation)), Limits.DEFAULT);
        ModelFile three = KerasFile.read(none.model("3.0.5", chain(INPUT, activation)), Limits.DEFAULT);

        assertThat(answer(two, 1, -4, 9)).containsExactly(new double[] {0.7, 0, 1}, within(1e-7));
        assertThat(answer(three, 1, -4, 9)).containsExactly(new double[] {4 / 6.0, 0, 1}, within(1e-7));
    }

    @Test
    void refusesWhatItDoesNotServeWithTheLineThatExportsIt() {
        TinyH5 none = new TinyH5().with("x/y", new float[1]);

        assertThatThrownBy(() -> KerasFile.read(
                        none.model("3.9.0", chain(INPUT, layer("ConvLSTM1D", "'name':'k'"))), Limits.DEFAULT))
                .isInstanceOfSatisfying(RefusedException.class, refused -> {
                    assertThat(refused).hasMessage("layer 'k' of class 'ConvLSTM1D' is not served");
                    assertThat(refused.nextStep()).contains("model.export(\"model.onnx\", format=\"onnx\")");
                });
        assertThatThrownBy(() -> KerasFile.read(
                        none.model("2.9.0", chain(INPUT, layer("ConvLSTM1D", "'name':'k'"))), Limits.DEFAULT))
                .isInstanceOfSatisfying(RefusedException.class, refused -> assertThat(refused.nextStep())
                        .contains("tf2onnx"));
    }

    @Test
    void refusesContradictions() {
        TinyH5 dense = new TinyH5().with("d/d/kernel:0", KERNEL).with("d/d/bias:0", BIAS);

        assertRefused(dense.model("2.13.1", chain(INPUT, DENSE.replace(":2", ":3"))), "[3, 3]");
        assertRefused(dense.model("2.13.1", chain(INPUT, DENSE.replace("true", "false"))), "does not use");
        assertRefused(dense.model("2.13.1", chain(INPUT, DENSE.replace("'d'", "'e'"))), "no weights of layer 'e'");
        assertRefused(dense.model("2.13.1", chain(INPUT, DENSE.replace("relu", "own"))), "activation 'own'");
        assertRefused(
                dense.model("2.13.1", chain(INPUT, DENSE.replace("'units'", "'dtype':'float16','units'"))),
                "'float16'");
        assertRefused(dense.model("1.2.2", chain(INPUT, DENSE)), "keras 1.2.2");
        assertRefused(dense.model("4.0.0", chain(INPUT, DENSE)), "keras 4.0.0");
        assertRefused(
                dense.model("2.13.1", chain(INPUT.replace("null,3", "null,null,3"), DENSE)), "any number of steps");
        assertRefused(dense.model("2.13.1", "{\"class_name\":" + "[".repeat(1000)), "no JSON");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() {
        byte[] file = new TinyH5()
                .with("d/d/kernel:0", KERNEL)
                .with("d/d/bias:0", new float[] {0, Float.NaN})
                .model("2.13.1", chain(INPUT, DENSE));

        assertRefused(file, "holds NaN at place 1");
    }

    @Test
    void refusesLayersThatGrowWithoutBound() {
        TinyH5 none = new TinyH5().with("x/y", new float[1]);

        assertRefused(
                none.model("3.9.0", chain(INPUT, layer("RepeatVector", "'name':'r','n':200000000"))),
                "numbers between");
        assertRefused(
                none.model("3.9.0", chain(INPUT.replace("null,3", "null,3000,3000"), layer("Flatten", "'name':'f'"))),
                "numbers between");
    }

    @Test
    void refusesModelsThatCallEachOtherWithoutEnd() {
        String model = graphLayer("Add", "[['a',0,0,{}],['a',0,0,{}]]");
        for (int depth = 0; depth < 20; depth++) {
            model = "{'class_name':'Functional','name':'s','config':{'name':'s','layers':[" + graphInput("a") + ","
                    + model
                    + "],'input_layers':[['a',0,0]],'output_layers':[['s',0,0]]},"
                    + "'inbound_nodes':[[['a',0,0,{}]],[['s',0,0,{}]]]}";
        }

        assertRefused(new TinyH5().with("x/y", new float[1]).model("2.13.1", json(model)), "call more than");
    }

    private static void assertRefused(byte[] file, String named) {
        assertThatThrownBy(() -> KerasFile.read(file, Limits.DEFAULT))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(named);
    }

    private static double[] answer(ModelFile read, double... inputs) throws RefusedException {
        Model model = read.image().open();
        double[] outputs = new double[model.signature().outputWidth()];
        model.evaluate(inputs, outputs);
        return outputs;
    }

    private static byte[] archive(String version, String config, byte[] weights) {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("metadata.json", json("{'keras_version':'" + version + "'}").getBytes(UTF_8));
        entries.put("config.json", config.getBytes(UTF_8));
        entries.put("model.weights.h5", weights);
        return Archives.pack(entries);
    }

    private static String layer(String className, String config) {
        return "{'class_name':'" + className + "','config':{" + config + "}}";
    }

    private static String graphInput(String name) {
        return "{'class_name':'InputLayer','name':'" + name + "','config':{'name':'" + name
                + "','batch_shape':[null,2]},'inbound_nodes':[]}";
    }

    private static String graphLayer(String className, String calls) {
        return "{'class_name':'" + className + "','name':'s','config':{'name':'s'},'inbound_nodes':[" + calls + "]}";
    }

    private static String tensor(String layer) {
        return "{'class_name':'__keras_tensor__','config':{'shape':[null,2],'keras_history':['" + layer + "',0,0]}}";
    }

    private static String chain(String... layers) {
        return json("{'class_name':'Sequential','config':{'name':'m','layers':[" + String.join(",", List.of(layers))
                + "]}}");
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
