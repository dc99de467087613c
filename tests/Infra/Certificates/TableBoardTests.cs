using Azure.Core.Pipeline;
using Microsoft.Extensions.Options;
using PayFunctions.Infra.Certificates;
using PayFunctions.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Certificates;

/// <summary>The lease and what is written under it, on real tables. One partition is all there is: each test begins
/// by taking over what the one before has left.</summary>
public class TableBoardTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    // Later than any lease of any other test.
    private static DateTimeOffset _latest = new(2030, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly ManualClock _clock = new(_latest = _latest.AddDays(1));
    private readonly TableBoard _board;

    public TableBoardTests(AzuriteFixture azurite)
    {
        var storage = new StorageOptions { Orders = [azurite.ConnectionString], NetworkTimeout = TimeSpan.FromSeconds(30) };
        _board = new(
            new(Options.Create(storage), new HttpClientTransport()),
            new Monitored<CertificateOptions>(new()), _clock);
    }

    [Fact]
    public async Task Of_many_who_race_one_has_the_lease()
    {
        var leases = await Task.WhenAll(
            Enumerable.Range(0, 10).Select(one => _board.TryTakeAsync($"instance-{one}", Cancellation)));

        var lease = Assert.Single(leases.OfType<RunLease>());
        Assert.Equal(_clock.GetUtcNow().AddSeconds(300), lease.Until);
        await _board.ReleaseAsync(lease, Cancellation);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_over_and_its_owner_can_write_nothing_any_more()
    {
        var stale = (await _board.TryTakeAsync("slow", Cancellation))!;
        Assert.Null(await _board.TryTakeAsync("quick", Cancellation));
        _clock.Advance(TimeSpan.FromSeconds(300));
        var lease = (await _board.TryTakeAsync("quick", Cancellation))!;
        var before = await _board.VersionAsync(Cancellation);

        var committed = await _board.CommitAsync(stale, [Status("fenced/1")], publishes: true, ends: false, Cancellation);
        await _board.ReleaseAsync(stale, Cancellation);

        Assert.Null(committed);
        Assert.Equal(before, await _board.VersionAsync(Cancellation));
        Assert.DoesNotContain((await _board.ReadAsync(Cancellation)).Statuses, status => status.Account == "fenced/1");
        Assert.NotNull(lease = await _board.CommitAsync(lease, [], publishes: false, ends: false, Cancellation));
        await _board.ReleaseAsync(lease, Cancellation);
    }

    [Fact]
    public async Task What_is_committed_is_read_by_the_next_and_the_version_changes_only_when_it_is_published()
    {
        var lease = (await _board.TryTakeAsync("one", Cancellation))!;
        var statuses = Enumerable.Range(0, 150).Select(one => Status($"many/{one}")).ToList();

        lease = (await _board.CommitAsync(lease, statuses, publishes: true, ends: false, Cancellation))!;
        var published = await _board.VersionAsync(Cancellation);
        lease = (await _board.CommitAsync(lease, [Status("many/0")], publishes: false, ends: false, Cancellation))!;
        await _board.ReleaseAsync(lease, Cancellation);

        var read = (await _board.ReadAsync(Cancellation)).Statuses;
        Assert.Equal(150, read.Count(status => status.Account.StartsWith("many/", StringComparison.Ordinal)));
        Assert.Contains(Status("many/7"), read);
        Assert.NotNull(published);
        Assert.Equal(published, await _board.VersionAsync(Cancellation));
        lease = (await _board.TryTakeAsync("two", Cancellation))!;
        await _board.ReleaseAsync((await _board.CommitAsync(lease, [], publishes: true, ends: false, Cancellation))!, Cancellation);
        Assert.NotEqual(published, await _board.VersionAsync(Cancellation));
    }

    [Fact]
    public async Task The_last_commit_may_give_the_lease_back_and_tells_the_version_that_everybody_reads()
    {
        var lease = (await _board.TryTakeAsync("one", Cancellation))!;

        var over = (await _board.CommitAsync(lease, [Status("over/1")], publishes: true, ends: true, Cancellation))!;

        Assert.True(over.IsOver);
        Assert.NotNull(over.Published);
        Assert.Equal(over.Published, await _board.VersionAsync(Cancellation));
        var board = await _board.ReadAsync(Cancellation);
        Assert.Equal(over.Published, board.Version);
        Assert.Contains(Status("over/1"), board.Statuses);
        var next = (await _board.TryTakeAsync("two", Cancellation))!;
        Assert.Null(await _board.CommitAsync(lease, [], publishes: true, ends: true, Cancellation));
        await _board.ReleaseAsync(next, Cancellation);
    }

    private AccountStatus Status(string account) =>
        new(account, new(_clock.GetUtcNow(), 2), _clock.GetUtcNow().AddDays(-1), "500");
}
