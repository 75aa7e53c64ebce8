package argus.topic;

import static org.assertj.core.api.Assertions.assertThat;

import argus.model.Quote;
import argus.topic.Filter.And;
import argus.topic.Filter.Not;
import argus.topic.Filter.Or;
import java.util.List;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** The laws of and, or and not hold for whatever is asked of whatever value. */
class FilterPropertyTest {

    @Property
    void notOfNotIsTheSame(@ForAll("filters") Filter a, @ForAll("quotes") Quote value, @ForAll("quotes") Quote before) {
        assertThat(new Not(new Not(a)).passes(value, before)).isEqualTo(a.passes(value, before));
    }

    @Property
    void notTurnsAndIntoOr(
            @ForAll("filters") Filter a,
            @ForAll("filters") Filter b,
            @ForAll("quotes") Quote value,
            @ForAll("quotes") Quote before) {
        assertThat(new Not(new And(List.of(a, b))).passes(value, before))
                .isEqualTo(new Or(List.of(new Not(a), new Not(b))).passes(value, before));
    }

    @Property
    void orderOfPartsDoesNotMatter(
            @ForAll("filters") Filter a, @ForAll("filters") Filter b, @ForAll("quotes") Quote value) {
        assertThat(new And(List.of(a, b)).passes(value, null)).isEqualTo(new And(List.of(b, a)).passes(value, null));
        assertThat(new Or(List.of(a, b)).passes(value, null)).isEqualTo(new Or(List.of(b, a)).passes(value, null));
    }

    @Property
    void andIsWithinEachPartAndEachPartWithinOr(
            @ForAll("filters") Filter a, @ForAll("filters") Filter b, @ForAll("quotes") Quote value) {
        boolean one = a.passes(value, null);
        assertThat(new And(List.of(a, b)).passes(value, null)).isEqualTo(one && b.passes(value, null));
        assertThat(new Or(List.of(a, b)).passes(value, null)).isEqualTo(one || b.passes(value, null));
        assertThat(new And(List.of(a)).passes(value, null)).isEqualTo(one);
        assertThat(new Or(List.of(a)).passes(value, null)).isEqualTo(one);
        assertThat(new Or(List.of(a, new Not(a))).passes(value, null)).isTrue();
        assertThat(new And(List.of(a, new Not(a))).passes(value, null)).isFalse();
    }

    @Provide
    Arbitrary<Filter> filters() {
        return Filters.any(3);
    }

    @Provide
    Arbitrary<Quote> quotes() {
        return Filters.quotes();
    }
}
