package argus.contract;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RefereeTest {
    private static final String GAP =
            "{'type':'gap','timestamp':'2026-01-05T01:30:00Z','data':{'topic':'trade:AAPL.US','from':1,'to':2,'cause':'paused'}}";
    private static final String ERROR = "{'type':'error','timestamp':'2026-01-05T01:30:00Z','data':{'code':4006,"
            + "'name':'BAD_REQUEST','error':'x','message':'x','retryable':false}}";
    private static final String UPDATE =
            "{'type':'market_data','topic':'quote:AAPL.US','seq':1,'snapshot':true,'ts':1,'timestamp':'2026-01-05T01:30:00Z','data':{'symbol':'AAPL.US'}}";

    private final Referee referee = new Referee();

    @Test
    void whatIsByTheContractPasses() throws InterruptedException {
        referee.sent(json("{'type':'ping'}"));
        referee.received(json(GAP));
        referee.settle(1);
    }

    @Test
    void aWrongMessageFailsAtOnceAndEverAfter() {
        assertThatThrownBy(() -> referee.received(json(GAP.replace("paused", "bored"))))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("bored");
        assertThatThrownBy(referee::check).hasMessageContaining("bored");
        assertThatThrownBy(() -> referee.settle(1)).hasMessageContaining("bored");
    }

    @Test
    void aWrongRequestIsToBeRefusedByTheServer() throws InterruptedException {
        referee.sent(json("{'type':'ready','credit':0}"));
        assertThatThrownBy(() -> referee.settle(1)).hasMessageContaining("took a request");
        var other = new Referee();
        other.sent(json("{'type':'ready','credit':0}"));
        other.received(json(ERROR));
        other.settle(1);
    }

    @Test
    void theRefusalMayStandInABatch() throws InterruptedException {
        referee.sent("nonsense");
        referee.received(
                json("{'type':'batch','n':2,'timestamp':'2026-01-05T01:30:00Z','items':[" + GAP + "," + ERROR + "]}"));
        referee.settle(1);
    }

    @Test
    void otherErrorsAreNoRefusal() {
        referee.sent("nonsense");
        referee.received(json(ERROR.replace("4006", "5000").replace("BAD_REQUEST", "INTERNAL")));
        assertThatThrownBy(() -> referee.settle(1)).hasMessageContaining("took a request");
    }

    @Test
    void aValueIsCompleteUnlessFieldsWereAsked() {
        assertThatThrownBy(() -> new Referee().received(json(UPDATE))).hasMessageContaining("last_price");
        referee.sent(json("{'type':'subscribe','symbol':'AAPL','data_type':'quote','fields':['volume']}"));
        assertThatCode(() -> referee.received(json(UPDATE))).doesNotThrowAnyException();
    }

    private static String json(String text) {
        return text.replace('\'', '"');
    }
}
