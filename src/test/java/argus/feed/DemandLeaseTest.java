package argus.feed;

import static argus.feed.SmallHouse.BANK;
import static argus.feed.SmallHouse.TEA;
import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Symbol;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandLeaseTest {
    private static final Symbol PHONE = new Symbol("0941.HK");

    private final SmallHouse house = new SmallHouse();
    private final DemandLease lease = new DemandLease(house.demand, house.clock, Duration.ofSeconds(30), 2);

    @Test
    void symbolIsWantedForTheLengthOfALease() {
        assertThat(lease.renew(BANK)).isTrue();
        later(29);
        assertThat(house.source.wanted).containsExactly(BANK);
        later(1);
        assertThat(house.source.wanted).isEmpty();
    }

    @Test
    void readingAgainKeepsItWanted() {
        lease.renew(BANK);
        later(29);
        assertThat(lease.renew(BANK)).isFalse();
        later(1);
        assertThat(house.source.wanted).containsExactly(BANK);
        later(29);
        assertThat(house.source.wanted).isEmpty();
        assertThat(lease.renew(BANK)).isTrue();
    }

    @Test
    void leasesEndInTheOrderInWhichTheyWereRenewed() {
        lease.renew(BANK);
        lease.renew(TEA);
        later(10);
        lease.renew(BANK);
        later(20);
        assertThat(house.source.wanted).containsExactly(BANK);
        later(10);
        assertThat(house.source.wanted).isEmpty();
    }

    @Test
    void endOfALeaseTakesNothingFromSubscribers() {
        house.demand.add(BANK);
        assertThat(lease.renew(BANK)).isFalse();
        later(30);
        assertThat(house.source.wanted).containsExactly(BANK);
    }

    @Test
    void ofTooManyLeasesTheOneNotRenewedForLongestGivesWay() {
        lease.renew(BANK);
        lease.renew(TEA);
        lease.renew(BANK);
        lease.renew(PHONE);
        assertThat(house.source.wanted).containsExactlyInAnyOrder(BANK, PHONE);

        assertThat(lease.renew(TEA)).isTrue();

        assertThat(house.source.wanted).containsExactlyInAnyOrder(PHONE, TEA);
        later(30);
        assertThat(house.source.wanted).isEmpty();
    }

    private void later(int seconds) {
        house.timers.jump(Duration.ofSeconds(seconds));
        lease.sweep();
    }
}
