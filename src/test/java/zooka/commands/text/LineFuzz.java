package zooka.commands.text;

import java.util.List;
import zooka.clients.text.TextFile;
import zooka.commands.action.SecretLines;
import zooka.fuzz.FuzzTarget;

/** The grammar. */
public final class LineFuzz {

    private static final String[] SCRIPTS = {
        "ls -s /a ; get '/b c' && pwd || ls \"x\\\"y\" # comment\nset /a @file\n",
        "get /a | grep 'a;b' | sort -r ; pwd > 'my file'\nget /b >> out\n",
        "addauth digest joe:secret\r\nsetAcl /a username_password:joe:pw:cdrwa\r\nls \\\r\n -R /\r\n",
        "txn 'create /a x; set /b y' \"check /c 1\"\nconfig alter broker/1 ssl.keystore.password=x\n",
        "watch -n 1 group lag g\ntail t --registry http://u:p@h:1 --from 1h\n"
    };

    private LineFuzz() {}

    public static List<FuzzTarget> targets() {
        return List.of(
                FuzzTarget.of("grammar", bytes -> parse(TextFile.lossless(bytes)), SCRIPTS),
                FuzzTarget.of("cursor", bytes -> Grammar.cursor(FuzzTarget.text(bytes)), SCRIPTS),
                FuzzTarget.of("secret lines", bytes -> SecretLines.containsSecret(FuzzTarget.text(bytes)), SCRIPTS));
    }

    private static void parse(String text) {
        try {
            List<Statement> unused = Grammar.parse(text, "script", 1);
            for (Grammar.Line line : Grammar.lines(text)) {
                line.words().forEach(Grammar::quoted);
            }
        } catch (Grammar.Unfinished e) {
            if (e.line() < 1) {
                throw new IllegalStateException("line " + e.line(), e);
            }
        }
    }
}
