package argus.endpoint;

/** A connection whose state is set by hand. */
final class FakeLink implements Link {
    int buffers;
    boolean open = true;
    boolean cut;
    int released;

    @Override
    public boolean open() {
        return open;
    }

    @Override
    public int buffers() {
        return buffers;
    }

    @Override
    public void release() {
        released++;
    }

    @Override
    public void cut() {
        cut = true;
    }
}
