package argus.config.key;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ValueListsTest {
    @Test
    void blanksAndEmptyItemsAreLeftOut() {
        assertThat(ValueLists.split(" a , b,,c ,")).containsExactly("a", "b", "c");
        assertThat(ValueLists.split("")).isEmpty();
    }

    @Test
    void backslashBeforeAnythingElseStaysAsItIs() {
        assertThat(ValueLists.split("C:\\data,b\\")).containsExactly("C:\\data", "b\\");
    }

    @Property
    void everyListIsReadBack(@ForAll("items") List<String> items) {
        assertThat(ValueLists.split(ValueLists.join(items))).isEqualTo(items);
    }

    @Provide
    Arbitrary<List<String>> items() {
        return Arbitraries.strings()
                .withChars("ab,\\ ;")
                .ofMaxLength(8)
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .list();
    }
}
