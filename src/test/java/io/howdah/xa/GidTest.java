package io.howdah.xa;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import javax.transaction.xa.Xid;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GidTest {
    /** What PostgreSQL takes, without the NUL behind it. */
    private static final int LIMIT = 199;

    @Test
    void isWhatPgJdbcWrites() {
        var branch = new BranchId(42, new byte[] {1, 4, 2}, new byte[] {9});
        assertThat(Gid.of(branch)).isEqualTo("42_AQQC_CQ==");
        assertThat(Gid.read("42_AQQC_CQ==")).isEqualTo(branch).hasSameHashCodeAs(branch);
        assertThat(branch).hasToString("42:010402:09");
    }

    @Test
    void theLongestFits() {
        byte[] longest = new byte[Xid.MAXGTRIDSIZE];
        Arrays.fill(longest, (byte) 0xfb);
        var branch = new BranchId(Integer.MIN_VALUE, longest, longest);
        assertThat(Gid.of(branch)).hasSizeLessThanOrEqualTo(LIMIT);
        assertThat(Gid.read(Gid.of(branch))).isEqualTo(branch);
    }

    @Test
    void needsNoBranchQualifier() {
        var branch = new BranchId(0, new byte[] {1}, new byte[0]);
        assertThat(Gid.read(Gid.of(branch))).isEqualTo(branch);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "mine",
                "_",
                "__",
                "1__",
                "1_AQ==",
                "x_AQ==_AQ==",
                "1_AQ==_AQ==_AQ==",
                "1_AQ_AQ",
                "1_!_AQ==",
                "01_AQ==_AQ==",
                "-1_AQ==_AQ==",
                "1_AR==_AQ==",
                "99999999999_AQ==_AQ==",
                "1_AQ==_AQ== ",
                "1_AQ==\n_AQ==",
            })
    void othersAreNotTakenForOurs(String gid) {
        assertThat(Gid.read(gid)).isNull();
    }

    @Test
    void namesOutsideOfWhatXaAllowsAreNone() {
        assertThat(BranchId.of(null)).isNull();
        assertThat(BranchId.of(new TestXid(-1, new byte[1], new byte[1]))).isNull();
        assertThat(BranchId.of(new TestXid(1, new byte[0], new byte[1]))).isNull();
        assertThat(BranchId.of(new TestXid(1, new byte[65], new byte[1]))).isNull();
        assertThat(BranchId.of(new TestXid(1, new byte[1], new byte[65]))).isNull();
        assertThat(BranchId.of(new TestXid(1, null, new byte[1]))).isNull();
        assertThat(BranchId.of(new TestXid(1, new byte[1], null))).isNull();
        assertThat(BranchId.of(new TestXid(1, new byte[64], new byte[64]))).isNotNull();
    }
}
