/**
 * The history checker: clients of many kinds, driven at random against a running service, a log of everything they said
 * and saw, and the proof afterwards that all of it follows from what the source gave. Knows the service by its address
 * and by the protocol only: nothing of what is checked is used to check it.
 */
package argus.check;
