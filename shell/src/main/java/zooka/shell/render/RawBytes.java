package zooka.shell.render;

import java.io.PrintStream;
import zooka.commands.Failure;
import zooka.commands.result.Result;

/** The bytes of a value and nothing more. */
final class RawBytes implements Renderer {

    private final PrintStream out;

    RawBytes(PrintStream out) {
        this.out = out;
    }

    @Override
    public void render(Result result) {
        if (result instanceof Result.Document document) {
            DocumentText.write(document, out, false);
            return;
        }
        if (result instanceof Result.Texts texts) {
            texts.texts().forEach(text -> out.print(text.text()));
            Closed.check(out);
            return;
        }
        if (!(result instanceof Result.Payload payload)) {
            throw Failure.usage("-o raw is for commands that give one value, such as get");
        }
        payload.bytes().ifPresent(bytes -> out.write(bytes, 0, bytes.length));
        Closed.check(out);
    }
}
