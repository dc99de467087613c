using System.Reflection;
using System.Text;
using Microsoft.Azure.Functions.Worker;
using PayFunctions.Edge;

namespace PayFunctions.Tests.Functions;

/// <summary>Every route that merchants have, asked with another merchant's key about what is not theirs.</summary>
[Collection(nameof(AppCollection))]
public class ForeignKeyTests(AppFixture world)
{
    private const string Acmes = "the-key-of-acme-0001";
    private const string Amount = """{"amount":{"amount":1,"currency":"CNY"}""";

    /// <summary>What each route is asked; <c>{order}</c>: an order of the default tenant's.</summary>
    /// <remarks>A cancel may come before its hold, under one's own account; a search finds nothing, and a day has no runs.</remarks>
    private static readonly Dictionary<string, (string Path, string Body, int Status)> Asked = new()
    {
        ["GET orders/{orderId}"] = ("orders/{order}", "", 404),
        ["GET orders/{orderId}/ledger"] = ("orders/{order}/ledger", "", 404),
        ["GET orders/{orderId}/diagnosis"] = ("orders/{order}/diagnosis", "", 404),
        ["GET orders/{orderId}/refunds/{refundId}"] = ("orders/{order}/refunds/R1", "", 404),
        ["GET orders/{orderId}/splits/{splitId}"] = ("orders/{order}/splits/S1", "", 404),
        ["GET orders/{orderId}/webhooks"] = ("orders/{order}/webhooks", "", 404),
        ["POST orders/{orderId}/close"] = ("orders/{order}/close", "", 404),
        ["POST orders/{orderId}/reverse"] = ("orders/{order}/reverse", """{"reason":"r"}""", 404),
        ["POST orders/{orderId}/refunds"] = ("orders/{order}/refunds", $$"""{{Amount}},"refundId":"R1","reason":"r"}""", 404),
        ["POST orders/{orderId}/refunds/{refundId}/restart"] = ("orders/{order}/refunds/R1/restart", """{"by":"b","reason":"r"}""", 404),
        ["POST orders/{orderId}/refunds/{refundId}/give-up"] = ("orders/{order}/refunds/R1/give-up", """{"by":"b","reason":"r"}""", 404),
        ["POST orders/{orderId}/splits"] = (
            "orders/{order}/splits", $$"""{"splitId":"S1","receivers":[{{Amount}},"account":"1900000011"}]}""", 404),
        ["POST orders/{orderId}/splits/{splitId}/returns"] = (
            "orders/{order}/splits/S1/returns", $$"""{{Amount}},"returnId":"RET1","account":"1900000011"}""", 404),
        ["POST orders/{orderId}/webhooks/{messageId}/redeliver"] = ("orders/{order}/webhooks/msg_1/redeliver", "", 404),
        ["GET wallets/{account}"] = ("wallets/{order}", "", 404),
        ["POST wallets/{account}/holds"] = ("wallets/{order}/holds", $$"""{{Amount}},"holdId":"h1"}""", 404),
        ["POST wallets/{account}/holds/{holdId}/confirm"] = ("wallets/{order}/holds/h1/confirm", "", 409),
        ["POST wallets/{account}/holds/{holdId}/cancel"] = ("wallets/{order}/holds/h2/cancel", "", 200),
        ["GET subscriptions/{bundleId}/{originalTransactionId}"] = ("subscriptions/com.example.app/1", "", 404),
        ["POST quarantine/{id}/resolve"] = ("quarantine/20261120-1/resolve", """{"by":"b","reason":"r","action":"dismiss"}""", 404),
        ["GET reconciliations/{channel}/{date}"] = ("reconciliations/wechatpay/2026-11-20", "", 404),
        ["POST reconciliations/{channel}/{date}"] = ("reconciliations/wechatpay/2026-11-20", "", 404),
        ["GET reconciliations/{channel}/{date}/differences"] = ("reconciliations/wechatpay/2026-11-20/differences", "", 404),
        ["GET reconciliations/{channel}/{date}/differences/{id}/evidence"] = ("reconciliations/wechatpay/2026-11-20/differences/1/evidence", "", 404),
        ["POST reconciliations/{channel}/{date}/differences/{id}/approve"] = (
            "reconciliations/wechatpay/2026-11-20/differences/1/approve", """{"by":"b","reason":"r"}""", 404),
        ["POST reconciliations/{channel}/{date}/differences/{id}/reject"] = (
            "reconciliations/wechatpay/2026-11-20/differences/1/reject", """{"by":"b","reason":"r"}""", 404),
        ["POST reconciliations/{channel}/{date}/differences/{id}/take-back"] = (
            "reconciliations/wechatpay/2026-11-20/differences/1/take-back", """{"by":"b","reason":"r"}""", 404),
        ["GET reconciliations/{channel}/{date}/ledger"] = ("reconciliations/wechatpay/2026-11-20/ledger", "", 404),
        ["GET reconciliations/{channel}/{date}/report"] = ("reconciliations/wechatpay/2026-11-20/report", "", 404),
        ["GET lookup/{id}"] = ("lookup/{order}", "", 200),
        ["GET quality/{date}"] = ("quality/2026-11-20", "", 200),
        ["PUT settings/{name}"] = ("settings/Orders:FirstPoll", """{"value":"00:00:05","by":"b","reason":"r"}""", 404),
    };

    [Fact]
    public void Every_route_of_merchants_that_names_something_is_asked()
    {
        var routes = from type in typeof(PayFunctions.Program).Assembly.GetExportedTypes()
                     from method in type.GetMethods()
                     from parameter in method.GetParameters()
                     let trigger = parameter.GetCustomAttribute<HttpTriggerAttribute>()
                     where trigger?.Route?.Contains('{', StringComparison.Ordinal) == true
                     where Doors.Of(method.GetCustomAttribute<FunctionAttribute>()!.Name) == Door.Merchant
                     select $"{trigger.Methods![0].ToUpperInvariant()} {trigger.Route}";

        Assert.Equal(routes.Order(StringComparer.Ordinal), Asked.Keys.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task What_is_anothers_is_404_by_every_route_and_stays_as_it_is()
    {
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId);

        var answers = new Dictionary<string, int>();
        foreach (var (route, (path, body, _)) in Asked)
            answers[route] = (await AskAsync(route.Split(' ')[0], path.Replace("{order}", orderId, StringComparison.Ordinal), body)).Status;

        Assert.All(answers, answer => Assert.Equal((answer.Key, Asked[answer.Key].Status), (answer.Key, answer.Value)));
        Assert.Equal("AwaitingPayment", await world.App.StateAsync(orderId));
    }

    [Theory]
    [InlineData("quarantine?provider=wechatpay")]
    [InlineData("webhooks/deadletters")]
    [InlineData("overview")]
    [InlineData("certificates")]
    [InlineData("whoami")]
    [InlineData("lookup/{order}")]
    [InlineData("quality/2026-11-20")]
    public async Task What_lists_things_names_nothing_of_anothers(string path)
    {
        var orderId = world.NewOrderId();
        await world.App.CreateAsync(AppFixture.Body(orderId), orderId);

        Assert.DoesNotContain(orderId, (await AskAsync("GET", path.Replace("{order}", orderId, StringComparison.Ordinal), "")).Text, StringComparison.Ordinal);
    }

    private Task<Answer> AskAsync(string method, string path, string body)
    {
        var request = new HttpRequestMessage(new(method), path);
        request.Headers.Add("x-api-key", Acmes);
        if (method != "GET")
        {
            request.Headers.Add("Idempotency-Key", $"{Guid.NewGuid()}");
            request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        }

        return world.App.SendAsync(request);
    }
}
