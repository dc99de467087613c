using System.Text.Json;
using PayFunctions.Core.Orders;
using PayFunctions.Infra.Providers;
using PayFunctions.Infra.WeChatPay;
using PayFunctions.Sandbox.WeChatPay;

namespace PayFunctions.Tests.Infra.WeChatPay;

/// <summary>The four ways of paying against the simulated provider, which shares no code with ours.</summary>
public class PayWayTests
{
    private static readonly CancellationToken Cancellation = TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("native", OfferKind.Code)]
    [InlineData("jsapi", OfferKind.CallUp)]
    [InlineData("app", OfferKind.CallUp)]
    [InlineData("h5", OfferKind.Page)]
    public async Task A_prepay_of_each_way_gives_the_payer_what_the_provider_gave(string method, OfferKind kind)
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new(), Cancellation);
        using var calling = Call(provider);

        var answer = await calling.Provider.PrepayAsync(Order(method), Cancellation);

        Assert.Equal(ProviderOutcome.Answered, answer.Outcome);
        var offer = answer.Evidence!.Offer!;
        Assert.Equal((kind, provider.Transaction("ORD0001").Offer), (offer.Kind, offer.Value));
        Assert.Equal(kind == OfferKind.CallUp, offer.Parameters is not null);
    }

    [Theory]
    [InlineData("jsapi")]
    [InlineData("app")]
    public async Task The_payers_phone_takes_our_call_up_and_no_changed_one(string method)
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new(), Cancellation);
        using var calling = Call(provider);
        var answer = await calling.Provider.PrepayAsync(Order(method), Cancellation);
        var parameters = JsonSerializer.Deserialize<Dictionary<string, string>>(answer.Evidence!.Offer!.Parameters!)!;

        Assert.Equal(new("ORD0001", null), Taken(parameters));
        Assert.All(parameters.Keys, name =>
        {
            var changed = new Dictionary<string, string>(parameters) { [name] = parameters[name] + "x" };
            Assert.NotNull(Taken(changed).Problem);
        });

        CalledUp Taken(Dictionary<string, string> given) =>
            provider.CallUp(method, JsonSerializer.SerializeToElement(given));
    }

    [Theory]
    [InlineData(PayerDevice.Browser, "Wap")]
    [InlineData(PayerDevice.Ios, "iOS")]
    [InlineData(PayerDevice.Android, "Android")]
    public async Task A_phones_page_is_told_the_payers_address_and_device(PayerDevice device, string type)
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new(), Cancellation);
        using var calling = Call(provider);

        await calling.Provider.PrepayAsync(
            Order("h5") with { Payer = new(ClientIp: "2001:db8::1", Device: device) }, Cancellation);

        Assert.Equal(
            "{\"payer_client_ip\":\"2001:db8::1\",\"h5_info\":{\"type\":\"" + type + "\"}}",
            provider.Transaction("ORD0001").Scene);
    }

    [Fact]
    public async Task A_way_that_is_not_WeChat_Pays_is_refused_without_a_call()
    {
        await using var provider = await SimulatedWeChatPay.StartAsync(new(), Cancellation);
        using var calling = Call(provider);

        var answer = await calling.Provider.PrepayAsync(Order("telepathy"), Cancellation);

        Assert.Equal(ProviderOutcome.Refused, answer.Outcome);
        Assert.Empty(provider.Calls.All());
    }

    [Theory]
    [InlineData("""{"prepay_id":""}""")]
    [InlineData("""{"code_url":"weixin://x"}""")]
    public async Task An_answer_with_nothing_to_pay_with_leaves_the_prepay_open(string body)
    {
        await using var endpoint = await FakeEndpoint.StartAsync(context => Calling.AnswerAsync(context, 200, body));
        using var calling = new Calling(endpoint.Url);
        var order = Order("jsapi") with { MerchantId = WeChatPaySide.MerchantId };

        var answer = await calling.Provider.PrepayAsync(order, Cancellation);

        Assert.Equal(ProviderOutcome.Unknown, answer.Outcome);
    }

    private static Order Order(string method) => Calling.Order() with
    {
        Method = method,
        MerchantId = "1900000002",
        Payer = new("oPayer", "203.0.113.7"),
    };

    private static Calling Call(SimulatedWeChatPay provider)
    {
        var account = provider.PublicKeyMode;
        var options = new WeChatPayMerchantOptions
        {
            AppId = account.AppId,
            SerialNumber = account.SerialNumber,
            PrivateKey = account.PrivateKeyPem,
            ApiV3Key = account.ApiV3Key,
            PublicKeyId = account.PublicKey!.Serial,
            PublicKey = account.PublicKey.PublicKeyPem,
            NotifyUrl = "http://127.0.0.1:9/notify",
        };
        return new(provider.Url, options, merchantId: account.MerchantId);
    }
}
