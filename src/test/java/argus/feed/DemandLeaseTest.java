package argus.feed;

import static argus.feed.SmallHouse.BANK;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class DemandLeaseTest {
    private final SmallHouse house = new SmallHouse();
    private final DemandLease lease = new DemandLease(house.demand, house.timers, Duration.ofSeconds(30));

    @Test
    void symbolIsWantedForTheLengthOfALease() {
        assertThat(lease.renew(BANK)).isTrue();
        house.timers.jump(Duration.ofSeconds(29));
        assertThat(house.source.wanted).containsExactly(BANK);
        house.timers.jump(Duration.ofSeconds(1));
        assertThat(house.source.wanted).isEmpty();
    }

    @Test
    void readingAgainKeepsItWanted() {
        lease.renew(BANK);
        house.timers.jump(Duration.ofSeconds(29));
        assertThat(lease.renew(BANK)).isFalse();
        house.timers.jump(Duration.ofSeconds(1));
        assertThat(house.source.wanted).containsExactly(BANK);
        house.timers.jump(Duration.ofSeconds(30));
        assertThat(house.source.wanted).isEmpty();
        assertThat(lease.renew(BANK)).isTrue();
    }

    @Test
    void endOfALeaseTakesNothingFromSubscribers() {
        house.demand.add(BANK);
        assertThat(lease.renew(BANK)).isFalse();
        house.timers.jump(Duration.ofSeconds(30));
        assertThat(house.source.wanted).containsExactly(BANK);
    }
}
