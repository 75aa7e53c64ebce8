package argus.endpoint;

import argus.protocol.ProtocolException;
import argus.protocol.request.MessageReader;
import jakarta.enterprise.inject.spi.CDI;
import jakarta.websocket.Decoder;
import jakarta.websocket.EndpointConfig;
import org.jspecify.annotations.Nullable;

/** Reads requests. A faulty one is a value, not an exception, so that the container never ends a connection for it. */
public class InboundDecoder implements Decoder.Text<Inbound> {
    private @Nullable MessageReader reader;

    @Override
    public void init(EndpointConfig config) {
        reader = CDI.current().select(MessageReader.class).get();
    }

    @Override
    public boolean willDecode(String text) {
        return true;
    }

    @Override
    public Inbound decode(String text) {
        try {
            var ready = reader;
            if (ready == null) {
                throw new IllegalStateException("not initialised");
            }
            return new Inbound.Request(ready.read(text), text.length());
        } catch (ProtocolException e) {
            return new Inbound.Fault(e, text.length());
        }
    }
}
