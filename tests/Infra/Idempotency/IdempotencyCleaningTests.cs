using PayFunctions.Infra.Idempotency;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Idempotency;

[Collection("Idempotency clean-up")]
public class IdempotencyCleaningTests(AzuriteFixture azurite)
{
    private static readonly StoredAnswer Answer = new(201, [], "{}"u8.ToArray());

    /// <summary>Long before what other tests keep in the same table, which so is not swept away.</summary>
    private readonly ManualClock _clock = new(new(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private IdempotencyStore Keys => field ??= new(_world.Accounts, _world.Answers, _clock, Settings);

    private IdempotencyCleaning Cleaning => new(_world.Accounts, _world.Answers, _clock, Settings);

    private static Monitored<IdempotencyOptions> Settings { get; } = new(new());

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Keys_past_their_time_go_in_batches_of_a_partition_and_the_others_stay()
    {
        foreach (var at in Enumerable.Range(0, 130)) await AnsweredAsync($"old-{at}");
        await Keys.TryBeginAsync(_world.Tenant, "orders", "abandoned", "f", "o", Cancellation);
        _clock.Advance(TimeSpan.FromHours(73));
        await AnsweredAsync("young");

        var gone = await Cleaning.RunAsync(Cancellation);
        var again = await Cleaning.RunAsync(Cancellation);

        Assert.Equal(((131, 0), (0, 0)), (gone, again));
        Assert.Equal(IdempotencyOutcome.Replay, (await BeginAsync("young")).Outcome);
        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync("old-0")).Outcome);
        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync("abandoned")).Outcome);
    }

    private async Task AnsweredAsync(string key) => Assert.True(
        await Keys.CompleteAsync((await BeginAsync(key)).Ticket!, Answer, Cancellation));

    private Task<IdempotencyBegin> BeginAsync(string key) =>
        Keys.TryBeginAsync(_world.Tenant, "orders", key, "f", Guid.NewGuid().ToString("N"), Cancellation);
}
