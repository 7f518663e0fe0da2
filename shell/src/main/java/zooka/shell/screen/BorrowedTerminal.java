package zooka.shell.screen;

import com.googlecode.lanterna.TerminalSize;
import com.googlecode.lanterna.TextColor;
import com.googlecode.lanterna.terminal.ansi.ANSITerminal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import org.jline.terminal.Attributes;
import org.jline.terminal.Attributes.LocalFlag;
import org.jline.terminal.Terminal;
import org.jline.utils.InfoCmp.Capability;

/**
 * JLine's terminal, used by Lanterna for drawing only. JLine keeps the modes, the size and the input: Lanterna would
 * read ahead and take keys meant for the prompt. Each frame is one write.
 */
final class BorrowedTerminal extends ANSITerminal {
    private static final TerminalSize UNKNOWN = new TerminalSize(80, 24);
    private static final String BEGIN_FRAME = "\u001b[?2026h";
    private static final String END_FRAME = "\u001b[?2026l";
    private static final String ENTER = "\u001b[?1049h\u001b[?25l";
    private static final String LEAVE = END_FRAME + "\u001b[0m\u001b[?25h\u001b[?1049l";

    private final Terminal owner;
    private final FrameOutput output;
    private final boolean colour;
    private final Thread restoreHook;
    private Attributes attributes;

    /** @param colour whether colours are wanted; without them bold and reverse remain */
    BorrowedTerminal(Terminal owner, boolean colour) {
        this(owner, colour, new FrameOutput(owner.output()));
    }

    private BorrowedTerminal(Terminal owner, boolean colour, FrameOutput output) {
        super(InputStream.nullInputStream(), output, StandardCharsets.UTF_8);
        this.owner = owner;
        this.output = output;
        this.colour = colour && colours(owner) >= 8;
        this.restoreHook = new Thread(output::leaveForGood, "terminal-restoreHook");
    }

    static int colours(Terminal terminal) {
        Integer colours = terminal.getNumericCapability(Capability.max_colors);
        return colours == null ? 0 : colours;
    }

    @Override
    public void enterPrivateMode() throws IOException {
        owner.flush();
        raw();
        // After SIGTERM or SIGHUP only the shutdown hooks run, and JLine's own hook runs first.
        Runtime.getRuntime().addShutdownHook(restoreHook);
        super.enterPrivateMode();
    }

    /** Sets raw mode: Ctrl-C is a key as well, since its signal would end the program. */
    void raw() {
        Attributes before = owner.enterRawMode();
        if (attributes == null) {
            attributes = before;
        }
        Attributes raw = owner.getAttributes();
        raw.setLocalFlag(LocalFlag.ISIG, false);
        owner.setAttributes(raw);
    }

    @Override
    public void exitPrivateMode() throws IOException {
        try {
            super.exitPrivateMode();
        } finally {
            try {
                Runtime.getRuntime().removeShutdownHook(restoreHook);
                owner.setAttributes(attributes);
            } catch (IllegalStateException e) {
                // The shutdown hooks run already. JLine's has restored the modes from before the program; those from
                // before
                // the view would replace them.
                output.leaveForGood();
            }
            attributes = null;
        }
    }

    /** Restores screen and modes while the program is stopped, or while a command has the terminal. */
    void suspended() {
        output.leave();
        owner.setAttributes(attributes);
    }

    /** Shows the alternate screen again. */
    void continued() {
        raw();
        output.enter();
    }

    /** Notifies Lanterna of a new window size. */
    void resized() {
        onResized(findTerminalSize());
    }

    @Override
    protected TerminalSize findTerminalSize() {
        org.jline.terminal.Size size = owner.getSize();
        // A terminal whose size is unknown reports 0; it gets a size when its window changes.
        return size.getColumns() <= 0 || size.getRows() <= 0
                ? UNKNOWN
                : new TerminalSize(size.getColumns(), size.getRows());
    }

    @Override
    public void putString(String string) throws IOException {
        writeToTerminal(string.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setForegroundColor(TextColor color) throws IOException {
        if (colour) {
            super.setForegroundColor(color);
        }
    }

    @Override
    public void setBackgroundColor(TextColor color) throws IOException {
        if (colour) {
            super.setBackgroundColor(color);
        }
    }

    /** Collects a frame and writes it at once, between the marks of synchronized output. */
    private static final class FrameOutput extends OutputStream {
        private final OutputStream terminal;
        private final ByteArrayOutputStream frame = new ByteArrayOutputStream(8192);
        private boolean left;

        /** Whether the ordinary screen is shown; leaving it once more would move its cursor. */
        private boolean away;

        FrameOutput(OutputStream terminal) {
            this.terminal = terminal;
        }

        @Override
        public synchronized void write(int b) {
            frame.write(b);
        }

        @Override
        public synchronized void write(byte[] bytes, int offset, int length) {
            frame.write(bytes, offset, length);
        }

        /** Shows the alternate screen with the next frame. */
        synchronized void enter() {
            away = false;
            frame.writeBytes(ENTER.getBytes(StandardCharsets.US_ASCII));
        }

        @Override
        public synchronized void flush() throws IOException {
            if (frame.size() > 0 && !left) {
                ByteArrayOutputStream whole = new ByteArrayOutputStream(frame.size() + 32);
                whole.writeBytes(BEGIN_FRAME.getBytes(StandardCharsets.US_ASCII));
                frame.writeTo(whole);
                whole.writeBytes(END_FRAME.getBytes(StandardCharsets.US_ASCII));
                terminal.write(whole.toByteArray());
                terminal.flush();
            }
            frame.reset();
        }

        /** Leaves the alternate screen and discards all later frames. */
        synchronized void leaveForGood() {
            left = true;
            leave();
        }

        /** Leaves the alternate screen. */
        synchronized void leave() {
            if (away) {
                return;
            }
            away = true;
            try {
                terminal.write(LEAVE.getBytes(StandardCharsets.US_ASCII));
                terminal.flush();
            } catch (IOException e) {
                // The terminal is gone; there is no screen to restore.
                frame.reset();
            }
        }
    }
}
