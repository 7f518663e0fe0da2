package zooka.clients.zookeeper.servers;

import java.util.List;
import java.util.Optional;
import zooka.clients.Failure;

/** The servers of an ensemble, asked one by one. */
public interface Ensemble {

    /**
     * What one server answered to a word.
     *
     * @param address the server, {@code host:port} as it was dialled
     * @param via the interface that answered, as in {@link Server#via()}; empty if none did
     * @param text what it said; empty where it did not
     * @param trouble why not: {@code REFUSED} where it does not allow the word, {@code UNREACHABLE} where it does not answer
     */
    record Answer(String address, Optional<String> via, Optional<String> text, Optional<Failure> trouble) {}

    /**
     * What each server says of itself, asked at the same time; one that does not answer within the timeout is in the list
     * with its trouble.
     */
    List<Server> servers();

    /** What each server answers to a word, asked at the same time. */
    List<Answer> ask(FourLetterWord word);

    /** The voters, by the first server that tells them; empty if none does. */
    default Optional<Votes> votes() {
        return ask(FourLetterWord.of("conf").orElseThrow()).stream()
                .flatMap(answer -> answer.text().stream())
                .flatMap(text -> Votes.of(text).stream())
                .findFirst();
    }

    /**
     * The ensemble of these servers, queried at these addresses.
     *
     * @param servers others than those of the connect string, as {@code host:port}; none for the same
     * @param admin the AdminServer of each, in their order; one without a host ({@code :8080}) for each server's own; none for
     *     the usual port
     * @throws Failure {@code USAGE} where there are neither as many AdminServers as servers nor one port for all
     */
    Ensemble at(List<String> servers, List<String> admin);
}
