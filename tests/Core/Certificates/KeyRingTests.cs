using PayFunctions.Core.Certificates;

namespace PayFunctions.Tests.Core.Certificates;

public class KeyRingTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public void Several_keys_are_in_force_at_once()
    {
        var ring = KeyRing<string>.Empty.Merge([Key("A1", -100, 10), Key("B2", -1, 1000)], Now);

        Assert.Equal(("a", "b"), (ring.Find("A1", Now)?.Key, ring.Find("B2", Now)?.Key));
    }

    [Fact]
    public void A_key_is_in_force_from_its_first_moment_to_its_last()
    {
        var ring = KeyRing<string>.Empty.Merge([Key("A1", 0, 10)], Now);

        Assert.Null(ring.Find("A1", Now.AddTicks(-1)));
        Assert.NotNull(ring.Find("A1", Now));
        Assert.NotNull(ring.Find("A1", Now.AddDays(10)));
        Assert.Null(ring.Find("A1", Now.AddDays(10).AddTicks(1)));
    }

    [Fact]
    public void A_key_that_the_provider_no_longer_lists_stays_until_it_expires()
    {
        var ring = KeyRing<string>.Empty.Merge([Key("A1", -100, 10)], Now).Merge([Key("B2", -1, 1000)], Now);

        Assert.NotNull(ring.Find("A1", Now));
        Assert.Null(ring.Merge([], Now.AddDays(11)).Find("A1"));
    }

    [Fact]
    public void A_key_that_is_there_stays_the_very_same_object()
    {
        var before = KeyRing<string>.Empty.Merge([Key("A1", -100, 10)], Now);
        var after = before.Merge([Key("A1", -100, 10)], Now);

        Assert.Same(before.Find("A1"), after.Find("A1"));
    }

    [Fact]
    public void The_ring_that_was_merged_into_does_not_change()
    {
        var before = KeyRing<string>.Empty.Merge([Key("A1", -100, 10)], Now);

        before.Merge([Key("B2", -1, 1000)], Now);

        Assert.Equal(1, before.Count);
        Assert.Null(before.Find("B2"));
    }

    [Fact]
    public void Hex_serials_are_one_in_either_case() =>
        Assert.NotNull(KeyRing<string>.Empty.Merge([Key("5DEA", -1, 1)], Now).Find("5dea", Now));

    [Fact]
    public void Finding_a_key_allocates_nothing()
    {
        var ring = KeyRing<string>.Empty.Merge([Key("A1", -1, 1), Key("B2", -1, 1)], Now);
        ring.Find("A1", Now);

        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++) ring.Find("A1", Now);

        Assert.Equal(0, GC.GetAllocatedBytesForCurrentThread() - before);
    }

    private static RingKey<string> Key(string serial, int fromDays, int toDays) => new(
        serial, KeyKind.PlatformCertificate, Now.AddDays(fromDays), Now.AddDays(toDays), serial[..1].ToLowerInvariant());
}
