using Azure;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Webhooks;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Infra.Webhooks;

public class WebhookDeliveryTests(AzuriteFixture azurite)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_delivery_costs_one_query_and_one_write()
    {
        await using var world = await WorldAsync(_ => 200);
        var key = await world.PaidAsync();

        var requests = await world.Store.Wire.CountAsync(() => world.AttemptAsync(key));

        Assert.Equal((2, DeliveryState.Delivered), (requests, (await world.ReadAsync(key)).State));
    }

    [Fact]
    public async Task The_message_costs_the_callback_nothing()
    {
        await using var world = await WorldAsync(_ => 200);
        var order = world.Store.NewOrder() with { Notify = world.Endpoint.Url.AbsoluteUri };
        var created = await world.Store.Book.CreateAsync(order, Cancellation);
        await world.Store.Book.ApplyAsync(created.Stored, Told.Prepaid(), Cancellation);

        var requests = await world.Store.Wire.CountAsync(
            () => world.Store.Book.ApplyAsync(order.Key, Told.Paid(), Cancellation));

        Assert.Equal((2, 0), (requests, world.Endpoint.Requests));
        var outbox = await world.Outbox.ReadAsync(order.Key, Cancellation);
        Assert.Equal(WebhookEvent.OrderPaid, outbox!.Next!.Message.Event);
    }

    [Fact]
    public async Task The_same_evidence_again_tells_nothing_more()
    {
        await using var world = await WorldAsync(_ => 200);
        var key = await world.PaidAsync();

        await world.Store.Book.ApplyAsync(key, Told.Paid(), Cancellation);
        await world.Store.Book.ApplyAsync(key, Told.Paid("EV-2"), Cancellation);

        Assert.Single((await world.Outbox.ReadAsync(key, Cancellation))!.Messages);
    }

    [Fact]
    public async Task What_has_arrived_is_not_sent_again()
    {
        await using var world = await WorldAsync(_ => 200);
        var key = await world.PaidAsync();

        var first = await world.AttemptAsync(key);
        var again = await world.AttemptAsync(key);

        Assert.Equal((first, 1), (again, world.Endpoint.Requests));
        Assert.True(first.IsDone);
    }

    [Fact]
    public async Task Where_its_arrival_could_not_be_written_down_it_comes_twice_rather_than_never()
    {
        await using var world = await WorldAsync(_ => 200);
        var key = await world.PaidAsync();
        var hold = world.Store.Wire.Hold;
        world.Store.Wire.Hold = async message =>
        {
            await hold(message);
            world.Store.Wire.IsDown = world.Endpoint.Requests == 1;
        };

        await Assert.ThrowsAsync<AggregateException>(() => world.AttemptAsync(key));
        world.Store.Wire.Hold = hold;
        world.Store.Wire.IsDown = false;
        await world.AttemptAsync(key);

        Assert.Equal((2, DeliveryState.Delivered), (world.Endpoint.Requests, (await world.ReadAsync(key)).State));
    }

    [Fact]
    public async Task The_last_failure_makes_a_dead_letter_that_its_tenant_alone_sees()
    {
        await using var world = await WorldAsync(_ => 500);
        var key = await world.PaidAsync();

        Assert.False((await world.AttemptAsync(key)).IsDone);
        Assert.True((await world.AttemptAsync(key, isLast: true)).IsDone);

        Assert.Equal(DeliveryState.DeadLettered, (await world.ReadAsync(key)).State);
        var dead = Assert.Single(await world.Dead.ListAsync(key.Tenant, null, Cancellation));
        Assert.Equal((key, 1, 2, "refused", 500), (dead.Order, dead.Sequence, dead.Attempts, dead.Outcome, dead.Status));
        Assert.Empty(await world.Dead.ListAsync(key.Tenant, dead.Cursor, Cancellation));
        Assert.Empty(await world.Dead.ListAsync("somebody-else", null, Cancellation));
    }

    [Fact]
    public async Task A_dead_letter_whose_listing_failed_is_listed_by_the_repeat()
    {
        await using var world = await WorldAsync(_ => 410);
        var key = await world.PaidAsync();
        var isDown = true;
        world.Store.Wire.Hold = message => isDown && message.Request.Method == Azure.Core.RequestMethod.Put
            ? throw new RequestFailedException("The list is away.")
            : Task.CompletedTask;

        await Assert.ThrowsAsync<AggregateException>(() => world.AttemptAsync(key));
        isDown = false;
        var repeated = await world.AttemptAsync(key);

        Assert.Equal((true, 1), (repeated.IsDone, world.Endpoint.Requests));
        Assert.Single(await world.Dead.ListAsync(key.Tenant, null, Cancellation));
    }

    [Fact]
    public async Task A_redelivery_is_begun_once_and_takes_it_off_the_list()
    {
        await using var world = await WorldAsync(nth => nth == 1 ? 410 : 200);
        var key = await world.PaidAsync();
        await world.AttemptAsync(key);
        var redelivery = new Redelivery(world.Outbox, world.Store.Clock);

        var begun = await redelivery.BeginAsync(key, 1, null, Cancellation);
        var again = await redelivery.BeginAsync(key, 1, null, Cancellation);
        var attempted = await world.AttemptAsync(key, redelivery: 1);

        Assert.Equal((1, 1, true), (begun!.Redeliveries, again!.Redeliveries, attempted.IsDone));
        Assert.Equal((DeliveryState.Delivered, false), await StandingAsync(world, key));
        Assert.Empty(await world.Dead.ListAsync(key.Tenant, null, Cancellation));
    }

    [Fact]
    public async Task A_redelivery_that_fails_too_leaves_a_dead_letter()
    {
        await using var world = await WorldAsync(_ => 410);
        var key = await world.PaidAsync();
        await world.AttemptAsync(key);
        await new Redelivery(world.Outbox, world.Store.Clock).BeginAsync(key, 1, null, Cancellation);

        await world.AttemptAsync(key, redelivery: 1, isLast: true);

        Assert.Equal((DeliveryState.DeadLettered, false), await StandingAsync(world, key));
        Assert.Single(await world.Dead.ListAsync(key.Tenant, null, Cancellation));
    }

    [Fact]
    public async Task An_address_that_keeps_failing_is_left_alone_for_a_while_but_for_who_insists()
    {
        await using var world = await WorldAsync(nth => nth <= 5 ? 500 : 200);
        var (key, other) = (await world.PaidAsync(), await world.PaidAsync());
        for (var i = 0; i < 5; i++) await world.AttemptAsync(key);

        var paused = await world.AttemptAsync(other);
        Assert.Equal((false, 0, "paused", 5), (paused.IsDone, paused.Attempts, paused.Outcome, world.Endpoint.Requests));

        var insisted = await world.AttemptAsync(other, insists: true);
        Assert.Equal((true, "accepted"), (insisted.IsDone, insisted.Outcome));
        Assert.True((await world.AttemptAsync(key)).IsDone); // A success closes it.
    }

    [Fact]
    public async Task What_was_taken_before_the_rules_were_tightened_is_not_sent()
    {
        await using var world = await WorldAsync(_ => 200);
        var key = await world.PaidAsync();

        world.Options.AllowPrivateAddresses = false;

        Assert.Equal(("forbidden-address", 0), ((await world.AttemptAsync(key)).Outcome, world.Endpoint.Requests));
    }

    [Fact]
    public async Task An_order_without_messages_has_nothing_to_deliver()
    {
        await using var world = await WorldAsync(_ => 200);

        Assert.True((await world.AttemptAsync(new OrderKey(world.Store.Tenant, "ORD-NONE"))).IsDone);
    }

    private static async Task<(DeliveryState, bool)> StandingAsync(WebhookWorld world, OrderKey key)
    {
        var delivery = await world.ReadAsync(key);
        return (delivery.State, delivery.IsRedelivering);
    }

    private Task<WebhookWorld> WorldAsync(Func<int, int> answer) =>
        WebhookWorld.StartAsync(azurite.ConnectionString, answer);
}
