using PayFunctions.Core.Orders;
using PayFunctions.Splits;

namespace PayFunctions.Tests.Functions;

public class SplitIdsTests
{
    private static readonly OrderKey Order = new("default", "ORD-0001");

    [Fact]
    public void No_two_operations_share_an_orchestration_whatever_their_ids()
    {
        string[] ids =
        [
            SplitIds.Of(Order, "S1", null),
            SplitIds.Of(Order, "S1", "late"),
            SplitIds.Of(Order, "S1", "again"),
            SplitIds.Of(Order, "S1-late", null),
            SplitIds.OfLate(SplitIds.Of(Order, "S1", null)),
            SplitIds.After(SplitIds.Of(Order, "S1", null)),
            SplitIds.Of(new("default", "ORD"), "0001-S1", null),
            SplitIds.Of(new("default", "ORD-0001-S1"), "S1", null),
        ];

        Assert.Equal(ids.Length, ids.Distinct(StringComparer.Ordinal).Count());
        Assert.All(ids, id => Assert.StartsWith(SplitIds.Prefix, id, StringComparison.Ordinal));
    }

    [Fact]
    public void The_longest_ids_still_make_one_that_the_engine_takes()
    {
        var id = SplitIds.Of(new(new('t', 40), new('o', 32)), new('s', 64), new('r', 64));

        Assert.True(id.Length <= 100 && SplitIds.After(id).Length <= 100, id);
    }
}
