using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Storage;

public class StableHashTests
{
    // What is placed must be found again by every later version: these numbers may never change.
    [Theory]
    [InlineData("", 17280346270528514342UL)]
    [InlineData("default|ORD20261120000001", 15752980522736492868UL)]
    [InlineData("default|ORD20261120000002", 9613542652913954621UL)]
    public void A_key_has_the_same_hash_for_ever(string key, ulong hash) => Assert.Equal(hash, StableHash.Of(key));

    [Fact]
    public void Orders_numbered_in_turn_spread_evenly()
    {
        var places = Enumerable.Range(0, 4000)
            .CountBy(number => StableHash.Place($"default|ORD20261120{number:D6}", 4))
            .Select(place => place.Value);

        Assert.All(places, count => Assert.InRange(count, 850, 1150));
    }
}
