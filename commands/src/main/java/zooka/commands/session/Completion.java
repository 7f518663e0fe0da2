package zooka.commands.session;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import zooka.clients.Failure;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.result.Cell;
import zooka.commands.result.Field;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table.Column;

/** {@code completion SHELL}: the script that completes zooka's command line in a shell. */
@Command(
        name = "completion",
        footer = {
            "",
            "Commands, options, znodes, topics, groups, brokers, contexts and configuration",
            "keys are completed, with the names of the cluster that the line would use. Names",
            "are kept for 30 seconds in ~/.cache/zooka/names. No password is requested: if the",
            "context prompts for one, commands, options and contexts are completed.",
            "",
            "bash: add the line . <(zooka completion bash) to ~/.bashrc. zsh: save the script",
            "as _zooka in a directory of $fpath. fish: save it as zooka.fish in",
            "~/.config/fish/completions.",
            "",
            "Examples:",
            "  completion bash",
            "  completion zsh > _zooka",
            "  completion fish > zooka.fish"
        })
public final class Completion implements Action.Query {

    private static final List<Column> FIELDS = List.of(Column.of("shell", "shell"), Column.of("script", "script"));

    // Each script runs `zooka __complete SHELL ...`, whose first line is the word as it was typed. Each other line is a
    // candidate, whether
    // it ends the word or the word goes on, and a description, with tabs between them.
    private static final Map<String, String> SCRIPTS = new TreeMap<>(Map.of(
            "bash", """
                    # Completion of zooka for bash: . <(zooka completion bash)
                    _zooka() {
                        local typed value ends about before quote=${COMP_WORDS[COMP_CWORD]%"$2"} closed="'\\\\''" mark="\\"'!'\\""
                        COMPREPLY=()
                        {
                            IFS= read -r typed
                            # bash completes the end of a word: behind an open quote, : or =. zooka completes whole words.
                            if [[ $typed == *"$2" ]]; then
                                before=${typed%"$2"}
                            else
                                before=${typed%"${typed##*[:=@]}"}
                            fi
                            while IFS=$'\\t' read -r value ends about; do
                                value=${value#"$before"}
                                case $quote in
                                    *\\') value=${value//\\'/$closed} ;;
                                    *\\")
                                        value=${value//\\\\/\\\\\\\\}
                                        value=${value//\\$/\\\\\\$}
                                        value=${value//\\`/\\\\\\`}
                                        value=${value//\\"/\\\\\\"}
                                        value=${value//!/$mark}
                                        ;;
                                    *)
                                        [[ -z $value ]] || printf -v value %q "$value"
                                        [[ $ends == goes ]] || value+=' '
                                        ;;
                                esac
                                COMPREPLY+=("$value")
                            done
                        } < <("${1/#\\~/$HOME}" __complete bash "${COMP_LINE:0:COMP_POINT}" 2>/dev/null)
                    }
                    complete -o nospace -F _zooka zooka
                    """,
            "zsh", """
                    #compdef zooka
                    # Completion of zooka for zsh: a file _zooka in $fpath, or . <(zooka completion zsh) after compinit
                    _zooka() {
                        local typed value ends about
                        local -a whole begun
                        {
                            IFS= read -r typed
                            while IFS=$'\\t' read -r value ends about; do
                                value=${value//\\\\/\\\\\\\\} # _describe reads backslashes
                                if [[ $ends == goes ]]; then
                                    begun+=("${value//:/\\\\:}${about:+:$about}")
                                else
                                    whole+=("${value//:/\\\\:}${about:+:$about}")
                                fi
                            done
                        } < <("${(Q)words[1]/#\\~/$HOME}" __complete zsh "${(@Q)words[2,CURRENT-1]}" "${(Q)PREFIX}" 2>/dev/null)
                        _describe zooka whole -- begun -S ''
                    }
                    if [[ $funcstack[1] == _zooka ]]; then
                        _zooka "$@"
                    else
                        compdef _zooka zooka
                    fi
                    """,
            "fish", """
                    # Completion of zooka for fish: a file zooka.fish in ~/.config/fish/completions
                    function __zooka_complete
                        set -l words (commandline -opc)
                        set -l typed (commandline -ct | string unescape)
                        # In the background: after its answer zooka waits for late names, for the next TAB.
                        sh -c '"$@" 2>/dev/null &' sh $words[1] __complete fish $words[2..-1] "$typed" \\
                            | tail -n +2 | string replace -r '\\t(ends|goes)\\t' '\\t'
                    end
                    complete -c zooka -f -a '(__zooka_complete)'
                    """));

    @Parameters(paramLabel = "SHELL", description = "bash, zsh or fish.")
    @Completes(
            value = Candidates.WORDS,
            words = {"bash", "zsh", "fish"})
    String shell;

    @Override
    public void check() {
        if (!SCRIPTS.containsKey(shell)) {
            throw Failure.usage("no completion for '" + shell + "': bash, zsh or fish");
        }
    }

    @Override
    public List<Column> fields() {
        return FIELDS;
    }

    @Override
    public Result run(Context context) {
        String script = SCRIPTS.get(shell);
        return new Payload(
                Optional.of(script.stripTrailing().getBytes(StandardCharsets.UTF_8)),
                Payload.Look.TEXT,
                Field.all(FIELDS, Cell.text(shell), Cell.text(script)),
                List.of());
    }
}
