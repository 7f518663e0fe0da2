package zooka.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import zooka.clients.Failure;

/**
 * What is left when the supervisor is gone, and cleans up: a shell script that waits on a pipe. It makes the sandbox's
 * folder, is told the process ids that depend on the supervisor, and when the pipe closes, because the supervisor ended or was
 * killed, it ends them and removes the folder.
 */
final class ProcessGuard {

    // It hears no signal: whoever means the sandbox means the supervisor. Ids are forgotten when a process ends, so
    // that a
    // later
    // process with the same id is safe.
    private static final String SCRIPT = """
            trap '' INT QUIT HUP TERM
            folder=$(mktemp -d "$1/zooka-sandbox-$(id -u)-XXXXXX") || exit 1
            echo "$folder"
            exec >/dev/null
            cd /
            held=''
            while read -r word signal pid; do
                case $word in
                    hold) held="$held $signal:$pid" ;;
                    forget)
                        kept=''
                        for each in $held; do
                            [ "${each#*:}" = "$pid" ] || kept="$kept $each"
                        done
                        held=$kept
                        ;;
                esac
            done
            for each in $held; do
                kill -"${each%%:*}" "${each#*:}"
            done
            # One that is dead and that nobody has reaped yet answers kill -0, and has no program any more.
            alive() {
                if [ -e /proc/self/exe ]; then
                    [ -e "/proc/$1/exe" ]
                else
                    kill -0 "$1"
                fi
            }
            turn=0
            while [ $turn -lt 100 ]; do
                left=''
                for each in $held; do
                    alive "${each#*:}" && left=yes
                done
                if [ -z "$left" ] || [ $turn -gt 40 ]; then
                    rm -rf "$folder"
                    [ -e "$folder" ] || exit 0
                fi
                turn=$((turn + 1))
                sleep 0.05
            done
            """;

    private final OutputStream pipe;
    private final Path folder;

    private ProcessGuard(OutputStream pipe, Path folder) {
        this.pipe = pipe;
        this.folder = folder;
    }

    /** Starts it, and with it the sandbox's folder, which only this user may enter. */
    static ProcessGuard start(Path base) {
        try {
            Process process = new ProcessBuilder("sh", "-c", SCRIPT, "zooka-sandbox-leash", base.toString())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String folder = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))
                    .readLine();
            if (folder == null) {
                throw new Failure(Failure.Kind.FAILED, "cannot create a directory in " + base)
                        .hint("define XDG_RUNTIME_DIR or TMPDIR as a writable directory");
            }
            return new ProcessGuard(process.getOutputStream(), Path.of(folder));
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "cannot start sh: " + error.getMessage()).cause(error);
        }
    }

    Path folder() {
        return folder;
    }

    /** The process is to be killed when the supervisor is gone. */
    void hold(long pid) {
        tell("hold KILL " + pid);
    }

    /** As {@link #hold}, for one that cleans up after itself when it is asked to end. */
    void holdGently(long pid) {
        tell("hold TERM " + pid);
    }

    /** The process has ended. */
    void forget(long pid) {
        tell("forget - " + pid);
    }

    private synchronized void tell(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "the guard process of the sandbox has ended").cause(error);
        }
    }
}
