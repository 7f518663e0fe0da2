package zooka.shell.screen;

import java.io.IOException;
import java.util.OptionalInt;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import zooka.clients.Failure;

/**
 * Ends a command that goes on when {@code q} is pressed. Enter is a new line on the screen. What else is typed is for whoever
 * reads after the command where that ends by itself; the key drops it.
 */
public final class LeaveKey {

    /** How long a key may wait. */
    private static final long LOOK_MILLIS = 100;

    private final Keyboard keyboard;
    private final Runnable newLine;
    private final CountDownLatch ended = new CountDownLatch(1);
    private volatile boolean pressed;
    private boolean lineBegun;

    /** @param newLine called on a thread of its own where Enter is pressed */
    public LeaveKey(Keyboard keyboard, Runnable newLine) {
        this.keyboard = keyboard;
        this.newLine = newLine;
    }

    /** Runs a command on this thread until its own end or until the key is pressed, which interrupts it. */
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
            Thread.interrupted(); // meant for the command, and not for what comes after it
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
        if (!enter || lineBegun) { // one by itself has done its work
            keyboard.keep(key);
        }
        lineBegun = !enter;
    }
}
