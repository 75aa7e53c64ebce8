package argus.endpoint;

import argus.protocol.ProtocolException;
import argus.protocol.request.ClientMessage;

/** What a text frame turned out to be. */
sealed interface Inbound {

    /** Its length in characters. */
    int length();

    /** A request of the contract. */
    record Request(ClientMessage message, int length) implements Inbound {}

    /** Something else; the client is told what was wrong. */
    record Fault(ProtocolException fault, int length) implements Inbound {}
}
