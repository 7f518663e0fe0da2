package zooka.clients.net;

import javax.net.ssl.SSLSocketFactory;

/**
 * What TLS connections are made with.
 *
 * @param sockets makes sockets that trust the given authorities and present the client's certificate
 *     where there is one
 * @param verifiesHost whether a server's certificate must name the host that was dialled
 * @param showsOwn whether there is a certificate of the client's own
 */
public record Trust(SSLSocketFactory sockets, boolean verifiesHost, boolean showsOwn) {

    /** Without a certificate of the client's own. */
    public Trust(SSLSocketFactory sockets, boolean verifiesHost) {
        this(sockets, verifiesHost, false);
    }
}
