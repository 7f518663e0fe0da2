package zooka.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import zooka.clients.Failure;

/**
 * Cleans up when the supervisor is gone: a shell script that waits on a pipe. It creates the sandbox's folder and
 * receives the process ids of the servers. When the pipe closes, because the supervisor ended or was killed, it ends
 * these processes and deletes the folder.
 */
final class ProcessGuard {

    // It ignores signals: a signal to the sandbox is meant for the supervisor. Ids are removed when a process ends, so
    // that a later process with the same id is safe.
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
            # A zombie answers kill -0, but has no program any more.
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

    /** Starts the guard and creates the sandbox's folder, which only this user may enter. */
    static ProcessGuard start(Path base) {
        try {
            Process process = new ProcessBuilder("sh", "-c", SCRIPT, "zooka-sandbox-guard", base.toString())
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

    /** Registers a process to be killed when the supervisor is gone. */
    void killAtEnd(long pid) {
        send("hold KILL " + pid);
    }

    /** Registers a process to be terminated, since it cleans up after itself. */
    void terminateAtEnd(long pid) {
        send("hold TERM " + pid);
    }

    /** Removes a process that has ended. */
    void forget(long pid) {
        send("forget - " + pid);
    }

    private synchronized void send(String line) {
        try {
            pipe.write((line + "\n").getBytes(StandardCharsets.UTF_8));
            pipe.flush();
        } catch (IOException error) {
            throw new Failure(Failure.Kind.FAILED, "the guard process of the sandbox has ended").cause(error);
        }
    }
}
