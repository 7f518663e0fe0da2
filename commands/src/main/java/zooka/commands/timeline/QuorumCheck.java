package zooka.commands.timeline;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.kafka.BrokerSurvey;
import zooka.clients.kafka.BrokerSurvey.Quorum;
import zooka.clients.kafka.Voters;

/** Reads how the voters of the KRaft quorum are, again and again. */
public final class QuorumCheck {

    private final BrokerSurvey survey;
    private final VoterStates states;
    private boolean first = true;

    /** The survey stays open. */
    public QuorumCheck(BrokerSurvey survey) {
        this(survey, VoterStates.SILENT);
    }

    /** @param patience how long a new leader may take to hear from the voters */
    QuorumCheck(BrokerSurvey survey, Duration patience) {
        this.survey = survey;
        this.states = new VoterStates(patience);
    }

    /**
     * The voters by id; empty if nothing is known of them.
     *
     * @param silent brokers that do not answer, with the cause: of a quorum without a leader, voters among them are offline
     */
    public List<Voter> voters(Map<Integer, String> silent) {
        Optional<Quorum> quorum = quorum();
        if (quorum.isPresent()) {
            states.follow(quorum.get());
        } else if (first || !states.all().isEmpty()) {
            // Without permission to describe the quorum nothing is known, and asking every time would not help.
            states.lose(configured(silent));
        }
        first = false;
        return states.all();
    }

    private Optional<Quorum> quorum() {
        try {
            return survey.quorum();
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Optional.empty();
        }
    }

    private Voters configured(Map<Integer, String> silent) {
        try {
            return survey.voters(silent);
        } catch (Failure failure) {
            failure.unlessInterrupted();
            return Voters.UNKNOWN;
        }
    }
}
