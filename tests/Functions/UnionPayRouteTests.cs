using System.Text.Json;
using Azure.Data.Tables;
using PayFunctions.Infra.UnionPay;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Tests.Infra.UnionPay;

namespace PayFunctions.Tests.Functions;

/// <summary>UnionPay's route as UnionPay, a payer and a stranger meet it.</summary>
[Collection(nameof(AppCollection))]
public class UnionPayRouteTests(AppFixture world, UnionPayAppFixture own) : IClassFixture<UnionPayAppFixture>
{
    private const string Route = "callbacks/unionpay";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private RunningApp App => own.App;

    [Theory]
    [InlineData("page")]
    [InlineData("wap")]
    [InlineData("app")]
    public async Task An_order_is_offered_in_its_way_paid_and_answered_ok(string method)
    {
        var orderId = NewOrderId();

        var created = await App.CreateAsync(Body(orderId, method, own.UnionPay.Shop.MerchantId), orderId);
        Assert.Equal(201, created.Status);
        if (method != "app") Assert.Null(own.UnionPay.Open(FormOf(created.Json.GetProperty("payment"))));
        var answer = await PostAsync(own.UnionPay.SealPayment(orderId));

        Assert.Equal((200, "ok", "text/plain"), (answer.Status, answer.Text, answer.Type));
        Assert.Equal("Paid", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task Every_hostile_form_is_refused_counted_by_its_reason_and_leaves_nothing_behind()
    {
        foreach (var (name, reason, make) in HostileForms.All)
        {
            await CountedOnce.ExpectAsync($"{name} as {reason}", () => CountedAsync(reason), async () =>
            {
                var answer = await PostAsync(make());

                Assert.True(
                    (answer.Status, answer.Text) == (UnionPayRefusals.Status(reason), "fail"),
                    $"{name}: {answer.Status} {answer.Text}");
            });
        }

        Assert.Empty(await RowsWithAsync("202403010800000000018"));
    }

    [Fact]
    public async Task A_genuine_payment_of_no_order_of_ours_is_acknowledged_and_kept_for_an_operator()
    {
        var queryId = $"20240301{Random.Shared.Next():D10}";

        var answer = await PostAsync(UnionPaySide.Signed(UnionPaySide.Fields(NewOrderId()).With(("queryId", queryId))));

        Assert.Equal((200, "ok"), (answer.Status, answer.Text));
        Assert.NotEmpty(await RowsWithAsync(queryId));
    }

    [Fact]
    public async Task What_a_router_adds_to_the_url_does_not_enter_the_form()
    {
        var fields = UnionPaySide.Fields(NewOrderId()).With(("queryId", $"20240302{Random.Shared.Next():D10}"));

        Assert.Equal("ok", (await PostAsync(UnionPaySide.Signed(fields), "?respCode=64&x=1")).Text);
    }

    [Fact]
    public async Task A_merchant_of_another_tenant_is_as_unknown_as_none()
    {
        var orderId = NewOrderId();

        var foreign = await App.CreateAsync(
            Body(orderId, "page", UnionPaySide.MerchantId), orderId, ("x-api-key", "the-key-of-acme-0001"));

        Assert.Equal(400, foreign.Status);
        Assert.Equal(["merchantId"], foreign.Fields);
    }

    [Theory]
    [InlineData("ORD-0000001")]
    [InlineData("ORD0001")]
    public async Task An_order_id_that_UnionPay_can_not_take_is_refused_by_name(string orderId)
    {
        var answer = await App.CreateAsync(Body(orderId, "page", own.UnionPay.Shop.MerchantId), orderId);

        Assert.Equal(400, answer.Status);
        Assert.Equal(["orderId"], answer.Fields);
    }

    private string NewOrderId() => world.NewOrderId().Replace("-", "", StringComparison.Ordinal);

    private static Dictionary<string, string> FormOf(JsonElement payment) =>
        payment.GetProperty("form").GetProperty("fields").Deserialize<Dictionary<string, string>>()!;

    private static string Body(string orderId, string method, string merchantId) =>
        $$"""
        {"orderId":"{{orderId}}","channel":"unionpay","method":"{{method}}","merchantId":"{{merchantId}}",
         "description":"A pot of tea","total":{"amount":1230,"currency":"CNY"} }
        """;

    private async Task<Answer> PostAsync(byte[] body, string query = "")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await App.Stranger.PostAsync(Route + query, content, Cancellation);
        return await Answer.ReadAsync(response);
    }

    private async Task<long> CountedAsync(UnionPayRefusal reason) =>
        MetricsView.Read((await App.GetAsync("metrics")).Text).Sum(
            "payfunctions_callback_refusals_total", ("provider", "unionpay"), ("reason", UnionPayRefusals.Code(reason)));

    private async Task<List<string>> RowsWithAsync(string text)
    {
        var found = new List<string>();
        foreach (var table in new[] { "Orders", "Quarantine" })
        {
            await foreach (var row in new TableServiceClient(world.Storage).GetTableClient(table)
                .QueryAsync<TableEntity>(filter: (string?)null, cancellationToken: Cancellation))
            {
                if (row.RowKey.Contains(text, StringComparison.Ordinal)) found.Add($"{table}: {row.RowKey}");
            }
        }

        return found;
    }
}
