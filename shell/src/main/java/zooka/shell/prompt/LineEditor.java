package zooka.shell.prompt;

import java.util.HashMap;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jline.keymap.KeyMap;
import org.jline.reader.Binding;
import org.jline.reader.Buffer;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.Reference;
import org.jline.reader.impl.LineReaderImpl;
import org.jline.reader.impl.history.DefaultHistory;
import org.jline.terminal.Terminal;
import org.jline.terminal.Terminal.Signal;
import org.jline.terminal.Terminal.SignalHandler;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.InfoCmp.Capability;
import zooka.shell.render.Glyphs;
import zooka.shell.run.Settings.Keys;

/**
 * JLine's line editor, set up for the prompt, with a suggestion from the history behind the cursor, a search of the
 * history that lists its hits, completions with descriptions in a column, and a line that is edited by another program.
 */
final class LineEditor extends LineReaderImpl {

    /** The most hits that a search of the history lists. */
    private static final int MOST_HITS = 10;

    private final Glyphs look;
    private final boolean dumb;
    private final UnaryOperator<String> program;
    private final LineHighlighter highlighting;
    private final LineParser grammar = new LineParser();
    private Keys keys = Keys.EMACS;
    private boolean asking;
    private boolean ending;

    /**
     * An editor without a history file.
     *
     * @param look what the terminal shows; without colours, and so without dim text, nothing is suggested
     * @param program edits a text with the user's editor; gives the text unchanged where that fails
     */
    LineEditor(
            Terminal terminal,
            Glyphs look,
            LineHighlighter highlighting,
            Completer completer,
            DefaultHistory lines,
            UnaryOperator<String> program) {
        super(terminal, "zooka", new HashMap<>());
        this.look = look;
        this.dumb = terminal.getType().startsWith(Terminal.TYPE_DUMB);
        this.highlighting = highlighting;
        this.program = program;
        setParser(grammar);
        setHighlighter(new Painter());
        setCompleter(completer);
        option(Option.DISABLE_EVENT_EXPANSION, true);
        option(Option.AUTO_FRESH_LINE, true);
        option(Option.HISTORY_IGNORE_SPACE, true);
        option(Option.HISTORY_IGNORE_DUPS, true);
        option(Option.AUTO_GROUP, false);
        option(Option.GROUP, false);
        option(Option.CASE_INSENSITIVE, false);
        setVariable(ERRORS, 0);
        setVariable(LIST_MAX, 0); // what is too long for the screen is cut, and not asked about
        setVariable(HISTORY_SIZE, SharedHistory.MOST);
        setVariable(SECONDARY_PROMPT_PATTERN, "%P > ");
        bindKeys();
        setHistory(lines);
        lines.attach(this);
    }

    /** Binds keys for which terminals have more than one sequence, and those that JLine leaves free. */
    private void bindKeys() {
        for (String map : List.of(EMACS, VIINS)) {
            KeyMap<Binding> bound = keyMaps.get(map);
            bound.bind(new Reference(FORWARD_WORD), "\u001b[1;5C", "\u001b[1;3C", "\u001b[5C", "\u001bOc");
            bound.bind(new Reference(BACKWARD_WORD), "\u001b[1;5D", "\u001b[1;3D", "\u001b[5D", "\u001bOd");
            bound.bind(new Reference(END_OF_LINE), "\u001b[F", "\u001bOF", "\u001b[4~", "\u001b[8~");
            bound.bind(new Reference(BEGINNING_OF_LINE), "\u001b[H", "\u001bOH", "\u001b[1~", "\u001b[7~");
            bound.bind(new Reference(EDIT_AND_EXECUTE_COMMAND), KeyMap.ctrl('X') + KeyMap.ctrl('E'));
        }
        keyMaps.get(VIINS).bind(new Reference(END_OF_LINE), KeyMap.ctrl('E'));
    }

    /** Makes the keys those of emacs or of vi, from the next line on; does nothing on a terminal that has only lines. */
    void keys(Keys wanted) {
        if (wanted != keys && !dumb) {
            keys = wanted;
            keyMaps.put(MAIN, keyMaps.get(wanted == Keys.VI ? VIINS : EMACS));
        }
    }

    /** The answer to a question: a line that is no command, and of which nothing is kept. */
    String answer(String question) {
        return answer(question, null);
    }

    /** @param mask what is shown for each character; 0 for nothing, null for the character itself */
    String answer(String question, Character mask) {
        DefaultHistory lines = (DefaultHistory) history;
        asking = true;
        setParser(LineParser.ANSWER);
        setHistory(new DefaultHistory());
        setVariable(DISABLE_COMPLETION, true);
        try {
            return mask == null ? readLine(question) : readLine(question, mask);
        } finally {
            setVariable(DISABLE_COMPLETION, false);
            setHistory(lines);
            setParser(grammar);
            asking = false;
        }
    }

    /** Takes the text as it is: in JLine's own prompts a percent sign has a meaning. */
    @Override
    public void setPrompt(String text) {
        prompt = text == null ? AttributedString.EMPTY : AttributedString.fromAnsi(text);
    }

    /** Colours the line, and shows the suggestion behind it. */
    private final class Painter implements org.jline.reader.Highlighter {
        @Override
        public AttributedString highlight(LineReader reader, String line) {
            if (asking || !look.colour()) {
                return new AttributedString(line);
            }
            AttributedString coloured = highlighting.highlight(line);
            Optional<String> rest = suggestion();
            return rest.isEmpty()
                    ? coloured
                    : new AttributedStringBuilder()
                            .append(coloured)
                            .styled(LineHighlighter.SUGGESTION, rest.get())
                            .toAttributedString();
        }
    }

    /** The rest of the newest line of the history that begins as this one does, where the cursor is at its end. */
    private Optional<String> suggestion() {
        boolean possible = look.colour() && !dumb && !asking && !ending && post == null && state == State.NORMAL;
        return possible && buf.cursor() == buf.length()
                ? HistorySearch.rest(history, buf.toString())
                : Optional.empty();
    }

    /** Writes what the suggestion has up to the end of its next word, or all of it; whether there was one. */
    private boolean takeSuggestion(boolean word) {
        Optional<String> rest = suggestion();
        if (rest.isEmpty()) {
            return false;
        }
        String text = rest.get();
        int end = 0;
        while (word && end < text.length() && text.charAt(end) == ' ') {
            end++;
        }
        while (word && end < text.length() && text.charAt(end) != ' ') {
            end++;
        }
        buf.write(word ? text.substring(0, end) : text);
        return true;
    }

    @Override
    protected boolean forwardChar() {
        return takeSuggestion(false) || super.forwardChar();
    }

    @Override
    protected boolean viForwardChar() {
        return (!isInViCmdMode() && takeSuggestion(false)) || super.viForwardChar();
    }

    @Override
    protected boolean endOfLine() {
        return takeSuggestion(false) || super.endOfLine();
    }

    @Override
    protected boolean forwardWord() {
        return takeSuggestion(true) || super.forwardWord();
    }

    @Override
    protected boolean emacsForwardWord() {
        return takeSuggestion(true) || super.emacsForwardWord();
    }

    /** A line has no control characters, however they came into it: nothing is run that cannot be seen. */
    @Override
    protected void redisplay(boolean flush) {
        String line = buf.toString();
        if (!asking && line.chars().anyMatch(LineEditor::isInvisible)) {
            String before = visible(buf.upToCursor());
            show(visible(line));
            buf.cursor(before.length());
            beep();
        }
        super.redisplay(flush);
    }

    private static boolean isInvisible(int c) {
        return Character.isISOControl(c) && c != '\n' && c != '\t';
    }

    private static String visible(String text) {
        return text.chars()
                .filter(c -> !isInvisible(c))
                .collect(StringBuilder::new, (built, c) -> built.append((char) c), StringBuilder::append)
                .toString();
    }

    /** An unfinished line goes on behind its end, wherever the cursor is. */
    @Override
    protected boolean acceptLine() {
        buf.cursor(buf.length());
        return super.acceptLine();
    }

    /** A suggestion that was not taken does not stay on the screen. */
    @Override
    protected void cleanup() {
        ending = true;
        try {
            super.cleanup();
        } finally {
            ending = false;
        }
    }

    /** Searches the history for a part of a line; the hits are listed below the line. */
    @Override
    protected boolean doSearchHistory(boolean backward) {
        if (history.isEmpty()) {
            return false;
        }
        Buffer before = buf.copy();
        HistorySearch search = new HistorySearch(history);
        post = () -> search.shown(hitRows(), size.getColumns(), look);
        try {
            while (true) {
                redisplay();
                Binding binding = readBinding(getKeys());
                String name = binding instanceof Reference reference ? reference.name() : "";
                switch (name) {
                    case SELF_INSERT, INSERT_CLOSE_CURLY, INSERT_CLOSE_PAREN, INSERT_CLOSE_SQUARE ->
                        search.longer(getLastBinding());
                    case BACKWARD_DELETE_CHAR, VI_BACKWARD_DELETE_CHAR -> search.shorter();
                    case HISTORY_INCREMENTAL_SEARCH_BACKWARD,
                            UP_LINE_OR_SEARCH,
                            UP_LINE_OR_HISTORY,
                            UP_HISTORY,
                            REVERSE_MENU_COMPLETE -> search.older();
                    case HISTORY_INCREMENTAL_SEARCH_FORWARD,
                            DOWN_LINE_OR_SEARCH,
                            DOWN_LINE_OR_HISTORY,
                            DOWN_HISTORY,
                            MENU_COMPLETE -> search.newer();
                    case SEND_BREAK -> {
                        buf.copyFrom(before);
                        return true;
                    }
                    case FORWARD_CHAR, VI_FORWARD_CHAR, END_OF_LINE, EXPAND_OR_COMPLETE -> {
                        return true; // the line is taken, and nothing is run
                    }
                    default -> {
                        if (binding == null) {
                            return true; // the end of the input
                        }
                        bindingReader.runMacro(getLastBinding()); // acts on the line that is taken
                        return true;
                    }
                }
                show(search.hit().orElse(before.toString()));
            }
        } finally {
            post = null;
        }
    }

    private void show(String line) {
        buf.clear();
        buf.write(line);
    }

    private int hitRows() {
        return Math.max(1, Math.min(MOST_HITS, size.getRows() - 3));
    }

    /** Has the line edited by the user's program; nothing of it is run before Enter. */
    @Override
    protected boolean editAndExecute() {
        if (asking) {
            return false;
        }
        clear(); // the program begins where the prompt was
        terminal.puts(Capability.keypad_local);
        terminal.writer().write(BRACKETED_PASTE_OFF);
        terminal.flush();
        // The terminal is the program's: this editor draws nothing when it is suspended with the program, or resized.
        SignalHandler resumed = terminal.handle(Signal.CONT, signal -> {});
        SignalHandler resized = terminal.handle(Signal.WINCH, signal -> {});
        try {
            show(program.apply(buf.toString()));
        } finally {
            terminal.handle(Signal.CONT, resumed);
            terminal.handle(Signal.WINCH, resized);
        }
        terminal.enterRawMode();
        terminal.puts(Capability.keypad_xmit);
        terminal.writer().write(BRACKETED_PASTE_ON);
        size.copy(terminal.getBufferSize());
        display.resize(size.getRows(), size.getColumns());
        redrawLine();
        return true;
    }

    /** How many rows there are for completions; JLine asks whether to list more. */
    private int rowsBelow() {
        int own = AttributedStringBuilder.append(prompt, buf.toString())
                .columnSplitLength(Math.max(1, size.getColumns()))
                .size();
        return Math.max(1, size.getRows() - own - 1);
    }

    @Override
    protected PostResult computePost(
            List<Candidate> possible,
            Candidate selection,
            List<Candidate> ordered,
            String completed,
            Function<String, Integer> wcwidth,
            int width,
            boolean autoGroup,
            boolean groupName,
            boolean rowsFirst) {
        if (ordered != null) {
            ordered.addAll(possible);
        }
        CandidateList list = CandidateList.of(possible, selection, width, rowsBelow(), look);
        return new PostResult(list.text(), list.lines(), list.selectedLine(), list.columns());
    }
}
