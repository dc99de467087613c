using PayFunctions.Core.Certificates;

namespace PayFunctions.Tests.Core.Certificates;

public class KeyRingTests
{
    private static readonly DateTimeOffset Now = new(2024, 3, 1, 0, 0, 0, TimeSpan.Zero);

    private static readonly TimeSpan Overlap = TimeSpan.FromHours(24);

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
    public void A_ring_keeps_its_last_certificate_even_past_its_end()
    {
        var ring = KeyRing<string>.Empty.Merge([Key("A1", -100, 10)], Now).Merge([], Now.AddDays(11));

        Assert.Null(ring.Find("A1", Now.AddDays(11)));
        Assert.Equal(CertificateState.Expired, ring.Find("A1")?.StateAt(Now.AddDays(11)));
    }

    [Fact]
    public void A_superseded_key_is_usable_for_the_overlap_and_not_longer()
    {
        var ring = Listed(Listed(KeyRing<string>.Empty, Key("A1", -100, 10)), Key("B2", -1, 1000));

        Assert.Equal(CertificateState.Deprecated, ring.Find("A1")?.StateAt(Now));
        Assert.NotNull(ring.Find("A1", Now + Overlap));
        Assert.Null(ring.Find("A1", Now + Overlap + TimeSpan.FromTicks(1)));
    }

    [Fact]
    public void A_superseded_key_is_never_usable_past_its_end()
    {
        var ring = Listed(Listed(KeyRing<string>.Empty, Key("A1", -100, 0)), Key("B2", -1, 1000));

        Assert.NotNull(ring.Find("A1", Now));
        Assert.Null(ring.Find("A1", Now.AddTicks(1)));
    }

    [Fact]
    public void A_list_of_which_none_is_in_force_supersedes_nothing()
    {
        var ring = Listed(Listed(KeyRing<string>.Empty, Key("A1", -100, 10)), Key("B2", 5, 1000));

        Assert.Equal(
            (CertificateState.Active, CertificateState.Preparing),
            (ring.Find("A1")?.StateAt(Now), ring.Find("B2")?.StateAt(Now)));
        Assert.Equal(CertificateState.Active, Listed(ring).Find("A1")?.StateAt(Now));
    }

    [Fact]
    public void A_key_that_is_named_again_is_as_it_was()
    {
        var (a, b) = (Key("A1", -100, 10), Key("B2", -1, 1000));
        var ring = Listed(Listed(Listed(KeyRing<string>.Empty, a), b), a, b);

        Assert.Equal(CertificateState.Active, ring.Find("A1")?.StateAt(Now));
        Assert.NotNull(ring.Find("A1", Now.AddDays(10)));
    }

    [Fact]
    public void A_bare_public_key_is_superseded_by_no_list()
    {
        var key = new RingKey<string>(
            "PUB_KEY_ID_1", KeyKind.PublicKey, DateTimeOffset.MinValue, DateTimeOffset.MaxValue, "p");
        var ring = Listed(KeyRing<string>.Empty.Merge([key], Now), Key("B2", -1, 1000));

        Assert.Equal(CertificateState.Active, ring.Find("PUB_KEY_ID_1")?.StateAt(Now));
    }

    [Fact]
    public void A_key_not_kept_yet_verifies_and_is_being_prepared()
    {
        var ring = Listed(KeyRing<string>.Empty, Key("A1", -100, 10) with { IsKept = false });

        Assert.NotNull(ring.Find("A1", Now));
        Assert.Equal(CertificateState.Preparing, ring.Find("A1")?.StateAt(Now));
        Assert.Equal(CertificateState.Active, Listed(ring, Key("A1", -100, 10)).Find("A1")?.StateAt(Now));
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

    private static KeyRing<string> Listed(KeyRing<string> ring, params RingKey<string>[] keys) =>
        ring.Renew(keys, Now, Overlap);

    private static RingKey<string> Key(string serial, int fromDays, int toDays) => new(
        serial, KeyKind.PlatformCertificate, Now.AddDays(fromDays), Now.AddDays(toDays), serial[..1].ToLowerInvariant());
}
