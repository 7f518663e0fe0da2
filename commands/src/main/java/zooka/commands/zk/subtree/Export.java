package zooka.commands.zk.subtree;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Iterator;
import java.util.Locale;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import zooka.clients.zookeeper.Znodes;
import zooka.commands.action.Action;
import zooka.commands.action.Candidates;
import zooka.commands.action.Completes;
import zooka.commands.action.Context;
import zooka.commands.copy.CopyFormat;
import zooka.commands.copy.ZnodeCopy;
import zooka.commands.result.Remarks;
import zooka.commands.result.Result;
import zooka.commands.zk.tree.Copies;
import zooka.commands.zk.tree.ExportFile;
import zooka.commands.zk.tree.Location;

/** {@code export}: a subtree as text that can be kept, compared, and imported. */
@Command(
        name = "export",
        footer = {
            "",
            "Writes one line of JSON per znode, sorted and reproducible: values (null and empty",
            "distinguished, base64 if not text), ACLs, and which are ephemeral. ZooKeeper does not report which znodes are",
            "containers or TTL znodes: add \"kind\":\"container\", or \"kind\":\"ttl\",\"ttlMs\":60000 into their lines",
            "for import to create them so. An export of / skips /zookeeper. The last line has the znode count,",
            "so import detects a truncated file.",
            "",
            "Examples:",
            "  export /demo > demo.jsonl",
            "  export / | gzip > all.jsonl.gz",
            "  export --no-acl /demo | grep '\"path\":\"/jobs'"
        })
public final class Export implements Action.Query {

    @Option(names = "--no-acl", description = "Skip the ACLs, which is faster.")
    boolean withoutAcls;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: the current znode.")
    @Completes(Candidates.ZNODE)
    String path = ".";

    @Override
    public Result run(Context context) {
        String root = context.path(path);
        Znodes znodes = context.clusters().znodes();
        Iterator<ZnodeCopy> copies = Copies.below(znodes, context.remarks(), root, !withoutAcls);
        return new Result.Document(out -> write(copies, root, out, context.remarks()));
    }

    private void write(Iterator<ZnodeCopy> copies, String root, OutputStream stream, Remarks remarks)
            throws IOException {
        long count = 0;
        JsonGenerator out = CopyFormat.JSON.createGenerator(stream);
        out.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        out.writeStartObject();
        out.writeNumberField("zookaExport", ExportFile.VERSION);
        out.writeStringField("root", root);
        out.writeBooleanField("acls", !withoutAcls);
        out.writeBooleanField("end", true);
        out.writeEndObject();
        while (copies.hasNext()) {
            ZnodeCopy copy = copies.next();
            if (copy.acl().masked()) {
                remarks.incomplete(
                        "masked-digest",
                        copy.path()
                                + ": the ACL has a masked digest, which needs admin permission to read; import will refuse it");
            }
            CopyFormat.write(out, copy.at(Location.moved(copy.path(), root, "/")));
            count++;
            if (count % 10_000 == 0) {
                remarks.progress(String.format(Locale.ROOT, "%,d znodes exported", count));
            }
        }
        out.writeStartObject();
        out.writeNumberField("end", count);
        out.writeEndObject();
        out.writeRaw('\n');
        out.close();
    }
}
