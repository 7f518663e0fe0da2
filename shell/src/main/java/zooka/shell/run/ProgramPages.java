package zooka.shell.run;

import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import zooka.shell.screen.Pages;

/** A pager that is another program, which has the terminal until it ends. */
public final class ProgramPages implements Pages {

    private final Process process;
    private final Runnable back;

    private ProgramPages(Process process, Runnable back) {
        this.process = process;
        this.back = back;
    }

    /**
     * Starts the program.
     *
     * @param back takes the terminal back, also if the program cannot be started
     */
    public static Pages start(ProcessBuilder program, Streams streams, Runnable back) throws IOException {
        streams.out().flush();
        try {
            return new ProgramPages(
                    program.redirectOutput(Redirect.INHERIT)
                            .redirectError(streams.err().forPrograms())
                            .start(),
                    back);
        } catch (IOException e) {
            back.run();
            throw e;
        }
    }

    @Override
    public OutputStream text() {
        return process.getOutputStream();
    }

    @Override
    public void close() {
        try {
            process.getOutputStream().close();
        } catch (IOException e) {
            // The user has left it before the end of the text.
        }
        try {
            int unused = process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            Thread.currentThread().interrupt();
        } finally {
            back.run();
        }
    }
}
