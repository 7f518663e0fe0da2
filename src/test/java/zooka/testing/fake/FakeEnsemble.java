package zooka.testing.fake;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import zooka.clients.Failure;
import zooka.clients.zookeeper.servers.Ensemble;
import zooka.clients.zookeeper.servers.FourLetterWord;
import zooka.clients.zookeeper.servers.Server;

/** Servers as a test sets them; each word has one answer, of every server that answers. */
public final class FakeEnsemble implements Ensemble {

    private final List<Server> servers;
    private final Map<FourLetterWord, List<Answer>> answers = new HashMap<>();
    private final List<String> asked = new ArrayList<>();

    public FakeEnsemble(List<Server> servers) {
        this.servers = servers;
    }

    public FakeEnsemble answer(FourLetterWord word, String server, String text) {
        return answer(word, new Answer(server, Optional.of("4lw"), Optional.of(text), Optional.empty()));
    }

    public FakeEnsemble refuse(FourLetterWord word, String server) {
        Failure refused = new Failure(Failure.Kind.REFUSED, "does not allow " + word.word()).hint("allow it");
        return answer(word, new Answer(server, Optional.empty(), Optional.empty(), Optional.of(refused)));
    }

    private FakeEnsemble answer(FourLetterWord word, Answer answer) {
        answers.computeIfAbsent(word, any -> new ArrayList<>()).add(answer);
        return this;
    }

    /** Which servers and AdminServers were chosen: {@code [zk:2181] [:8080]}. */
    public List<String> asked() {
        return asked;
    }

    @Override
    public List<Server> servers() {
        return List.copyOf(servers);
    }

    @Override
    public List<Answer> ask(FourLetterWord word) {
        return answers.getOrDefault(word, List.of());
    }

    @Override
    public Ensemble at(List<String> others, List<String> admin) {
        asked.add(others + " " + admin);
        return this;
    }
}
