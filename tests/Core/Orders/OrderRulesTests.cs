using PayFunctions.Core;
using PayFunctions.Core.Orders;

namespace PayFunctions.Tests.Core.Orders;

public class OrderRulesTests
{
    private static readonly OrderRequest Good = new()
    {
        OrderId = "ORD20261120000001",
        Channel = "wechatpay",
        Method = "native",
        MerchantId = "1900000001",
        Description = "A pot of tea",
        Amount = 1234,
        Currency = "CNY",
        ExpiresInSeconds = 600,
        Notify = "https://shop.example/hooks",
    };

    [Fact]
    public void A_good_request_is_an_order_created_and_unpaid()
    {
        var order = Read(Good).Order!;

        Assert.Equal(new OrderKey("default", "ORD20261120000001"), order.Key);
        Assert.Equal((OrderState.Created, new Money(1234, Currency.Cny)), (order.State, order.Total));
        Assert.Equal((Orders.Noon, Orders.Noon.AddMinutes(10)), (order.CreatedAt, order.ExpiresAt));
        Assert.Equal(Money.Zero(Currency.Cny), order.Paid);
        Assert.Equal("ORD20261120000001", order.OutTradeNo);
    }

    [Fact]
    public void Times_are_kept_as_stores_and_providers_keep_them()
    {
        var order = OrderRules.Read(Good, "default", new(), Orders.Noon.AddTicks(12_345_678)).Order!;

        Assert.Equal(Orders.Noon.AddMilliseconds(1234), order.CreatedAt);
        Assert.Equal(Orders.Noon.AddSeconds(601), order.ExpiresAt);
    }

    [Theory]
    [InlineData("wallet-1", null)]
    [InlineData("", "topUp")]
    [InlineData("wallet/1", "topUp")]
    public void A_wallet_to_be_topped_up_is_named_by_an_id(string account, string? field)
    {
        var reading = Read(Good with { TopUp = account });

        Assert.Equal(field, reading.Problems.SingleOrDefault()?.Field);
        Assert.Equal(field is null ? account : null, reading.Order?.TopUp);
    }

    [Fact]
    public void The_same_order_for_another_wallet_is_another_order() =>
        Assert.False(Read(Good with { TopUp = "a" }).Order!.AsksTheSameAs(Read(Good with { TopUp = "b" }).Order!));

    [Theory]
    [InlineData(true, 1, null)]
    [InlineData(true, 2_592_000, null)]
    [InlineData(true, 0, "settlement.afterSeconds")]
    [InlineData(true, 2_592_001, "settlement.afterSeconds")]
    [InlineData(false, 60, "settlement")]
    public void A_settlement_is_of_what_is_frozen_and_within_the_time_for_which_it_is(
        bool sharing, int seconds, string? field)
    {
        var reading = Read(Good with { ProfitSharing = sharing, SettleAfterSeconds = seconds });

        Assert.Equal(field, reading.Problems.SingleOrDefault()?.Field);
        Assert.Equal(field is null ? seconds : null, reading.Order?.SettleAfterSeconds);
        Assert.Null(reading.Order?.SettlesAt); // From the payment on.
    }

    [Fact]
    public void The_same_order_to_be_settled_at_another_time_is_another_order()
    {
        var frozen = Good with { ProfitSharing = true };

        Assert.False(Read(frozen with { SettleAfterSeconds = 1 }).Order!.AsksTheSameAs(Read(frozen).Order!));
    }

    [Fact]
    public void An_order_without_an_expiry_takes_the_default_one() =>
        Assert.Equal(Orders.Noon.AddMinutes(30), Read(Good with { ExpiresInSeconds = null }).Order!.ExpiresAt);

    [Theory]
    [InlineData("native")]
    [InlineData("app")]
    public void A_payer_is_not_kept_where_the_way_does_not_ask(string method) =>
        Assert.Null(Read(OfPayer(method, "oA", "10.0.0.1")).Order!.Payer);

    [Fact]
    public void A_payer_is_kept_as_far_as_the_way_asks()
    {
        var inside = Read(OfPayer("jsapi", "oA", "10.0.0.1")).Order!;
        var page = Read(OfPayer("h5", "oA", "2001:db8::1") with { PayerDevice = "ios" }).Order!;
        var plain = Read(OfPayer("h5", null, "10.0.0.1")).Order!;

        Assert.Equal(new Payer(OpenId: "oA"), inside.Payer);
        Assert.Equal(new Payer(ClientIp: "2001:db8::1", Device: PayerDevice.Ios), page.Payer);
        Assert.Equal(PayerDevice.Browser, plain.Payer!.Device);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("o A")]
    [InlineData("o\u00e9")]
    public void Paying_inside_of_WeChat_names_the_openid_that_is_missing_or_unreadable(string? openId) =>
        AssertProblem("payer.openId", OfPayer("jsapi", openId, null));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("1")]
    [InlineData("10.0.0")]
    [InlineData("10.0.0.256")]
    [InlineData("010.0.0.1")]
    [InlineData("fe80::1%eth0")]
    [InlineData("[::1]")]
    [InlineData("localhost")]
    public void Paying_by_a_phones_page_names_the_address_that_is_missing_or_unreadable(string? clientIp) =>
        AssertProblem("payer.clientIp", OfPayer("h5", null, clientIp));

    [Fact]
    public void Paying_by_a_phones_page_names_a_device_that_is_not_known() =>
        AssertProblem("payer.device", OfPayer("h5", null, "10.0.0.1") with { PayerDevice = "Wap" });

    [Fact]
    public void An_order_tells_nothing_of_its_payer_in_its_text()
    {
        var order = Read(OfPayer("jsapi", "oSecretPayer", null)).Order!;

        Assert.DoesNotContain("oSecretPayer", $"{order} {order.Payer}", StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("-1")]
    [InlineData("12.5")]
    [InlineData("100000001")]
    [InlineData("79228162514264337593543950335")]
    [InlineData(null)]
    public void An_amount_that_is_no_payment_names_the_amount(string? amount) =>
        AssertProblem("total.amount", Good with
        {
            Amount = amount is null ? null : decimal.Parse(amount, System.Globalization.CultureInfo.InvariantCulture),
        });

    [Theory]
    [InlineData(null)]
    [InlineData("cny")]
    [InlineData("BTC")]
    [InlineData("USD")]
    public void A_currency_that_is_not_taken_names_the_currency(string? currency) =>
        AssertProblem("total.currency", Good with { Currency = currency });

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("12345")]
    [InlineData("123456789012345678901234567890123")]
    [InlineData("ORDER 1")]
    [InlineData("ORDER/1")]
    [InlineData("ORDERé1")]
    public void An_order_id_outside_the_rule_names_the_order_id(string? id) =>
        AssertProblem("orderId", Good with { OrderId = id });

    [Theory]
    [InlineData("123456")]
    [InlineData("a_b-c|d*e")]
    [InlineData("12345678901234567890123456789012")]
    public void An_order_id_within_the_rule_is_taken(string id) =>
        Assert.NotNull(Read(Good with { OrderId = id }).Order);

    [Theory]
    [InlineData(59)]
    [InlineData(-1)]
    [InlineData(int.MinValue)]
    [InlineData(604_801)]
    public void An_expiry_out_of_bounds_names_the_expiry(int seconds) =>
        AssertProblem("expiresInSeconds", Good with { ExpiresInSeconds = seconds });

    [Fact]
    public void A_description_may_be_as_long_as_the_provider_takes_and_no_longer()
    {
        Assert.NotNull(Read(Good with { Description = new string('茶', 127) }).Order);
        AssertProblem("description", Good with { Description = new string('茶', 128) });
    }

    [Theory]
    [InlineData(null)]
    [InlineData(" ")]
    [InlineData("tea\nfor two")]
    public void A_description_that_says_nothing_or_breaks_lines_names_the_description(string? description) =>
        AssertProblem("description", Good with { Description = description });

    [Theory]
    [InlineData("shop.example/hooks")]
    [InlineData("ftp://shop.example/hooks")]
    [InlineData("")]
    public void A_notify_that_is_no_web_address_names_it(string notify) =>
        AssertProblem("notify", Good with { Notify = notify });

    [Fact]
    public void A_channel_and_a_method_that_are_unknown_are_told_apart()
    {
        AssertProblem("channel", Good with { Channel = "cash" });
        AssertProblem("method", Good with { Method = "telepathy" });
    }

    [Fact]
    public void All_that_is_wrong_is_named_at_once() =>
        Assert.Equal(
            [
                "channel", "description", "expiresInSeconds", "merchantId", "method", "orderId", "total.amount",
                "total.currency",
            ],
            Read(new OrderRequest { ExpiresInSeconds = 1 }).Problems.Select(problem => problem.Field).Order());

    private static OrderReading Read(OrderRequest request) => OrderRules.Read(request, "default", new(), Orders.Noon);

    private static OrderRequest OfPayer(string method, string? openId, string? clientIp) =>
        Good with { Method = method, PayerOpenId = openId, PayerClientIp = clientIp };

    private static void AssertProblem(string field, OrderRequest request)
    {
        var reading = Read(request);

        Assert.Null(reading.Order);
        Assert.Equal([field], reading.Problems.Select(problem => problem.Field));
    }
}
