package zooka.commands.shape;

import java.util.Base64;
import java.util.stream.Collectors;
import zooka.commands.result.Cell;
import zooka.commands.value.Text;

/** A cell as the text that regular expressions match: in full, without units, nothing escaped. */
final class MachineText implements Cell.Cases<String> {

    private static final MachineText CELLS = new MachineText();

    private MachineText() {}

    static String of(Cell cell) {
        return cell.match(CELLS);
    }

    @Override
    public String text(Cell.Text cell) {
        return cell.text();
    }

    @Override
    public String count(Cell.Count cell) {
        return Long.toString(cell.value());
    }

    @Override
    public String size(Cell.Size cell) {
        return Long.toString(cell.bytes());
    }

    @Override
    public String millis(Cell.Millis cell) {
        return Double.toString(cell.value());
    }

    @Override
    public String at(Cell.At cell) {
        return cell.instant().toString();
    }

    @Override
    public String flag(Cell.Flag cell) {
        return Boolean.toString(cell.value());
    }

    @Override
    public String bytes(Cell.Bytes cell) {
        return Text.of(cell.bytes())
                .orElseGet(() -> "base64:" + Base64.getEncoder().encodeToString(cell.bytes()));
    }

    @Override
    public String json(Cell.Json cell) {
        return cell.json();
    }

    @Override
    public String many(Cell.Many cell) {
        return cell.cells().stream().map(MachineText::of).collect(Collectors.joining(","));
    }

    @Override
    public String group(Cell.Group cell) {
        return cell.fields().stream()
                .map(field -> field.key() + "=" + of(field.cell()))
                .collect(Collectors.joining(" "));
    }

    @Override
    public String missing(Cell.Missing cell) {
        return "";
    }
}
