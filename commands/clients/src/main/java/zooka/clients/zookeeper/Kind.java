package zooka.clients.zookeeper;

/**
 * The kind of a znode, existing or to be created.
 *
 * @param lifetime what ends it
 * @param sequential whether its name gets the parent's next number, of ten digits; nothing that can be read of a znode later
 * @param ttlMillis for {@link Lifetime#TTL} how long it lives without change and without children; 0 otherwise
 */
public record Kind(Lifetime lifetime, boolean sequential, long ttlMillis) {

    /** What ends a znode. */
    public enum Lifetime {
        /** Only its deletion. */
        PERSISTENT,
        /** The end of the session that made it. */
        EPHEMERAL,
        /** The server deletes it some time after its last child has gone. */
        CONTAINER,
        /** The server deletes it some time after its last change, when it has no children. */
        TTL
    }

    public static final Kind PERSISTENT = new Kind(Lifetime.PERSISTENT, false, 0);
    public static final Kind EPHEMERAL = new Kind(Lifetime.EPHEMERAL, false, 0);
    public static final Kind CONTAINER = new Kind(Lifetime.CONTAINER, false, 0);

    /** The longest time to live that ZooKeeper can keep, in milliseconds: nearly 35 years. */
    public static final long LONGEST_TTL = 0xff_ffff_ffffL;

    private static final long TTL_MARK = 0xff00_0000_0000_0000L;
    private static final long TTL_TYPE = 0x00ff_ff00_0000_0000L;

    public static Kind ttl(long millis) {
        return new Kind(Lifetime.TTL, false, millis);
    }

    /** The same, with a number at the end of its name. */
    public Kind asSequential() {
        return new Kind(lifetime, true, ttlMillis);
    }

    public boolean ephemeral() {
        return lifetime == Lifetime.EPHEMERAL;
    }

    /**
     * What a stat's {@code ephemeralOwner} says: no session, a session, or the two marks that ZooKeeper keeps in the same
     * number (its class {@code EphemeralType}). Servers since 3.5.3 show clients 0 instead of the marks: to them a container
     * and a znode with a time to live look persistent, and no other request tells.
     */
    public static Kind ofOwner(long ephemeralOwner) {
        if (ephemeralOwner == 0) {
            return PERSISTENT;
        }
        if (ephemeralOwner == Long.MIN_VALUE) {
            return CONTAINER;
        }
        if ((ephemeralOwner & TTL_MARK) == TTL_MARK && (ephemeralOwner & TTL_TYPE) == 0) {
            return ttl(ephemeralOwner & ~(TTL_MARK | TTL_TYPE));
        }
        return EPHEMERAL;
    }
}
