using System.Text;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Tests.Infra.Storage;

namespace PayFunctions.Tests.Infra.Idempotency;

public class IdempotencyStoreTests(AzuriteFixture azurite)
{
    private static readonly string Fingerprint = Of("POST", "/api/orders", "{}");

    private static readonly StoredAnswer Answer = new(
        201, [new("Content-Type", "application/json"), new("Location", "/api/orders/1: 2")], "{\"a\":1}"u8.ToArray());

    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_new_key_begins() =>
        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync()).Outcome);

    [Fact]
    public async Task A_completed_key_replays_its_answer()
    {
        var begun = await BeginAsync();
        Assert.True(await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation));

        var again = await BeginAsync();

        Assert.Equal(IdempotencyOutcome.Replay, again.Outcome);
        Assert.Equal(201, again.Answer!.Status);
        Assert.Equal(Answer.Headers, again.Answer.Headers);
        Assert.Equal("{\"a\":1}", Encoding.UTF8.GetString(again.Answer.Body.Span));
    }

    [Fact]
    public async Task A_running_key_asks_to_come_again_and_starts_nothing()
    {
        await BeginAsync();

        var again = await BeginAsync();

        Assert.Equal(IdempotencyOutcome.StillRunning, again.Outcome);
        Assert.Equal(TimeSpan.FromSeconds(2), again.RetryAfter);
    }

    [Fact]
    public async Task A_key_with_another_request_is_told_apart_running_or_done()
    {
        var begun = await BeginAsync();
        var other = Of("POST", "/api/orders", "[]");

        var running = await BeginAsync(fingerprint: other);
        await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation);
        var done = await BeginAsync(fingerprint: other);

        Assert.Equal(
            (IdempotencyOutcome.OtherRequest, IdempotencyOutcome.OtherRequest), (running.Outcome, done.Outcome));
    }

    [Fact]
    public async Task A_released_key_begins_anew()
    {
        var begun = await BeginAsync();
        await _world.Idempotency.ReleaseAsync(begun.Ticket!, Cancellation);
        await _world.Idempotency.ReleaseAsync(begun.Ticket!, Cancellation);

        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync()).Outcome);
    }

    [Fact]
    public async Task A_claim_that_ran_out_is_taken_over_and_its_first_owner_can_not_complete_it()
    {
        var first = await BeginAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(11));

        var second = await BeginAsync();

        Assert.Equal(IdempotencyOutcome.Begun, second.Outcome);
        Assert.False(await _world.Idempotency.CompleteAsync(first.Ticket!, Answer, Cancellation));
        await _world.Idempotency.ReleaseAsync(first.Ticket!, Cancellation);
        Assert.True(await _world.Idempotency.CompleteAsync(second.Ticket!, Answer, Cancellation));
    }

    [Fact]
    public async Task A_key_claimed_by_many_at_once_begins_once()
    {
        var begun = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => BeginAsync()));

        Assert.Single(begun, one => one.Outcome == IdempotencyOutcome.Begun);
        Assert.Equal(19, begun.Count(one => one.Outcome == IdempotencyOutcome.StillRunning));
    }

    [Fact]
    public async Task A_run_out_claim_is_taken_over_by_one_of_many()
    {
        await BeginAsync();
        _world.Clock.Advance(TimeSpan.FromMinutes(11));

        var begun = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => BeginAsync()));

        Assert.Single(begun, one => one.Outcome == IdempotencyOutcome.Begun);
    }

    [Fact]
    public async Task A_claim_whose_response_was_lost_is_still_its_owner_s()
    {
        _world.Wire.LoseResponsesOfWrites(1);

        var begun = await BeginAsync();

        Assert.Equal(IdempotencyOutcome.Begun, begun.Outcome);
        Assert.True(await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation));
    }

    [Fact]
    public async Task An_answer_whose_response_was_lost_is_kept()
    {
        var begun = await BeginAsync();
        _world.Wire.LoseResponsesOfWrites(1);

        Assert.True(await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation));
        Assert.Equal(IdempotencyOutcome.Replay, (await BeginAsync()).Outcome);
    }

    [Fact]
    public async Task Tenants_and_scopes_do_not_share_keys()
    {
        await BeginAsync();
        var otherScope = await BeginAsync(scope: "refunds");
        var otherTenant = await BeginAsync(tenant: _world.Tenant + "|orders");

        Assert.Equal((IdempotencyOutcome.Begun, IdempotencyOutcome.Begun), (otherScope.Outcome, otherTenant.Outcome));
    }

    [Theory]
    [InlineData("a/b\\c#d?e '%+~茶")]
    [InlineData("8e03978e-40d5-43e8-bc93-6894a57f9324")]
    public async Task Any_key_is_kept_as_its_own(string key)
    {
        var begun = await BeginAsync(key: key);
        await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation);

        Assert.Equal(IdempotencyOutcome.Replay, (await BeginAsync(key: key)).Outcome);
    }

    [Fact]
    public async Task A_large_answer_that_has_no_place_is_not_kept_and_its_key_is_taken_over_in_time()
    {
        var begun = await BeginAsync();
        var large = Answer with { Body = new byte[IdempotencyStore.LargestInRow + 1] };

        Assert.False(await _world.Idempotency.CompleteAsync(begun.Ticket!, large, Cancellation));
        Assert.Equal(IdempotencyOutcome.StillRunning, (await BeginAsync()).Outcome);
        _world.Clock.Advance(TimeSpan.FromMinutes(11));
        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync()).Outcome);
    }

    [Fact]
    public async Task A_key_costs_one_request_to_begin_one_to_complete_and_one_to_replay()
    {
        IdempotencyBegin? begun = null;
        await BeginAsync(key: "the first makes the table");

        Assert.Equal(1, await _world.Wire.CountAsync(async () => begun = await BeginAsync()));
        Assert.Equal(1, await _world.Wire.CountAsync(
            () => _world.Idempotency.CompleteAsync(begun!.Ticket!, Answer, Cancellation)));
        Assert.Equal(1, await _world.Wire.CountAsync(() => BeginAsync()));
    }

    [Fact]
    public async Task An_answer_that_another_instance_kept_costs_two_requests_to_find()
    {
        var begun = await BeginAsync();
        await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation);
        var other = new StoreWorld(azurite.ConnectionString);

        Assert.Equal(2, await other.Wire.CountAsync(() => other.Idempotency.TryBeginAsync(
            _world.Tenant, "orders", "key", Fingerprint, "other", Cancellation)));
    }

    [Fact]
    public async Task An_answer_past_its_time_is_forgotten()
    {
        var begun = await BeginAsync();
        await _world.Idempotency.CompleteAsync(begun.Ticket!, Answer, Cancellation);
        _world.Clock.Advance(TimeSpan.FromHours(73));

        Assert.Equal(IdempotencyOutcome.Begun, (await BeginAsync()).Outcome);
    }

    [Fact]
    public void The_same_JSON_laid_out_otherwise_is_the_same_request()
    {
        var one = Of("POST", "/a", """{"a": {"x":1, "y":[1,2]}, "b":"\u00e9"}""");

        Assert.Equal(one, Of("POST", "/a", """{ "b":"é","a":{"y":[1,2],"x":1} }"""));
        Assert.NotEqual(one, Of("POST", "/a", """{ "b":"é","a":{"y":[2,1],"x":1} }"""));
        Assert.NotEqual(one, Of("POST", "/a", """{ "b":"é","a":{"y":[1,2],"x":1.0} }"""));
    }

    [Fact]
    public void What_is_no_JSON_is_told_apart_by_its_bytes() =>
        Assert.NotEqual(Of("POST", "/a", "{ x"), Of("POST", "/a", "{x"));

    [Fact]
    public void Two_callers_never_make_the_same_request() =>
        Assert.NotEqual(
            RequestFingerprint.Of("a", "POST", "/", "{}"u8.ToArray()), RequestFingerprint.Of("b", "POST", "/", "{}"u8.ToArray()));

    [Fact]
    public void A_fingerprint_tells_where_one_part_ends_and_the_next_begins() =>
        Assert.NotEqual(Of("POST", "/a", "b"), Of("POST", "/ab", ""));

    private static string Of(string method, string address, string body) =>
        RequestFingerprint.Of("default", method, address, Encoding.UTF8.GetBytes(body));

    private Task<IdempotencyBegin> BeginAsync(
        string? tenant = null, string scope = "orders", string key = "key", string? fingerprint = null) =>
        _world.Idempotency.TryBeginAsync(
            tenant ?? _world.Tenant, scope, key, fingerprint ?? Fingerprint, owner: Guid.NewGuid().ToString("N"),
            Cancellation);
}
