package argus.rest.access;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OriginFilterTest {

    @Test
    void whatIsNoPageMayAsk() {
        assertThat(OriginFilter.permits(List.of(), null, "argus:8765")).isTrue();
    }

    @Test
    void pagesOfThisNodeMayAsk() {
        assertThat(OriginFilter.permits(List.of(), "http://argus:8765", "argus:8765"))
                .isTrue();
        assertThat(OriginFilter.permits(List.of(), "https://argus:8765", "argus:8765"))
                .isTrue();
        assertThat(OriginFilter.permits(List.of(), "http://argus", "argus:8765"))
                .isFalse();
        assertThat(OriginFilter.permits(List.of(), "http://argus", "argus:80")).isTrue();
        assertThat(OriginFilter.permits(List.of(), "https://argus", "argus:443"))
                .isTrue();
        assertThat(OriginFilter.permits(List.of(), "https://argus", "argus:80")).isFalse();
    }

    @Test
    void otherPagesMayAskWhereTheyAreAllowedByName() {
        assertThat(OriginFilter.permits(List.of("https://desk.example"), "https://desk.example", "argus"))
                .isTrue();
        assertThat(OriginFilter.permits(List.of("*"), "https://desk.example", "argus"))
                .isFalse();
        assertThat(OriginFilter.permits(List.of("*"), "null", "argus")).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.7, 192.0.2.7",
        "2001:db8:1:2:3:4:5:6, 20010db800010002",
        "2001:db8:1:2:ffff::, 20010db800010002",
        "fe80::1%eth0, fe80000000000000",
        "::1, 0000000000000000",
        "::ffff:192.0.2.7, c0000207",
        "not:an:address, not:an:address"
    })
    void addressesOfOneNetworkCountTogether(String address, String group) {
        assertThat(AddressGroup.of(address)).isEqualTo(group);
    }
}
