package zooka.clients.zookeeper;

import java.nio.charset.StandardCharsets;
import org.apache.zookeeper.StatsTrack;

/**
 * What a quota allows, or what is used of it, as the server keeps both: -1 where there is no limit.
 *
 * @param znodes the znode itself counted; beyond a soft limit the server only writes a warning into its log
 * @param hardZnodes beyond it the server refuses, where it was told to ({@code enforceQuota})
 */
public record QuotaLimits(long znodes, long bytes, long hardZnodes, long hardBytes) {

    public static final QuotaLimits NONE = new QuotaLimits(-1, -1, -1, -1);

    /** What the server begins to count with; a use has no hard part. */
    public static final byte[] NOTHING_USED = "count=0,bytes=0".getBytes(StandardCharsets.UTF_8);

    public static QuotaLimits parse(byte[] data) {
        StatsTrack track = new StatsTrack(new String(data, StandardCharsets.UTF_8));
        return new QuotaLimits(track.getCount(), track.getBytes(), track.getCountHardLimit(), track.getByteHardLimit());
    }

    /** As the server reads it. */
    public byte[] data() {
        StatsTrack track = new StatsTrack();
        track.setCount(znodes);
        track.setBytes(bytes);
        track.setCountHardLimit(hardZnodes);
        track.setByteHardLimit(hardBytes);
        return track.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** These, and the others where these say nothing. */
    public QuotaLimits over(QuotaLimits others) {
        return new QuotaLimits(
                znodes >= 0 ? znodes : others.znodes,
                bytes >= 0 ? bytes : others.bytes,
                hardZnodes >= 0 ? hardZnodes : others.hardZnodes,
                hardBytes >= 0 ? hardBytes : others.hardBytes);
    }
}
