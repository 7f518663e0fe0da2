package zooka.shell.render;

import zooka.clients.Failure;
import zooka.commands.result.Cell;
import zooka.commands.result.Flow;
import zooka.commands.result.Payload;
import zooka.commands.result.Result;
import zooka.commands.result.Table;

/** Prints the exact bytes of one value. */
final class RawBytes implements Renderer {

    private final Output out;

    RawBytes(Output out) {
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
            out.check();
            return;
        }
        if (result instanceof Flow flow && !flow.content().isEmpty()) {
            lines(flow);
            return;
        }
        if (!(result instanceof Payload payload)) {
            throw Failure.usage("-o raw is only supported by commands that return one value, such as get");
        }
        payload.bytes().ifPresent(bytes -> out.write(bytes, 0, bytes.length));
        out.check();
    }

    /** Prints the value of each row and a newline; for a null value only the newline. */
    private void lines(Flow flow) {
        int content = flow.columns().stream().map(Table.Column::key).toList().indexOf(flow.content());
        flow.source().forEach(row -> {
            Cell cell = row.cells().get(content);
            if (cell instanceof Cell.Bytes bytes) {
                out.write(bytes.bytes(), 0, bytes.bytes().length);
            } else if (cell instanceof Cell.Json json) {
                out.print(json.json());
            }
            out.write('\n');
            if (flow.pace() == Flow.Pace.LIVE) {
                out.check();
            }
        });
        out.check();
    }
}
