using Microsoft.AspNetCore.Http;
using PayFunctions.Core;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class ProviderTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly string Unpaid =
        """{"mchid":"1900000001","appid":"wx0000000000000001","out_trade_no":"ORD0001","trade_state":"NOTPAY","trade_state_desc":"订单未支付","amount":{"total":1230,"currency":"CNY"}}""";

    [Fact]
    public async Task A_signed_code_url_is_evidence_of_the_prepay()
    {
        var answer = await CallAsync(Prepay, 200, """{"code_url":"weixin://wxpay/bizpayurl?pr=JyC91EIz1"}""");

        Assert.Equal(ProviderOutcome.Answered, answer.Outcome);
        Assert.Equal(("prepay-1", OrderEvent.PrepayAccepted), (answer.Evidence!.Id, answer.Evidence.Event));
        Assert.Equal(new PaymentOffer(OfferKind.Code, "weixin://wxpay/bizpayurl?pr=JyC91EIz1"), answer.Evidence.Offer);
        Assert.Equal(EvidenceSource.Answer, answer.Evidence.Source);
    }

    [Fact]
    public async Task A_2xx_without_a_signature_counts_as_forged()
    {
        var answer = await CallAsync(Query, context => context.Response.WriteAsync(WeChatPaySide.Transaction()));

        Assert.Equal((ProviderOutcome.Unknown, "missing-signature"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task An_answer_of_another_key_is_not_believed()
    {
        var answer = await CallAsync(
            Query, context => Calling.AnswerAsync(context, 200, WeChatPaySide.Transaction(), WeChatPaySide.OtherKey));

        Assert.Equal((ProviderOutcome.Unknown, "bad-signature"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task A_recorded_answer_is_not_believed_later()
    {
        var answer = await CallAsync(Query, context => Calling.AnswerAsync(
            context, 200, WeChatPaySide.Transaction(), at: DateTimeOffset.UtcNow.AddMinutes(-6)));

        Assert.Equal((ProviderOutcome.Unknown, "stale-timestamp"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task A_signed_error_with_a_bad_signature_is_not_believed()
    {
        var answer = await CallAsync(
            Query, context => Calling.AnswerAsync(context, 404, """{"code":"ORDER_NOT_EXIST"}""", WeChatPaySide.OtherKey));

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
    }

    [Fact]
    public async Task A_paid_order_is_evidence_with_its_amount()
    {
        var answer = await CallAsync(Query, 200, WeChatPaySide.Transaction());

        var evidence = answer.Evidence!;
        Assert.Equal("query-SUCCESS-4200000000202403010000000001", evidence.Id);
        Assert.Equal(OrderEvent.PaymentSucceeded, evidence.Event);
        Assert.Equal(new Money(1230, Currency.Cny), evidence.Total);
    }

    [Fact]
    public async Task An_unpaid_order_is_nothing_new() =>
        Assert.Equal(ProviderOutcome.Nothing, (await CallAsync(Query, 200, Unpaid)).Outcome);

    [Fact]
    public async Task A_second_attempt_that_was_closed_is_told_of_its_own_order()
    {
        var closed =
            Unpaid.Replace("NOTPAY", "CLOSED", StringComparison.Ordinal)
                .Replace("ORD0001", "ORD0001-2", StringComparison.Ordinal);
        await using var endpoint = await FakeEndpoint.StartAsync(context => Calling.AnswerAsync(context, 200, closed));
        using var calling = new Calling(endpoint.Url);

        var answer = await calling.Provider.QueryAsync(Calling.Order(attempt: 2), Cancellation);

        Assert.Equal((OrderEvent.ClosedAtProvider, 2), (answer.Evidence!.Event, answer.Evidence.Attempt));
        Assert.Equal("query-CLOSED--", answer.Evidence.Id);
    }

    [Fact]
    public async Task An_answer_about_another_order_is_not_taken()
    {
        var answer = await CallAsync(Query, 200, WeChatPaySide.Transaction(outTradeNo: "ORD0002"));

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
    }

    [Fact]
    public async Task An_unknown_trade_state_is_unknown_and_named()
    {
        var answer = await CallAsync(Query, 200, WeChatPaySide.Transaction("PAID"));

        Assert.Equal((ProviderOutcome.Unknown, "unknown-word: PAID"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task A_signed_204_confirms_the_close()
    {
        var answer = await CallAsync(Close, 204, "");

        Assert.Equal(("close-1", OrderEvent.ClosedAtProvider), (answer.Evidence!.Id, answer.Evidence.Event));
    }

    [Fact]
    public async Task An_unsigned_204_confirms_nothing()
    {
        var answer = await CallAsync(Close, context =>
        {
            context.Response.StatusCode = 204;
            return Task.CompletedTask;
        });

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
    }

    [Theory]
    [InlineData("ORDER_PAID")]
    [InlineData("ORDERPAID")]
    public async Task A_close_that_is_told_of_a_payment_asks_and_believes_the_signed_answer(string code)
    {
        var answer = await CallAsync(Close, context => context.Request.Method == "POST"
            ? UnsignedAsync(context, 400, code)
            : Calling.AnswerAsync(context, 200, WeChatPaySide.Transaction()));

        Assert.Equal(OrderEvent.PaymentSucceeded, answer.Evidence!.Event);
    }

    [Fact]
    public async Task A_prepay_under_a_used_number_that_is_not_paid_stays_refused()
    {
        var answer = await CallAsync(Prepay, context => context.Request.Method == "POST"
            ? UnsignedAsync(context, 403, "OUT_TRADE_NO_USED")
            : Calling.AnswerAsync(context, 200, Unpaid));

        Assert.Equal((ProviderOutcome.Refused, "OUT_TRADE_NO_USED"), (answer.Outcome, answer.Code));
    }

    [Theory]
    [InlineData(400, "PARAM_ERROR", ProviderOutcome.Refused)]
    [InlineData(401, "SIGN_ERROR", ProviderOutcome.Refused)]
    [InlineData(403, "NOAUTH", ProviderOutcome.Refused)]
    [InlineData(404, "ORDERNOTEXIST", ProviderOutcome.NotFound)]
    [InlineData(404, "ORDER_NOT_EXIST", ProviderOutcome.NotFound)]
    [InlineData(429, "FREQUENCY_LIMITED", ProviderOutcome.Later)]
    [InlineData(429, "SOMETHING_NEW", ProviderOutcome.Later)]
    [InlineData(500, "SYSTEM_ERROR", ProviderOutcome.Unknown)]
    [InlineData(500, "BANKERROR", ProviderOutcome.Unknown)]
    [InlineData(500, "PARAM_ERROR", ProviderOutcome.Unknown)]
    [InlineData(500, "OPENID_MISMATCH", ProviderOutcome.Refused)]
    [InlineData(502, "", ProviderOutcome.Unknown)]
    [InlineData(404, "", ProviderOutcome.Unknown)]
    [InlineData(400, "SOMETHING_NEW", ProviderOutcome.Unknown)]
    public async Task Every_error_code_has_one_outcome(int status, string code, ProviderOutcome outcome)
    {
        var answer = await CallAsync(Query, context => UnsignedAsync(context, status, code));

        Assert.Equal(outcome, answer.Outcome);
    }

    [Fact]
    public async Task A_proxys_page_is_no_answer_about_an_order()
    {
        var answer = await CallAsync(Query, context =>
        {
            context.Response.StatusCode = 404;
            return context.Response.WriteAsync("<html>not found</html>");
        });

        Assert.Equal((ProviderOutcome.Unknown, "404"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task The_same_order_is_always_the_same_bytes()
    {
        var bodies = new List<string>();
        await using var endpoint = await FakeEndpoint.StartAsync(async context =>
        {
            bodies.Add(await new StreamReader(context.Request.Body).ReadToEndAsync());
            await Calling.AnswerAsync(context, 200, """{"code_url":"weixin://x"}""");
        });
        using var calling = new Calling(endpoint.Url);
        var order = Calling.Order() with { ExpiresAt = new(2024, 3, 1, 0, 30, 0, TimeSpan.Zero) };

        await calling.Provider.PrepayAsync(order, Cancellation);
        await calling.Provider.PrepayAsync(order, Cancellation);

        Assert.Equal(bodies[0], bodies[1]);
        Assert.Equal(
            """{"appid":"wx0000000000000001","mchid":"1900000001","description":"Image形象店","out_trade_no":"ORD0001","time_expire":"2024-03-01T08:30:00+08:00","attach":"1","notify_url":"https://pay.example.com/api/callbacks/wechatpay/1900000001","amount":{"total":1230,"currency":"CNY"}}""",
            bodies[0]);
    }

    [Fact]
    public async Task A_merchant_nobody_configured_is_refused_without_a_call()
    {
        using var calling = new Calling(new("http://127.0.0.1:1/"));

        var answer =
            await calling.Provider.QueryAsync(Calling.Order() with { MerchantId = "1900000009" }, Cancellation);

        Assert.Equal((ProviderOutcome.Refused, "UNKNOWN_MERCHANT"), (answer.Outcome, answer.Code));
    }

    private static Task<ProviderAnswer> Prepay(IPaymentProvider provider) =>
        provider.PrepayAsync(Calling.Order(), Cancellation);

    private static Task<ProviderAnswer> Query(IPaymentProvider provider) =>
        provider.QueryAsync(Calling.Order(), Cancellation);

    private static Task<ProviderAnswer> Close(IPaymentProvider provider) =>
        provider.CloseAsync(Calling.Order(), Cancellation);

    private static Task UnsignedAsync(HttpContext context, int status, string code)
    {
        context.Response.StatusCode = status;
        return context.Response.WriteAsync($$"""{"code":"{{code}}","message":"…"}""");
    }

    private static Task<ProviderAnswer> CallAsync(
        Func<IPaymentProvider, Task<ProviderAnswer>> call, int status, string body) =>
        CallAsync(call, context => Calling.AnswerAsync(context, status, body));

    private static async Task<ProviderAnswer> CallAsync(
        Func<IPaymentProvider, Task<ProviderAnswer>> call, Func<HttpContext, Task> respond)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(respond);
        using var calling = new Calling(endpoint.Url);
        return await call(calling.Provider);
    }
}
