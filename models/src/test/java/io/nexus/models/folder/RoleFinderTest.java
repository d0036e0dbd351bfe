package io.nexus.models.folder;

import static org.assertj.core.api.Assertions.assertThat;

import io.nexus.models.role.ModelRoles;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class RoleFinderTest {
    private final RoleFinder finder = new RoleFinder(ModelRoles.all());

    @Test
    void theDocumentsOwnNamesHaveTheirRolesSpacesAndAll() {
        assertThat(ids(
                        "02_VOLATILITY_FORECAST/quantum_volatility_model_final_optimized.onnx",
                        "03_REGIME_DETECTION/ONNX_RegimeClassifier_optimized.onnx",
                        "04_STRATEGY_SELECTION/Quantum Meta-Strategy Selector.onnx",
                        "05_SIGNAL_AGGREGATION/ONNX Signal Aggregator.onnx",
                        "06_MODEL_ROUTING/ModelRouter_Meta_optimized.onnx",
                        "07_MODEL_GOVERNANCE/ONNX_ModelGovernor_Meta_optimized.onnx",
                        "08_RISK_MANAGEMENT/model_risk_governor_optimized.onnx",
                        "09_CONFIDENCE_CALIBRATION/xgboost_confidence_model.pkl",
                        "10_MARKET_CLASSIFICATION/xgboost_classifier_enhanced_h1.pkl"))
                .containsOnly(
                        Map.entry("quantum_volatility_model_final_optimized", 1),
                        Map.entry("ONNX_RegimeClassifier_optimized", 2),
                        Map.entry("Quantum Meta-Strategy Selector", 3),
                        Map.entry("ONNX Signal Aggregator", 4),
                        Map.entry("ModelRouter_Meta_optimized", 5),
                        Map.entry("ONNX_ModelGovernor_Meta_optimized", 7),
                        Map.entry("model_risk_governor_optimized", 8),
                        Map.entry("xgboost_confidence_model", 9),
                        Map.entry("xgboost_classifier_enhanced_h1", 10));
    }

    @Test
    void otherNamesHaveTheRoleThatSharesMostWordsWithThem() {
        assertThat(ids(
                        "06_MODEL_ROUTING/ModelRouter_Meta_optimized.onnx",
                        "06_MODEL_ROUTING/exit_logistic.onnx",
                        "06_MODEL_ROUTING/reversal_exit_xgb.onnx",
                        "06_MODEL_ROUTING/router_forest.onnx",
                        "06_MODEL_ROUTING/router_logistic.onnx",
                        "14_UNCERTAINTY_QUANTILE/vol_quantile_05_15m.h5",
                        "14_UNCERTAINTY_QUANTILE/vol_quantile_95_1h.keras",
                        "15_UNCERTAINTY_AUTOENCODER/ae_global.keras",
                        "17_TP_SL_OPTIMIZER/sl_optimizer_batch1.onnx",
                        "mqscore_6d.txt"))
                .containsOnly(
                        Map.entry("ModelRouter_Meta_optimized", 5),
                        Map.entry("exit_logistic", 52),
                        Map.entry("reversal_exit_xgb", 6),
                        Map.entry("router_forest", 61),
                        Map.entry("router_logistic", 51),
                        Map.entry("vol_quantile_05_15m", 23),
                        Map.entry("vol_quantile_95_1h", 32),
                        Map.entry("ae_global", 37),
                        Map.entry("sl_optimizer_batch1", 41),
                        Map.entry("mqscore_6d", 0));
    }

    @Test
    void theLastFileHasTheLastRoleAndALoneFileTheFirst() {
        assertThat(ids(
                        "12_EXECUTION_COST/execution_cost_lgbm.pkl",
                        "12_EXECUTION_COST/slippage_isotonic.pkl",
                        "11_TAIL_RISK/garch_net.onnx"))
                .containsOnly(
                        Map.entry("execution_cost_lgbm", 12),
                        Map.entry("slippage_isotonic", 59),
                        Map.entry("garch_net", 11));
    }

    @Test
    void everyFileOfTheEnsembleIsAMember() {
        List<String> files = IntStream.rangeClosed(1, 12)
                .mapToObj(i -> String.format("13_ENSEMBLE/member_%02d.keras", i))
                .toList();

        Map<String, RoleFinder.Found> found = finder.find(files);

        assertThat(found).hasSize(12);
        assertThat(found.get("13_ENSEMBLE/member_10.keras").entry().id()).isEqualTo(22);
        assertThat(found.get("13_ENSEMBLE/member_12.keras").name()).isEqualTo("dir_ensemble_12");
    }

    @Test
    void aFileOfAnEnsembleWhoseNameNamesNoneOfItsRolesIsAFurtherMember() {
        Map<String, RoleFinder.Found> found = finder.find(List.of(
                "14_UNCERTAINTY_QUANTILE/vol_quantile_05_15m.h5",
                "14_UNCERTAINTY_QUANTILE/my own.h5",
                "15_UNCERTAINTY_AUTOENCODER/wind.keras"));

        assertThat(found.get("14_UNCERTAINTY_QUANTILE/vol_quantile_05_15m.h5").name())
                .isEqualTo("vol_q05_15m");
        assertThat(found.get("14_UNCERTAINTY_QUANTILE/my own.h5").name()).isEqualTo("vol_quantile_11");
        assertThat(found.get("15_UNCERTAINTY_AUTOENCODER/wind.keras").name()).isEqualTo("ood_ae_6");
        assertThat(found.get("15_UNCERTAINTY_AUTOENCODER/wind.keras").entry().outputWidth())
                .isEqualTo(65);
    }

    @Test
    void whatFitsNothingHasNoRoleAndNoRoleIsGivenTwice() {
        assertThat(ids("99_OTHER/model.onnx", "stray.onnx")).isEmpty();
        assertThat(ids("09_CONFIDENCE/confidence_a.pkl", "09_CONFIDENCE/confidence_b.pkl")
                        .values())
                .doesNotHaveDuplicates();
    }

    @Test
    void whatLiesBesideModelsIsNoModel() {
        assertThat(FolderInspection.modelFiles(List.of(
                        "README.txt",
                        "02_VOLATILITY/requirements.txt",
                        "02_VOLATILITY/vol.onnx",
                        "02_VOLATILITY/vol.onnx.golden.csv",
                        "02_VOLATILITY/vol.features.txt",
                        "02_VOLATILITY/picture.png",
                        "models.lock.json",
                        "mqscore_6d.txt")))
                .containsExactly("02_VOLATILITY/vol.onnx", "mqscore_6d.txt");
    }

    private Map<String, Integer> ids(String... files) {
        Map<String, Integer> ids = new TreeMap<>();
        finder.find(List.of(files))
                .forEach((file, found) ->
                        ids.put(RoleFinder.stem(file), found.entry().id()));
        return ids;
    }
}
