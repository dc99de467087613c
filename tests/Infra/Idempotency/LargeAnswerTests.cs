using Azure.Storage.Blobs;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Sandbox.Azurite;
using PayFunctions.Tests.Infra.Storage;
using PayFunctions.Tests.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.Idempotency;

/// <summary>Answers that no row holds. In a time of their own, so that the clean-up sweeps no other test's rows away.</summary>
[Collection("Idempotency clean-up")]
public sealed class LargeAnswerTests(AzuriteFixture azurite) : IAsyncLifetime
{
    private static readonly Monitored<IdempotencyOptions> Settings = new(new());

    private AzuriteBlobs _blobs = null!;
    private StoreWorld _world = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private IdempotencyCleaning Cleaning => new(_world.Accounts, _world.Answers, _world.Clock, Settings);

    public async ValueTask InitializeAsync()
    {
        _blobs = await AzuriteBlobs.StartAsync(folder: null, _ => { }, Cancellation);
        _world = new(_blobs.ConnectionString, [azurite.ConnectionString]);
        _world.Clock.Advance(new DateTimeOffset(2019, 1, 1, 0, 0, 0, TimeSpan.Zero) - _world.Clock.GetUtcNow());
    }

    public async ValueTask DisposeAsync()
    {
        _world.Clock.Advance(TimeSpan.FromDays(30)); // The next in the collection counts what it finds.
        await Cleaning.RunAsync(CancellationToken.None);
        await _blobs.DisposeAsync();
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(1, 1)]
    [InlineData(1024 * 1024, 1)]
    public async Task An_answer_is_replayed_byte_for_byte_whatever_its_size(int pastTheRow, int blobs)
    {
        var answer = Answer(IdempotencyStore.LargestInRow + pastTheRow);
        await AnsweredAsync("key", answer);

        var again = await BeginAsync("key");

        Assert.Equal(IdempotencyOutcome.Replay, again.Outcome);
        Assert.Equal(answer.Body.ToArray(), again.Answer!.Body.ToArray());
        Assert.Equal(answer.Headers, again.Answer.Headers);
        Assert.Equal(blobs, await BlobsAsync());
    }

    [Fact]
    public async Task Clean_up_takes_row_and_blob_and_what_a_crash_left_between_the_two()
    {
        await AnsweredAsync("old", Answer(50_000));
        var died = (await BeginAsync("died")).Ticket!;
        await _world.Answers.KeepAsync(AnswerBlobs.Name(died, _world.Clock.GetUtcNow()), Stream.Null, Cancellation);
        _world.Clock.Advance(TimeSpan.FromHours(73));
        await AnsweredAsync("young", Answer(50_000));

        var gone = await Cleaning.RunAsync(Cancellation);

        Assert.Equal((2, 2), gone);
        Assert.Equal(1, await BlobsAsync());
        Assert.Equal(IdempotencyOutcome.Replay, (await BeginAsync("young")).Outcome);
        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync("old")).Outcome);
    }

    [Fact]
    public async Task One_who_was_relieved_does_not_change_the_answer_of_the_one_who_came_after()
    {
        var first = (await BeginAsync("key")).Ticket!;
        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        await AnsweredAsync("key", Answer(40_000));

        Assert.False(await _world.Idempotency.CompleteAsync(first, Answer(60_000), Cancellation));
        Assert.Equal(40_000, (await BeginAsync("key")).Answer!.Body.Length);
    }

    [Fact]
    public async Task An_answer_whose_blob_is_gone_is_worked_out_anew()
    {
        await AnsweredAsync("key", Answer(40_000));
        await Container.DeleteAsync(cancellationToken: Cancellation);

        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync("key")).Outcome);
    }

    private BlobContainerClient Container =>
        new BlobServiceClient(_blobs.ConnectionString).GetBlobContainerClient(AnswerBlobs.Container);

    private async Task<int> BlobsAsync()
    {
        if (!await Container.ExistsAsync(Cancellation)) return 0;
        var count = 0;
        await foreach (var _ in Container.GetBlobsAsync(cancellationToken: Cancellation)) count++;
        return count;
    }

    private static StoredAnswer Answer(int size)
    {
        var body = new byte[size];
        new Random(size).NextBytes(body);
        return new(201, [new("Content-Type", "application/json")], body);
    }

    private async Task AnsweredAsync(string key, StoredAnswer answer) => Assert.True(
        await _world.Idempotency.CompleteAsync((await BeginAsync(key)).Ticket!, answer, Cancellation));

    private Task<IdempotencyBegin> BeginAsync(string key) =>
        _world.Idempotency.TryBeginAsync(_world.Tenant, "orders", key, "f", Guid.NewGuid().ToString("N"), Cancellation);
}
