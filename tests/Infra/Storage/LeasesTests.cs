using PayFunctions.Infra.Storage;

namespace PayFunctions.Tests.Infra.Storage;

public class LeasesTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;
    private static readonly TimeSpan Minutes = TimeSpan.FromMinutes(4);

    private readonly string _name = $"lease {Guid.NewGuid():N}/#";
    private readonly StoreWorld _world;
    private readonly Leases _leases;

    public LeasesTests(AzuriteFixture azurite)
    {
        _world = new(azurite.ConnectionString);
        _leases = new(_world.Accounts, _world.Clock);
    }

    [Fact]
    public async Task Of_many_that_ask_at_once_one_has_it()
    {
        var leases = await Task.WhenAll(Enumerable.Range(0, 10).Select(one => TakeAsync($"instance-{one}")));

        var lease = Assert.Single(leases.OfType<Lease>());
        Assert.Equal(_world.Clock.GetUtcNow() + Minutes, lease.Until);
    }

    [Fact]
    public async Task Given_back_it_can_be_taken_again_and_until_then_it_can_not()
    {
        var lease = await TakeAsync("first");
        Assert.Null(await TakeAsync("second"));

        await _leases.ReleaseAsync(lease!, Cancellation);

        Assert.Equal("second", (await TakeAsync("second"))?.Owner);
    }

    [Fact]
    public async Task What_a_crash_left_is_taken_over_by_one_once_it_has_run_out()
    {
        await TakeAsync("dead");
        _world.Clock.Advance(Minutes);

        var leases = await Task.WhenAll(Enumerable.Range(0, 5).Select(one => TakeAsync($"heir-{one}")));

        Assert.StartsWith("heir-", Assert.Single(leases.OfType<Lease>()).Owner, StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_that_was_lost_meanwhile_is_not_taken_from_the_one_who_has_it()
    {
        var slow = await TakeAsync("slow");
        _world.Clock.Advance(Minutes);
        await TakeAsync("quick");

        await _leases.ReleaseAsync(slow!, Cancellation);

        Assert.Null(await TakeAsync("third"));
    }

    [Fact]
    public async Task An_insert_whose_response_was_lost_is_found_to_be_ours()
    {
        _world.Wire.LoseResponsesOfWrites(1);

        Assert.Equal("ours", (await TakeAsync("ours"))?.Owner);
    }

    private Task<Lease?> TakeAsync(string owner) => _leases.TryTakeAsync(_name, owner, Minutes, Cancellation);
}
