package argus.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** With classes that have the fields of the server's; that the server has them, {@code FloodIT} shows. */
class LibertyLinkTest {
    private final Container session = new Container();
    private final Link link = LibertyLink.of(session).orElseThrow();

    @Test
    void buffersAreThoseOfCompleteFramesAndOfTheOneBeingRead() {
        var reader = session.impl.connLink.linkRead.messageReader;
        assertThat(link.buffers()).isZero();

        reader.frameProcessor.countOfBuffers = 3;
        assertThat(link.buffers()).isEqualTo(3);

        reader.fpList = new Frame[] {new Frame(), new Frame(), null};
        reader.fpList[0].countOfBuffers = 10;
        reader.fpList[1].countOfBuffers = 100; // of a message before, not counted
        reader.countOfIOFrames = 1;
        assertThat(link.buffers()).isEqualTo(13);

        reader.countOfIOFrames = 7;
        assertThat(link.buffers()).as("the list is replaced while it is read").isEqualTo(113);
    }

    @Test
    void veryManyFramesAreNotLookedAtOneByOne() {
        session.impl.connLink.linkRead.messageReader.countOfIOFrames = 1_000_000;
        assertThat(link.buffers()).isEqualTo(1_000_000);
    }

    @Test
    void linkIsOpenUntilTheServerHasClosedIt() {
        assertThat(link.open()).isTrue();
        session.impl.connLink.linkStatus = Status.LOCAL_CLOSING;
        assertThat(link.open()).isTrue();
        session.impl.connLink.linkStatus = Status.CLOSED;
        assertThat(link.open()).isFalse();
        session.impl.connLink.linkStatus = Status.IO_NOT_OK;
        assertThat(link.open()).isFalse();
    }

    @Test
    void cuttingGoesToTheConnectionItself() {
        link.cut();
        assertThat(session.impl.connLink.closed).isEqualTo("null false true");
    }

    @Test
    void markOfAWriteIsTakenBackAsTheServerDoesIt() {
        link.release();
        assertThat(session.impl.connLink.writing).isFalse();
    }

    @Test
    void sessionOfAnotherContainerHasNone() {
        assertThat(LibertyLink.of(new Object())).isEmpty();
        session.impl.connLink = null;
        assertThat(LibertyLink.of(session)).isEmpty();
    }

    static class Outer {
        Implementation impl = new Implementation();
    }

    static final class Container extends Outer {}

    static final class Implementation {
        Connection connLink = new Connection();
    }

    public static final class Connection {
        public Status linkStatus = Status.IO_OK;
        private final Reads linkRead = new Reads();
        String closed = "";
        boolean writing = true;

        public void signalNotWriting() {
            writing = false;
        }

        public void closeUsingSession(Object reason, boolean wait, boolean direct) {
            closed = reason + " " + wait + ' ' + direct;
        }

        public void closeUsingSession(String reason) {
            closed = "wrong";
        }
    }

    enum Status {
        IO_OK,
        IO_NOT_OK,
        LOCAL_CLOSING,
        CLOSED
    }

    static final class Reads {
        private final Messages messageReader = new Messages();
    }

    static final class Messages {
        Frame[] fpList = {};
        int countOfIOFrames;
        Frame frameProcessor = new Frame();
    }

    static final class Frame {
        int countOfBuffers;
    }
}
