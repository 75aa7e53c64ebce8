/** The page at {@code /}: its files, and its life in a real browser. Knows the service by its address only. */
package argus.web;
