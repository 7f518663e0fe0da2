package zooka.commands.failover;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import zooka.clients.kafka.ClusterState.Mode;
import zooka.commands.result.Picture;
import zooka.commands.timeline.Snapshot;
import zooka.commands.timeline.Via;
import zooka.commands.timeline.file.RecordingReader;

/**
 * A report on a recording.
 *
 * @param cluster the name of the cluster
 * @param via how the cluster was followed; empty if it is not told
 * @param from when the recording begins
 * @param to when the recording ends
 * @param complete whether it was not cut off
 * @param gaps when the cluster could not be followed, and events may be missing
 * @param end the state at the end
 */
public record Report(
        String cluster,
        Mode mode,
        Optional<Via> via,
        Instant from,
        Instant to,
        boolean complete,
        List<Incident> incidents,
        List<Gap> gaps,
        Passing passing,
        Snapshot end)
        implements Picture {

    public Report {
        incidents = List.copyOf(incidents);
        gaps = List.copyOf(gaps);
    }

    /**
     * A time in which the cluster could not be followed.
     *
     * @param to empty if it goes on to the end
     * @param message the first failure
     */
    public record Gap(Instant from, Optional<Instant> to, String message) {}

    /** The numbers of what else happened. */
    public record Passing(int reassignmentsBegun, int reassignmentsEnded, int topicsCreated, int topicsDeleted) {
        static final Passing NOTHING = new Passing(0, 0, 0, 0);

        Passing plus(int begun, int ended, int created, int deleted) {
            return new Passing(
                    reassignmentsBegun + begun,
                    reassignmentsEnded + ended,
                    topicsCreated + created,
                    topicsDeleted + deleted);
        }
    }

    /** Reads a recording to its end. */
    static Report of(RecordingReader recording) {
        Analysis analysis = new Analysis(recording.first());
        boolean complete = recording.read(analysis);
        return analysis.report(recording, complete);
    }

    /** What is unhealthy at the end, part by part; empty for a healthy cluster. */
    public List<String> unhealthy() {
        return UnhealthyParts.is(end) ? UnhealthyParts.parts(end) : List.of();
    }

    @Override
    public String view() {
        return "failover";
    }
}
