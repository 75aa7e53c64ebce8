/**
 * The application in a real container, seen from outside: servers started as processes of their own, clients that behave
 * and clients that do not. Knows nothing of the code it tests but its address.
 */
package argus.it;
