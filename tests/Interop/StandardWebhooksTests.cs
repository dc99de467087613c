using System.Text;
using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Webhooks;
using PayFunctions.Infra.Webhooks;
using PayFunctions.Tests.Infra.Webhooks;
using PayFunctions.Tests.Infra.WeChatPay;
using Told = PayFunctions.Tests.Core.Orders.Orders;

namespace PayFunctions.Tests.Interop;

/// <summary>The npm package <c>standardwebhooks</c> takes what we send, as it arrives, and nothing else.</summary>
public class StandardWebhooksTests
{
    private const string Accepted = "accepted";
    private const string NoSignature = "No matching signature found";

    private static readonly string Old = Secret(1);
    private static readonly string New = Secret(2);

    [Fact]
    public async Task It_takes_our_messages_by_either_live_secret_and_by_no_other()
    {
        var one = await SentAsync(Old);
        var both = await SentAsync(New, Old);

        var said = await VerifyAsync(
            (Old, one), (New, both), (Old, both), (Secret(3), both), (New, one),
            (Old, one with { Body = one.Body.Replace("1234", "1235", StringComparison.Ordinal) }),
            (Old, one with { Id = both.Id + "0" }));

        Assert.Equal([Accepted, Accepted, Accepted, NoSignature, NoSignature, NoSignature, NoSignature], said);
    }

    [Fact]
    public async Task It_refuses_a_message_of_ours_that_is_replayed_too_late()
    {
        var late = await SentAsync(TimeProvider.System.GetUtcNow().AddMinutes(-6), Old);

        Assert.Equal(["Message timestamp too old"], await VerifyAsync((Old, late)));
    }

    private static Task<Arrived> SentAsync(params string[] secrets) =>
        SentAsync(TimeProvider.System.GetUtcNow(), secrets);

    /// <summary>Through the real sender, over a real connection.</summary>
    private static async Task<Arrived> SentAsync(DateTimeOffset at, params string[] secrets)
    {
        var body = "";
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
            body = await new StreamReader(context.Request.Body).ReadToEndAsync());
        using var sender = new WebhookSender(Senders.Sandbox, TimeProvider.System);
        var order = Told.New() with { Notify = endpoint.Url.AbsoluteUri, Description = "一壶茶" };
        var message = new OutboxMessage(
            1, WebhookEvent.OrderPaid, Told.Noon, OrderState.Paid, Told.Total, order.Refunded, "42");
        var (id, timestamp) = (MessageId.Of(order.Key, 1), at.ToUnixTimeSeconds());
        var bytes = MessageBody.Write(order, message);
        var keys = secrets.Select(secret => WebhookSecret.TryRead(secret)!).ToArray();

        var sent = await sender.SendAsync(
            endpoint.Url, new(id, timestamp, WebhookSignature.Of(keys, id, timestamp, bytes.Span), bytes),
            TestContext.Current.CancellationToken);

        Assert.Equal(SendOutcome.Accepted, sent.Outcome);
        var headers = endpoint.LastHeaders.All;
        return new(headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body);
    }

    private static Task<string[]> VerifyAsync(params (string Secret, Arrived Arrived)[] asked) => NodeScript.RunAsync(
        "webhooks.mjs", Path.Combine("standardwebhooks", "dist", "index.js"),
        JsonSerializer.Serialize(asked.Select(one => new
        {
            secret = one.Secret,
            body = one.Arrived.Body,
            headers = new Dictionary<string, string>
            {
                ["webhook-id"] = one.Arrived.Id,
                ["webhook-timestamp"] = one.Arrived.Timestamp,
                ["webhook-signature"] = one.Arrived.Signature,
            },
        })));

    private static string Secret(byte first) =>
        $"whsec_{Convert.ToBase64String(Encoding.ASCII.GetBytes(new string((char)('a' + first), 32)))}";

    private sealed record Arrived(string Id, string Timestamp, string Signature, string Body);
}
