package zooka.commands.kafka.partition;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import zooka.clients.Failure;
import zooka.clients.kafka.Broker;
import zooka.clients.kafka.LogDirs.LogDir;
import zooka.clients.kafka.PartitionName;
import zooka.clients.kafka.PerBroker;
import zooka.clients.kafka.Replicas;
import zooka.commands.action.Context;
import zooka.commands.action.Plan;
import zooka.commands.action.Scope;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;

/**
 * The log directories of replicas in an assignment file.
 *
 * @param places the replicas that are not in their directory yet
 */
record ReplicaDirs(List<Place> places) {

    static final ReplicaDirs NONE = new ReplicaDirs(List.of());

    /** The directory of a replica. */
    record Place(PartitionName partition, int broker, String dir) {}

    ReplicaDirs {
        places = List.copyOf(places);
    }

    /**
     * Compares the file with the current directories.
     *
     * @throws Failure {@code NOT_FOUND} for an unknown directory
     */
    static ReplicaDirs of(Context context, AssignmentFile.Assignment assignment, List<Broker> brokers) {
        Set<Integer> named = new TreeSet<>();
        assignment
                .dirs()
                .keySet()
                .forEach(name -> named.addAll(assignment.replicas().get(name)));
        if (named.isEmpty()) {
            return NONE;
        }
        PerBroker<List<LogDir>> told = MovePlan.dirs(context, named, brokers);
        List<Place> places = new ArrayList<>();
        assignment.dirs().forEach((name, dirs) -> {
            for (int i = 0; i < dirs.size(); i++) {
                int broker = assignment.replicas().get(name).get(i);
                if (!dirs.get(i).equals(AssignmentFile.ANY) && !has(dir(told, broker, dirs.get(i)), name)) {
                    places.add(new Place(name, broker, dirs.get(i)));
                }
            }
        });
        return new ReplicaDirs(places);
    }

    private static LogDir dir(PerBroker<List<LogDir>> told, int broker, String path) {
        if (!told.answers().containsKey(broker)) {
            throw Failure.unreachable("cannot read the log directories of broker " + broker + ": "
                    + told.unreachable().getOrDefault(broker, "not registered"));
        }
        List<LogDir> dirs = told.answers().get(broker);
        return dirs.stream().filter(one -> one.path().equals(path)).findFirst().orElseThrow(() -> Failure.notFound(
                        "broker " + broker + " has no log directory " + path)
                .hint("its log directories: " + dirs.stream().map(LogDir::path).collect(Collectors.joining(", "))));
    }

    private static boolean has(LogDir dir, PartitionName partition) {
        return dir.replicas().stream().anyMatch(replica -> replica.name().equals(partition.toString()));
    }

    /** The topics of the replicas. */
    Scope scope() {
        return Scope.topics(
                places.stream().map(place -> place.partition().topic()).toList());
    }

    /** The text to type for confirmation. */
    String word() {
        return places.size() == 1 ? places.get(0).partition().toString() : places.size() + " replicas";
    }

    /** The preview without moves between brokers, for {@link #with}. */
    Plan.Preview preview() {
        return new Plan.Preview("move " + word() + " to other directories", List.of());
    }

    /** The preview with the directories added. */
    Plan.Preview with(Plan.Preview moves) {
        if (places.isEmpty()) {
            return moves;
        }
        String lines = places.stream()
                .map(place -> "\n  " + place.partition() + " on broker " + place.broker() + ": in " + place.dir())
                .collect(Collectors.joining());
        List<Cell> cells = new ArrayList<>();
        places.forEach(place -> cells.add(new Cell.Group(List.of(
                Field.of("topic", "topic", Cell.text(place.partition().topic())),
                Field.of("partition", "partition", Cell.id(place.partition().partition())),
                Field.of("broker", "broker", Cell.id(place.broker())),
                Field.of("dir", "dir", Cell.text(place.dir()))))));
        List<Field> fields = new ArrayList<>(moves.fields());
        fields.add(Field.of("dirs", "dirs", new Cell.Many(cells)));
        return new Plan.Preview(moves.summary() + lines, fields, moves.payload());
    }

    /** Sends the directories to each broker; a broker without the replica uses the directory when it is added. */
    void choose(Context context) {
        Replicas replicas = context.clusters().administration().replicas();
        places.forEach(place -> replicas.chooseDir(place.partition(), place.broker(), place.dir()));
    }
}
