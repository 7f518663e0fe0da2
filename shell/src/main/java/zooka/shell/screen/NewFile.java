package zooka.shell.screen;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.OpenOption;
import java.nio.file.StandardOpenOption;
import zooka.clients.Failure;
import zooka.clients.text.TextFile;

/** A file that a view is saved to. */
record NewFile(String name) {

    /**
     * Writes the file.
     *
     * @param replace whether an existing file is replaced
     * @return false if it exists and is not replaced
     * @throws Failure if it cannot be written
     */
    boolean write(byte[] bytes, boolean replace) {
        OpenOption[] how = replace
                ? new OpenOption[] {
                    StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING
                }
                : new OpenOption[] {StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE};
        try {
            Files.write(TextFile.path(name), bytes, how);
            return true;
        } catch (FileAlreadyExistsException e) {
            return false;
        } catch (NoSuchFileException e) {
            throw failure("no such directory", e);
        } catch (FileSystemException e) {
            throw failure(e.getReason() == null ? e.getClass().getSimpleName() : e.getReason(), e);
        } catch (IOException e) {
            throw failure(String.valueOf(e.getMessage()), e);
        }
    }

    private Failure failure(String why, IOException e) {
        return new Failure(Failure.Kind.FAILED, "cannot write " + name + ": " + why).cause(e);
    }
}
