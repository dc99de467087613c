using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Idempotency;
using PayFunctions.Tests.Core.Refunds;
using PayFunctions.Tests.Infra.Storage;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Orders;

/// <summary>What each step costs in requests to the store: a paid order has ten at most.</summary>
public class RequestBudgetTests(AzuriteFixture azurite)
{
    private readonly StoreWorld _world = new(azurite.ConnectionString);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_callback_costs_two_requests_and_so_does_its_repeat()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;

        Assert.Equal(2, await CountAsync(() => _world.Book.ApplyAsync(key, Told.Paid(), Cancellation)));
        Assert.Equal(2, await CountAsync(() => _world.Book.ApplyAsync(key, Told.Paid(), Cancellation)));
    }

    [Fact]
    public async Task A_contradiction_costs_two_requests()
    {
        await _world.Accounts.EnsureTablesAsync(Cancellation);
        var key = (await _world.AwaitingAsync()).Order.Key;
        var wrong = Told.Paid($"EV-{_world.Tenant}") with { MerchantId = "1" };

        Assert.Equal(2, await CountAsync(() => _world.Book.ApplyAsync(key, wrong, Cancellation)));
    }

    [Fact]
    public async Task An_answer_that_repeats_costs_its_read_alone()
    {
        var key = (await _world.AwaitingAsync()).Order.Key;

        Assert.Equal(1, await CountAsync(() => _world.Book.ApplyAsync(key, Told.Prepaid(), Cancellation)));
    }

    [Fact]
    public async Task A_paid_order_costs_nine_requests_in_all()
    {
        await _world.Accounts.EnsureTablesAsync(Cancellation);

        var requests = await CountAsync(async () =>
        {
            var begun = await _world.Idempotency.TryBeginAsync(
                _world.Tenant, "orders", "key", "fingerprint", "owner", Cancellation);
            var created = await _world.Book.CreateAsync(_world.NewOrder(), Cancellation);
            await _world.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);
            await _world.Idempotency.CompleteAsync(begun.Ticket!, new StoredAnswer(201, [], default), Cancellation);
            await _world.Book.ApplyAsync(created.Stored.Order.Key, Told.Paid(), Cancellation);
            var found = await _world.Book.FindAsync(created.Stored.Order.Key, Cancellation);
            Assert.True(await _world.Book.TryIndexPaymentAsync(found!, Cancellation));
        });

        Assert.Equal(9, requests);
    }

    [Fact]
    public async Task A_refund_costs_ten_requests_besides_its_idempotency_key()
    {
        await _world.Accounts.EnsureTablesAsync(Cancellation);
        var key = (await _world.PaidAsync()).Order.Key;
        var asked = Core.Refunds.Refunds.Asked(1234, $"R-{_world.Tenant}");

        var requests = await CountAsync(async () =>
        {
            var reserved = await _world.Refunds.RequestAsync(key, asked, (_, _) => Task.FromResult(true), Cancellation);
            var known = await _world.Refunds.FindWithOrderAsync(key, asked.Id, Cancellation);
            await _world.Refunds.IndexAsync(reserved.Order!, reserved.Refund!, Cancellation);
            var answer = reserved.Refund!.Says(RefundEvent.Accepted, "answer") with { Source = EvidenceSource.Answer };
            await _world.Refunds.ApplyAsync(known!, answer, Cancellation);
            await _world.Refunds.ApplyAsync(key, reserved.Refund!.Says(RefundEvent.Succeeded), Cancellation);
            var ended = await _world.Refunds.FindWithOrderAsync(key, asked.Id, Cancellation);
            await _world.Refunds.IndexDayAsync(ended!.Order.Order, ended.Refund.Refund, Cancellation);
        });

        Assert.Equal(10, requests);
    }

    [Fact]
    public async Task A_version_carries_from_one_commit_to_the_next_without_a_read()
    {
        var created = await _world.Book.CreateAsync(_world.NewOrder(), Cancellation);

        Assert.Equal(2, await CountAsync(async () =>
        {
            var prepaid = await _world.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);
            await _world.Book.ApplyAsync(
                prepaid.Stored!, Told.Ours(EvidenceSource.Merchant, OrderEvent.CloseRequested), Cancellation);
        }));
    }

    private Task<int> CountAsync(Func<Task> work) => _world.Wire.CountAsync(work);
}
