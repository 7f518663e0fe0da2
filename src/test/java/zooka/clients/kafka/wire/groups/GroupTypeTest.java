package zooka.clients.kafka.wire.groups;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.internals.ConsumerProtocol;
import org.apache.kafka.common.message.DescribeGroupsResponseData;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroup;
import org.apache.kafka.common.message.DescribeGroupsResponseData.DescribedGroupMember;
import org.apache.kafka.common.requests.DescribeGroupsResponse;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What clients write into their groups, which no broker looks at. */
class GroupTypeTest {

    static Stream<byte[]> bytesThatAreNoAssignment() {
        byte[] random = new byte[32];
        new Random(7).nextBytes(random);
        return Stream.concat(
                Stream.of("00007fffffff", "0000ffffffff", "00", "ffff", "00000000000100", "0001800000000000ffff")
                        .map(HexFormat.of()::parseHex),
                Stream.of(random, Arrays.copyOf(random, 7)));
    }

    @ParameterizedTest
    @MethodSource("bytesThatAreNoAssignment")
    void a_member_with_bytes_that_are_no_assignment_costs_only_its_own_partitions(byte[] bytes) {
        DescribedGroup group = new DescribedGroup()
                .setGroupId("home-made")
                .setGroupState("Stable")
                .setProtocolType(ConsumerProtocol.PROTOCOL_TYPE)
                .setProtocolData("mine")
                .setMembers(List.of(new DescribedGroupMember()
                        .setMemberId("m-1")
                        .setClientHost("/127.0.0.1")
                        .setMemberMetadata(bytes)
                        .setMemberAssignment(bytes)));

        List<GroupType.Description> told = GroupType.CLASSIC.answers(
                new DescribeGroupsResponse(new DescribeGroupsResponseData().setGroups(List.of(group, well()))));

        assertThat(told).hasSize(2);
        assertThat(told.get(0).membership().members()).singleElement().satisfies(member -> {
            assertThat(member.id()).isEqualTo("m-1");
            assertThat(member.assignment()).isEmpty();
        });
        assertThat(told.get(1).membership().members()).isEmpty();
    }

    private static DescribedGroup well() {
        return new DescribedGroup().setGroupId("well").setGroupState("Empty");
    }
}
