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
            "A line of JSON for each znode, sorted, and the same for the same znodes at any time: values (null and empty",
            "apart, base64 where they are not text), ACLs, and which are ephemeral. ZooKeeper tells no client which znodes are",
            "containers or have a time to live: write \"kind\":\"container\", or \"kind\":\"ttl\",\"ttlMs\":60000 into their lines",
            "where import shall make them so. /zookeeper is left out of an export of /. The last line has the number of znodes,",
            "so that import notices a file that was cut off.",
            "",
            "Examples:",
            "  export /demo > demo.jsonl",
            "  export / | gzip > all.jsonl.gz",
            "  export /demo | jq -r '.path // empty'"
        })
public final class Export implements Action.Query {

    @Option(names = "--no-acl", description = "Without the ACLs, which is faster.")
    boolean withoutAcls;

    @Parameters(arity = "0..1", paramLabel = "PATH", description = "Default: where you are.")
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
                        copy.path()
                                + ": its ACL has a digest that only one who may administer it can read; import will not write it");
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
