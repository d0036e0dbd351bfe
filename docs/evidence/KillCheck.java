import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What the kill test reads from a data directory that no process holds. {@code stops DIR FILE} appends the stop logged
 * last of each position to a file; {@code check DIR FILE} prints one line {@code ok ...} or {@code BAD ...}. */
final class KillCheck {
    private static final ObjectMapper JSON = new ObjectMapper();

    private KillCheck() {}

    public static void main(String[] args) throws Exception {
        Path data = Path.of(args[1]);
        Path stops = Path.of(args[2]);
        try (Connection history = DriverManager.getConnection(
                "jdbc:h2:file:" + data.resolve("history/history").toAbsolutePath())) {
            if (args[0].equals("stops")) {
                writeStops(history, stops);
            } else {
                check(history, data, stops);
            }
        }
    }

    private static void writeStops(Connection history, Path file) throws Exception {
        List<String> lines = new ArrayList<>();
        try (Statement statement = history.createStatement();
                ResultSet row = statement.executeQuery("SELECT m.position_id, m.stop_sequence, m.to_price, o.side"
                        + " FROM stop_moves m JOIN orders o ON o.client_order_id = m.position_id ORDER BY 1, 2")) {
            while (row.next()) {
                lines.add(row.getString(1) + ' ' + row.getInt(2) + ' ' + row.getBigDecimal(3) + ' ' + row.getString(4));
            }
        }
        Files.write(file, lines, java.nio.file.StandardOpenOption.CREATE, java.nio.file.StandardOpenOption.APPEND);
    }

    private static void check(Connection history, Path data, Path stops) throws Exception {
        List<String> faults = new ArrayList<>();
        JsonNode summary = JSON.readTree(data.resolve("summary.json").toFile());
        summary.get("identities").fields().forEachRemaining(identity -> {
            if (!identity.getValue().asBoolean()) {
                faults.add(identity.getKey());
            }
        });
        Map<String, Long> venuePositions = new TreeMap<>();
        Map<String, Integer> ids = new HashMap<>();
        for (String line : Files.readAllLines(data.resolve("venue.journal"))) {
            JsonNode event = JSON.readTree(line);
            if (event.get("event").asText().equals("ACCEPTED")) {
                ids.merge(event.get("order").get("clientOrderId").asText(), 1, Integer::sum);
            } else if (event.get("event").asText().equals("FILLED")) {
                JsonNode fill = event.get("fill");
                long lots = fill.get("lots").asLong() * (fill.get("side").asText().equals("BUY") ? 1 : -1);
                venuePositions.merge(fill.get("instrument").asText(), lots, Long::sum);
            }
        }
        venuePositions.values().removeIf(lots -> lots == 0);
        ids.forEach((id, times) -> {
            if (times > 1) {
                faults.add("id " + id + " stands " + times + " times in the journal");
            }
        });
        Map<String, Long> positions = new TreeMap<>();
        try (Statement statement = history.createStatement();
                ResultSet row = statement.executeQuery(
                        "SELECT instrument, SUM(signed_lots) FROM positions p WHERE signed_lots <> 0 AND NOT EXISTS"
                                + " (SELECT 1 FROM outcomes o WHERE o.position_id = p.position_id)"
                                + " GROUP BY instrument")) {
            while (row.next()) {
                positions.put(row.getString(1), row.getLong(2));
            }
        }
        if (!positions.equals(venuePositions)) {
            faults.add("positions " + positions + " but the venue's " + venuePositions);
        }
        int compared = checkStops(history, stops, faults);
        System.out.printf(
                "%s evaluations=%d entryOrders=%s exitOrders=%s fills=%d open=%d stopsCompared=%d %s%n",
                faults.isEmpty() ? "ok " : "BAD",
                summary.get("evaluations").asLong(),
                summary.get("entryOrders"),
                summary.get("exitOrders"),
                summary.get("fills").asLong(),
                positions.size(),
                compared,
                faults);
    }

    /** Every stop that stood in the log when the process was killed is followed by tighter ones only, except that the
     * initial one may be widened once; and no stop in force is looser than the log's last. */
    private static int checkStops(Connection history, Path file, List<String> faults) throws Exception {
        if (!Files.exists(file)) {
            return 0;
        }
        Map<String, String[]> lastById = new TreeMap<>();
        for (String line : Files.readAllLines(file)) {
            String[] move = line.split(" ");
            String[] known = lastById.get(move[0]);
            if (known == null || Integer.parseInt(known[1]) <= Integer.parseInt(move[1])) {
                lastById.put(move[0], move);
            }
        }
        for (String[] last : lastById.values()) {
            int sign = last[3].equals("BUY") ? 1 : -1;
            double stop = Double.parseDouble(last[2]);
            try (Statement statement = history.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT to_price, cause, stop_sequence FROM stop_moves WHERE position_id = '" + last[0]
                                    + "' AND stop_sequence >= " + last[1] + " ORDER BY stop_sequence")) {
                while (row.next()) {
                    double price = row.getDouble(1);
                    if (sign * (price - stop) < 0 && !row.getString(2).equals("WIDENED")) {
                        faults.add("stop of " + last[0] + " fell from " + stop + " to " + price);
                    }
                    stop = price;
                }
            }
            try (Statement statement = history.createStatement();
                    ResultSet row = statement.executeQuery(
                            "SELECT stop_price FROM positions WHERE position_id = '" + last[0] + "'")) {
                if (row.next() && sign * (row.getDouble(1) - stop) < 0) {
                    faults.add("stop of " + last[0] + " stands at " + row.getDouble(1) + ", logged was " + stop);
                }
            }
        }
        return lastById.size();
    }
}
