using System.Security.Cryptography;
using PayFunctions.Infra.AppStore;
using PayFunctions.Infra.Cryptography;

namespace PayFunctions.Tests.Infra.Cryptography;

public class RefusedBeforeTests
{
    private static readonly DateTimeOffset Noon = new(2026, 11, 20, 12, 0, 0, TimeSpan.Zero);

    private readonly RefusedBefore<AppStoreRefusal> _refused = new();

    [Fact]
    public void What_was_refused_is_known_for_a_moment_by_each_of_its_bytes()
    {
        byte[] header = [1, 2, 3];
        _refused.Add(header, AppStoreRefusal.NotUnderTheRoot, Noon);

        Assert.True(_refused.Knows(header, Noon, out var reason));
        Assert.Equal(AppStoreRefusal.NotUnderTheRoot, reason);
        Assert.False(_refused.Knows([1, 2, 4], Noon, out _));
        Assert.False(_refused.Knows(header, Noon + RefusedBefore<AppStoreRefusal>.KeptFor, out _));
    }

    [Fact]
    public void A_flood_of_strangers_costs_no_memory()
    {
        for (var nth = 0; nth < 10_000; nth++) _refused.Add(BitConverter.GetBytes(nth), AppStoreRefusal.WrongChain, Noon);

        Assert.InRange(_refused.Count, 1, RefusedBefore<AppStoreRefusal>.CountMax);
    }

    [Fact]
    public void The_key_that_stands_in_is_as_long_as_others_and_verifies_nothing()
    {
        var signature = RandomNumberGenerator.GetBytes(SignatureKey.Nobodys.SignatureBytes);
        signature[0] = 0; // Below the modulus, so that it is worked through.

        Assert.Equal(SignatureKey.BitsMin / 8, SignatureKey.Nobodys.SignatureBytes);
        Assert.False(SignatureKey.Nobodys.Verifies(SHA256.HashData([1]), signature));
    }
}
