package io.nexus.cli.document;

import io.nexus.models.input.ConstantInputs;
import io.nexus.models.input.InputDefinition;
import io.nexus.models.input.InputDictionary;
import io.nexus.models.input.RoleInputIds;
import io.nexus.models.role.ModelEntry;
import io.nexus.models.role.ModelRoles;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InputDocumentTest {
    private static final String HEAD =
            """
            # What models are asked with

            Made from `InputDictionary` and `RoleInputIds`; do not edit. Version %d, %d inputs. SHA-256 of the ids joined by commas, in
            the order of the dictionary:
            `%s`.

            - An id has one meaning wherever it is read. The first 65 are the features of [features.md](features.md), which also says
              what sigma, windows and annualised mean.
            - While the data behind an input are unknown it has its missing value. Ranges hold within a rounding.
            - What a model may be asked with depends on where it is asked. Layer 1 knows all of the market; Layer 3 besides it the
              assessment, scores, trust and account; Layer 4 the signals, too, and Layer 5 the aggregate; Layer 6 the market, the
              aggregate, the book and the order; Layer 8 what Layer 3 knows and the position; the feedback its own figures. A
              model that names another input is refused there, by the id.
            - Layer 6 reads the market as it was at the evaluation: candidates carry it. Account and book are of Layer 6's own moment;
              in Layers 3 to 5 and 8 they are those of the account's newest snapshot.
            - The order of an entry (`order_to_depth`, `order_to_volume`, `limit_distance`) is known once it has a size.
            - Governance is made in the feedback, once a minute, so the governor's inputs are read there. Statistics are kept by
              strategy and not by model yet: each of the fifteen models is measured by all strategies together, so its five figures
              are those of every other. The models, in the order of governance's weights:
              %s.
            - Backups see what the model sees that they stand in for, except 47 and 55.
            - Choices where the contracts name an input without a formula: realised variances are in the unit of the volatility
              forecast, so that `ln_rv_15m` is what the next quarter of an hour would be if nothing changed; `cvd_1h` and `cvd_4h` are
              made of the place of each close within its bar, since bars keep no sides; `exchange_age` stands for latency, since
              it is the only one that a replay repeats.

            """;

    @Test
    void thePageOfInputsIsWhatTheDictionarySays() throws IOException {
        StringBuilder page = new StringBuilder(HEAD.formatted(
                InputDictionary.VERSION,
                InputDictionary.ALL.size(),
                InputDictionary.hash(),
                String.join(", ", models())));
        roles(page);
        constants(page);
        dictionary(page);

        GeneratedDocument.assertUpToDate("inputs.md", page.toString());
    }

    private static List<String> models() {
        return RoleInputIds.TRUST.stream()
                .map(id -> '`' + id.substring("trust_".length()) + '`')
                .toList();
    }

    private static void roles(StringBuilder page) {
        page.append("## By role\n\n"
                + "Of a sequence model: of one step. Hashes are of the role's ids in order, their first 12"
                + " digits.\n\n");
        page.append("| roles | read in | inputs | hash | ids in order |\n|---|---|---|---|---|\n");
        Map<List<String>, List<ModelEntry>> rolesByIds = new LinkedHashMap<>();
        List<Integer> undefined = new ArrayList<>();
        for (ModelEntry role : ModelRoles.all()) {
            if (RoleInputIds.isDefined(role.id())) {
                rolesByIds
                        .computeIfAbsent(RoleInputIds.of(role.id()), ids -> new ArrayList<>())
                        .add(role);
            } else {
                undefined.add(role.id());
            }
        }
        rolesByIds.forEach((ids, roles) -> page.append("| %s | %s | %d | `%s` | %s |\n"
                .formatted(
                        names(roles),
                        place(roles.get(0).id()),
                        ids.size(),
                        InputDictionary.hash(ids).substring(0, 12),
                        String.join(", ", ids))));
        page.append("\nNot defined yet, since nothing asks them: %s (folder 01).\n\n"
                .formatted(undefined.get(0) + " to " + undefined.get(undefined.size() - 1)));
    }

    private static String names(List<ModelEntry> roles) {
        List<String> names = new ArrayList<>();
        for (ModelEntry role : roles) {
            names.add(role.id() + " `" + role.name() + '`');
        }
        return String.join(", ", names);
    }

    /** Where a role's inputs can be read. */
    private static String place(int role) {
        return switch (role) {
            case 3 -> "Layer 3";
            case 4 -> "Layer 4";
            case 5 -> "Layer 5";
            case 6 -> "Layer 8";
            case 7 -> "feedback";
            case 8, 9, 10, 11, 12, 39, 40, 41, 44 -> "Layer 6";
            case 38 -> "nowhere yet: an instrument's chain sees no other instrument";
            default -> "Layer 1";
        };
    }

    private static void constants(StringBuilder page) {
        page.append(
                """
                ## What does not move yet

                Everything else does, over a busy simulated market (`ModelInputsTest`) or over drawn books and positions
                (`RiskInputsTest`, `PositionInputsTest`).

                | id | value, and why |
                |---|---|
                """);
        Map<String, List<String>> idsByReason = new LinkedHashMap<>();
        ConstantInputs.REASONS.forEach((id, reason) ->
                idsByReason.computeIfAbsent(reason, same -> new ArrayList<>()).add('`' + id + '`'));
        idsByReason.forEach((reason, ids) -> page.append("| %s | %s |\n".formatted(String.join(", ", ids), reason)));
        page.append('\n');
    }

    private static void dictionary(StringBuilder page) {
        page.append(
                "## Dictionary\n\nThose of the market come first, in the order in which candidates carry them: %d.\n\n"
                        .formatted(InputDictionary.MARKET.size()));
        page.append("| id | formula | unit | range | missing |\n|---|---|---|---|---|\n");
        for (InputDefinition input : InputDictionary.ALL) {
            page.append("| `%s` | %s | %s | %s | %s |\n"
                    .formatted(input.id(), input.formula(), input.unit(), range(input), rounded(input.missing())));
        }
    }

    private static String range(InputDefinition input) {
        boolean isBelowOpen = Double.isInfinite(input.min());
        boolean isAboveOpen = Double.isInfinite(input.max());
        if (isBelowOpen && isAboveOpen) {
            return "any";
        }
        if (isAboveOpen) {
            return rounded(input.min()) + " or more";
        }
        return isBelowOpen ? rounded(input.max()) + " or less" : rounded(input.min()) + " to " + rounded(input.max());
    }

    private static String rounded(double value) {
        return BigDecimal.valueOf(value)
                .setScale(3, RoundingMode.HALF_EVEN)
                .stripTrailingZeros()
                .toPlainString();
    }
}
