/**
 * Quotes of Tencent's public HTTP service for mainland China, Hong Kong and the United States, asked for again and again:
 * no account, five levels for China, Hong Kong a quarter of an hour late. It knows no other venue. Answers come on the
 * threads of the executor it is given.
 */
@NullMarked
package argus.source.tencent;

import org.jspecify.annotations.NullMarked;
