using System.Text.Json;
using System.Text.Json.Nodes;
using PayFunctions.Sandbox.Merchant;

namespace PayFunctions.Tests.Functions;

[Collection(nameof(AppCollection))]
public class WebhookRoutesTests(AppFixture world)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60); // A shared, busy machine is no failure.

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private RunningApp App => world.App;

    [Fact]
    public async Task A_paid_order_is_told_once_signed_and_with_what_became_of_it()
    {
        var (orderId, address) = await PaidAsync();

        var told = Assert.Single(await WaitAsync(address, 1));

        Assert.Equal((null, "order.paid", orderId, 1), (told.Problem, told.Type, told.OrderId, told.Sequence));
        Assert.Equal("Paid", told.Body.GetProperty("state").GetString());
        Assert.Equal(1234, told.Body.GetProperty("paid").GetProperty("amount").GetInt64());
        var listed = Assert.Single(await MessagesAsync(orderId, one => State(one) == "Delivered"));
        Assert.Equal(told.MessageId, listed.GetProperty("messageId").GetString());
        Assert.Equal(("accepted", 204), (listed.GetProperty("lastOutcome").GetString(), Number(listed, "lastStatus")));
    }

    [Fact]
    public async Task A_callback_is_acknowledged_while_its_webhook_is_still_held()
    {
        var answer = new TaskCompletionSource<int>();
        var (orderId, address) = await PaidAsync(id => world.Webhooks.SlowAddress(id, _ => answer.Task));

        var acknowledged = await world.Provider.Deliveries.WaitAsync(
            one => one.OutTradeNo == orderId, seen => seen.Length > 0, Patience, "the acknowledgement", Cancellation);

        Assert.Equal((200, 0), (acknowledged[0].Status, world.Webhooks.At(address).Length));
        Assert.Equal("Paid", await App.StateAsync(orderId));
        answer.SetResult(200);
        await WaitAsync(address, 1);
    }

    [Fact]
    public async Task A_refused_message_is_tried_again_by_the_same_id_until_it_is_taken()
    {
        var refusals = 2;
        var (orderId, address) = await PaidAsync(_ => refusals-- > 0 ? 500 : 200);

        var told = await WaitAsync(address, 3);

        Assert.Equal([500, 500, 200], told.Select(one => one.Status));
        Assert.Single(told.Select(one => one.MessageId).Distinct());
        Assert.All(told, one => Assert.Null(one.Problem));
        Assert.Equal(3, Number((await MessagesAsync(orderId, one => State(one) == "Delivered"))[0], "attempts"));
    }

    [Fact]
    public async Task What_nobody_takes_is_dead_lettered_listed_and_delivered_when_asked_for()
    {
        var isDown = true;
        var (orderId, address) = await PaidAsync(_ => isDown ? 503 : 204);
        var dead = Assert.Single(await MessagesAsync(orderId, one => State(one) == "DeadLettered"));
        var messageId = dead.GetProperty("messageId").GetString()!;
        Assert.Contains(messageId, await DeadLettersAsync());

        isDown = false;
        var before = world.Webhooks.At(address).Length;
        var answer = await PostAsync($"orders/{orderId}/webhooks/{messageId}/redeliver");

        Assert.Equal(202, answer.Status);
        var told = await WaitAsync(address, before + 1);
        Assert.Equal((messageId, 204), (told[^1].MessageId, told[^1].Status));
        await MessagesAsync(orderId, one => State(one) == "Delivered");
        await Eventually.TrueAsync(async () => !(await DeadLettersAsync()).Contains(messageId));
    }

    [Fact]
    public async Task An_address_that_is_gone_is_asked_once()
    {
        var (orderId, address) = await PaidAsync(_ => 410);

        await MessagesAsync(orderId, one => State(one) == "DeadLettered");

        Assert.Single(world.Webhooks.At(address));
    }

    [Fact]
    public async Task Another_tenant_sees_neither_the_messages_nor_the_dead_letters()
    {
        var (orderId, _) = await PaidAsync(_ => 410);
        var messages = await MessagesAsync(orderId, one => State(one) == "DeadLettered");
        var messageId = messages[0].GetProperty("messageId").GetString()!;

        var read = await AsAcmeAsync(HttpMethod.Get, $"orders/{orderId}/webhooks");
        var redelivered = await AsAcmeAsync(HttpMethod.Post, $"orders/{orderId}/webhooks/{messageId}/redeliver");
        var dead = await AsAcmeAsync(HttpMethod.Get, "webhooks/deadletters");

        Assert.Equal((404, 404, 200), (read.Status, redelivered.Status, dead.Status));
        Assert.Empty(dead.Json.GetProperty("deadLetters").EnumerateArray());
    }

    [Fact]
    public async Task A_message_that_is_not_there_is_404()
    {
        var (orderId, _) = await PaidAsync();

        var answer = await PostAsync($"orders/{orderId}/webhooks/msg_0/redeliver");

        Assert.Equal((404, "urn:payfunctions:problem:no-such-message"), (answer.Status, Kind(answer)));
        Assert.Equal(404, (await App.GetAsync($"orders/{world.NewOrderId()}/webhooks")).Status);
    }

    [Theory]
    [InlineData("ftp://shop.example/", "https-only")]
    [InlineData("http://169.254.169.254/metadata", "public-address")]
    [InlineData("http://user@127.0.0.1/", "no-user-info")]
    public async Task A_bad_address_is_refused_by_the_rule_that_it_breaks(string notify, string rule)
    {
        var orderId = world.NewOrderId();

        var answer = await App.CreateAsync(Body(orderId, notify), orderId);

        Assert.Equal((400, "notify"), (answer.Status, Assert.Single(answer.Fields)));
        Assert.Contains(rule, answer.Text, StringComparison.Ordinal);
        Assert.Equal(404, (await App.GetAsync($"orders/{orderId}")).Status);
    }

    [Fact]
    public async Task A_tenant_without_a_secret_gets_no_webhooks()
    {
        var orderId = world.NewOrderId();

        var answer = await App.CreateAsync(
            Body(orderId, "https://shop.example/"), orderId, ("x-api-key", "the-key-of-acme-0001"));

        Assert.Equal(400, answer.Status);
        Assert.Contains("signed-only", answer.Text, StringComparison.Ordinal);
    }

    private Task<(string OrderId, Uri Address)> PaidAsync(Func<WebhookReceived, int>? answer = null) =>
        PaidAsync(orderId => world.Webhooks.Address(orderId, answer));

    private async Task<(string OrderId, Uri Address)> PaidAsync(Func<string, Uri> addressOf)
    {
        var orderId = world.NewOrderId();
        var address = addressOf(orderId);
        var created = await App.CreateAsync(Body(orderId, address.AbsoluteUri), orderId);
        Assert.Equal(201, created.Status);
        Assert.True(world.Provider.Pay(orderId));
        return (orderId, address);
    }

    private static string Body(string orderId, string notify)
    {
        var body = JsonNode.Parse(AppFixture.Body(orderId))!;
        body["notify"] = notify;
        return body.ToJsonString();
    }

    private Task<WebhookReceived[]> WaitAsync(Uri address, int count) =>
        world.Webhooks.WaitAsync(address, seen => seen.Length >= count, Patience, Cancellation);

    private async Task<JsonElement[]> MessagesAsync(string orderId, Func<JsonElement, bool> all)
    {
        JsonElement[] messages = [];
        await Eventually.TrueAsync(async () =>
        {
            var answer = await App.GetAsync($"orders/{orderId}/webhooks");
            messages = [.. answer.Json.GetProperty("messages").EnumerateArray()];
            return messages.Length > 0 && messages.All(all);
        });
        return messages;
    }

    private async Task<string[]> DeadLettersAsync() =>
    [
        .. (await App.GetAsync("webhooks/deadletters")).Json.GetProperty("deadLetters").EnumerateArray()
            .Select(one => one.GetProperty("messageId").GetString()!),
    ];

    private Task<Answer> PostAsync(string path) => App.SendAsync(new(HttpMethod.Post, path));

    private async Task<Answer> AsAcmeAsync(HttpMethod method, string path)
    {
        using var request = new HttpRequestMessage(method, path);
        request.Headers.Add("x-api-key", "the-key-of-acme-0001");
        return await App.SendAsync(request);
    }

    private static string? State(JsonElement message) => message.GetProperty("state").GetString();

    private static int Number(JsonElement message, string name) => message.GetProperty(name).GetInt32();

    private static string? Kind(Answer answer) => answer.Json.GetProperty("type").GetString();
}
