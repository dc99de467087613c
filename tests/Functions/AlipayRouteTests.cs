using Azure.Data.Tables;
using PayFunctions.Infra.Alipay;
using PayFunctions.Sandbox.Merchant;
using PayFunctions.Tests.Infra.Alipay;

namespace PayFunctions.Tests.Functions;

/// <summary>Alipay's route as Alipay, a payer and a stranger meet it.</summary>
[Collection(nameof(AppCollection))]
public class AlipayRouteTests(AppFixture world, AlipayAppFixture own) : IClassFixture<AlipayAppFixture>
{
    private const string Route = "callbacks/alipay";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private RunningApp App => own.App;

    [Theory]
    [InlineData("page", "pageUrl")]
    [InlineData("wap", "wapUrl")]
    [InlineData("app", "orderString")]
    [InlineData("precreate", "codeUrl")]
    public async Task An_order_is_offered_in_its_way_paid_and_answered_success(string method, string given)
    {
        var orderId = world.NewOrderId();

        var created = await App.CreateAsync(Body(orderId, method, own.Alipay.PublicKeyMode.AppId), orderId);
        var offer = created.Json.GetProperty("payment").GetProperty(given).GetString()!;
        if (method != "precreate") Assert.Null(own.Alipay.Open(offer));
        var answer = await PostAsync(own.Alipay.SealPayment(orderId));

        Assert.Equal((200, "success", "text/plain"), (answer.Status, answer.Text, answer.Type));
        Assert.Equal("Paid", await App.StateAsync(orderId));
    }

    [Fact]
    public async Task Every_hostile_form_is_answered_fail_counted_by_its_reason_and_leaves_nothing_behind()
    {
        foreach (var (name, reason, make) in HostileForms.All)
        {
            await CountedOnce.ExpectAsync($"{name} as {reason}", () => CountedAsync(reason), async () =>
            {
                var answer = await PostAsync(make());

                Assert.True(
                    (answer.Status, answer.Text) == (AlipayRefusals.Status(reason), "fail"),
                    $"{name}: {answer.Status} {answer.Text}");
            });
        }

        Assert.Empty(await RowsWithAsync("2024030100222080005068440559358070"));
        Assert.Empty(await RowsWithAsync("2024030122001400000000000001"));
    }

    [Fact]
    public async Task A_genuine_payment_of_no_order_of_ours_or_of_another_amount_is_acknowledged_and_kept_for_an_operator()
    {
        var stray = AlipaySide.Fields(world.NewOrderId()).With(("notify_id", $"stray{Guid.NewGuid():N}"));

        var answer = await PostAsync(AlipaySide.Signed(stray));

        Assert.Equal((200, "success"), (answer.Status, answer.Text));
        Assert.NotEmpty(await RowsWithAsync(stray["notify_id"]));
    }

    [Fact]
    public async Task What_a_router_adds_to_the_url_does_not_enter_the_form()
    {
        var fields = AlipaySide.Fields(world.NewOrderId()).With(("notify_id", $"routed{Guid.NewGuid():N}"));

        var answer = await PostAsync(AlipaySide.Signed(fields), "?trade_status=WAIT_BUYER_PAY&x=1");

        Assert.Equal("success", answer.Text);
    }

    [Fact]
    public async Task An_application_of_another_tenant_is_as_unknown_as_none()
    {
        var orderId = world.NewOrderId();

        var foreign = await App.CreateAsync(
            Body(orderId, "page", AlipaySide.AppId), orderId, ("x-api-key", "the-key-of-acme-0001"));
        var ofOtherChannel = await App.CreateAsync(Body(orderId, "page", "1900000001"), orderId + "-2");

        Assert.Equal((400, 400), (foreign.Status, ofOtherChannel.Status));
        Assert.Equal(["merchantId"], foreign.Fields);
        Assert.Equal(["merchantId"], ofOtherChannel.Fields);
    }

    private static string Body(string orderId, string method, string appId) =>
        $$"""
        {"orderId":"{{orderId}}","channel":"alipay","method":"{{method}}","merchantId":"{{appId}}",
         "description":"A pot of tea","total":{"amount":1230,"currency":"CNY"} }
        """;

    private async Task<Answer> PostAsync(byte[] body, string query = "")
    {
        using var content = new ByteArrayContent(body);
        content.Headers.ContentType = new("application/x-www-form-urlencoded");
        using var response = await App.Stranger.PostAsync(Route + query, content, Cancellation);
        return await Answer.ReadAsync(response);
    }

    private async Task<long> CountedAsync(AlipayRefusal reason) =>
        MetricsView.Read((await App.GetAsync("metrics")).Text).Sum(
            "payfunctions_callback_refusals_total", ("provider", "alipay"), ("reason", AlipayRefusals.Code(reason)));

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
