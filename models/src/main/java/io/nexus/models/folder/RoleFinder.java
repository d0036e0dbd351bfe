package io.nexus.models.folder;

import io.nexus.models.role.ModelEntry;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the role of each file of a folder by the number of its subfolder and its name: a name that a role is known by first, then the
 * role that shares most words with it. Two files never get one role; files beyond an ensemble's roles become further members. */
final class RoleFinder {
    private static final Pattern FOLDER_NUMBER = Pattern.compile("(\\d{1,2})[^/]*/.*");
    private static final Pattern WORD = Pattern.compile("[a-z]+|\\d+[a-z]*");
    /** Folder of the ensemble whose members are alike: the n-th file is the n-th member. */
    private static final int ALIKE = 13;
    /** How further members of the ensembles are called, by the number of their folder. */
    private static final Map<Integer, String> MEMBERS =
            Map.of(ALIKE, "dir_ensemble_", 14, "vol_quantile_", 15, "ood_ae_");

    private static final double SAME = 1e-9;

    /** Words that mean the same in file names. */
    private static final Map<String, String> MEANINGS = Map.ofEntries(
            Map.entry("logistic", "logit"),
            Map.entry("forest", "tree"),
            Map.entry("trees", "tree"),
            Map.entry("ridge", "linear"),
            Map.entry("lasso", "linear"),
            Map.entry("ols", "linear"),
            Map.entry("isotonic", "platt"),
            Map.entry("sigmoid", "platt"),
            Map.entry("robust", "median"),
            Map.entry("q", "quantile"),
            Map.entry("volatility", "vol"),
            Map.entry("trending", "trend"),
            Map.entry("ranging", "range"),
            Map.entry("global", "all"),
            Map.entry("autoencoder", "ae"),
            Map.entry("calibration", "calibrator"),
            Map.entry("classifier", "class"),
            Map.entry("classification", "class"),
            Map.entry("routing", "router"),
            Map.entry("aggregation", "aggregator"),
            Map.entry("governance", "governor"),
            Map.entry("selection", "selector"),
            Map.entry("correlations", "correlation"),
            Map.entry("takeprofit", "tp"),
            Map.entry("stoploss", "sl"),
            Map.entry("liquidations", "liquidation"));
    /** Words that say nothing of a role. */
    private static final Set<String> IDLE = Set.of(
            "bk",
            "backup",
            "dq",
            "ood",
            "model",
            "models",
            "final",
            "optimized",
            "optimised",
            "v",
            "onnx",
            "meta",
            "ens",
            "batch");

    private final List<ModelEntry> roles;

    RoleFinder(List<ModelEntry> roles) {
        this.roles = List.copyOf(roles);
    }

    /** A file and the role it would have.
     *
     * @param entry of the role
     * @param name of the role; of a further member of an ensemble, its own */
    record Found(ModelEntry entry, String name) {}

    /** Roles of files, by file; those that fit none are left out.
     *
     * @param files paths below the folder, with slashes */
    Map<String, Found> find(List<String> files) {
        Map<Integer, List<String>> byFolder = new TreeMap<>();
        for (String file : files) {
            byFolder.computeIfAbsent(folder(file), number -> new ArrayList<>()).add(file);
        }
        Map<String, Found> found = new LinkedHashMap<>();
        byFolder.forEach((number, inside) -> {
            List<ModelEntry> offered =
                    roles.stream().filter(role -> folder(role.file()) == number).toList();
            Map<String, Found> named = number == ALIKE ? inOrder(inside, offered) : byName(inside, offered);
            String member = MEMBERS.get(number);
            if (member == null) {
                addLast(inside, offered, named);
            } else if (!offered.isEmpty()) {
                addMembers(inside, offered, member, named);
            }
            found.putAll(named);
        });
        return found;
    }

    /** Number of the subfolder that a file is in; 0 at the top, -1 in a folder without a number. */
    static int folder(String file) {
        Matcher number = FOLDER_NUMBER.matcher(file);
        if (number.matches()) {
            return Integer.parseInt(number.group(1));
        }
        return file.contains("/") ? -1 : 0;
    }

    private static Map<String, Found> inOrder(List<String> files, List<ModelEntry> offered) {
        Map<String, Found> found = new LinkedHashMap<>();
        List<String> sorted = files.stream().sorted().toList();
        for (int i = 0; i < Math.min(sorted.size(), offered.size()); i++) {
            found.put(sorted.get(i), new Found(offered.get(i), offered.get(i).name()));
        }
        return found;
    }

    /** Files of an ensemble's folder that have no role of their own are further members, with the contract of the last. */
    private static void addMembers(
            List<String> files, List<ModelEntry> offered, String member, Map<String, Found> found) {
        int number = offered.size();
        for (String file : files.stream().sorted().toList()) {
            if (!found.containsKey(file)) {
                number++;
                found.put(file, new Found(offered.get(offered.size() - 1), member + number));
            }
        }
    }

    private static Map<String, Found> byName(List<String> files, List<ModelEntry> offered) {
        List<Match> matches = new ArrayList<>();
        for (String file : files) {
            for (ModelEntry role : offered) {
                double likeness = likeness(file, role);
                if (likeness > 0) {
                    matches.add(new Match(file, role, likeness));
                }
            }
        }
        matches.sort(Comparator.comparingDouble((Match match) -> -match.likeness)
                .thenComparing(match -> match.role.id())
                .thenComparing(Match::file));
        Map<String, Found> found = new LinkedHashMap<>();
        Set<Integer> taken = new HashSet<>();
        for (Match match : matches) {
            if (!found.containsKey(match.file) && taken.add(match.role.id())) {
                found.put(match.file, new Found(match.role, match.role.name()));
            }
        }
        return found;
    }

    /** One file that is left has the one role that is left; a lone file in a folder has its first role. */
    private static void addLast(List<String> files, List<ModelEntry> offered, Map<String, Found> found) {
        List<String> openFiles =
                files.stream().filter(file -> !found.containsKey(file)).toList();
        List<ModelEntry> openRoles = offered.stream()
                .filter(role ->
                        found.values().stream().noneMatch(other -> other.entry().id() == role.id()))
                .toList();
        boolean isLast = openFiles.size() == 1 && openRoles.size() == 1 && folder(openFiles.get(0)) > 0;
        boolean isLone = files.size() == 1 && openFiles.size() == 1 && !openRoles.isEmpty() && folder(files.get(0)) > 0;
        if (isLast || isLone) {
            found.put(
                    openFiles.get(0),
                    new Found(openRoles.get(0), openRoles.get(0).name()));
        }
    }

    private record Match(String file, ModelEntry role, double likeness) {}

    /** 2 for a name that the role is known by, else the share of words in common, 0 to 1. */
    private static double likeness(String file, ModelEntry role) {
        String stem = stem(file);
        if (stem.equals(stem(role.file())) || role.knownAs().stream().anyMatch(stem::equalsIgnoreCase)) {
            return 2;
        }
        Set<String> ofFile = words(stem);
        Set<String> ofRole = words(role.name());
        Set<String> common = new HashSet<>(ofFile);
        common.retainAll(ofRole);
        Set<String> all = new HashSet<>(ofFile);
        all.addAll(ofRole);
        return all.isEmpty() || common.size() < SAME ? 0 : (double) common.size() / all.size();
    }

    /** File name without folder and ending. */
    static String stem(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        int dot = name.lastIndexOf('.');
        return dot > 0 ? name.substring(0, dot) : name;
    }

    private static Set<String> words(String name) {
        Set<String> words = new HashSet<>();
        String spaced = name.replaceAll("([a-z])([A-Z])", "$1 $2").toLowerCase(Locale.ROOT);
        Matcher word = WORD.matcher(spaced);
        while (word.find()) {
            String meaning = MEANINGS.getOrDefault(word.group(), word.group());
            if (!IDLE.contains(meaning)) {
                words.add(meaning);
            }
        }
        return words;
    }
}
