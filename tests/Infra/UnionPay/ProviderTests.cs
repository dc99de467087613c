using System.Text.Json;
using PayFunctions.Core.Failures;
using PayFunctions.Core.Orders;
using PayFunctions.Core.Refunds;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.UnionPay;

namespace PayFunctions.Tests.Infra.UnionPay;

/// <summary>What the contract does not ask of every provider.</summary>
public class ProviderTests
{
    private const string QueryId = "202403010800000000018";

    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    private static readonly (string, string?)[] Paid =
        [("queryId", QueryId), ("txnAmt", "1230"), ("currencyCode", "156"), ("traceTime", "0301080005"), ("origRespCode", "00")];

    [Fact]
    public async Task A_page_is_a_form_that_names_the_order_its_end_and_where_to_tell_of_it_signed_by_our_certificate()
    {
        await using var calling = await Calling.StartAsync(_ => throw new InvalidOperationException("No call is needed."));

        var answer = await calling.Provider.PrepayAsync(Calling.NewOrder(), Cancellation);

        var offer = answer.Evidence!.Offer!;
        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(offer.Parameters!)!;
        Assert.Equal(OfferKind.Form, offer.Kind);
        Assert.EndsWith("/gateway/api/frontTransReq.do", offer.Value, StringComparison.Ordinal);
        Assert.Equal(("ORD00000001", "20240301080000", "20240301083000"), (fields["orderId"], fields["txnTime"], fields["payTimeout"]));
        Assert.Equal(("01", "1230", "156"), (fields["txnType"], fields["txnAmt"], fields["currencyCode"]));
        Assert.Equal("https://pay.example.com/api/callbacks/unionpay", fields["backUrl"]);
        Assert.Equal("https://shop.example.com/paid", fields["frontUrl"]);
        Assert.Equal(PayFunctions.Infra.UnionPay.Certificates.IdOf(UnionPaySide.MerchantCertificate), fields["certId"]);
        Assert.Equal(UnionPaySide.SignatureOf(UnionPaySide.TextOf(fields), UnionPaySide.MerchantKey), fields["signature"]);
    }

    [Fact]
    public async Task An_order_whose_id_UnionPay_can_not_take_is_refused_before_anything_is_sent()
    {
        await using var calling = await Calling.StartAsync(_ => []);
        var order = Calling.NewOrder() with { Key = new("default", "ORD-0000001") };

        var answer = await calling.Provider.PrepayAsync(order, Cancellation);

        Assert.Equal((ProviderOutcome.Refused, "ORDER_ID_NOT_TAKEN"), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task A_second_attempt_has_a_number_of_its_own_and_says_which_it_is()
    {
        await using var calling = await Calling.StartAsync(_ => []);

        var answer = await calling.Provider.PrepayAsync(Calling.NewOrder() with { Attempt = 2 }, Cancellation);

        var fields = JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Evidence!.Offer!.Parameters!)!;
        Assert.Equal(("ORD00000001X2", "attempt~2"), (fields["orderId"], fields["reqReserved"]));
    }

    [Fact]
    public async Task For_an_app_the_gateway_gives_a_number()
    {
        await using var calling = await Calling.StartAsync(asked => Calling.Signed(asked, ("tn", "812345678901234567890")));

        var answer = await calling.Provider.PrepayAsync(Calling.NewOrder("app"), Cancellation);

        Assert.Equal(new PaymentOffer(OfferKind.CallUp, "812345678901234567890", """{"tn":"812345678901234567890"}"""), answer.Evidence!.Offer);
        Assert.Equal("/gateway/api/appTransReq.do", calling.Asked[0].Path);
        Assert.Equal("08", calling.Asked[0].Fields["channelType"]);
    }

    [Fact]
    public async Task An_answer_with_nothing_escaped_is_read_by_its_braces_and_verified_as_it_is()
    {
        await using var calling = await Calling.StartAsync(
            asked => Calling.SignedRaw(asked, [.. Paid, ("tokenPayData", "{token=1&trId=2&origRespCode=64}")]));

        var answer = await calling.Provider.QueryAsync(Calling.NewOrder(), Cancellation);

        Assert.Equal(OrderEvent.PaymentSucceeded, answer.Evidence?.Event);
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 5, TimeSpan.Zero), answer.Evidence!.At);
    }

    [Theory]
    [InlineData("a=1&b={x&c=2 ")]
    [InlineData("a=1&b=}&c=2 ")]
    [InlineData("a=1&a=2 ")]
    [InlineData("a b=1")]
    [InlineData("=1 ")]
    public void An_answer_that_can_be_split_in_two_ways_is_not_read(string body) =>
        Assert.Null(AnswerText.Read(System.Text.Encoding.UTF8.GetBytes(body)));

    [Theory]
    [InlineData("11", ProviderOutcome.Refused, FailureCode.SignatureRefused)]
    [InlineData("00", ProviderOutcome.Unknown, FailureCode.AnswerNotTrusted)]
    [InlineData("05", ProviderOutcome.Unknown, FailureCode.AnswerNotTrusted)]
    public async Task Without_a_signature_only_a_refusal_of_our_own_request_is_heard(
        string code, ProviderOutcome outcome, FailureCode failure)
    {
        await using var calling = await Calling.StartAsync(
            asked => System.Text.Encoding.ASCII.GetBytes($"merId={asked["merId"]}&respCode={code}&respMsg=x"));

        var answer = await calling.Provider.QueryAsync(Calling.NewOrder(), Cancellation);

        Assert.Equal((outcome, failure), (answer.Outcome, answer.Failure));
    }

    [Theory]
    [InlineData("34", "x")]
    [InlineData("10", "无此交易[2600000]")]
    public async Task No_such_trade_is_told_by_its_code_or_by_the_number_in_its_words(string code, string message)
    {
        await using var calling = await Calling.StartAsync(
            asked => Calling.Signed(asked, ("respCode", code), ("respMsg", message)));

        var answer = await calling.Provider.QueryAsync(Calling.NewOrder(), Cancellation);

        Assert.Equal((ProviderOutcome.NotFound, FailureCode.OrderUnknown), (answer.Outcome, answer.Failure));
    }

    [Fact]
    public async Task An_answer_of_another_time_of_the_same_number_is_another_trade()
    {
        await using var calling = await Calling.StartAsync(
            asked => Calling.Signed(asked, [.. Paid, ("txnTime", "20240301080001")]));

        var answer = await calling.Provider.QueryAsync(Calling.NewOrder(), Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, "OTHER_TRADE", null), (answer.Outcome, answer.Code, answer.Evidence));
    }

    [Theory]
    [InlineData("64", 29, null)] // The payer may take another card.
    [InlineData("64", 30, OrderEvent.ClosedAtProvider)]
    [InlineData("05", 60, null)] // It may yet come.
    [InlineData("05", 91, OrderEvent.ClosedAtProvider)]
    [InlineData("00", 91, OrderEvent.PaymentSucceeded)]
    public async Task A_close_waits_for_the_forms_own_end(string word, int minutes, OrderEvent? says)
    {
        await using var calling = await Calling.StartAsync(
            asked => Calling.Signed(asked, [.. Paid, ("origRespCode", word)]));
        calling.Clock.Advance(Calling.CreatedAt.AddMinutes(minutes) - UnionPaySide.Now);

        var answer = await calling.Provider.CloseAsync(Calling.NewOrder(), Cancellation);

        Assert.Equal(says, answer.Evidence?.Event);
        Assert.Equal(says is null ? ProviderOutcome.Nothing : ProviderOutcome.Answered, answer.Outcome);
    }

    [Fact]
    public async Task A_refund_names_its_payment_and_itself_by_letters_and_digits_that_stay_the_same()
    {
        await using var calling = await Calling.StartAsync(asked => Calling.Signed(asked, ("queryId", "202403010900000000099")));

        await calling.Provider.RefundAsync(Calling.NewOrder(), Calling.NewRefund(), Cancellation);
        await calling.Provider.RefundAsync(Calling.NewOrder(), Calling.NewRefund(), Cancellation);
        await calling.Provider.RefundAsync(Calling.NewOrder(), Calling.NewRefund() with { Round = 2 }, Cancellation);

        var asked = calling.Asked.Select(one => one.Fields).ToArray();
        Assert.All(asked, fields => Assert.Equal(
            ("04", QueryId, "230", "20240301090000", "refund~ORD00000001~RF-1|of*2@"),
            (fields["txnType"], fields["origQryId"], fields["txnAmt"], fields["txnTime"], fields["reqReserved"])));
        Assert.Matches("^RF[0-9A-F]{30}$", asked[0]["orderId"]);
        Assert.Equal(asked[0]["orderId"], asked[1]["orderId"]);
        Assert.NotEqual(asked[0]["orderId"], asked[2]["orderId"]);
    }

    [Theory]
    [InlineData("00", RefundEvent.Succeeded)]
    [InlineData("64", RefundEvent.Closed)]
    [InlineData("05", RefundEvent.Accepted)]
    public async Task What_is_unclear_of_a_refund_is_asked_at_once(string word, RefundEvent says)
    {
        await using var calling = await Calling.StartAsync(asked => asked["txnType"] == "04"
            ? Calling.Signed(asked, ("respCode", "12"))
            : Calling.Signed(asked, ("queryId", "202403010900000000099"), ("txnAmt", "230"), ("currencyCode", "156"), ("origRespCode", word)));

        var answer = await calling.Provider.RefundAsync(Calling.NewOrder(), Calling.NewRefund(), Cancellation);

        Assert.Equal((says, "RF-1|of*2@", QueryId), (answer.Evidence!.Event, answer.Evidence.RefundId, answer.Evidence.TransactionId));
    }

    [Fact]
    public async Task A_refund_that_is_answered_about_another_payment_is_not_believed()
    {
        await using var calling = await Calling.StartAsync(asked => Calling.Signed(
            asked, ("queryId", "202403010900000000099"), ("txnAmt", "230"), ("currencyCode", "156"), ("origRespCode", "00"),
            ("origQryId", "202403010800000000077")));

        var answer = await calling.Provider.QueryRefundAsync(
            Calling.NewOrder(), Calling.NewRefund(RefundState.Processing), Cancellation);

        Assert.Equal((ProviderOutcome.Unknown, "OTHER_TRADE"), (answer.Outcome, answer.Code));
    }

    [Theory]
    [InlineData("2024-03-01T14:59:59Z", "2024-03-01T15:00:00Z")] // 22:59:59 in Beijing: until 23:00.
    [InlineData("2024-03-01T15:00:00Z", "2024-03-01T16:00:00Z")] // 23:00 there: until midnight.
    [InlineData("2024-02-29T16:00:00Z", "2024-03-01T15:00:00Z")] // Midnight there: all day.
    public void A_payment_can_be_reversed_on_its_own_day(string paid, string until) => Assert.Equal(
        DateTimeOffset.Parse(until, System.Globalization.CultureInfo.InvariantCulture),
        UnionPayReversals.Until(DateTimeOffset.Parse(paid, System.Globalization.CultureInfo.InvariantCulture)));

    [Theory]
    [InlineData("00", ProviderOutcome.Answered, OrderEvent.PaymentRevoked)]
    [InlineData("64", ProviderOutcome.Refused, null)]
    [InlineData("04", ProviderOutcome.Nothing, null)]
    public async Task A_reversal_is_a_trade_of_its_own_and_its_query_tells(
        string word, ProviderOutcome outcome, OrderEvent? says)
    {
        await using var calling = await Calling.StartAsync(asked => asked["txnType"] == "31"
            ? Calling.Signed(asked)
            : Calling.Signed(asked, ("queryId", "202403010900000000099"), ("txnAmt", "1230"), ("currencyCode", "156"), ("origRespCode", word)));
        var order = Calling.NewOrder() with
        {
            TransactionId = QueryId,
            Paid = new(1230, PayFunctions.Core.Currency.Cny),
            Reversal = new(1, "wrong till", Calling.CreatedAt.AddMinutes(5)),
        };

        var answer = await calling.Provider.ReverseAsync(order, Cancellation);

        Assert.Equal((outcome, says), (answer.Outcome, answer.Evidence?.Event));
        var sent = calling.Asked[0].Fields;
        Assert.Equal(
            ("31", QueryId, "1230", "20240301080500", "reversal~ORD00000001"),
            (sent["txnType"], sent["origQryId"], sent["txnAmt"], sent["txnTime"], sent["reqReserved"]));
        Assert.Equal(sent["orderId"], calling.Asked[1].Fields["orderId"]);
        if (says is not null) Assert.Equal(QueryId, answer.Evidence!.TransactionId);
    }

    [Fact]
    public async Task Nothing_is_sent_to_reverse_what_is_unpaid_and_it_is_closed_at_its_end()
    {
        await using var calling = await Calling.StartAsync(asked => Calling.Signed(asked, ("respCode", "34")));
        var order = Calling.NewOrder() with { Reversal = new(1, "wrong till", Calling.CreatedAt) };

        var before = await calling.Provider.ReverseAsync(order, Cancellation);
        calling.Clock.Advance(TimeSpan.FromMinutes(30));
        var after = await calling.Provider.ReverseAsync(order, Cancellation);

        Assert.Equal(ProviderOutcome.NotFound, before.Outcome);
        Assert.Equal(OrderEvent.ClosedAtProvider, after.Evidence?.Event);
        Assert.All(calling.Asked, one => Assert.Equal("00", one.Fields["txnType"]));
    }
}
