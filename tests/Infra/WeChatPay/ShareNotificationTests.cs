using PayFunctions.Core;
using PayFunctions.Infra.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

public class ShareNotificationTests
{
    private readonly Receiving _receiving = new();

    [Theory]
    [InlineData("PROFITSHARING.SUCCESS", "ORD0001-S1", false)]
    [InlineData("PROFITSHARING.RETURN", "ORD0001-R2", true)]
    public void A_share_is_read_with_its_number_its_receiver_and_its_amount(string type, string number, bool isReturn)
    {
        var reading = _receiving.Read(WeChatPaySide.Envelope(Share(number), type: type));

        var told = reading.OfShare!;
        Assert.Null(reading.Evidence);
        Assert.Equal(("default", "ORD0001"), (reading.Key.Tenant, reading.Key.OrderId));
        Assert.Equal(("EV-0001", number, isReturn), (told.Id, told.Number, told.IsReturn));
        Assert.Equal(("1900000011", new Money(300, Currency.Cny)), (told.Account, told.Amount));
        Assert.Equal(
            ("1900000001", "4200000000202403010000000001", "3008450740201411110007820472"),
            (told.MerchantId, told.TransactionId, told.ProviderId));
        Assert.Equal(new DateTimeOffset(2024, 3, 1, 0, 0, 5, TimeSpan.Zero), told.At);
        Assert.Contains("Wechatpay-Serial", told.EnvelopeHeaders, StringComparison.Ordinal);
    }

    [Fact]
    public void What_was_released_to_the_merchant_is_no_share()
    {
        var reading = _receiving.Read(WeChatPaySide.Envelope(
            Share("ORD0001-S1", account: WeChatPaySide.MerchantId), type: "PROFITSHARING.SUCCESS"));

        Assert.True(reading.Acknowledge);
        Assert.Null(reading.OfShare);
    }

    [Fact]
    public void A_number_that_is_none_of_ours_names_an_order_that_nobody_has()
    {
        var reading = _receiving.Read(WeChatPaySide.Envelope(Share("P20150806125346"), type: "PROFITSHARING.SUCCESS"));

        Assert.Equal("P20150806125346", reading.Key.OrderId);
        Assert.NotNull(reading.OfShare);
    }

    [Theory]
    [InlineData("\"amount\":300", "\"amount\":0")]
    [InlineData("\"amount\":300", "\"amount\":-300")]
    [InlineData("\"amount\":300", "\"amount\":\"300\"")]
    [InlineData("\"account\":\"1900000011\"", "\"account\":\"\"")]
    [InlineData("\"out_order_no\"", "\"out_order\"")]
    [InlineData("\"mchid\"", "\"mch\"")]
    public void What_lacks_a_part_is_malformed(string part, string instead)
    {
        var share = Share("ORD0001-S1").Replace(part, instead, StringComparison.Ordinal);

        var reading = _receiving.Read(WeChatPaySide.Envelope(share, type: "PROFITSHARING.SUCCESS"));

        Assert.Equal(RefusalReason.Malformed, reading.Refusal!.Reason);
    }

    private static string Share(string number, string account = "1900000011") =>
        $$"""
        {"mchid":"1900000001","transaction_id":"4200000000202403010000000001","order_id":"3008450740201411110007820472",
         "out_order_no":"{{number}}","receiver":{"type":"MERCHANT_ID","account":"{{account}}","amount":300,"description":"SPL1"},
         "success_time":"2024-03-01T08:00:05+08:00"}
        """;
}
