package zooka.shell.screen;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;

/**
 * Ends a running command on {@code q}. Enter prints a newline. Other keys are for the next reader if the command ends
 * by itself; {@code q} drops them.
 */
public final class LeaveKey {

    /** The most time until a key is noticed. */
    private static final long LOOK_MILLIS = 100;

    private final Keyboard keyboard;
    private final Runnable newLine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean pressed;
    private boolean lineBegun;

    /** @param newLine called on a thread of its own after Enter */
    public LeaveKey(Keyboard keyboard, Runnable newLine) {
        this.keyboard = keyboard;
        this.newLine = newLine;
    }

    /** Runs a command on this thread until its end; the key interrupts it. */
    public void during(Runnable command) {
        Thread commanding = Thread.currentThread();
        Thread reading = new Thread(() -> read(commanding), "leave-key");
        reading.setDaemon(true);
        reading.start();
        try {
            command.run();
        } catch (Failure e) {
            if (!pressed || e.kind() != Failure.Kind.INTERRUPTED) {
                throw e;
            }
        } finally {
            ended.countDown();
            end(reading);
        }
    }

    private void end(Thread reading) {
        boolean cancelled = false;
        while (reading.isAlive()) {
            try {
                reading.join();
            } catch (InterruptedException e) {
                cancelled = true;
            }
        }
        keyboard.giveBack();
        if (pressed) {
            Thread.interrupted(); // the interrupt is meant for the command only
        } else if (cancelled) {
            Thread.currentThread().interrupt();
        }
    }

    private void read(Thread commanding) {
        try {
            do {
                for (OptionalInt key = keyboard.next(); key.isPresent(); key = keyboard.next()) {
                    if (key.getAsInt() == 'q') {
                        keyboard.forget();
                        pressed = true;
                        commanding.interrupt();
                    }
                    if (key.getAsInt() == 'q' || key.getAsInt() < 0) {
                        return;
                    }
                    typed(key.getAsInt());
                }
            } while (!ended.await(LOOK_MILLIS, TimeUnit.MILLISECONDS));
        } catch (IOException e) {
            return; // the terminal is gone
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void typed(int key) {
        boolean enter = key == '\n' || key == '\r';
        if (enter) {
            newLine.run();
        }
        if (!enter || lineBegun) { // a single Enter has printed its newline already
            keyboard.keep(key);
        }
        lineBegun = !enter;
    }
}
